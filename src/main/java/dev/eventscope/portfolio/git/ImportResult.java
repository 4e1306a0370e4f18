package dev.eventscope.portfolio.git;

/// What one import wrote: nothing of it was in the store before.
///
/// Units: whole commits, events and newly made streams.
public record ImportResult(long commits, long events, long streams) {

    public static final ImportResult NOTHING = new ImportResult(0, 0, 0);

    public ImportResult plus(ImportResult other) {
        return new ImportResult(commits + other.commits, events + other.events, streams + other.streams);
    }
}
