package dev.eventscope.store.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.StoreException;

/// The embedded store cannot be started, reached or reset. The message says what to do.
public final class EmbeddedStoreFailed extends StoreException {

    /// What is wrong, for callers that go different ways.
    public enum Reason {
        NO_ROOM, NO_PERMISSION, DAMAGED,
        /// Another process uses it, or is starting or stopping it.
        IN_USE,
        /// This machine cannot run the server: no binaries for it, or they do not start.
        CANNOT_RUN
    }

    private final Reason reason;

    EmbeddedStoreFailed(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    static EmbeddedStoreFailed noRoom(Path folder, @Nullable Throwable cause) {
        return new EmbeddedStoreFailed(Reason.NO_ROOM, "no room left on the disk of " + folder
                + ": free some, or delete the demo store with `eventscope demo --reset`", cause);
    }

    static EmbeddedStoreFailed noPermission(Path folder, String detail, @Nullable Throwable cause) {
        return new EmbeddedStoreFailed(Reason.NO_PERMISSION, "no permission to use the demo store in " + folder
                + " (" + detail
                + "): let its owner run `eventscope demo --reset`, or name another folder in XDG_DATA_HOME",
                cause);
    }

    static EmbeddedStoreFailed damaged(Path folder, String detail, @Nullable Throwable cause) {
        return new EmbeddedStoreFailed(Reason.DAMAGED, "the demo store in " + folder + " is damaged (" + detail
                + "): `eventscope demo --reset` deletes it and makes a new one", cause);
    }

    static EmbeddedStoreFailed cannotRun(String detail, @Nullable Throwable cause) {
        return new EmbeddedStoreFailed(Reason.CANNOT_RUN, "the embedded PostgreSQL does not run here (" + detail
                + "): name a server with --store postgresql://user@host:port/database", cause);
    }

    static EmbeddedStoreFailed of(Path folder, IOException e) {
        String detail = e instanceof FileSystemException file && file.getReason() != null
                ? file.getFile() + ": " + file.getReason()
                : String.valueOf(e.getMessage());
        if (detail.contains("No space left") || detail.contains("quota exceeded")) {
            return noRoom(folder, e);
        }
        if (e instanceof AccessDeniedException) {
            return noPermission(folder, "access denied: " + e.getMessage(), e);
        }
        if (detail.contains("Read-only file system") || detail.contains("Operation not permitted")) {
            return noPermission(folder, detail, e);
        }
        return cannotRun(e.getClass().getSimpleName() + ": " + detail, e);
    }
}
