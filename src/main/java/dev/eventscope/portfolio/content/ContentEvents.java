package dev.eventscope.portfolio.content;

import java.util.Set;

import dev.eventscope.event.StreamId;

/// The names in which content is written: one stream a file, four types of event.
public final class ContentEvents {

    public static final String CATEGORY = "content";
    public static final String ADDED = "ContentAdded";
    public static final String UPDATED = "ContentUpdated";
    public static final String DELETED = "ContentDeleted";
    public static final String SYNC_REQUESTED = "SyncRequested";

    /// Every type that a content stream may hold.
    public static final Set<String> TYPES = Set.of(ADDED, UPDATED, DELETED, SYNC_REQUESTED);

    /// The schema version that additions and updates are written in. 1 had no `metadata`.
    public static final int SCHEMA_VERSION = 2;

    private ContentEvents() {}

    /// The schema version that events of a type are written in.
    public static int schemaVersion(String type) {
        return type.equals(ADDED) || type.equals(UPDATED) ? SCHEMA_VERSION : 1;
    }

    /// The stream of the file with this path.
    public static StreamId stream(String path) {
        return new StreamId(CATEGORY + "-" + path);
    }
}
