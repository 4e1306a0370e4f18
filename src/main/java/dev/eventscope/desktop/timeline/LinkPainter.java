package dev.eventscope.desktop.timeline;

import java.util.List;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;

import dev.eventscope.desktop.fx.Sheet;
import dev.eventscope.desktop.fx.TextMeasure.Face;
import dev.eventscope.desktop.fx.Token;
import dev.eventscope.desktop.timeline.draw.Drawing.Bundle;
import dev.eventscope.desktop.timeline.draw.Drawing.Link;
import dev.eventscope.desktop.timeline.draw.Drawing.Tag;
import dev.eventscope.desktop.timeline.draw.Drawing.Tone;

/// Paints arrows from causes to effects, one style after the other.
final class LinkPainter {

    private static final double LEAVES_AT = 7;
    private static final double HEAD_LENGTH = 7;
    private static final double HEAD_HALF = 3;
    private static final double FIRST_HANDLE_MOST = 40;
    private static final double SECOND_HANDLE = 22;
    private static final double TRUNK_BELOW = 8;
    private static final double TRUNK_LEFT = 4;
    private static final double TRUNK_BEND = 14;

    private static final double BUNDLE_ENDS_AT = 9;
    private static final double BUNDLE_STRENGTH = 0.6;
    private static final double TAG_PADDING = 6;
    private static final double TAG_BASELINE = 13;

    private final Brush brush;

    LinkPainter(Brush brush) {
        this.brush = brush;
    }

    /// Upright lines are rectangles, which a canvas paints by the ten thousand.
    void paintBundles(List<Bundle> bundles) {
        for (Bundle bundle : bundles) {
            double down = Math.signum(bundle.toY() - bundle.fromY());
            double end = bundle.toY() - down * (BUNDLE_ENDS_AT + HEAD_LENGTH - 1);
            Color color = brush.color(Token.FG_MUTED, BUNDLE_STRENGTH);
            brush.fill(color, Math.rint(bundle.x() - bundle.width() / 2), Math.min(bundle.fromY(), end), bundle.width(),
                    Math.abs(end - bundle.fromY()));
            paintBundleHead(bundle, down, color);
        }
    }

    /// Over the marks, on a ground of their own.
    void paintBundleLabels(List<Bundle> bundles) {
        for (Bundle bundle : bundles) {
            if (!bundle.label().isEmpty()) {
                brush.fill(Token.BG_2, bundle.labelX() - 4, bundle.labelY() - TAG_BASELINE, bundle.labelWidth() + 8,
                        TAG_BASELINE + 4);
                brush.text(bundle.label(), Face.FIGURE, brush.color(Token.FG_MUTED), bundle.labelX(), bundle.labelY());
            }
        }
    }

    private void paintBundleHead(Bundle bundle, double down, Color color) {
        double tip = bundle.toY() - down * BUNDLE_ENDS_AT;
        double half = HEAD_HALF + bundle.width() / 2;
        Sheet g = brush.sheet();
        g.setFill(color);
        g.beginPath();
        g.moveTo(bundle.x(), tip);
        g.lineTo(bundle.x() - half, tip - down * HEAD_LENGTH);
        g.lineTo(bundle.x() + half, tip - down * HEAD_LENGTH);
        g.closePath();
        g.fill();
    }

    /// The ends of arrows that lead out of sight.
    void paintTags(List<Tag> tags) {
        for (Tag tag : tags) {
            brush.fill(Token.BG_3, tag.x(), tag.y(), tag.width(), tag.height());
            brush.text(tag.text(), Face.SMALL, brush.color(Token.FG_MUTED), tag.x() + TAG_PADDING,
                    tag.y() + TAG_BASELINE);
        }
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
        Sheet g = brush.sheet();
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
        Sheet g = brush.sheet();
        g.moveTo(link.fromX() + 0.5, startY);
        if (endX - link.fromX() < TRUNK_BELOW) {
            addTrunk(link, startY, endX, down);
            return;
        }
        double first = Math.min(0.6 * Math.abs(link.toY() - startY), FIRST_HANDLE_MOST);
        double second = Math.min(endX - link.fromX(), SECOND_HANDLE);
        g.bezierCurveTo(link.fromX() + 0.5, startY + down * first, endX - second, link.toY() + 0.5, endX,
                link.toY() + 0.5);
    }

    /// Effects that stand below their cause, or before it, share a trunk left of both, so that the dashes of many coincide.
    private void addTrunk(Link link, double startY, double endX, double down) {
        Sheet g = brush.sheet();
        double trunk = Math.min(link.fromX(), endX) - TRUNK_LEFT + 0.5;
        double bend = Math.min(TRUNK_BEND, Math.abs(link.toY() - startY) / 2);
        g.bezierCurveTo(link.fromX() + 0.5, startY + down * bend / 2, trunk, startY + down * bend / 2, trunk,
                startY + down * bend);
        g.lineTo(trunk, link.toY() + 0.5 - down * bend / 2);
        g.quadraticCurveTo(trunk, link.toY() + 0.5, endX, link.toY() + 0.5);
    }

    private void addHead(Link link) {
        Sheet g = brush.sheet();
        g.moveTo(link.toX(), link.toY() + 0.5);
        g.lineTo(link.toX() - HEAD_LENGTH, link.toY() + 0.5 - HEAD_HALF);
        g.lineTo(link.toX() - HEAD_LENGTH, link.toY() + 0.5 + HEAD_HALF);
        g.closePath();
    }
}
