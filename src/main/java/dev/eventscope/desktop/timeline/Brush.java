package dev.eventscope.desktop.timeline;

import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.TextAlignment;

import dev.eventscope.desktop.fx.CanvasFonts;
import dev.eventscope.desktop.fx.Sheet;
import dev.eventscope.desktop.fx.TextMeasure.Face;
import dev.eventscope.desktop.fx.Token;
import dev.eventscope.desktop.fx.Tokens;
import dev.eventscope.desktop.timeline.draw.Drawing.Tone;

/// A sheet that knows tokens, tones and faces, and keeps one-pixel lines crisp.
final class Brush {

    /// How strong marks, bars and links are that step back. Text is never made transparent: it takes another token.
    static final double DIMMED = 0.5;

    private final Sheet g;
    private final Tokens tokens;

    Brush(Sheet g, Tokens tokens) {
        this.g = g;
        this.tokens = tokens;
    }

    Sheet sheet() {
        return g;
    }

    Color color(Token token) {
        return tokens.get(token);
    }

    Color color(Token token, double opacity) {
        return tokens.get(token, opacity);
    }

    /// The colour of a hue as loud as its tone.
    Color hue(int hue, Tone tone) {
        return color(Token.category(hue), strength(tone));
    }

    static double strength(Tone tone) {
        return tone == Tone.DIMMED ? DIMMED : 1;
    }

    /// The colour of a link or of a lit piece of a baseline.
    Color path(Tone tone, Token plain) {
        return switch (tone) {
            case PAST -> color(Token.PAST);
            case FUTURE -> color(Token.FUTURE);
            case PLAIN -> color(plain);
            case DIMMED -> color(plain, DIMMED);
        };
    }

    void fill(Token token, double x, double y, double width, double height) {
        fill(color(token), x, y, width, height);
    }

    void fill(Color color, double x, double y, double width, double height) {
        g.setFill(color);
        g.fillRect(x, y, width, height);
    }

    /// A horizontal hairline whose upper edge is at `y`.
    void hairline(Color color, double x, double y, double width) {
        fill(color, x, y, width, 1);
    }

    void stroke(Color color, double width, StrokeLineCap cap) {
        g.setStroke(color);
        g.setLineWidth(width);
        g.setLineCap(cap);
    }

    /// Writes with the baseline at `y`.
    void text(String text, Face face, Color color, double x, double y) {
        g.setTextAlign(TextAlignment.LEFT);
        write(text, face, color, x, y);
    }

    /// Writes so that the text ends at `x`.
    void textEndingAt(String text, Face face, Color color, double x, double y) {
        g.setTextAlign(TextAlignment.RIGHT);
        write(text, face, color, x, y);
        g.setTextAlign(TextAlignment.LEFT);
    }

    private void write(String text, Face face, Color color, double x, double y) {
        g.setFont(CanvasFonts.of(face));
        g.setFill(color);
        g.fillText(text, x, y);
    }
}
