package dev.eventscope.desktop.shell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.collections.ListChangeListener;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.workspace.Notice;
import dev.eventscope.saga.RedriveRefused;
import dev.eventscope.store.StoreException;

/// Clicks, types and presses keys at random in a window, and keeps what should not have happened.
///
/// Threads: FX thread.
final class Monkey {

    private static final List<KeyCode> KEYS = List.of(KeyCode.J, KeyCode.K, KeyCode.L, KeyCode.Q, KeyCode.U, KeyCode.B,
            KeyCode.C, KeyCode.F, KeyCode.G, KeyCode.M, KeyCode.P, KeyCode.R, KeyCode.V, KeyCode.W, KeyCode.S,
            KeyCode.A,
            KeyCode.D, KeyCode.X, KeyCode.Z, KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4,
            KeyCode.DIGIT5, KeyCode.DIGIT6, KeyCode.DIGIT7, KeyCode.DIGIT8, KeyCode.ENTER, KeyCode.SPACE,
            KeyCode.ESCAPE,
            KeyCode.TAB, KeyCode.LEFT, KeyCode.RIGHT, KeyCode.UP, KeyCode.DOWN, KeyCode.HOME, KeyCode.END, KeyCode.F5,
            KeyCode.OPEN_BRACKET, KeyCode.CLOSE_BRACKET, KeyCode.COMMA, KeyCode.PERIOD, KeyCode.SLASH, KeyCode.DELETE);
    private static final List<String> TEXTS = List.of("", "type:*", "((", "data.x>", "after:-2h", "\u202E\u0000 x",
            "99999999999999",
            "-1", "order-", "x".repeat(3_000), ">arm", "@yesterday");

    private final Shell shell;
    private final Random random;
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final Set<String> reasons = new HashSet<>();
    private final boolean steered;
    private @Nullable String pressed;
    private int typed;

    /// `steered`: it is drawn to the re-drive dialog, fills it in and presses its button, so that it asks for much.
    Monkey(Shell shell, Random random, boolean steered) {
        this.shell = shell;
        this.random = random;
        this.steered = steered;
        Thread.currentThread().setUncaughtExceptionHandler((_, failure) -> hear(failure));
        shell.workspace().notices().all()
                .addListener((ListChangeListener<Notice>) _ -> shell.workspace().notices().all()
                        .stream().map(Notice::cause).filter(cause -> cause != null && !isTold(cause))
                        .forEach(this::hear));
    }

    List<Throwable> uncaught() {
        return uncaught;
    }

    /// What it typed as a reason into the dialog: nothing else may be a reason in the audit.
    Set<String> reasons() {
        return reasons;
    }

    /// The reason in the dialog when its button was pressed since the last call; null where it was not.
    @Nullable
    String takePressed() {
        String reason = pressed;
        pressed = null;
        return reason;
    }

    void act() {
        try {
            if (dialog() != null && random.nextInt(3) < (steered ? 2 : 1)) {
                inDialog();
            } else if (steered && dialog() == null && random.nextInt(3) > 0) {
                openDialog();
            } else if (random.nextInt(12) == 0) {
                fire("#redriveButton");
            } else if (random.nextInt(10) < 6) {
                click(pick(controls()));
            } else {
                press();
            }
        } catch (RuntimeException e) {
            hear(e);
        }
    }

    private @Nullable Node dialog() {
        return shell.root().lookup("#redriveDialog");
    }

    private void inDialog() {
        if (!(shell.root().lookup("#redriveReasonField") instanceof TextField field)) {
            return;
        }
        int choice = random.nextInt(4);
        if (field.getText().isBlank() || choice == 0) {
            type(field);
        } else if (choice == 1) {
            List<Node> modes = shell.root().lookupAll(".redrive-modes .radio-button").stream()
                    .filter(mode -> !mode.isDisabled()).toList();
            if (pick(modes) instanceof ButtonBase mode) {
                mode.fire();
            }
        } else {
            if (shell.root().lookup("#redriveEvidenceField") instanceof TextField evidence && !evidence.isDisabled()) {
                evidence.setText("receipt " + typed++);
            }
            if (shell.root().lookup("#redriveConfirmButton") instanceof Button confirm && !confirm.isDisabled()) {
                pressed = field.getText();
                confirm.fire();
            }
        }
    }

