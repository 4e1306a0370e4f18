package dev.eventscope.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.event.EventHandler;
import javafx.event.EventTarget;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.workspace.Dialogs;

/// The layer over the window: a scrim, and one dialog on it with the focus kept inside.
///
/// Shape: Escape closes the dialog and Tab leads into it also where the focus has stayed, or gone, outside: a control that
///        is disabled while it works loses it.
final class Overlays extends StackPane implements Dialogs {

    private static final double FROM_EDGE = 24;
    private static final double FROM_TOP = 100;

    private final Region scrim = new Region();
    private final EventHandler<KeyEvent> fromOutside = this::onKeyOutside;
    private @Nullable Region content;
    private @Nullable Node focusBefore;
    private Runnable onClose = () -> {};
    private double detailWidth;

    Overlays() {
        scrim.getStyleClass().add("scrim");
        getChildren().add(scrim);
        setVisible(false);
        heightProperty().addListener(_ -> place());
        addEventFilter(KeyEvent.KEY_PRESSED, this::keepFocusInside);
        addEventHandler(KeyEvent.KEY_PRESSED, this::closeAtEscape);
        sceneProperty().subscribe((before, now) -> {
            if (before != null) {
                before.removeEventFilter(KeyEvent.KEY_PRESSED, fromOutside);
            }
            if (now != null) {
                now.addEventFilter(KeyEvent.KEY_PRESSED, fromOutside);
            }
        });
    }

    /// How wide the bar at the right is: a dialog stands clear of it, over the pane it acts on.
    void setDetailWidth(double width) {
        detailWidth = width;
        place();
    }

    @Override
    public void open(Region dialog, Node firstFocus, Runnable closed) {
        open(dialog, firstFocus, closed, Pos.TOP_RIGHT);
    }

    void openCentred(Region dialog, Node firstFocus) {
        open(dialog, firstFocus, () -> {}, Pos.CENTER);
    }

    @Override
    public void close() {
        Region closing = content;
        if (closing == null) {
            return;
        }
        content = null;
        getChildren().remove(closing);
        setVisible(false);
        if (focusBefore != null) {
            focusBefore.requestFocus();
        }
        onClose.run();
    }

    @Override
    public boolean isOpen() {
        return content != null;
    }

    private void open(Region dialog, Node firstFocus, Runnable closed, Pos where) {
        close();
        focusBefore = getScene() == null ? null : getScene().getFocusOwner();
        content = dialog;
        onClose = closed;
        dialog.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(dialog, where);
        getChildren().add(dialog);
        dialog.heightProperty().addListener(_ -> place());
        setVisible(true);
        place();
        firstFocus.requestFocus();
    }

    private void place() {
        if (content != null) {
            boolean centred = StackPane.getAlignment(content) == Pos.CENTER;
            StackPane.setMargin(content,
                    centred
                            ? new Insets(FROM_EDGE)
                            : new Insets(top(content), detailWidth + FROM_EDGE, FROM_EDGE, FROM_EDGE));
        }
    }

    /// A high dialog begins higher, so that its foot stays in sight.
    private double top(Region dialog) {
        return Math.clamp(getHeight() - FROM_EDGE - dialog.getHeight(), FROM_EDGE, FROM_TOP);
    }

    /// Keys of a control behind the scrim, before that control has them.
    private void onKeyOutside(KeyEvent event) {
        if (content != null && !isInside(getScene().getFocusOwner())) {
            closeAtEscape(event);
            keepFocusInside(event);
        }
    }

    private boolean isInside(@Nullable Node focus) {
        Node node = focus;
        while (node != null && !node.equals(content)) {
            node = node.getParent();
        }
        return node != null;
    }

    private void closeAtEscape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            close();
        }
    }

    /// Tab goes round within the dialog instead of out of it.
    private void keepFocusInside(KeyEvent event) {
        if (event.getCode() != KeyCode.TAB || content == null || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        List<Node> stops = new ArrayList<>();
        collect(content, stops);
        EventTarget focus = getScene().getFocusOwner();
        int at = focus instanceof Node node ? stops.indexOf(node) : -1;
        boolean leaves = !isInside(getScene().getFocusOwner())
                || (event.isShiftDown() ? at <= 0 : at == stops.size() - 1);
        if (leaves && !stops.isEmpty()) {
            event.consume();
            (event.isShiftDown() ? stops.getLast() : stops.getFirst()).requestFocus();
        }
    }

    private static void collect(Parent parent, List<Node> stops) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (child.isVisible() && !child.isDisabled()) {
                if (child.isFocusTraversable()) {
                    stops.add(child);
                } else if (child instanceof Parent group) {
                    collect(group, stops);
                }
            }
        }
    }
}
