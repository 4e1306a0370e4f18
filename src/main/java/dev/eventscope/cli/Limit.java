package dev.eventscope.cli;

/// `--limit`, as every verb takes it.
final class Limit {

    private Limit() {}

    static long checked(long limit) {
        if (limit < 1) {
            throw VerbFailed.usage("--limit must be 1 or more, was " + limit);
        }
        return limit;
    }
}
