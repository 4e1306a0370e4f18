package dev.eventscope.desktop.fx;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.StyleConverter;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/// The colours of the theme for painters of canvases, read from the stylesheets.
///
/// Shape: put one beside the canvas, in the same parent: it takes no room and no clicks. Repaint when [#versionProperty()]
///        changes; it does so once a theme change, after all colours have been resolved.
/// Threads: FX thread.
public final class Tokens extends Region {

    private static final Map<Token, Meta> METAS = metas();
    private static final List<CssMetaData<? extends Styleable, ?>> ALL_METAS = allMetas();
    private static final String SHEET = sheet();

    private final Map<Token, StyleableObjectProperty<Color>> colors = new EnumMap<>(Token.class);
    private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();
    private boolean changed;

    public Tokens() {
        getStyleClass().add("es-tokens");
        setManaged(false);
        setMouseTransparent(true);
        setFocusTraversable(false);
        for (Token token : Token.values()) {
            StyleableObjectProperty<Color> color = new SimpleStyleableObjectProperty<>(METAS.get(token), this,
                    token.css(), Token.UNSET);
            color.addListener((_, _, _) -> mark());
            colors.put(token, color);
        }
    }

    public Color get(Token token) {
        return property(token).get();
    }

    /// The colour of a category, by name.
    public Color category(String category) {
        return get(Token.category(Hue.of(category)));
    }

    /// The colour of a token, to be seen through.
    public Color get(Token token, double opacity) {
        Color color = get(token);
        return opacity == 1
                ? color
                : Color.color(color.getRed(), color.getGreen(), color.getBlue(), color.getOpacity() * opacity);
    }

    /// Counts the theme changes seen; 0 = no colour has been resolved yet.
    public ReadOnlyIntegerProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    @Override
    public String getUserAgentStylesheet() {
        return SHEET;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return ALL_METAS;
    }

    @Override
    protected void layoutChildren() {
        if (changed) {
            changed = false;
            version.set(version.get() + 1);
        }
    }

    private StyleableObjectProperty<Color> property(Token token) {
        return Objects.requireNonNull(colors.get(token));
    }

    private void mark() {
        changed = true;
        setNeedsLayout(true);
        requestLayout();
    }

    /// Each token is a property of this node, set to the looked-up colour of the same name.
    private static String sheet() {
        StringBuilder css = new StringBuilder(".es-tokens {\n");
        for (Token token : Token.values()) {
            css.append(propertyName(token)).append(": ").append(token.css()).append(";\n");
        }
        byte[] bytes = css.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(bytes);
    }

    private static String propertyName(Token token) {
        return token.css().replaceFirst("^-es-", "-es-paint-");
    }

    private static Map<Token, Meta> metas() {
        Map<Token, Meta> metas = new EnumMap<>(Token.class);
        for (Token token : Token.values()) {
            metas.put(token, new Meta(propertyName(token), tokens -> tokens.property(token)));
        }
        return metas;
    }

    private static List<CssMetaData<? extends Styleable, ?>> allMetas() {
        List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(Region.getClassCssMetaData());
        all.addAll(METAS.values());
        return List.copyOf(all);
    }

    private static final class Meta extends CssMetaData<Tokens, Color> {

        private final Function<Tokens, StyleableProperty<Color>> property;

        Meta(String name, Function<Tokens, StyleableProperty<Color>> property) {
            super(name, StyleConverter.getColorConverter(), Token.UNSET);
            this.property = property;
        }

        @Override
        public boolean isSettable(Tokens tokens) {
            return true;
        }

        @Override
        public StyleableProperty<Color> getStyleableProperty(Tokens tokens) {
            return property.apply(tokens);
        }
    }
}
