package dev.eventscope.desktop.causation.draw;

import java.util.List;

import dev.eventscope.desktop.fx.EventKind;

/// What is written on a unit.
///
/// Shape: `badge` is `×312` for many, `+12` for what is not opened yet. `status` and `chips` are a saga's.
/// Units: px at 1×.
public record Card(EventKind kind, String category, String title, String detail, String badge, Status status,
        List<Chip> chips, double width, double height) {

    /// How a saga stands.
    public enum Status {
        NONE(""), RUNNING("Running"), FAILED("Failed"), COMPLETED("Completed"), COMPENSATED("Compensated"), CANCELLED(
                "Cancelled");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public enum ChipState {
        DONE, FAILED, RUNNING, EXPECTED
    }

    /// One attempt of a step; `event` tells how it ended, -1 for a step that has not begun. `x` is from the card's left.
    public record Chip(String name, ChipState state, int event, double x, double width) {}

    public Card {
        chips = List.copyOf(chips);
    }
}