    private void openDialog() {
        shell.workspace().history().go("sagasView");
        if (shell.root().lookup("#sagaTable") instanceof TableView<?> table && !table.getItems().isEmpty()) {
            table.getSelectionModel().clearAndSelect(random.nextInt(table.getItems().size()));
        }
        fire(random.nextInt(4) == 0 ? "#groupRedriveButton" : "#redriveButton");
    }

    private void type(TextField field) {
        String reason = "monkey " + typed++;
        reasons.add(reason);
        field.setText(reason);
    }

    private void fire(String id) {
        if (shell.root().lookup(id) instanceof ButtonBase button && !button.isDisabled() && isShown(button)) {
            button.fire();
        }
    }

    private void click(Node node) {
        switch (node) {
            case MenuButton menu -> {
                List<MenuItem> items = menu.getItems().stream().filter(item -> !item.isDisable()).toList();
                if (!items.isEmpty()) {
                    items.get(random.nextInt(items.size())).fire();
                }
            }
            case ButtonBase button -> button.fire();
            case TextField field when field.isEditable() -> {
                boolean isReason = "redriveReasonField".equals(field.getId());
                String text = isReason ? "monkey " + typed++ : TEXTS.get(random.nextInt(TEXTS.size()));
                if (isReason) {
                    reasons.add(text);
                }
                field.setText(text);
                Event.fireEvent(field, new ActionEvent());
            }
            case TableView<?> table when !table.getItems().isEmpty() -> {
                table.getSelectionModel().clearAndSelect(random.nextInt(table.getItems().size()));
                Event.fireEvent(table, mouse(table, 2));
            }
            case ListView<?> list when !list.getItems().isEmpty() ->
                list.getSelectionModel().clearAndSelect(random.nextInt(list.getItems().size()));
            case ComboBox<?> combo when !combo.getItems().isEmpty() ->
                combo.getSelectionModel().select(random.nextInt(combo.getItems().size()));
            default -> Event.fireEvent(node, mouse(node, 1 + random.nextInt(2)));
        }
    }

    private MouseEvent mouse(Node node, int clicks) {
        double x = random.nextDouble() * Math.max(1, node.getLayoutBounds().getWidth());
        double y = random.nextDouble() * Math.max(1, node.getLayoutBounds().getHeight());
        return new MouseEvent(MouseEvent.MOUSE_CLICKED, x, y, x, y, MouseButton.PRIMARY, clicks, false,
                random.nextInt(5) == 0,
                false, false, false, false, false, true, false, true, null);
    }

    private void press() {
        KeyCode code = KEYS.get(random.nextInt(KEYS.size()));
        boolean shift = random.nextInt(4) == 0;
        boolean control = random.nextInt(8) == 0;
        Node focus = shell.root().getScene().getFocusOwner();
        Node target = focus == null ? shell.root() : focus;
        Event.fireEvent(target,
                new KeyEvent(KeyEvent.KEY_PRESSED, "", code.getName(), code, shift, control, false, false));
        Event.fireEvent(target,
                new KeyEvent(KeyEvent.KEY_RELEASED, "", code.getName(), code, shift, control, false, false));
    }

    private List<Node> controls() {
        List<Node> found = new ArrayList<>();
        collect(shell.root(), found);
        return found;
    }

    private static void collect(Parent parent, List<Node> found) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (child.isVisible() && !child.isDisabled()) {
                if (child.isFocusTraversable() || child.getOnMouseClicked() != null || child instanceof ButtonBase) {
                    found.add(child);
                }
                if (child instanceof Parent group) {
                    collect(group, found);
                }
            }
        }
    }

    private Node pick(List<Node> nodes) {
        return nodes.isEmpty() ? shell.root() : nodes.get(random.nextInt(nodes.size()));
    }

    private static boolean isShown(Node node) {
        for (Node one = node; one != null; one = one.getParent()) {
            if (!one.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /// What the window tells in a sentence is no defect.
    private static boolean isTold(Throwable cause) {
        return cause instanceof StoreException || cause instanceof RedriveRefused
                || cause instanceof IllegalArgumentException;
    }

    /// The headless platform has no file dialog.
    private void hear(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (StackTraceElement frame : cause.getStackTrace()) {
                if (frame.getMethodName().contains("FileChooser") || frame.getMethodName().contains("showSaveDialog")
                        || frame.getClassName().equals("javafx.stage.FileChooser")
                        || frame.getClassName().equals("javafx.stage.DirectoryChooser")) {
                    return;
                }
            }
        }
        uncaught.add(failure);
    }
}
