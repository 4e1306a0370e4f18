package dev.eventscope.desktop.upcast;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// One event type at one stored schema version, and where its chain leads.
///
/// Shape: `firstOfType` marks the row that shows the type's name. `category` is that of the type's first event.
record CatalogueRow(
        String type,
        String category,
        boolean firstOfType,
        @Nullable String schemaVersion,
        long events,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt,
        String chain,
        State state) {

    enum State {
        /// The chain leads from here to the latest version.
        LEADS_ON,
        /// Nothing has to be done.
        CURRENT,
        /// No way leads from here to the version that readers expect.
        GAP
    }

    CatalogueRow with(String newChain, State newState) {
        return new CatalogueRow(type, category, firstOfType, schemaVersion, events, firstAt, lastAt, newChain,
                newState);
    }
}
