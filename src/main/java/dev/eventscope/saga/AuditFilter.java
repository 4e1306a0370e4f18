package dev.eventscope.saga;

import org.jspecify.annotations.Nullable;

/// Which rows of the audit: null means any. `who` is a part of the actor's or the operating system user's name, `target` a
/// part of what was acted on; `accepted` tells what was done from what was refused.
public record AuditFilter(@Nullable String who, @Nullable String target, @Nullable Boolean accepted) {

    public static final AuditFilter ALL = new AuditFilter(null, null, null);
}
