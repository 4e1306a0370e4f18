package dev.eventscope.desktop.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.saga.Consequences.Count;
import dev.eventscope.desktop.saga.Consequences.Line;
import dev.eventscope.saga.Effect;
import dev.eventscope.saga.Pace;
import dev.eventscope.saga.PlannedItem;
import dev.eventscope.saga.RedrivePlan;

/// What would follow if many were re-driven, in figures and sentences; and what the plan adds to the story of one.
final class PlanConsequences {

    private PlanConsequences() {}

    static Consequences of(RedrivePlan plan, @Nullable Pace pace, @Nullable Line runner, Instant now) {
        RedrivePlan.Consequences what = plan.consequences();
        List<Line> lines = new ArrayList<>();
        if (pace != null) {
            lines.add(say("About " + Times.span(plan.expected(pace.perSecond())) + " of sending at "
                    + rate(pace.perSecond()) + " a second, and the waits between the stages."));
        }
        if (what.stepsAfter() > 0) {
            lines.add(say(Figures.plural(what.stepsAfter(), "step") + " come after those that failed, and run next."));
        }
        what.effects().forEach((effect, count) -> lines.add(effect(effect, count)));
        if (what.needEvidence() > 0) {
            lines.add(warn(Figures.count(what.needEvidence())
                    + " may have happened and must not happen twice: refused here, they need evidence one by one."));
        }
        if (what.sameKey() > 0) {
            lines.add(say(Figures.count(what.sameKey())
                    + " share a key with another one of these: they go in the order in which they started."));
        }
        if (what.heldBack() > 0) {
            lines.add(warn(Figures.count(what.heldBack())
                    + " wait for an earlier saga of the same key that is not among these and has not ended."));
        }
        if (what.oldestKey() != null) {
            lines.add(say(key("The oldest idempotency key", what.oldestKey(), now)));
        }
        if (runner != null) {
            lines.add(runner);
        }
        return new Consequences(List.of(count(what.instances(), "instance"), count(what.aggregates(), "aggregate"),
                new Count(what.stepsDone(), "steps stay done"),
                count(what.unknown(), "unknown outcome")), lines);
    }

    /// What is to be known of one saga beside others of its key.
    static List<Line> ofOne(PlannedItem item, Instant now) {
        List<Line> lines = new ArrayList<>();
        if (item.after() != null) {
            lines.add(
                    warn("An earlier saga of the same key, " + item.after() + ", has not ended: this one would overtake"
                            + " it."));
        }
        if (item.effect() == Effect.IDEMPOTENT && item.keySince() != null) {
            lines.add(say(key("The idempotency key", item.keySince(), now)));
        }
        return lines;
    }

    private static String rate(double perSecond) {
        return perSecond == Math.rint(perSecond) ? Figures.count((long) perSecond) : Double.toString(perSecond);
    }

    private static String key(String which, Instant since, Instant now) {
        Duration age = Duration.between(since, now);
        return which + " was first sent " + Times.span(age.isNegative() ? Duration.ZERO : age)
                + " ago: the other side has to remember it.";
    }

    private static Line effect(Effect effect, long count) {
        String some = Figures.count(count);
        return switch (effect) {
            case LOCAL_TRANSACTION ->
                say(some + " in a local transaction: they happen with their outcome, or not at all.");
            case IDEMPOTENT -> say(some + " idempotent: the same key goes out again, a second time changes nothing.");
            case QUERYABLE -> say(some + " queryable: the other side is asked first where it may have happened.");
            case UNSAFE -> warn(some + " unsafe: nobody can tell afterwards whether they happened.");
        };
    }

    private static Count count(long value, String what) {
        return new Count(value, value == 1 ? what : what + "s");
    }

    private static Line say(String text) {
        return new Line(text, false);
    }

    private static Line warn(String text) {
        return new Line(text, true);
    }
}
