package dev.eventscope.projection;

/// The store is not the one that the checkpoint was written for. Nothing is delivered until somebody decides.
public final class HistoryDiverged extends RuntimeException {

    HistoryDiverged(String sentence) {
        super(sentence);
    }

    static HistoryDiverged of(String subscription, String what) {
        return new HistoryDiverged("subscription '" + subscription + "': history diverged, " + what
                + "; build it again, or accept the history where you know it to be the same up to there");
    }
}
