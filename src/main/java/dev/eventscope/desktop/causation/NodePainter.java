package dev.eventscope.desktop.causation;

import java.util.ArrayList;
import java.util.List;

import dev.eventscope.desktop.causation.Ink.Dash;
import dev.eventscope.desktop.causation.Ink.Hand;
import dev.eventscope.desktop.causation.Ink.Pen;
import dev.eventscope.desktop.causation.draw.Card;
import dev.eventscope.desktop.causation.draw.Card.Chip;
import dev.eventscope.desktop.causation.draw.Card.ChipState;
import dev.eventscope.desktop.causation.draw.Drawing.Node;
import dev.eventscope.desktop.causation.draw.Drawing.Tone;
import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.GraphLayout.Point;
import dev.eventscope.desktop.causation.draw.Unit.Kind;
import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.fx.TextMeasure.Face;
import dev.eventscope.desktop.fx.Token;

/// Paints nodes. Text keeps its size when the graph gets smaller, and goes where it has no room any more.
final class NodePainter {

    private static final double RADIUS = 4;
    private static final double STACKED = 3;
    private static final double WHOLE_FROM = 0.85;
    private static final double TITLE_HEIGHT = 17;
    private static final double TITLE_WIDTH = 64;

    private final Ink ink;
    private final TextMeasure measure;

    NodePainter(Ink ink, TextMeasure measure) {
        this.ink = ink;
        this.measure = measure;
    }

    void paint(Node node, double scale) {
        Box box = snapped(node.box());
        boolean tiny = box.height() < 10 || box.width() < 12;
        if (tiny) {
            ink.fill(tinyToken(node), node.tone() == Tone.PLAIN ? 0.8 : 1, box, 0);
            return;
        }
        paintGround(node, box, scale);
        if (scale >= WHOLE_FROM) {
            paintWhole(node, box, scale);
        } else {
            paintTitle(node, box, scale);
        }
    }

    private static Box snapped(Box box) {
        double x = Math.floor(box.x());
        double y = Math.floor(box.y());
        return new Box(x, y, Math.max(1, Math.round(box.width())), Math.max(1, Math.round(box.height())));
    }

    private static Token tinyToken(Node node) {
        boolean failed = node.card().kind() == EventKind.FAILURE || node.card().status() == Card.Status.FAILED;
        return failed ? Token.DANGER : node.tone() == Tone.PLAIN ? Token.category(node.hue()) : edge(node);
    }

    private void paintGround(Node node, Box box, double scale) {
        Token edge = edge(node);
        if (node.kind() == Kind.GROUP && scale >= 0.35) {
            Box behind = new Box(box.x() + STACKED, box.y() + STACKED, box.width(), box.height());
            ink.fill(Token.BG_1, 1, behind, RADIUS);
            ink.frame(Pen.of(edge, 1), behind, RADIUS);
        }
        boolean ghost = node.kind() == Kind.GHOST;
        ink.fill(ghost ? Token.BG_0 : node.hovered() ? Token.BG_3 : Token.BG_2, 1, box, RADIUS);
        ink.frame(new Pen(edge, 1, ghost ? Dash.EVENT : Dash.NONE), box, RADIUS);
        if (node.selected() && node.selectedChip() < 0) {
            ink.frame(Pen.of(Token.SELECT_RING, 2), new Box(box.x() - 2, box.y() - 2, box.width() + 4,
                    box.height() + 4), RADIUS + 2);
        }
    }

    private static Token edge(Node node) {
        return switch (node.tone()) {
            case PAST -> Token.PAST;
            case FUTURE -> Token.FUTURE;
            case PLAIN -> Token.BORDER_STRONG;
        };
    }

    /// A name where there is room for one, else the bare mark.
    private void paintTitle(Node node, Box box, double scale) {
        if (box.height() >= TITLE_HEIGHT && box.width() >= TITLE_WIDTH) {
            paintMark(node, new Point(box.x() + 10, box.middleY()), 1);
            Card card = node.card();
            double badge = card.badge().isEmpty() ? 0 : measure.widthPx(card.badge(), Face.FIGURE) + 8;
            double room = box.width() - 24 - badge;
            ink.text(measure.fitted(card.title(), Face.SMALL, room), Hand.of(Face.SMALL, titleToken(node)),
                    new Point(box.x() + 20, box.middleY() + 4));
            if (badge > 0 && room > 24) {
                ink.text(card.badge(), Hand.of(Face.FIGURE, Token.FG_MUTED).rightAligned(),
                        new Point(box.right() - 6, box.middleY() + 4));
            }
        } else {
            paintMark(node, new Point(box.middleX(), box.middleY()), Math.max(0.5, scale));
        }
    }

    private static Token titleToken(Node node) {
        return node.kind() == Kind.GHOST ? Token.FG_FAINT : Token.FG;
    }

