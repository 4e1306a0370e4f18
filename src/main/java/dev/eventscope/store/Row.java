package dev.eventscope.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// One row of an answer. Columns count from 1, or go by name.
///
/// Errors: the getters without `Nullable` throw [StoreException] where the column is null.
/// Threads: valid only inside the mapper that it was given to.
public interface Row {

    String string(String column);

    @Nullable
    String nullableString(String column);

    long longValue(String column);

    @Nullable
    Long nullableLong(String column);

    int intValue(String column);

    boolean booleanValue(String column);

    double doubleValue(String column);

    Instant instant(String column);

    @Nullable
    Instant nullableInstant(String column);

    UUID uuid(String column);

    @Nullable
    UUID nullableUuid(String column);

    /// The bytes of a `bytea`, or the UTF-8 bytes of a text, `json` or `jsonb` column as the server sent them.
    byte[] bytes(String column);

    byte @Nullable [] nullableBytes(String column);

    /// A one-dimensional array; elements as text, none of them null.
    List<String> strings(String column);

    /// A one-dimensional array of `bigint`, none of them null.
    long[] longs(String column);
}
