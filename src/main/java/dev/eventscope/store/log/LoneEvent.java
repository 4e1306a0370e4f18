package dev.eventscope.store.log;

import java.util.List;
import java.util.Optional;

import dev.eventscope.event.NewEvent;
import dev.eventscope.store.StatementRefused;
import dev.eventscope.store.Tx;

/// The usual append, made short: one event for one stream, of a writer who is nobody in particular, as a transaction by
/// itself.
final class LoneEvent {

    private static final String SQL = "select eventscope.append_one(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as answer";

    private final AppendRequest request;
    private final StreamAppend part;
    private final NewEvent event;
    private final byte[] digest;
    private final String payload;
    private final String metadata;

    /// Errors: [AppendRefused] where the event's bytes are no text that the store could keep.
    private LoneEvent(AppendRequest request) {
        this.request = request;
        this.part = request.streams().getFirst();
        this.event = part.events().getFirst();
        this.digest = ContentDigest.of(request);
        this.payload = EventTexts.payload(event);
        this.metadata = EventTexts.metadata(event, null);
    }

    /// Empty where there is more to append than that.
    static Optional<LoneEvent> of(List<AppendRequest> requests) {
        boolean lone = requests.size() == 1 && requests.getFirst().streams().size() == 1
                && requests.getFirst().streams().getFirst().events().size() == 1;
        return lone ? Optional.of(new LoneEvent(requests.getFirst())) : Optional.empty();
    }

    /// Empty where the store knows the append id already: then nothing was written, and the batch function knows why.
    Optional<Appending.Outcome> run(Tx tx) {
        try {
            return Optional.of(tx.query(SQL, row -> outcome(row.longs("answer")), request.appendId(), digest,
                    part.stream().name(), part.stream().conventionalCategory(), part.expectedNumber(), event.id(),
                    event.type(), event.schemaVersion(), payload, metadata, event.causationId(), event.correlationId(),
                    event.occurredAt()).getFirst());
        } catch (StatementRefused e) {
            String known = request.isItsOwnProof() ? "event_id_once" : "append_pkey";
            if (known.equals(e.constraint())) {
                return Optional.empty();
            }
            throw EventTexts.refusal(List.of(request), e);
        }
    }

    /// From outcome, first and last position, first and last version, known version.
    private Appending.Outcome outcome(long[] answer) {
        return switch ((int) answer[0]) {
            case 1 -> done(answer, false);
            case 2 -> done(answer, true);
            case 3 -> new Appending.Refused(
                    new StreamVersionConflict(part.stream(), part.expectedNumber(), answer[5]));
            case 4 -> new Appending.Refused(new AppendIdConflict(request.appendId()));
            default -> throw new IllegalStateException("unknown outcome " + answer[0]);
        };
    }

    private Appending.Outcome done(long[] answer, boolean repeated) {
        return new Appending.Done(new Appended(answer[1], answer[2],
                List.of(new Appended.StreamVersions(part.stream(), answer[3], answer[4])), repeated));
    }
}
