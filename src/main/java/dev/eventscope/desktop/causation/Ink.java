package dev.eventscope.desktop.causation;

import java.util.List;

import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.GraphLayout.Point;
import dev.eventscope.desktop.fx.TextMeasure.Face;
import dev.eventscope.desktop.fx.Token;

/// What the graph is painted with, in its own words.
///
/// Units: px of the drawing.
interface Ink {

    enum Dash {
        NONE, EVENT, MISSING, WAITING
    }

    /// How a line is drawn.
    record Pen(Token token, double width, Dash dash) {
        static Pen of(Token token, double width) {
            return new Pen(token, width, Dash.NONE);
        }
    }

    enum Align {
        LEFT, RIGHT
    }

    /// How a text is written; `scale` enlarges it.
    record Hand(Face face, Token token, double scale, Align align) {
        static Hand of(Face face, Token token) {
            return new Hand(face, token, 1, Align.LEFT);
        }

        Hand rightAligned() {
            return new Hand(face, token, scale, Align.RIGHT);
        }

        Hand scaled(double newScale) {
            return new Hand(face, token, newScale, align);
        }
    }

    void fill(Token token, double opacity, Box box, double radius);

    void frame(Pen pen, Box box, double radius);

    /// Straight runs with round corners.
    void line(Pen pen, List<Point> points, double radius);

    void shape(Token token, List<Point> corners);

    void disc(Token token, Point centre, double radius);

    void ring(Pen pen, Point centre, double radius);

    /// Writes with the baseline at `at`.
    void text(String text, Hand hand, Point at);
}
