package dev.eventscope.saga;

import java.util.Locale;

/// What running a step twice would do. It decides what happens when a runner dies between start and outcome.
public enum Effect {
    /// All it does is in the transaction of its outcome ([StepContext#withOutcome]): it happens once or not at all.
    LOCAL_TRANSACTION,
    /// The same idempotency key goes out again, and the second time changes nothing.
    IDEMPOTENT,
    /// The other side can be asked whether it happened.
    QUERYABLE,
    /// Nobody can tell whether it happened, and twice is wrong.
    UNSAFE;

    /// Whether a step whose runner died may be run again without asking a person.
    public boolean mayRunAgain() {
        return this == LOCAL_TRANSACTION || this == IDEMPOTENT;
    }

    /// As it is stored: `local_transaction`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As a person reads it: `local transaction`.
    public String label() {
        return code().replace('_', ' ');
    }

    static Effect of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
