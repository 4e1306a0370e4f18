package dev.eventscope.store.log;

import java.util.UUID;

import dev.eventscope.store.StoreException;

/// The append id was used before, for other content. Nothing was written.
public final class AppendIdConflict extends StoreException {

    private final UUID appendId;

    public AppendIdConflict(UUID appendId) {
        super("append id " + appendId + " was used before with other content: choose a new id for a new append");
        this.appendId = appendId;
    }

    public UUID appendId() {
        return appendId;
    }
}
