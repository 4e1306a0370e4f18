package dev.eventscope.desktop.upcast;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.LoadedPane;
import dev.eventscope.desktop.workspace.TourStop;
import dev.eventscope.replay.DryRunReport;

/// The Upcasts view as a pane of the window.
public final class UpcastPane extends LoadedPane {

    private final UpcastViewModel model;

    /// Shape: `workers` runs the upcasting of a dry-run, batch by batch.
    public UpcastPane(Frame frame, Executor workers, TeamCode code) {
        this(frame, workers, () -> code, null);
    }

    /// Shape: `code` is asked anew for each run, and when the profile of the store changes. In the folder `shelf` it is kept
    ///        how far dry-runs have come, for the next window; nowhere where there is none.
    public UpcastPane(Frame frame, Executor workers, Supplier<TeamCode> code, @Nullable Path shelf) {
        super("upcastsView", "Upcasts");
        model = new UpcastViewModel(frame.workspace(), workers, code, shelf);
        onShown(model::shown);
        onHidden(model::hidden);
        load("upcast", new UpcastView(model, frame.workspace()), new DryRunView(model),
                new ResultView(model, frame.workspace()), new ShapeView(model, frame.workspace()),
                new StagesView(model, frame.workspace()));
    }

    /// Takes a rules file as if a person had picked it.
    void open(Path rules) {
        model.dryRun().open(rules);
    }

    /// Writes the last report as if a person had named the file.
    void save(Path file) {
        model.dryRun().save(file);
    }

    @Nullable
    DryRunReport report() {
        return model.dryRun().reportProperty().get();
    }

    @Override
    public Object state() {
        return model.place();
    }

    @Override
    public void restore(Object state) {
        if (state instanceof UpcastViewModel.Place place) {
            model.restore(place);
        }
    }

    @Override
    public boolean hasOwnDetail() {
        return true;
    }

    @Override
    public List<TourStop> tour() {
        return List.of(TourStop.of("upcasts-dry-run", model::tryExample, model::isLaidOut, () -> {}));
    }

    @Override
    public List<KeyAction> keys() {
        return List.of(
                new KeyAction("R", "run the dry run", model.dryRun()::run),
                new KeyAction("J", "next event of the group", () -> model.step(1)),
                new KeyAction("K", "previous event of the group", () -> model.step(-1)));
    }
}
