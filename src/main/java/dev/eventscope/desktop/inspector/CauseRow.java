package dev.eventscope.desktop.inspector;

import java.util.ArrayList;
import java.util.List;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;

/// One line of the list of causes: an event, several of one stream in a row, or a cause that is not here.
sealed interface CauseRow {

    record Of(EventHeader event) implements CauseRow {}

    /// Shape: at least two events that follow one another in one stream, folded.
    record More(StreamId stream, List<EventHeader> events) implements CauseRow {}

    record Missing(String label) implements CauseRow {}

    /// The chain as lines: the nearest cause first. What lies between two changes of stream is folded.
    static List<CauseRow> of(CauseChain chain) {
        List<CauseRow> rows = new ArrayList<>();
        List<EventHeader> causes = chain.causes();
        int at = 0;
        while (at < causes.size()) {
            int end = at + 1;
            while (end < causes.size() && causes.get(end).stream().equals(causes.get(at).stream())) {
                end++;
            }
            addRun(causes.subList(at, end), rows);
            at = end;
        }
        if (!chain.missing().isEmpty()) {
            rows.add(new Missing(chain.missing()));
        }
        return List.copyOf(rows);
    }

    private static void addRun(List<EventHeader> run, List<CauseRow> rows) {
        rows.add(new Of(run.getFirst()));
        if (run.size() > 3) {
            rows.add(new More(run.getFirst().stream(), List.copyOf(run.subList(1, run.size() - 1))));
            rows.add(new Of(run.getLast()));
        } else {
            run.subList(1, run.size()).forEach(event -> rows.add(new Of(event)));
        }
    }
}
