package dev.eventscope.saga;

import java.time.Clock;
import java.util.Random;
import java.util.random.RandomGenerator;

/// What a runner is, and what it works with.
///
/// Shape: `name` tells this runner from others: host and process. `random` spreads the waits before retries, and must be
///        safe from any thread. `around` stands round each action.
public record RunnerSetting(String name, Clock clock, RandomGenerator random, StepAround around) {

    public static RunnerSetting of(String name, Clock clock) {
        return new RunnerSetting(name, clock, new Random(), StepAround.NOTHING);
    }

    public RunnerSetting withRandom(RandomGenerator other) {
        return new RunnerSetting(name, clock, other, around);
    }

    public RunnerSetting withAround(StepAround other) {
        return new RunnerSetting(name, clock, random, other);
    }
}
