package dev.eventscope.store;

/// One category with how many streams it has; `exact` says whether that was counted or estimated.
public record CategorySummary(String category, long streams, boolean exact) {

    public CategorySummary(String category, long streams) {
        this(category, streams, true);
    }
}
