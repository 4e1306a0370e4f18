package dev.eventscope.saga;

import org.jspecify.annotations.Nullable;

/// Whether something may be asked for about one step of a saga now; `refusal` is absent where it may.
///
/// Shape: asking decides again, since the saga may have moved on meanwhile. `needsEvidence` where it is refused without.
public record RedriveOffer(int stepNo, RedriveRequest.Mode mode, RedriveRefused.@Nullable Reason refusal,
        boolean needsEvidence) {}
