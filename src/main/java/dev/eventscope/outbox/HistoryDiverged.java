package dev.eventscope.outbox;

/// The store is not the one that a shard's checkpoint was written in, or no longer holds what was published.
final class HistoryDiverged extends RuntimeException {

    HistoryDiverged(int shard, String why) {
        super("history diverged: " + why + "; shard " + shard
                + " publishes nothing more until an operator accepts the history (act_on_outbox, accept_history)");
    }
}
