package dev.eventscope.rules.expression;

/// What one evaluation has used of what it may use. Every bound is a number of ours: none needs a thread to be stopped.
///
/// Threads: one evaluation, one thread.
final class Meter {

    /// Nodes of the expression that are evaluated, each turn of a loop anew: about 0.1 s.
    static final int MAX_STEPS = 300_000;
    /// For the few steps that are slow by themselves, such as comparing two large lists.
    private static final long MAX_NANOS = 1_000_000_000;
    /// Characters that are looked through or made.
    private static final long MAX_CHARACTERS = 20_000_000;
    private static final int STEPS_BETWEEN_LOOKS = 256;

    static final ScopedValue<Meter> CURRENT = ScopedValue.newInstance();

    private final long start = System.nanoTime();
    private int steps;
    private long characters;

    /// A bound is passed. An error, since the interpreter takes exceptions for values of a loop and goes on with it.
    static final class Exceeded extends Error {
        Exceeded(String reason) {
            super(reason, null, false, false);
        }
    }

    void step() {
        if (++steps > MAX_STEPS) {
            throw new Exceeded("stopped after " + MAX_STEPS + " steps: let it look at less");
        }
        if (steps % STEPS_BETWEEN_LOOKS == 0) {
            look();
        }
    }

    /// For each element of a list or object that is looked at, also within one step.
    static void touch() {
        Meter meter = CURRENT.get();
        meter.characters++;
        if (meter.characters % STEPS_BETWEEN_LOOKS == 0) {
            meter.look();
        }
    }

    /// For text operations, before they are done: characters to be looked through or made.
    static void charge(long amount) {
        Meter meter = CURRENT.get();
        meter.characters += amount;
        if (meter.characters > MAX_CHARACTERS) {
            throw new Exceeded("stopped after " + MAX_CHARACTERS + " characters of text: let it look at less");
        }
        meter.look();
    }

    private void look() {
        if (System.nanoTime() - start > MAX_NANOS) {
            throw new Exceeded("stopped after a second: let it look at less");
        }
    }
}
