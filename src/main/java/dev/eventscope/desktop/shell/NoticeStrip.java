package dev.eventscope.desktop.shell;

import java.io.PrintWriter;
import java.io.StringWriter;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Words;
import dev.eventscope.desktop.workspace.Notice;
import dev.eventscope.desktop.workspace.Notices;

/// The newest trouble, under the tabs, until it is dismissed. The stack trace is behind "Details".
final class NoticeStrip extends VBox {

    private static final double DETAILS_HEIGHT = 160;

    private final Notices notices;

    NoticeStrip(Notices notices) {
        this.notices = notices;
        setId("noticeStrip");
        managedProperty().bind(visibleProperty());
        notices.all().addListener((ListChangeListener<Notice>) _ -> show());
        show();
    }

    private void show() {
        getChildren().clear();
        setVisible(!notices.all().isEmpty());
        if (isVisible()) {
            getChildren().add(line(notices.all().getFirst()));
        }
    }

    private HBox line(Notice notice) {
        Label what = new Label(Words.capital(notice.what()));
        what.setWrapText(true);
        what.setMinHeight(Region.USE_PREF_SIZE);
        what.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(what, Priority.ALWAYS);
        HBox line = new HBox(new FontIcon(icon(notice.level())), what);
        line.getStyleClass().addAll("notice-line", tone(notice.level()));
        if (notices.all().size() > 1) {
            Label more = new Label("and " + (notices.all().size() - 1) + " more");
            more.getStyleClass().addAll("small", "muted");
            more.setMinWidth(Region.USE_PREF_SIZE);
            line.getChildren().add(more);
        }
        if (notice.cause() != null) {
            line.getChildren().add(button("Details", "flat", () -> toggleDetails(notice.cause())));
        }
        Button dismiss = button("", "icon", () -> notices.dismiss(notice));
        dismiss.setGraphic(new FontIcon("fth-x"));
        dismiss.setAccessibleText("Dismiss");
        line.getChildren().add(dismiss);
        return line;
    }

    private void toggleDetails(@Nullable Throwable cause) {
        if (getChildren().size() > 1) {
            getChildren().remove(1);
        } else if (cause != null) {
            StringWriter trace = new StringWriter();
            cause.printStackTrace(new PrintWriter(trace));
            TextArea details = new TextArea(trace.toString());
            details.setEditable(false);
            details.getStyleClass().add("mono");
            details.setPrefHeight(DETAILS_HEIGHT);
            getChildren().add(details);
        }
    }

    private static Button button(String text, String style, Runnable action) {
        Button button = new Button(text);
        button.getStyleClass().addAll(style, "compact");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static String icon(Notice.Level level) {
        return switch (level) {
            case WARNING -> "fth-alert-triangle";
            case ERROR -> "fth-alert-circle";
        };
    }

    private static String tone(Notice.Level level) {
        return switch (level) {
            case WARNING -> "warn";
            case ERROR -> "danger";
        };
    }
}
