package dev.eventscope.outbox;

/// The broker as a whole does not do its work: no key's fault, so the shard waits.
final class BrokerFailed extends RuntimeException {

    BrokerFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
