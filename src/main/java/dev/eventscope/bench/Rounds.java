package dev.eventscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// Takes floor and subject in turns, `turns` of each a round, after some rounds that do not count: both are to run as
/// compiled code.
record Rounds(int rounds, int turns, LongSupplier nanoClock) {

    static final int WARM_UP = 4;

    /// Work that can fail as the outside does.
    interface Work {
        void run() throws Exception;
    }

    Rounds {
        if (rounds < 1 || turns < 1) {
            throw new IllegalArgumentException("rounds and turns must be 1 or more, were " + rounds + " and " + turns);
        }
    }

    /// How many rounds there are, with those that do not count.
    int all() {
        return WARM_UP + rounds;
    }

    /// Units: events a second; `events` is how many each piece of work handles.
    Figure rates(String goal, String what, long events, Work subject, Work floor) {
        List<Double> subjects = new ArrayList<>();
        List<Double> floors = new ArrayList<>();
        for (int round = 0; round < all(); round++) {
            double floorSeconds = 0;
            double subjectSeconds = 0;
            for (int turn = 0; turn < turns; turn++) {
                floorSeconds += seconds(floor);
                subjectSeconds += seconds(subject);
            }
            if (round >= WARM_UP) {
                floors.add(events * turns / floorSeconds);
                subjects.add(events * turns / subjectSeconds);
            }
        }
        return Figure.of(goal, what, "events/s", subjects, floors);
    }

    double millis(Work work) {
        return seconds(work) * 1e3;
    }

    private double seconds(Work work) {
        long begin = nanoClock.getAsLong();
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("the benchmark was interrupted", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new BenchFailed("the benchmark cannot go on: " + e.getMessage(), e);
        }
        return (nanoClock.getAsLong() - begin) / 1e9;
    }
}
