package dev.eventscope.store.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Row;

/// Puts the rows that the append function answers, one a part of a request, together to one outcome a request.
final class Answers {

    private final List<AppendRequest> requests;
    private final Appending.@Nullable Outcome[] outcomes;
    private final int[] firstPart;

    Answers(List<AppendRequest> requests) {
        this.requests = requests;
        this.outcomes = new Appending.@Nullable Outcome[requests.size()];
        this.firstPart = new int[requests.size()];
        for (int r = 1; r < firstPart.length; r++) {
            firstPart[r] = firstPart[r - 1] + requests.get(r - 1).streams().size();
        }
    }

    /// Takes one row; answers the part that it is about. Rows may come in any order.
    int take(Row row) {
        int request = row.intValue("request") - 1;
        int part = row.intValue("part") - 1 - firstPart[request];
        AppendRequest asked = requests.get(request);
        switch (row.string("outcome")) {
            case "appended" -> outcomes[request] = add(outcomes[request], asked, part, row, false);
            case "repeated" -> outcomes[request] = add(outcomes[request], asked, part, row, true);
            case "append_id_conflict" ->
                outcomes[request] = new Appending.Refused(new AppendIdConflict(asked.appendId()));
            case "version_conflict" ->
                outcomes[request] = new Appending.Refused(conflict(asked.streams().get(part), row));
            case String other -> throw new IllegalStateException("unknown outcome " + other);
        }
        return part;
    }

    List<Appending.Outcome> outcomes() {
        List<Appending.Outcome> all = new ArrayList<>();
        for (Appending.@Nullable Outcome outcome : outcomes) {
            all.add(Objects.requireNonNull(outcome, "the append function has answered for each request"));
        }
        return all;
    }

    private static Appending.Outcome add(Appending.@Nullable Outcome sofar, AppendRequest request, int part, Row row,
            boolean repeated) {
        Appended.StreamVersions versions = new Appended.StreamVersions(request.streams().get(part).stream(),
                row.longValue("first_version"), row.longValue("last_version"));
        List<Appended.StreamVersions> streams = sofar instanceof Appending.Done(var before)
                ? new ArrayList<>(before.streams())
                : new ArrayList<>(request.streams().size());
        streams.add(Math.min(part, streams.size()), versions);
        return new Appending.Done(
                new Appended(row.longValue("first_position"), row.longValue("last_position"), streams, repeated));
    }

    private static StreamVersionConflict conflict(StreamAppend part, Row row) {
        return new StreamVersionConflict(part.stream(), part.expectedNumber(), row.longValue("known_version"));
    }
}
