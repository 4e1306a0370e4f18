package dev.eventscope.cli;

/// A verb ends here. The message is one sentence: what is wrong and what to do.
public final class VerbFailed extends RuntimeException {

    private final int exitCode;

    private VerbFailed(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /// The answer is "no", for a reason that is worth a line.
    public static VerbFailed no(String message) {
        return new VerbFailed(ExitCode.NO, message);
    }

    public static VerbFailed usage(String message) {
        return new VerbFailed(ExitCode.USAGE, message);
    }

    public static VerbFailed store(String message) {
        return new VerbFailed(ExitCode.STORE, message);
    }

    public static VerbFailed refused(String message) {
        return new VerbFailed(ExitCode.REFUSED, message);
    }

    public int exitCode() {
        return exitCode;
    }
}
