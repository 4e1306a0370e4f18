package dev.eventscope.desktop.fx;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javafx.scene.text.Font;

import dev.eventscope.desktop.fx.TextMeasure.Face;

/// The fonts of the faces in which canvases write.
///
/// Threads: any.
public final class CanvasFonts {

    static {
        Theme.loadFonts();
    }

    private record Sized(Face face, double scale) {}

    /// Every step of a zoom asks for sizes of its own.
    private static final int MOST_KEPT = 400;
    private static final Map<Sized, Font> KEPT = new ConcurrentHashMap<>();

    private CanvasFonts() {}

    public static Font of(Face face) {
        return of(face, 1);
    }

    /// `scale` enlarges it.
    public static Font of(Face face, double scale) {
        if (KEPT.size() > MOST_KEPT) {
            KEPT.clear();
        }
        return KEPT.computeIfAbsent(new Sized(face, scale), sized -> switch (sized.face()) {
            case TEXT -> Font.font("Inter", 13 * sized.scale());
            case SMALL -> Font.font("Inter", 12 * sized.scale());
            case TITLE -> Font.font("Inter SemiBold", 13 * sized.scale());
            case FIGURE -> Font.font("JetBrains Mono", 12 * sized.scale());
        });
    }
}
