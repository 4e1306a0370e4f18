package dev.eventscope.desktop.replay.shown;

import java.util.List;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.replay.Fidelity;
import dev.eventscope.replay.FoldError;
import dev.eventscope.replay.StreamState;

/// Sentences of the view.
public final class Texts {

    private static final int MOST_MESSAGE = 300;

    private Texts() {}

    public static String meaning(Fidelity fidelity) {
        return switch (fidelity) {
            case EXACT -> "Made by the service's own reducer";
            case DECLARED -> "Made by rules of the profile";
            case APPROXIMATE -> "Payloads merged in order: the service may hold something else";
        };
    }

    public static String foldError(StreamState state) {
        FoldError error = state.error();
        if (error == null) {
            return "";
        }
        String message = error.message().length() <= MOST_MESSAGE
                ? error.message()
                : error.message().substring(0, MOST_MESSAGE) + "…";
        String event = error.version() == null ? error.eventId() : "v" + error.version();
        return event + " cannot be folded: " + message + ". What is shown is the last good state.";
    }

    /// Counts values, not the lines of long texts.
    public static String rows(List<StateRow> rows) {
        return Figures.plural(rows.stream().filter(row -> row.kind() != StateRow.Kind.LINE
                && row.kind() != StateRow.Kind.NOTE).count(), "row");
    }

    /// How true the two sides of a difference are.
    public static String sides(Shown shown) {
        StreamState other = shown.base().other();
        String here = "the state at v" + shown.state().version() + " is " + shown.state().fidelity().word();
        return other == null
                ? here
                : other.stream().name() + " at v" + other.version() + " is " + other.fidelity().word() + ", " + here;
    }

    public static String changes(DiffRows diff) {
        return (diff.isCut() ? "more than " : "") + Figures.plural(diff.changes(), "change");
    }
}
