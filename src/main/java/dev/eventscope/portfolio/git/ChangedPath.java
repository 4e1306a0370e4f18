package dev.eventscope.portfolio.git;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

import dev.eventscope.portfolio.content.ContentEvents;

/// One path that a commit changed against its first parent. The side where the path is absent has mode `MISSING`.
record ChangedPath(byte[] path, FileMode oldMode, ObjectId oldId, FileMode mode, ObjectId id) {

    enum Kind {
        ADDED(ContentEvents.ADDED), UPDATED(ContentEvents.UPDATED), DELETED(ContentEvents.DELETED);

        private final String eventType;

        Kind(String eventType) {
            this.eventType = eventType;
        }

        String eventType() {
            return eventType;
        }
    }

    Kind kind() {
        if (FileMode.MISSING.equals(oldMode)) {
            return Kind.ADDED;
        }
        return FileMode.MISSING.equals(mode) ? Kind.DELETED : Kind.UPDATED;
    }
}
