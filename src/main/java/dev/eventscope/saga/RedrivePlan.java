package dev.eventscope.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.eventscope.saga.RedriveRefused.Reason;
import dev.eventscope.saga.RedriveRequest.Mode;

/// What would be asked for about many, and what it would do, as read at one moment. Nothing has been asked for yet.
///
/// Shape: items in the order in which they go. `scope` says how they were chosen; `leftOut` were chosen, too, and would be
///        refused. `consequences` are counted when the plan is made: that takes a while where there are many.
public record RedrivePlan(
        String scope, Mode mode, List<PlannedItem> items, List<LeftOut> leftOut, Consequences consequences) {

    /// Sagas for which it may not be asked, all for one reason.
    public record LeftOut(Reason reason, List<String> sagaIds) {

        private static final int EXAMPLES = 3;

        public LeftOut {
            sagaIds = List.copyOf(sagaIds);
        }

        /// The first of them, for a person: `sync-1, sync-2, sync-3, …`.
        public String examples() {
            return String.join(", ", sagaIds.subList(0, Math.min(EXAMPLES, sagaIds.size())))
                    + (sagaIds.size() > EXAMPLES ? ", …" : "");
        }
    }

    /// What would happen.
    ///
    /// Shape: `stepsDone` had succeeded before and are not run again; `stepsAfter` come after the failed ones; a compensation
    ///        undoes `stepsToUndo`. `unknown` may have happened already; `needEvidence` are unsafe besides and left out.
    ///        `sameKey` share an aggregate with another one of the plan; `heldBack` wait for another saga of their aggregate
    ///        that is not in the plan and has not ended: they are not sent before it has. `effects` counts the steps to be
    ///        driven by what twice would do.
    public record Consequences(
            int instances,
            int aggregates,
            int stepsDone,
            int stepsAfter,
            int stepsToUndo,
            int unknown,
            int needEvidence,
            int sameKey,
            int heldBack,
            Map<Effect, Long> effects,
            @Nullable Instant oldestKey) {}

    public RedrivePlan {
        items = List.copyOf(items);
        leftOut = List.copyOf(leftOut);
    }

    static RedrivePlan of(String scope, Mode mode, List<PlannedItem> items, List<LeftOut> leftOut) {
        return new RedrivePlan(scope, mode, items, leftOut, consequences(items, leftOut));
    }

    private static Consequences consequences(List<PlannedItem> items, List<LeftOut> leftOut) {
        Map<String, Long> perAggregate = items.stream().map(PlannedItem::aggregate).filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Set<String> planned = items.stream().map(PlannedItem::sagaId).collect(Collectors.toSet());
        return new Consequences(items.size(), perAggregate.size(),
                items.stream().mapToInt(PlannedItem::stepsDone).sum(),
                items.stream().mapToInt(PlannedItem::stepsAfter).sum(),
                items.stream().mapToInt(PlannedItem::stepsToUndo).sum(),
                count(items, item -> item.status() == StepStatus.UNKNOWN),
                leftOut.stream().filter(one -> one.reason() == Reason.NEEDS_EVIDENCE)
                        .mapToInt(one -> one.sagaIds().size()).sum(),
                (int) perAggregate.values().stream().filter(n -> n > 1).mapToLong(n -> n).sum(),
                count(items, item -> item.after() != null && !planned.contains(item.after())),
                items.stream().collect(Collectors.groupingBy(PlannedItem::effect, Collectors.counting())),
                oldestKey(items).orElse(null));
    }

    /// How long sending takes at that rate; the waits between the stages come on top.
    public Duration expected(double perSecond) {
        return Duration.ofMillis(Math.round(items.size() / perSecond * 1_000));
    }

    private static Optional<Instant> oldestKey(List<PlannedItem> items) {
        return items.stream().filter(item -> item.effect() == Effect.IDEMPOTENT).map(PlannedItem::keySince)
                .filter(Objects::nonNull).min(Instant::compareTo);
    }

    public int leftOutCount() {
        return leftOut.stream().mapToInt(one -> one.sagaIds().size()).sum();
    }

    private static int count(List<PlannedItem> items, Predicate<PlannedItem> wanted) {
        return (int) items.stream().filter(wanted).count();
    }
}
