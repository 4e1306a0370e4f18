package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

/// The database refused a statement or a value for what it says.
///
/// Shape: `sqlState` is the server's five characters, `constraint` the name of a violated one where there is one.
public final class StatementRefused extends StoreException {

    private final String sqlState;
    private final @Nullable String constraint;

    public StatementRefused(String message, String sqlState, @Nullable String constraint, @Nullable Throwable cause) {
        super(message, cause);
        this.sqlState = sqlState;
        this.constraint = constraint;
    }

    public String sqlState() {
        return sqlState;
    }

    public @Nullable String constraint() {
        return constraint;
    }
}
