package dev.eventscope.desktop.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.EventFacts;
import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.event.EventClock;

/// One event of the cause chain as the table shows it, the root first.
record ChainRow(
        int row,
        String id,
        String position,
        String time,
        String sinceCause,
        EventKind kind,
        String category,
        String type,
        String stream,
        String version,
        String summary,
        String cause) {

    /// The selected event and its causes back to the root.
    static List<ChainRow> of(int selected, Contents contents, EventFacts.Book facts, Times times) {
        if (selected == EventColumns.NONE) {
            return List.of();
        }
        List<Integer> path = new ArrayList<>(contents.effects().causes(selected, Integer.MAX_VALUE));
        Collections.reverse(path);
        path.add(selected);
        return path.stream().map(row -> of(row, contents, facts, times)).toList();
    }

    private static ChainRow of(Integer row, Contents contents, EventFacts.Book facts, Times times) {
        EventColumns columns = contents.columns();
        EventClock clock = contents.choice().clock();
        int cause = columns.causeOf(row);
        Duration since = cause < 0
                ? Duration.ZERO
                : Duration.of(columns.timeMicros(row, clock) - columns.timeMicros(cause, clock), ChronoUnit.MICROS);
        Instant time = columns.header(row).time(clock);
        String causeText = cause >= 0 ? position(columns, cause) : cause == EventColumns.MISSING ? "not here" : "";
        return new ChainRow(row, columns.id(row), position(columns, row), time == null ? "" : times.clock(time),
                cause < 0 ? "" : Times.signed(since), columns.kind(row), columns.category(row), columns.type(row),
                columns.stream(row), version(columns.version(row)),
                facts.of(columns.id(row)).summary(), causeText);
    }

    private static String position(EventColumns columns, int row) {
        String text = columns.order(row).toString();
        return text.chars().allMatch(Character::isDigit) && text.length() < 18
                ? Figures.count(Long.parseLong(text))
                : text;
    }

    private static String version(@Nullable Long version) {
        return Objects.toString(version, "");
    }

    /// As a line of tab-separated text.
    String tabbed() {
        return String.join("\t", position, time, sinceCause, type, stream, version, summary, cause);
    }
}
