package dev.eventscope.replay;

import java.util.Locale;

/// How true a state is to what the service itself would hold. Whatever shows a state shows this with it.
///
/// - `EXACT`: the service's own reducer made it.
/// - `DECLARED`: rules of the profile made it.
/// - `APPROXIMATE`: payloads merged in order (RFC 7396), or at least one event that the reducer does not know
///   by its type or its schema version.
public enum Fidelity {
    EXACT, DECLARED, APPROXIMATE;

    /// As the terminal and the chip name it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
