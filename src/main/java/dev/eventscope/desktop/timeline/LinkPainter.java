package dev.eventscope.desktop.timeline;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineCap;

import dev.eventscope.desktop.fx.Token;
import dev.eventscope.desktop.timeline.draw.Drawing.Link;
import dev.eventscope.desktop.timeline.draw.Drawing.Tone;

/// Paints arrows from causes to effects, one style after the other.
final class LinkPainter {

    private static final double LEAVES_AT = 7;
    private static final double HEAD_LENGTH = 7;
    private static final double HEAD_HALF = 3;
    private static final double FIRST_HANDLE_MOST = 40;
    private static final double SECOND_HANDLE = 22;
    /// Where the effect stands close to its cause a long handle would swing out to the left.
    private static final double SECOND_HANDLE_LEAST = 6;

    private final Brush brush;

    LinkPainter(Brush brush) {
        this.brush = brush;
    }

    void paint(List<Link> links) {
        for (Tone tone : List.of(Tone.DIMMED, Tone.PLAIN, Tone.FUTURE, Tone.PAST)) {
            for (boolean solid : new boolean[]{false, true}) {
                paint(links.stream().filter(link -> link.tone() == tone && link.solid() == solid).toList(), tone,
                        solid);
            }
        }
    }

    private void paint(List<Link> links, Tone tone, boolean solid) {
        if (links.isEmpty()) {
            return;
        }
        GraphicsContext g = brush.context();
        brush.stroke(brush.path(tone, Token.FG_FAINT), links.getFirst().lit() ? 1.75 : 1.25, StrokeLineCap.BUTT);
        if (solid) {
            g.setLineDashes();
        } else {
            g.setLineDashes(5, 3);
        }
        g.beginPath();
        links.forEach(this::addCurve);
        g.stroke();
        g.setLineDashes();
        g.setFill(brush.path(tone, Token.FG_FAINT));
        g.beginPath();
        links.forEach(this::addHead);
        g.fill();
    }

    private void addCurve(Link link) {
        double down = Math.signum(link.toY() - link.fromY());
        double startY = link.fromY() + down * LEAVES_AT;
        double endX = link.toX() - HEAD_LENGTH + 1;
        double first = Math.min(0.6 * Math.abs(link.toY() - startY), FIRST_HANDLE_MOST);
        double second = Math.clamp(endX - link.fromX(), SECOND_HANDLE_LEAST, SECOND_HANDLE);
        GraphicsContext g = brush.context();
        g.moveTo(link.fromX() + 0.5, startY);
        g.bezierCurveTo(link.fromX() + 0.5, startY + down * first, endX - second, link.toY() + 0.5, endX,
                link.toY() + 0.5);
    }

    private void addHead(Link link) {
        GraphicsContext g = brush.context();
        g.moveTo(link.toX(), link.toY() + 0.5);
        g.lineTo(link.toX() - HEAD_LENGTH, link.toY() + 0.5 - HEAD_HALF);
        g.lineTo(link.toX() - HEAD_LENGTH, link.toY() + 0.5 + HEAD_HALF);
        g.closePath();
    }
}
