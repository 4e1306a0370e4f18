package dev.eventscope.portfolio.git;

/// Hears how far an import is.
///
/// Threads: called on the thread that imports, between two transactions; must not block for long.
@FunctionalInterface
public interface ImportProgress {

    ImportProgress NONE = (done, total) -> {};

    /// So much is in the store now, of so many commits that were new at the start.
    void imported(ImportResult done, long totalCommits);

    /// Everything up to the tip is in the store. While following: once at first, then after each run that found something.
    default void caughtUp(ImportResult run) {}
}
