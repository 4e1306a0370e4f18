package dev.eventscope.desktop.saga;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.workspace.Badge;
import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.LoadedPane;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.TourStop;
import dev.eventscope.store.Database;

/// The Sagas view as a pane of the window.
public final class SagaPane extends LoadedPane {

    private record Standing(Segment segment) {}

    private final SagasModel model;
    private final RedriveModel redrive;
    private final SagasView left;
    private final SagaView right;
    private final Frame frame;

    /// Shape: `acting` gives what may write to a store whose own connection is read-only, or nothing where re-driving is not
    ///        to be; it is called off the FX thread and may block. `actor` is the operating system's user, for the audit.
    public SagaPane(Frame frame, Function<Session, Optional<Database>> acting, String actor) {
        super("sagasView", "Sagas");
        this.frame = frame;
        model = new SagasModel(frame.workspace());
        redrive = new RedriveModel(frame.workspace(), acting, actor);
        left = new SagasView(model, frame.workspace());
        right = new SagaView(model, redrive, frame);
        load("saga", left, right);
    }

    @Override
    public void shown() {
        model.shown();
    }

    @Override
    public void hidden() {
        model.hidden();
    }

    @Override
    public void focus() {
        left.focus();
    }

    @Override
    public Object state() {
        return new Standing(model.segmentProperty().get());
    }

    @Override
    public void restore(Object state) {
        if (state instanceof Standing(var segment)) {
            model.choose(segment);
        }
    }

    @Override
    public List<KeyAction> keys() {
        return List.of(new KeyAction("J", "next saga", () -> left.moveRow(1)),
                new KeyAction("K", "previous saga", () -> left.moveRow(-1)),
                new KeyAction("F5", "read again", model::refresh));
    }

    @Override
    public @Nullable ObservableValue<@Nullable Badge> badge() {
        return model.badgeProperty();
    }

    @Override
    public boolean hasOwnDetail() {
        return true;
    }

    @Override
    public boolean canShow(Session session) {
        return session.isNative();
    }

    @Override
    public List<TourStop> tour() {
        return List.of(TourStop.of("redrive-dialog", () -> {}, () -> frame.dialogs().isOpen() || right.openDialog(),
                frame.dialogs()::close));
    }
}
