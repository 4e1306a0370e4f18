package dev.eventscope.cli;

/// How a run ends, for scripts.
public final class ExitCode {

    public static final int DONE = 0;
    /// The answer is "no": not found, something found by a check, failed again.
    public static final int NO = 1;
    public static final int USAGE = 2;
    /// The store cannot be reached or used.
    public static final int STORE = 3;
    /// Not allowed, not armed, or changed meanwhile.
    public static final int REFUSED = 4;
    /// A defect of ours.
    public static final int DEFECT = 70;

    private ExitCode() {}
}
