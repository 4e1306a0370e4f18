package dev.eventscope.desktop.fx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

/// Fonts, stylesheets, dark and light, and whether things move.
///
/// Threads: FX thread, but for [#loadFonts()].
public final class Theme {

    public enum Mode {
        DARK, LIGHT;

        public Mode other() {
            return this == DARK ? LIGHT : DARK;
        }
    }

    private static final String LIGHT_CLASS = "light";
    private static final List<String> FONTS = List.of("inter/Inter-Regular.otf", "inter/Inter-SemiBold.otf",
            "jetbrains_mono/JetBrainsMono-Regular.ttf");
    private static final List<String> SHEETS = List.of("tokens", "controls");
    private static boolean fontsLoaded;

    private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(Mode.DARK);
    private final BooleanProperty reduceMotion = new SimpleBooleanProperty();
    private @Nullable Scene scene;

    /// Registers Inter and JetBrains Mono with the toolkit; a second call does nothing.
    public static synchronized void loadFonts() {
        if (fontsLoaded) {
            return;
        }
        for (String font : FONTS) {
            String path = "/com/formdev/flatlaf/fonts/" + font;
            try (InputStream in = Theme.class.getResourceAsStream(path)) {
                if (in == null || Font.loadFont(in, 13) == null) {
                    throw new IllegalStateException("the font " + path + " cannot be loaded");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        fontsLoaded = true;
    }

    /// Dresses a scene, and every popup that opens over it, now and after each change of mode.
    public void dress(Scene dressed) {
        loadFonts();
        scene = dressed;
        for (String sheet : SHEETS) {
            String url = Views.stylesheet(sheet);
            if (url != null && !dressed.getStylesheets().contains(url)) {
                dressed.getStylesheets().add(url);
            }
        }
        mode.addListener((_, _, _) -> refresh());
        Window.getWindows().addListener((ListChangeListener<Window>) _ -> refresh());
        refresh();
    }

    public ObjectProperty<Mode> modeProperty() {
        return mode;
    }

    public void toggle() {
        mode.set(mode.get() == Mode.DARK ? Mode.LIGHT : Mode.DARK);
    }

    public BooleanProperty reduceMotionProperty() {
        return reduceMotion;
    }

    /// How long a movement lasts: as asked, or not at all with "reduce motion".
    public Duration motion(double ms) {
        return reduceMotion.get() ? Duration.ZERO : Duration.millis(ms);
    }

    /// A popup has a root of its own, on which `.root` would bring the dark tokens back.
    private void refresh() {
        if (scene != null) {
            lighten(scene.getRoot());
        }
        for (Window window : Window.getWindows()) {
            if (window instanceof PopupWindow && window.getScene() != null) {
                lighten(window.getScene().getRoot());
            }
        }
    }

    private void lighten(Parent root) {
        boolean light = mode.get() == Mode.LIGHT;
        if (light && !root.getStyleClass().contains(LIGHT_CLASS)) {
            root.getStyleClass().add(LIGHT_CLASS);
        } else if (!light) {
            root.getStyleClass().remove(LIGHT_CLASS);
        }
    }
}
