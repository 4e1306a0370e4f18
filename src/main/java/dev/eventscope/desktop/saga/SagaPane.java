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
import dev.eventscope.desktop.workspace.RedriveWanted;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.TourStop;
import dev.eventscope.store.Database;

/// The Sagas view as a pane of the window.
public final class SagaPane extends LoadedPane {

    private record Standing(Segment segment, String filter, SagasModel.Side side) {}

    private final SagasModel model;
    private final SagasView left;
    private final SagaView right;
    private final Frame frame;

    /// Shape: `acting` gives what may write to a store whose own connection is read-only, or nothing where re-driving is not
    ///        to be; it is called off the FX thread when a person arms, and may block. `actor` is the operating system's
    ///        user, for the audit.
    public SagaPane(Frame frame, Function<Session, Optional<Database>> acting, String actor) {
        super("sagasView", "Sagas");
        this.frame = frame;
        frame.workspace().arming().connectBy(acting, actor);
        model = new SagasModel(frame.workspace(), actor);
        RedriveModel redrive = new RedriveModel(frame.workspace(), model.jobs(), actor);
        left = new SagasView(model, redrive, frame);
        right = new SagaView(model, redrive, frame);
        onShown(model::shown);
        onHidden(model::hidden);
        onFocus(left::focus);
        onFilter(left::filter);
        load("saga", left, right, new JobView(model, frame.workspace()));
    }

    @Override
    public Object state() {
        return new Standing(model.board().segmentProperty().get(), left.filterText(), model.sideProperty().get());
    }

    @Override
    public void restore(Object state) {
        if (state instanceof Standing(var segment, var filter, var side)) {
            left.filter(filter);
            model.board().choose(segment);
            model.sideProperty().set(side);
        } else if (state instanceof RedriveWanted(var sagaId)) {
            model.choose(sagaId, right::openDialog);
        }
    }

    @Override
    public List<KeyAction> keys() {
        return List.of(new KeyAction("J", "next saga", () -> left.moveRow(1)),
                new KeyAction("K", "previous saga", () -> left.moveRow(-1)),
                new KeyAction("Ctrl+F", "filter line", left::focusFilter),
                new KeyAction("Shift+R", "ask for a re-drive", right::openDialog),
                new KeyAction("Shift+J", "jobs or sagas", model::toggleSide),
                new KeyAction("F5", "read again", model::refresh));
    }

    @Override
    public @Nullable ObservableValue<@Nullable Badge> badge() {
        return model.board().badgeProperty();
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
        return List.of(
                TourStop.of("redrive-dialog", () -> {}, () -> frame.dialogs().isOpen() || right.openDialog(),
                        frame.dialogs()::close),
                TourStop.of("saga-group", left::chooseFirstGroup, () -> true,
                        () -> model.board().choose(Segment.FAILED)),
                TourStop.of("redrive-group", left::chooseFirstGroup,
                        () -> frame.dialogs().isOpen() || left.openGroupDialog(), frame.dialogs()::close),
                TourStop.of("saga-jobs", () -> model.sideProperty().set(SagasModel.Side.JOBS), () -> true,
                        () -> model.sideProperty().set(SagasModel.Side.SAGAS)));
    }
}
