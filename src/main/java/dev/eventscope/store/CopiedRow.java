package dev.eventscope.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// One row of a binary COPY. Its fields are read one after the other, in the order of the columns.
///
/// Shape: `json` comes as the bytes of its text. Texts that come again and again are the same `String`.
/// Errors: [StoreException] for null where none may be.
/// Threads: belongs to the thread that copies; not to be kept beyond its row.
public final class CopiedRow {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long SECONDS_TO_2000 = 946_684_800L;
    private static final long MICROS = 1_000_000L;
    /// A power of two.
    private static final int KNOWN = 2_048;
    private static final int NULL = -1;

    private final byte[][] knownBytes = new byte[KNOWN][];
    private final String[] knownTexts = new String[KNOWN];
    private byte[] bytes = new byte[0];
    private int at;

    CopiedRow() {}

    /// Begins a row at the first of its fields.
    void begin(byte[] newBytes, int offset) {
        bytes = newBytes;
        at = offset;
    }

    public long longValue() {
        present(Long.BYTES);
        return nextLong();
    }

    public int intValue() {
        present(Integer.BYTES);
        return nextInt();
    }

    public UUID uuid() {
        present(2 * Long.BYTES);
        return new UUID(nextLong(), nextLong());
    }

    public @Nullable UUID nullableUuid() {
        return nextInt() == NULL ? null : new UUID(nextLong(), nextLong());
    }

    /// Units: UTC, microseconds.
    public Instant instant() {
        present(Long.BYTES);
        long micros = nextLong();
        if (micros == Long.MAX_VALUE) {
            return OffsetDateTime.MAX.toInstant();
        }
        if (micros == Long.MIN_VALUE) {
            return OffsetDateTime.MIN.toInstant();
        }
        return Instant.ofEpochSecond(SECONDS_TO_2000 + Math.floorDiv(micros, MICROS),
                Math.floorMod(micros, MICROS) * 1_000);
    }

    public byte[] bytes() {
        int length = length();
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return value;
    }

    public String string() {
        int length = length();
        int from = at;
        at += length;
        int hash = length;
        for (int i = from; i < at; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ (hash >>> 15)) & (KNOWN - 1);
        byte[] known = knownBytes[slot];
        if (known != null && Arrays.equals(known, 0, known.length, bytes, from, at)) {
            return knownTexts[slot];
        }
        knownBytes[slot] = Arrays.copyOfRange(bytes, from, at);
        knownTexts[slot] = new String(bytes, from, length, StandardCharsets.UTF_8);
        return knownTexts[slot];
    }

    /// Units: microseconds since 1970, UTC.
    long micros() {
        present(Long.BYTES);
        long micros = nextLong();
        return micros == Long.MAX_VALUE || micros == Long.MIN_VALUE ? micros : micros + SECONDS_TO_2000 * MICROS;
    }

    /// The number of a text in a table.
    int number(TextTable table) {
        int length = length();
        int from = at;
        at += length;
        return table.add(bytes, from, length);
    }

    /// Whether the next field is there: then its bytes are next.
    boolean isPresent() {
        return nextInt() != NULL;
    }

    void present(int size) {
        int length = length();
        if (length != size) {
            throw new IllegalStateException("a field of " + size + " bytes was asked for, it has " + length);
        }
    }

    private int length() {
        int length = nextInt();
        if (length == NULL) {
            throw new StoreException("a column is null that may not be");
        }
        return length;
    }

    private int nextInt() {
        int value = (int) INT.get(bytes, at);
        at += Integer.BYTES;
        return value;
    }

    long nextLong() {
        long value = (long) LONG.get(bytes, at);
        at += Long.BYTES;
        return value;
    }
}
