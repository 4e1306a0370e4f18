package dev.eventscope.desktop.fx;

import java.util.Locale;

import dev.eventscope.event.OrderToken;
import dev.eventscope.store.EventCounter.Count;

/// Numbers as text: `124,319`, `−253`, `418 B`. The mono face makes them tabular.
public final class Figures {

    /// U+2212, as wide as a plus. A hyphen is not a minus.
    public static final char MINUS = '\u2212';

    private Figures() {}

    public static String count(long value) {
        StringBuilder text = new StringBuilder(Long.toString(value)); // a frame has hundreds: a Formatter takes too long
        int first = value < 0 ? 1 : 0;
        for (int at = text.length() - 3; at > first; at -= 3) {
            text.insert(at, ',');
        }
        if (value < 0) {
            text.setCharAt(0, MINUS);
        }
        return text.toString();
    }

    /// `≈` before a number that is an estimate.
    public static String count(Count count) {
        return (count.exact() ? "" : "≈ ") + count(count.value());
    }

    /// A place in the store's order: a single number with its commas, anything else as the store's own text.
    public static String position(OrderToken order) {
        return order.parts().size() == 1 && order.parts().getFirst() instanceof OrderToken.Num(var value)
                ? count(value)
                : order.toString();
    }

    /// Units: bytes, in steps of 1,000: `418 B`, `1.2 kB`, `3.4 MB`.
    public static String bytes(long value) {
        if (value < 1_000) {
            return value + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double scaled = value;
        int unit = -1;
        while (scaled >= 999.95 && unit < units.length - 1) {
            scaled /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", scaled, units[unit]);
    }

    /// `1 event`, `2 events`: the word as given for one, with `s` for any other number.
    public static String plural(long value, String one) {
        return count(value) + " " + (value == 1 ? one : one + "s");
    }
}
