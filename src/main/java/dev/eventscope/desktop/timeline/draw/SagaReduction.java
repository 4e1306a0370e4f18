package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.eventscope.desktop.fx.SagaPart;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.LaneRows;

/// Brings the lane of a saga down to step bars, waits between tries, and marks for the rest.
///
/// Shape: a step runs from `StepStarted` to the next event that ends a step; a bar too narrow to be seen grows to the left
///        where the lane is free, else the events of the step are marks. A saga of very many events is drawn as any other
///        lane.
final class SagaReduction {

    /// A saga with more events than this is no saga a person reads step by step.
    private static final int MOST_ROWS = 2_000;
    private static final double OPEN_STEP_PX = 28;

    private final EventColumns columns;
    private final LaneRows rows;
    private final TimeScale scale;
    private final Reduction plain;

    SagaReduction(EventColumns columns, LaneRows rows, TimeScale scale, Reduction plain) {
        this.columns = columns;
        this.rows = rows;
        this.scale = scale;
        this.plain = plain;
    }

    List<Item> lane(int lane) {
        if (rows.count(lane) > MOST_ROWS) {
            return plain.lane(lane);
        }
        Walk walk = new Walk();
        for (int place = 0; place < rows.count(lane); place++) {
            walk.take(rows.row(lane, place));
        }
        return walk.finish().stream().filter(this::isInPlot).toList();
    }

    private boolean isInPlot(Item item) {
        return item.endX() >= scale.plot().left() - Sizes.OVERSCAN && item.x() <= scale.plot().right() + Sizes.OVERSCAN;
    }

    /// Goes along the events of one saga and keeps what is under way.
    private final class Walk {

        private final List<Item> items = new ArrayList<>();
        private final List<Integer> loose = new ArrayList<>();
        private int started = EventColumns.NONE;
        private int failedStep = EventColumns.NONE;
        private int completed = EventColumns.NONE;
        private boolean compensating;
        /// Where the event before the one looked at stands, and where the one before the step under way does.
        private double lastPx = -Double.MAX_VALUE;
        private double beforeStepPx = -Double.MAX_VALUE;

        void take(int row) {
            read(row);
            lastPx = scale.rowPx(row);
        }

        private void read(int row) {
            SagaPart part = columns.part(row);
            if (part == SagaPart.COMPENSATION_STARTED) {
                compensating = true;
            }
            if (part.opensStep()) {
                takeStart(row);
            } else if (part.closesStep() && started != EventColumns.NONE) {
                takeEnd(row, part);
            } else if (part == SagaPart.COMPLETED) {
                completed = row;
            } else {
                endWait(row, part);
                loose.add(row);
            }
        }

        private void takeStart(int row) {
            if (started != EventColumns.NONE) {
                loose.add(started);
            }
            endWait(row, SagaPart.STEP_STARTED);
            started = row;
            beforeStepPx = lastPx;
        }

        private void takeEnd(int row, SagaPart part) {
            double to = scale.rowPx(row);
            double shortest = part == SagaPart.STEP_FAILED ? Sizes.FAILED_BAR_SHORTEST : Sizes.BAR_SHORTEST;
            double from = Math.min(scale.rowPx(started), to - shortest);
            boolean grown = from < scale.rowPx(started);
            if (!grown || from - beforeStepPx >= Sizes.BAR_CLEARANCE) {
                addLoose();
                endWaitAt(from);
                items.add(new Item.Step(from, to, started, row, outcome(part), compensating));
            } else {
                loose.add(started);
                loose.add(row);
            }
            started = EventColumns.NONE;
            failedStep = part == SagaPart.STEP_FAILED ? row : EventColumns.NONE;
        }

        /// The wait for a try ends at the bar of the try.
        private void endWaitAt(double px) {
            if (!items.isEmpty() && items.getLast() instanceof Item.Wait wait && wait.nextRow() == started) {
                items.set(items.size() - 1, new Item.Wait(wait.x(), px, wait.failedRow(), wait.nextRow()));
            }
        }

        private static Item.Outcome outcome(SagaPart part) {
            return switch (part) {
                case STEP_FAILED -> Item.Outcome.FAILED;
                case STEP_UNKNOWN -> Item.Outcome.OPEN;
                default -> Item.Outcome.SUCCEEDED;
            };
        }

        /// A failed step waits until it is tried again; a re-drive in between, or the end of the saga, is no try.
        private void endWait(int row, SagaPart part) {
            if (failedStep == EventColumns.NONE || part == SagaPart.STEP_OTHER) {
                return;
            }
            double from = scale.rowPx(failedStep);
            double to = scale.rowPx(row);
            if (part.opensStep() && to - from >= Sizes.WAIT_SHORTEST) {
                addLoose();
                items.add(new Item.Wait(from, to, failedStep, row));
            }
            failedStep = EventColumns.NONE;
        }

        private void addLoose() {
            items.addAll(plain.points(loose));
            loose.clear();
        }

        List<Item> finish() {
            if (started != EventColumns.NONE) {
                addLoose();
                double x = scale.rowPx(started);
                double now = scale.px(scale.axis().last());
                items.add(new Item.Step(x, Math.max(now, x + OPEN_STEP_PX), started, EventColumns.NONE,
                        Item.Outcome.OPEN, compensating));
            } else if (failedStep != EventColumns.NONE) {
                double x = scale.rowPx(failedStep);
                items.add(new Item.Wait(x, Math.max(scale.px(scale.axis().last()), x + OPEN_STEP_PX), failedStep,
                        EventColumns.NONE));
            }
            addLoose();
            items.sort(Comparator.comparingDouble(Item::x));
            if (completed != EventColumns.NONE) {
                double after = items.stream().mapToDouble(Item::endX).max().orElse(scale.rowPx(completed))
                        + Sizes.CHECK_AFTER;
                items.add(new Item.Check(Math.max(scale.rowPx(completed), after), completed));
            }
            return items;
        }
    }
}
