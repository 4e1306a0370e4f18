package dev.eventscope.desktop.timeline.draw;

import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.fx.TextMeasure.Face;

/// Shortens names to a width: paths lose their front, `…/relay/OutboxRelay.java`; other names lose their end.
final class Elision {

    private static final String DOTS = "…";

    private final TextMeasure measure;

    Elision(TextMeasure measure) {
        this.measure = measure;
    }

    /// A stream's name. A path stands without its category, which the hue and the full name on hover tell.
    String stream(String name, String category, double roomPx) {
        boolean path = name.contains("/");
        String prefix = category + "-";
        String bare = path && name.startsWith(prefix) ? name.substring(prefix.length()) : name;
        if (fits(bare, roomPx)) {
            return bare;
        }
        return path ? front(bare, roomPx) : end(bare, roomPx);
    }

    String end(String text, double roomPx) {
        return measure.fitted(text, Face.TEXT, roomPx);
    }

    private String front(String path, double roomPx) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String shorter = DOTS + path.substring(slash);
            if (fits(shorter, roomPx)) {
                return shorter;
            }
        }
        return end(path.substring(path.lastIndexOf('/') + 1), roomPx);
    }

    private boolean fits(String text, double roomPx) {
        return measure.widthPx(text, Face.TEXT) <= roomPx;
    }
}
