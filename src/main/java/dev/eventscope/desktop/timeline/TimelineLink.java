package dev.eventscope.desktop.timeline;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.draw.Sight.Span;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.rules.FilterTime;

/// What a link says of the view: the filter, the axis, and in time what is in sight.
///
/// Units: the span in microseconds since 1970, as on the time axis; null where the link names none.
record TimelineLink(String filter, Axis.Kind axis, @Nullable Span inSight) {

    /// What a link leaves out, or says in words that are not ours, is as at first. Times may be relative to `now`.
    static TimelineLink of(Map<String, String> words, Instant now) {
        String axis = words.getOrDefault("axis", "");
        Optional<Instant> from = FilterTime.parse(words.getOrDefault("from", ""), now);
        Optional<Instant> to = FilterTime.parse(words.getOrDefault("to", ""), now);
        return new TimelineLink(words.getOrDefault("filter", ""),
                Arrays.stream(Axis.Kind.values()).filter(kind -> word(kind).equals(axis.toLowerCase(Locale.ROOT)))
                        .findFirst().orElse(Axis.Kind.TIME),
                from.isPresent() && to.isPresent() ? Span.between(micros(from.get()), micros(to.get())) : null);
    }

    Map<String, String> words() {
        Map<String, String> words = new TreeMap<>();
        if (!filter.isBlank()) {
            words.put("filter", filter);
        }
        if (axis != Axis.Kind.TIME) {
            words.put("axis", word(axis));
        } else if (inSight != null) {
            words.put("from", instant(inSight.from()).toString());
            words.put("to", instant(inSight.to()).toString());
        }
        return words;
    }

    private static String word(Axis.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Instant instant(double micros) {
        return Instant.EPOCH.plus(Math.round(micros), ChronoUnit.MICROS);
    }

    private static double micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
