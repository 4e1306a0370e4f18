package dev.eventscope.desktop.timeline.draw;

import java.util.List;

/// What is left of a lane at the resolution of the screen.
///
/// Shape: `x` is where it begins, `endX` where it ends; both are the centre for what stands on one spot.
/// Units: px.
public sealed interface Item {

    double x();

    double endX();

    /// One event, or a few within the width of a mark. `row` stands for all of them; `rows` are at most nine.
    record Point(double x, int row, List<Integer> rows) implements Item {
        @Override
        public double endX() {
            return x;
        }
    }

    /// Too many events for marks: how many in each column of the pitch.
    record Dense(double x, int[] counts, boolean[] failed, long count, double from, double to) implements Item {
        @Override
        public double endX() {
            return x + counts.length * Sizes.COLUMN_PITCH - (Sizes.COLUMN_PITCH - Sizes.COLUMN);
        }
    }

    /// A step of a saga from start to end; `endRow` is below 0 while it runs. An `open` one has no end that is known.
    record Step(double x, double endX, int startRow, int endRow, Outcome outcome, boolean compensating)
            implements
                Item {

        public boolean failed() {
            return outcome == Outcome.FAILED;
        }
    }

    /// How a step ended: `OPEN` where it runs, or nobody knows.
    enum Outcome {
        OPEN, SUCCEEDED, FAILED
    }

    /// From a failed step to the next try; `nextRow` is below 0 where that is still to come.
    record Wait(double x, double endX, int failedRow, int nextRow) implements Item {}

    /// A saga that came to its good end.
    record Check(double x, int row) implements Item {
        @Override
        public double endX() {
            return x;
        }
    }
}
