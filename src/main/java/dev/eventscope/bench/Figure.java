package dev.eventscope.bench;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/// What a benchmark found.
///
/// Shape: `subject` and `floor` are medians over the rounds, `ratio`, `min` and `max` are of subject / floor round by round.
///        A figure that stands for itself (milliseconds, MB) has neither floor nor ratio; `min` and `max` are its own, and
///        `bare` is what the least work beside it took in the same run, where there is such work.
/// Units: `unit` names that of subject and floor; for rates higher is better, for times lower.
public record Figure(String goal, String what, double subject, @Nullable Double floor, String unit,
        @Nullable Double ratio,
        int rounds, double min, double max, @Nullable Double bare) {

    /// Puts rounds together; the two lists belong pair by pair.
    static Figure of(String goal, String what, String unit, List<Double> subjects, List<Double> floors) {
        if (subjects.isEmpty() || subjects.size() != floors.size()) {
            throw new IllegalArgumentException(
                    "rounds must come in pairs, were " + subjects.size() + " and " + floors.size());
        }
        List<Double> ratios = IntStream.range(0, subjects.size()).mapToObj(i -> subjects.get(i) / floors.get(i))
                .sorted().toList();
        return new Figure(goal, what, median(subjects), median(floors), unit, median(ratios), subjects.size(),
                ratios.getFirst(), ratios.getLast(), null);
    }

    /// A figure that stands for itself: the median of its rounds.
    static Figure alone(String goal, String what, String unit, List<Double> values, @Nullable Double bare) {
        List<Double> sorted = values.stream().sorted().toList();
        return new Figure(goal, what, median(sorted), null, unit, null, sorted.size(), sorted.getFirst(),
                sorted.getLast(), bare);
    }

    /// The same figures, named as rates of something else than events.
    Figure in(String other) {
        return new Figure(goal, what, subject, floor, other, ratio, rounds, min, max, bare);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
