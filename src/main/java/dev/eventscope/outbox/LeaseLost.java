package dev.eventscope.outbox;

/// The lease of a shard has gone to another relay; what this one wanted to write was not written.
final class LeaseLost extends RuntimeException {

    LeaseLost(int shard) {
        super("shard " + shard + " has gone to another relay");
    }
}
