package dev.eventscope.replay;

import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.rules.folding.MergePatch;
import dev.eventscope.rules.folding.StateRuleFailed;
import dev.eventscope.store.ReadCancelled;
import dev.eventscope.upcast.UpcastOutcome;
import dev.eventscope.upcast.Upcasts;

/// How the events of one stream become a state: a pure step from [FoldPoint] to [FoldPoint].
///
/// Threads: immutable; safe from any thread.
final class Fold {

    private final @Nullable Reducer reducer;
    private final Upcasts upcasts;
    private final Points points;

    /// What is to become of the points on the way.
    enum Points {
        /// Any of them may be kept.
        KEPT,
        /// As well, and each field carries the version that changed it last.
        DATED,
        /// Only the last one counts: a merge may write into the state of the one before.
        PASSING
    }

    Fold(@Nullable Reducer reducer, Upcasts upcasts, Points points) {
        this.reducer = reducer;
        this.upcasts = upcasts;
        this.points = points;
    }

    /// Where the fold stands before the first event of the stream.
    FoldPoint startBefore(EventHeader first) {
        long versionBefore = first.version() == null ? 0 : first.version() - 1;
        return FoldPoint.start(versionBefore, reducer == null ? Fidelity.APPROXIMATE : reducer.fidelity(),
                points == Points.DATED);
    }

    /// A point, and the payload that led to it; without one where the event was not folded.
    record Step(FoldPoint point, @Nullable JsonNode payload) {}

    /// An event that is parsed and upcast. Needs nothing of the state, so many may be made at the same time.
    ///
    /// Shape: `unknownForm` says that it is folded as it is stored, in a form that nobody here knows.
    record Prepared(RecordedEvent event, Payload.Decoded payload, boolean unknownForm) {}

    Prepared prepare(RecordedEvent event) {
        UpcastOutcome upcast = upcasts.upcast(event);
        return new Prepared(event, payloadOf(event, upcast), upcast.isUnknownForm());
    }

    FoldPoint next(FoldPoint point, RecordedEvent event) {
        return point.error() != null ? point : step(point, prepare(event)).point();
    }

    /// Shape: a point with an error stays as it is, whatever comes after.
    Step step(FoldPoint point, Prepared prepared) {
        if (point.error() != null) {
            return new Step(point, null);
        }
        RecordedEvent event = prepared.event();
        long version = point.versionOf(event.header());
        return switch (prepared.payload()) {
            case Payload.Undecodable(var reason) ->
                new Step(point.failed(event.header(), "the payload cannot be read: " + reason), null);
            case Payload.Tree(var payload) -> {
                FoldPoint next = apply(point, version, new FoldEvent(event, payload));
                yield new Step(prepared.unknownForm() ? next.atMost(Fidelity.APPROXIMATE) : next, payload);
            }
        };
    }

    private FoldPoint apply(FoldPoint point, long version, FoldEvent event) {
        if (reducer == null && points == Points.PASSING) {
            // Every object outside of lists was made here: by the start, or by an earlier merge.
            return point.next(version, MergePatch.applyTo(point.state(), event.payload()), Fidelity.APPROXIMATE);
        }
        if (reducer == null || !reducer.types().contains(event.type())) {
            return point.next(version, MergePatch.apply(point.state(), event.payload()), Fidelity.APPROXIMATE);
        }
        JsonNode state;
        try {
            state = Objects.requireNonNull(reducer.apply(point.state(), event), "it gave no state");
        } catch (StateRuleFailed e) {
            return point.failed(event.recorded().header(), String.valueOf(e.getMessage()));
        } catch (ReadCancelled e) {
            throw e;
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            // The edge to somebody else's code: whatever it throws is this event's failure, not ours.
            String message = e.getMessage() == null ? "" : ": " + e.getMessage();
            return point.failed(event.recorded().header(),
                    "the reducer threw " + e.getClass().getSimpleName() + message);
        }
        return point.next(version, state, point.fidelity());
    }

    private static Payload.Decoded payloadOf(RecordedEvent event, UpcastOutcome outcome) {
        return switch (outcome) {
            case UpcastOutcome.Unchanged _ -> event.payload().decode();
            case UpcastOutcome.Upcast upcast -> new Payload.Tree(upcast.result());
            case UpcastOutcome.Failed failed -> new Payload.Undecodable("upcasting from schema version "
                    + failed.stepFrom() + " to " + failed.stepTo() + " failed, " + failed.failure().why());
        };
    }
}
