package dev.eventscope.desktop.audit;

import java.util.List;

import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.LoadedPane;
import dev.eventscope.desktop.workspace.Session;

/// The Audit view as a pane of the window.
public final class AuditPane extends LoadedPane {

    private record Standing(String filter, AuditModel.Which which) {}

    private final AuditModel model;
    private final AuditView view;

    public AuditPane(Frame frame) {
        super(AuditModel.VIEW, "Audit");
        model = new AuditModel(frame.workspace());
        view = new AuditView(model, frame.workspace());
        onShown(model::shown);
        onHidden(model::hidden);
        onFocus(view::focus);
        onFilter(view::filter);
        load("audit", view);
    }

    @Override
    public Object state() {
        return new Standing(view.filterText(), model.whichProperty().get());
    }

    @Override
    public void restore(Object state) {
        if (state instanceof Standing(var filter, var which)) {
            model.choose(which);
            view.filter(filter);
        }
    }

    @Override
    public List<KeyAction> keys() {
        return List.of(new KeyAction("J", "next row", () -> view.moveRow(1)),
                new KeyAction("K", "previous row", () -> view.moveRow(-1)),
                new KeyAction("Ctrl+F", "filter line", view::focusFilter),
                new KeyAction("Ctrl+E", "export", view::openExport),
                new KeyAction("Shift+V", "verify the chain", model::verify),
                new KeyAction("F5", "read again", model::refresh));
    }

    @Override
    public boolean hasOwnDetail() {
        return true;
    }

    @Override
    public boolean canShow(Session session) {
        return session.isNative();
    }
}