    private void paintWhole(Node node, Box box, double scale) {
        Card card = node.card();
        double text = Math.max(1, scale);
        boolean saga = node.kind() == Kind.SAGA;
        double titleY = box.y() + (saga ? 18 : 17) * scale;
        paintMark(node, new Point(box.x() + 14 * scale, titleY - 4.5 * text), scale);
        ink.text(fitted(card.title(), Face.TEXT, card, scale), Hand.of(Face.TEXT, titleToken(node)).scaled(text),
                new Point(box.x() + 27 * scale, titleY));
        Hand badge = Hand.of(Face.FIGURE, Token.FG_MUTED).scaled(text).rightAligned();
        if (saga) {
            ink.text(card.status().word(), Hand.of(Face.SMALL, statusToken(card)).scaled(text).rightAligned(),
                    new Point(box.right() - 9 * scale, titleY));
            if (!card.badge().isEmpty()) {
                double status = (measure.widthPx(card.status().word(), Face.SMALL) + 8) * text;
                ink.text(card.badge(), badge, new Point(box.right() - 9 * scale - status, titleY));
            }
            paintChips(node, box, scale);
        } else {
            double detailY = box.y() + 33 * scale;
            ink.text(fitted(card.detail(), Face.SMALL, card, scale), Hand.of(Face.SMALL, node.kind() == Kind.GHOST
                    ? Token.FG_FAINT
                    : Token.FG_MUTED).scaled(text), new Point(box.x() + 27 * scale, detailY));
            ink.text(card.badge(), badge, new Point(box.right() - 9 * scale, detailY));
        }
    }

    /// The card was written for full size; a little below it the text, which does not shrink, has less room.
    private String fitted(String text, Face face, Card card, double scale) {
        double room = (card.width() - 36) * scale;
        return scale >= 1 || measure.widthPx(text, face) <= room ? text : measure.fitted(text, face, room);
    }

    private static Token statusToken(Card card) {
        return switch (card.status()) {
            case FAILED -> Token.DANGER;
            case COMPLETED -> Token.SUCCESS;
            case COMPENSATED, CANCELLED, NONE -> Token.FG_MUTED;
            case RUNNING -> Token.WARN;
        };
    }

    private void paintChips(Node node, Box box, double scale) {
        double text = Math.max(1, scale);
        List<Chip> chips = node.card().chips();
        for (int i = 0; i < chips.size(); i++) {
            Chip chip = chips.get(i);
            Box at = snapped(
                    new Box(box.x() + chip.x() * scale, box.y() + 28 * scale, chip.width() * scale, 16 * scale));
            boolean expected = chip.state() == ChipState.EXPECTED;
            boolean failed = chip.state() == ChipState.FAILED;
            if (!expected) {
                ink.fill(failed ? Token.DANGER_TINT : Token.categoryTint(node.hue()), 1, at, 3);
            }
            Token edge = expected ? Token.FG_FAINT : failed ? Token.DANGER : Token.category(node.hue());
            ink.frame(new Pen(edge, 1, chip.state() == ChipState.DONE || failed ? Dash.NONE : Dash.MISSING), at, 3);
            ink.text(chip.name(), Hand.of(Face.SMALL, expected ? Token.FG_FAINT : Token.FG).scaled(text),
                    new Point(at.x() + 6 * scale, at.y() + 12 * scale));
            if (failed) {
                Point end = new Point(at.right() - 9 * scale, at.middleY());
                paintCross(end, 3.2 * scale, 2 * scale, Token.DANGER_TINT);
                if (i == node.selectedChip()) {
                    ink.ring(Pen.of(Token.SELECT_RING, 2), end, 8 * scale);
                }
            } else if (i == node.selectedChip()) {
                ink.frame(Pen.of(Token.SELECT_RING, 2),
                        new Box(at.x() - 2, at.y() - 2, at.width() + 4, at.height() + 4), 5);
            }
        }
    }

    private void paintMark(Node node, Point at, double scale) {
        Token token = Token.category(node.hue());
        if (node.kind() == Kind.GHOST) {
            ink.ring(new Pen(Token.FG_FAINT, 1.5, Dash.MISSING), at, 4.5 * scale);
            return;
        }
        switch (node.card().kind()) {
            case EVENT -> ink.disc(token, at, 4 * scale);
            case COMMAND -> ink.shape(token, corners(at, 4, 5.5 * scale));
            case TIMER -> ink.shape(token, corners(at, 6, 5 * scale));
            case FAILURE -> paintCross(at, 3.6 * scale, 2.5 * scale, Token.BG_2);
        }
    }

    private void paintCross(Point at, double reach, double width, Token ground) {
        ink.disc(ground, at, reach + 2);
        Pen pen = Pen.of(Token.DANGER, width);
        cross(pen, at, reach, reach);
        cross(pen, at, reach, -reach);
    }

    /// As a thin rectangle on its corner: lines of the ink are crisp, and so not where they are asked for.
    private void cross(Pen pen, Point at, double dx, double dy) {
        double half = pen.width() / 2 / Math.sqrt(2);
        double sign = Math.signum(dy);
        ink.shape(pen.token(), List.of(new Point(at.x() - dx - half * sign, at.y() - dy + half),
                new Point(at.x() - dx + half * sign, at.y() - dy - half),
                new Point(at.x() + dx + half * sign, at.y() + dy - half),
                new Point(at.x() + dx - half * sign, at.y() + dy + half)));
    }

    private static List<Point> corners(Point at, int count, double radius) {
        List<Point> corners = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * i / count;
            corners.add(new Point(at.x() + radius * Math.cos(angle), at.y() + radius * Math.sin(angle)));
        }
        return corners;
    }
}
