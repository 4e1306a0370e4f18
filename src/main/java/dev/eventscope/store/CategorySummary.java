package dev.eventscope.store;

/// One category with how many streams it has.
public record CategorySummary(String category, long streams) {}
