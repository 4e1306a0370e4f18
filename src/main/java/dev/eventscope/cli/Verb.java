package dev.eventscope.cli;

import java.util.concurrent.Callable;

/// Makes one verb: a class with picocli's `@Command`, whose call answers an [ExitCode].
@FunctionalInterface
public interface Verb {

    Callable<Integer> make(Work work);
}
