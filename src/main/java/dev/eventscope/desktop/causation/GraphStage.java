package dev.eventscope.desktop.causation;

import java.util.List;
import java.util.function.Consumer;

import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.causation.draw.Card;
import dev.eventscope.desktop.causation.draw.CardWriter;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Scene;
import dev.eventscope.desktop.causation.draw.GraphLayout;
import dev.eventscope.desktop.causation.draw.LayoutMaker;
import dev.eventscope.desktop.causation.draw.Opening;
import dev.eventscope.desktop.causation.draw.Unit;
import dev.eventscope.desktop.causation.draw.UnitPlanner;
import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.TextMeasure;

/// Lays graphs out, and holds the scene that is shown.
///
/// Threads: FX thread; lays out in the background.
final class GraphStage {

    /// What is to be laid out, and how.
    record Question(CausationGraph graph, Opening opening, CardWriter writer, Latency latency) {}

    private final Background.Line layingOut;
    private final TextMeasure measure;
    private Scene scene = Scene.EMPTY;

    GraphStage(Background background, TextMeasure measure) {
        layingOut = background.longLine();
        this.measure = measure;
    }

    Scene scene() {
        return scene;
    }

    /// Shows nothing, and forgets what is on its way.
    void clear() {
        layingOut.cancel();
        forget();
    }

    /// What is laid out next is another graph: nothing of it has a place yet.
    void forget() {
        scene = Scene.EMPTY;
    }

    /// Shape: `placed` is told whether the scene is the first of its graph.
    void lay(Question question, Consumer<Boolean> placed, Consumer<Throwable> failed) {
        layingOut.run(() -> layOut(question)).orElse(failed).then(made -> {
            boolean first = scene.plan().units().isEmpty();
            scene = made;
            placed.accept(first);
        });
    }

    private Scene layOut(Question question) {
        Unit.Plan plan = UnitPlanner.plan(question.graph(), question.opening());
        List<Card> cards = question.writer().write(plan);
        GraphLayout layout = LayoutMaker
                .make(new LayoutMaker.Subject(plan, cards, question.latency().labels(plan.links())), measure);
        return new Scene(question.graph(), plan, cards, layout);
    }
}
