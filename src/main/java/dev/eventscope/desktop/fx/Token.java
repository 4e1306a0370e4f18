package dev.eventscope.desktop.fx;

import java.util.List;
import java.util.Locale;
import javafx.scene.paint.Color;

/// The colour tokens of `styles/tokens.css`, for what is painted and not styled.
public enum Token {
    BG_0, BG_1, BG_2, BG_3, BAND, HOVER, SELECTION, SELECTION_IDLE, BORDER, BORDER_STRONG, FG, FG_MUTED, FG_FAINT, FG_DISABLED, SELECT_RING, ACCENT_FILL, ACCENT, ACCENT_TINT, ACCENT_EDGE, SUCCESS, SUCCESS_TINT, SUCCESS_EDGE, WARN, WARN_TINT, WARN_EDGE, DANGER, DANGER_TINT, DANGER_EDGE, WHATIF, WHATIF_TINT, WHATIF_EDGE, PAST, PAST_TINT, PAST_EDGE, FUTURE, FUTURE_TINT, FUTURE_EDGE, CAT_1, CAT_2, CAT_3, CAT_4, CAT_5, CAT_6, CAT_7, CAT_8, CAT_1_TINT, CAT_2_TINT, CAT_3_TINT, CAT_4_TINT, CAT_5_TINT, CAT_6_TINT, CAT_7_TINT, CAT_8_TINT;

    /// What is painted before the first pass of CSS.
    static final Color UNSET = Color.TRANSPARENT;

    private static final List<Token> CATEGORIES = List.of(CAT_1, CAT_2, CAT_3, CAT_4, CAT_5, CAT_6, CAT_7, CAT_8);
    private static final List<Token> CATEGORY_TINTS = List.of(CAT_1_TINT, CAT_2_TINT, CAT_3_TINT, CAT_4_TINT,
            CAT_5_TINT, CAT_6_TINT, CAT_7_TINT, CAT_8_TINT);

    /// The name in the stylesheets: `-es-bg-0`.
    public String css() {
        return "-es-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The colour of a hue.
    ///
    /// Units: `hue` is 1..8, as [Hue#of] gives it.
    public static Token category(int hue) {
        return CATEGORIES.get(checked(hue) - 1);
    }

    /// The fill that goes with the colour of a hue.
    public static Token categoryTint(int hue) {
        return CATEGORY_TINTS.get(checked(hue) - 1);
    }

    private static int checked(int hue) {
        if (hue < 1 || hue > Hue.COUNT) {
            throw new IllegalArgumentException("hue must be 1.." + Hue.COUNT + ", was " + hue);
        }
        return hue;
    }
}
