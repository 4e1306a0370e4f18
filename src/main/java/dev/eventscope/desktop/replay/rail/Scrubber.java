package dev.eventscope.desktop.replay.rail;

import java.util.function.IntConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.fx.Tokens;
import dev.eventscope.event.EventClock;

/// The rail with a mark for each version and a handle at the one shown. A click or a drag seeks.
///
/// Threads: FX thread.
public final class Scrubber extends Region {

    private static final double HEIGHT = 68;

    private final Canvas canvas = new Canvas();
    private final Tokens tokens = new Tokens();
    private final RailPainter painter = new RailPainter(canvas.getGraphicsContext2D(), tokens);
    private RailPainter.Rail rail = new RailPainter.Rail(Track.EMPTY, -1, RailMarks.NONE, Times.UTC,
            EventClock.RECORDED);
    private IntConsumer onSeek = _ -> {};
    private Runnable onSettle = () -> {};

    public Scrubber() {
        getStyleClass().add("scrubber");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        setAccessibleText("Version of the stream");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        getChildren().addAll(tokens, canvas);
        tokens.versionProperty().addListener((_, _, _) -> paint());
        focusedProperty().addListener((_, _, _) -> paint());
        setOnMousePressed(this::seek);
        setOnMouseDragged(this::seek);
        setOnMouseReleased(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                onSettle.run();
            }
        });
    }

    /// Called with the index under the pointer while it is pressed.
    public void onSeek(IntConsumer handler) {
        onSeek = handler;
    }

    /// Called when the pointer is let go.
    public void onSettle(Runnable handler) {
        onSettle = handler;
    }

    public void show(Track track, int index, RailMarks marks, Times times, EventClock clock) {
        rail = new RailPainter.Rail(track, index, marks, times, clock);
        if (index >= 0) {
            setAccessibleText("Version " + track.version(index) + " of " + track.lastVersion());
        }
        paint();
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            paint();
        }
    }

    private void seek(MouseEvent event) {
        requestFocus();
        if (event.getButton() == MouseButton.PRIMARY && !rail.track().isEmpty()) {
            onSeek.accept(new RailScale(getWidth(), rail.track().size()).indexAt(event.getX()));
        }
    }

    private void paint() {
        if (getWidth() > 0) {
            painter.paint(rail, getWidth(), getHeight(), isFocused());
        }
    }
}
