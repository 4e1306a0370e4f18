package dev.eventscope.desktop.causation;

import java.util.List;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.TextAlignment;

import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.GraphLayout.Point;
import dev.eventscope.desktop.fx.CanvasFonts;
import dev.eventscope.desktop.fx.Sheet;
import dev.eventscope.desktop.fx.Token;
import dev.eventscope.desktop.fx.Tokens;

/// Paints on a sheet, one-pixel lines crisp.
///
/// Threads: FX thread.
final class SheetInk implements Ink {

    private final Sheet g;
    private final Tokens tokens;

    SheetInk(Sheet g, Tokens tokens) {
        this.g = g;
        this.tokens = tokens;
    }

    @Override
    public void fill(Token token, double opacity, Box box, double radius) {
        g.setFill(tokens.get(token, opacity));
        if (radius == 0) {
            g.fillRect(box.x(), box.y(), box.width(), box.height());
        } else {
            g.fillRoundRect(box.x(), box.y(), box.width(), box.height(), 2 * radius, 2 * radius);
        }
    }

    @Override
    public void frame(Pen pen, Box box, double radius) {
        begin(pen);
        double inset = pen.width() / 2;
        g.strokeRoundRect(box.x() + inset, box.y() + inset, box.width() - pen.width(), box.height() - pen.width(),
                2 * radius, 2 * radius);
        g.setLineDashes();
    }

    @Override
    public void line(Pen pen, List<Point> points, double radius) {
        begin(pen);
        g.beginPath();
        Point first = points.getFirst();
        g.moveTo(crisp(first.x()), crisp(first.y()));
        for (int i = 1; i < points.size() - 1; i++) {
            Point corner = points.get(i);
            Point next = points.get(i + 1);
            g.arcTo(crisp(corner.x()), crisp(corner.y()), crisp(next.x()), crisp(next.y()),
                    rounded(points.get(i - 1), corner, next, radius));
        }
        Point last = points.getLast();
        g.lineTo(crisp(last.x()), crisp(last.y()));
        g.stroke();
        g.setLineDashes();
    }

    /// A corner is as round as the shorter of its runs allows.
    static double rounded(Point before, Point corner, Point after, double radius) {
        double in = Math.abs(corner.x() - before.x()) + Math.abs(corner.y() - before.y());
        double out = Math.abs(after.x() - corner.x()) + Math.abs(after.y() - corner.y());
        return Math.min(radius, Math.min(in, out) / 2);
    }

    @Override
    public void shape(Token token, List<Point> corners) {
        g.setFill(tokens.get(token));
        g.fillPolygon(corners.stream().mapToDouble(Point::x).toArray(),
                corners.stream().mapToDouble(Point::y).toArray(),
                corners.size());
    }

    @Override
    public void disc(Token token, Point centre, double radius) {
        g.setFill(tokens.get(token));
        g.fillOval(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius);
    }

    @Override
    public void ring(Pen pen, Point centre, double radius) {
        begin(pen);
        g.strokeOval(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius);
        g.setLineDashes();
    }

    @Override
    public void text(String text, Hand hand, Point at) {
        g.setFont(CanvasFonts.of(hand.face(), hand.scale()));
        g.setFill(tokens.get(hand.token()));
        g.setTextAlign(hand.align() == Align.LEFT ? TextAlignment.LEFT : TextAlignment.RIGHT);
        g.fillText(text, Math.rint(at.x()), Math.rint(at.y()));
    }

    private void begin(Pen pen) {
        g.setStroke(tokens.get(pen.token()));
        g.setLineWidth(pen.width());
        g.setLineCap(StrokeLineCap.BUTT);
        switch (pen.dash()) {
            case NONE -> g.setLineDashes();
            case EVENT -> g.setLineDashes(5, 3);
            case MISSING -> g.setLineDashes(2, 2);
            case WAITING -> g.setLineDashes(2, 3);
        }
    }

    private static double crisp(double at) {
        return Math.floor(at) + 0.5;
    }
}
