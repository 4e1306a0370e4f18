package dev.eventscope.desktop.timeline.draw;

import dev.eventscope.desktop.timeline.draw.TextMeasure.Face;

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
        if (fits(text, roomPx)) {
            return text;
        }
        int kept = text.length();
        while (kept > 1 && !fits(text.substring(0, kept) + DOTS, roomPx)) {
            kept--;
        }
        return text.substring(0, kept) + DOTS;
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
