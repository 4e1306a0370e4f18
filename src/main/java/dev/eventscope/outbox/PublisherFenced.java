package dev.eventscope.outbox;

/// Another relay has taken over this shard at the broker.
final class PublisherFenced extends RuntimeException {

    PublisherFenced(Throwable cause) {
        super("another relay has taken over", cause);
    }
}
