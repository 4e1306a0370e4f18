package dev.eventscope.desktop.timeline;

import java.util.Comparator;

import dev.eventscope.desktop.timeline.draw.Contents;

/// How the lanes of recent streams are ordered.
enum LaneOrder {

    NEWEST("Newest first"), NAME("By name"), BUSIEST("Most events first");

    private final String title;

    LaneOrder(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /// Compares numbers of streams.
    Comparator<Integer> in(Contents contents) {
        return switch (this) {
            case NEWEST -> Comparator.comparingInt(stream -> -contents.streams().lastRow(stream));
            case NAME -> Comparator.comparing(stream -> contents.columns().streams().text(stream));
            case BUSIEST -> Comparator.comparingInt(stream -> -contents.streams().count(stream));
        };
    }
}
