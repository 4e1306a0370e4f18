package dev.eventscope.store.log;

/// What a writer believes of a stream before it appends.
public sealed interface ExpectedVersion {

    record Any() implements ExpectedVersion {}

    /// The stream has this version. 0 = there is no such stream yet.
    record Exact(long version) implements ExpectedVersion {
        public Exact {
            if (version < 0) {
                throw new IllegalArgumentException("version must be 0 or more, was " + version);
            }
        }
    }

    static ExpectedVersion any() {
        return new Any();
    }

    static ExpectedVersion noStream() {
        return new Exact(0);
    }

    static ExpectedVersion exactly(long version) {
        return new Exact(version);
    }
}
