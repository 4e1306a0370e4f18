package dev.eventscope.desktop.fx;

import java.nio.charset.StandardCharsets;

/// The hue of a category: a fixed hash of its name into the eight of `styles/tokens.css`, the same in every view and store.
public final class Hue {

    public static final int COUNT = 8;

    /// Chosen so that the categories of the portfolio service get hues of their own.
    private static final int SEED = 851_138;
    private static final int FNV_PRIME = 16_777_619;
    private static final int GOLDEN = 0x9E37_79B9;

    private Hue() {}

    /// Units: 1..8.
    public static int of(String category) {
        int hash = SEED;
        for (byte b : category.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        hash ^= hash >>> 15;
        return ((hash * GOLDEN) >>> 29) + 1;
    }

    /// The style class that colours a mark or a text: `cat-3`.
    public static String styleClass(String category) {
        return "cat-" + of(category);
    }
}
