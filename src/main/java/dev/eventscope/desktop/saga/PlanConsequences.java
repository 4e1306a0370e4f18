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
import dev.eventscope.saga.RedriveRequest.Mode;

/// What would follow if many were asked about, in figures and sentences; and what the plan adds to the story of one.
final class PlanConsequences {

    private final RedrivePlan plan;
    private final RedrivePlan.Consequences what;
    private final List<Line> lines = new ArrayList<>();

    private PlanConsequences(RedrivePlan plan) {
        this.plan = plan;
        this.what = plan.consequences();
    }

    static Consequences of(RedrivePlan plan, @Nullable Pace pace, Line runner, Instant now) {
        PlanConsequences told = new PlanConsequences(plan);
        told.sayPace(pace);
        told.say(now);
        told.sayOrder();
        plan.leftOut().forEach(one -> told.lines.add(warn(Figures.count(one.sagaIds().size()) + " "
                + one.reason().ofMany() + ". Left out: " + one.examples() + ".")));
        if (told.needsRunner()) {
            told.lines.add(runner);
        }
        return new Consequences(told.counts(), told.lines);
    }

    private void sayPace(@Nullable Pace pace) {
        lines.add(say(pace == null
                ? "How long the sending takes is not known: the pace is none yet."
                : "About " + Times.about(plan.expected(pace.perSecond())) + " of sending at "
                        + JobWords.rate(pace.perSecond())
                        + " a second, and the waits between the stages."));
    }

    private void say(Instant now) {
        switch (plan.mode()) {
            case RETRY -> {
                sayStepsAfter();
                what.effects().forEach((effect, count) -> lines.add(effect(effect, count)));
                if (what.oldestKey() != null) {
                    lines.add(say(key("The oldest idempotency key", what.oldestKey(), now)));
                }
            }
            case SKIP -> {
                lines.add(say(
                        "The step is not run: what it would have done is missing, on the one evidence that you give."));
                sayMayHaveHappened();
                sayStepsAfter();
            }
            case SUCCEEDED -> {
                lines.add(say("The step is not run again: all of these rely on the one evidence that you give."));
                sayStepsAfter();
            }
            case COMPENSATE -> {
                lines.add(say(Figures.plural(what.stepsToUndo(), "step") + " to undo, the last of each saga first."));
                lines.add(warn("No step goes forward any more; this cannot be taken back."));
            }
            case PAUSE -> lines.add(say("No step is begun, and none is tried again, until they are resumed."));
            case RESUME -> lines.add(say("Each goes on where it stands; what failed meanwhile waits for a person."));
            case CANCEL -> {
                sayMayHaveHappened();
                lines.add(warn("No step is run or undone any more; this cannot be taken back."));
            }
        }
    }

    private void sayStepsAfter() {
        if (what.stepsAfter() > 0) {
            lines.add(say(Figures.plural(what.stepsAfter(), "step") + " come after these, and run next."));
        }
    }

    private void sayMayHaveHappened() {
        if (what.unknown() > 0) {
            lines.add(warn(Figures.count(what.unknown()) + " may have happened all the same, in whole or in part."));
        }
    }

    private void sayOrder() {
        boolean backwards = plan.mode() == Mode.COMPENSATE;
        boolean ordered = plan.items().stream().anyMatch(item -> item.after() != null);
        if (ordered && what.sameKey() > 0) {
            lines.add(say(
                    Figures.count(what.sameKey()) + " share a key with another one of these: they go in the order in"
                            + " which they started" + (backwards ? ", the last first." : ".")));
        }
        if (what.heldBack() > 0) {
            lines.add(warn(Figures.count(what.heldBack()) + (backwards ? " wait for a later" : " wait for an earlier")
                    + " saga of the same key that is not among these and has not ended."));
        }
    }

    private boolean needsRunner() {
        return switch (plan.mode()) {
            case RETRY, RESUME -> true;
            case SKIP, SUCCEEDED -> what.stepsAfter() > 0;
            case COMPENSATE -> what.stepsToUndo() > 0;
            case PAUSE, CANCEL -> false;
        };
    }

    private List<Count> counts() {
        Count steps = plan.mode() == Mode.COMPENSATE
                ? count(what.stepsToUndo(), "step undone", "steps undone")
                : count(what.stepsDone(), "step stays done", "steps stay done");
        return List.of(count(what.instances(), "instance", "instances"),
                count(what.aggregates(), "aggregate", "aggregates"), steps,
                count(what.unknown(), "unknown outcome", "unknown outcomes"));
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

    private static Count count(long value, String one, String many) {
        return new Count(value, value == 1 ? one : many);
    }

    private static Line say(String text) {
        return new Line(text, false);
    }

    private static Line warn(String text) {
        return new Line(text, true);
    }
}
