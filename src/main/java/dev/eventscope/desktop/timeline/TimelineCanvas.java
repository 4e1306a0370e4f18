package dev.eventscope.desktop.timeline;

import dev.eventscope.desktop.fx.PaintedRegion;
import dev.eventscope.desktop.fx.Picture;
import dev.eventscope.desktop.fx.TextMeasure;

/// The canvas of the timeline, and over it the card and the box that is being drawn.
final class TimelineCanvas extends PaintedRegion {

    private final HoverCardBox cardBox = new HoverCardBox();
    private final TimelineViewModel model;
    private final TextMeasure measure;
    private final TimelinePainter painter;
    private final FlagPainter flags;

    TimelineCanvas(TimelineViewModel model, TextMeasure measure) {
        super("timelineCanvas", "timeline");
        this.model = model;
        this.measure = measure;
        painter = new TimelinePainter(sheet(), tokens());
        flags = new FlagPainter(new Brush(sheet(), tokens()));
        BoxZoom box = new BoxZoom(this, model);
        getChildren().addAll(box.frame(), cardBox);
        model.revisionProperty().addListener((_, _, _) -> repaint());
        model.hover().cardProperty().addListener((_, _, card) -> cardBox.show(card, getWidth(), getHeight()));
        new TimelineGestures(this, model, box).listen();
    }

    /// What is seen, with a legend below it.
    Picture picture() {
        Legend legend = new Legend(measure, getWidth());
        return new Picture(Math.floor(getWidth()), Math.floor(getHeight()) + legend.height(),
                "Timeline, " + model.supply().note(), sheet -> {
                    new TimelinePainter(sheet, tokens()).paint(model.drawing());
                    new FlagPainter(new Brush(sheet, tokens())).paint(model.flags(), model.drawing().area());
                    legend.paint(new Brush(sheet, tokens()), Math.floor(getHeight()));
                });
    }

    @Override
    protected void resized(double width, double height) {
        model.resize(width, height);
    }

    @Override
    protected void paint() {
        painter.paint(model.drawing());
        flags.paint(model.flags(), model.drawing().area());
        setAccessibleText("Timeline, " + model.lanesTextProperty().get() + ", " + model.supply().note());
    }

    /// Paints without waiting for the next frame.
    void paintNow() {
        paint();
    }
}
