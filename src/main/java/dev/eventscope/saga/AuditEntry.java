package dev.eventscope.saga;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// One row of the audit: what an operator asked for, also where it was refused.
///
/// Shape: `number` counts from 1 without a gap. `actor` is the server's `session_user`, `osUser` only what the client says
///        it runs as. `target` is absent where a step of a saga was acted on. `before` and `after` are JSON, as written.
///        Hashes are in hexadecimal; the first row has no previous one.
/// Source: `eventscope.operator_action`.
public record AuditEntry(
        long number,
        UUID requestId,
        Instant at,
        String actor,
        String osUser,
        String client,
        String action,
        String mode,
        @Nullable String sagaId,
        @Nullable Integer stepNo,
        @Nullable String target,
        String reason,
        @Nullable String evidence,
        @Nullable String before,
        @Nullable String after,
        boolean accepted,
        @Nullable String refusal,
        @Nullable UUID eventId,
        String previousHash,
        String hash) {

    /// What was acted on: `sync-9c41f7e012 step 2`, `outbox content-a`.
    public String what() {
        return target != null ? target : sagaId + " step " + stepNo;
    }

    /// The hash that this row must have, worked out here and not by the database that is to be believed.
    String trueHash() {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same text as the database's `audit_text`.
    private String text() {
        @Nullable
        Object[] fields = {number, requestId, ChronoUnit.MICROS.between(Instant.EPOCH, at), actor, osUser, client,
            action, mode, sagaId, stepNo, target, reason, evidence, before, after, accepted, refusal, eventId,
            previousHash};
        return Arrays.stream(fields).map(AuditEntry::field).collect(Collectors.joining(","));
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "-";
        }
        String text = value.toString();
        return text.getBytes(StandardCharsets.UTF_8).length + ":" + text;
    }
}
