package dev.eventscope.desktop.fx;

/// How wide a text is on a canvas, so that what decides about sizes needs no toolkit.
///
/// Threads: any.
@FunctionalInterface
public interface TextMeasure {

    /// The ways in which canvases write.
    enum Face {
        TEXT, SMALL, TITLE, FIGURE
    }

    /// Units: px at 1×.
    double widthPx(String text, Face face);

    /// The text, or as much of its beginning as there is room for.
    default String fitted(String text, Face face, double roomPx) {
        if (widthPx(text, face) <= roomPx) {
            return text;
        }
        int least = 0;
        int most = Math.min(text.length(), 400);
        while (least < most) {
            int middle = (least + most + 1) / 2;
            if (widthPx(text.substring(0, middle) + "…", face) <= roomPx) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        return text.substring(0, least) + "…";
    }
}
