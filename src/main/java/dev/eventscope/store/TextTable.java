package dev.eventscope.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// Texts that are each held once and named by a small number, in order of first sight.
///
/// Shape: kept as bytes in one array, about twelve bytes a text beside its own. In a table of ids a UUID takes seventeen
///        bytes, and about eight beside them while there is nothing else.
/// Threads: one thread adds; a [#view()] may be read by any other meanwhile, and does not see what comes later.
public final class TextTable {

    /// The number of a text that is not here.
    public static final int NONE = -1;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int UUID_BYTES = 17;
    private static final int UUID_CHARS = 36;

    private final boolean ofIds;
    private byte[] bytes;
    /// Empty while every text is as long as a UUID.
    private int[] ends;
    private boolean isEven;
    /// Open addressing: number + 1, or 0 where the slot is free.
    private int[] slots;
    private int size;

    private TextTable(boolean ofIds, byte[] bytes, int[] ends, int[] slots, int size) {
        this.ofIds = ofIds;
        this.bytes = bytes;
        this.ends = ends;
        this.isEven = ofIds && ends.length == 0;
        this.slots = slots;
        this.size = size;
    }

    public static TextTable ofTexts() {
        return new TextTable(false, new byte[256], new int[32], new int[64], 0);
    }

    /// For texts most of which are UUIDs.
    public static TextTable ofIds() {
        return new TextTable(true, new byte[256], new int[0], new int[64], 0);
    }

    /// The number of a text, which is added where it is new.
    public int add(String text) {
        byte[] encoded = encoded(text);
        return add(encoded, 0, encoded.length);
    }

    /// As [#add(String)], in a table of ids.
    public int add(UUID id) {
        return add(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    int add(long high, long low) {
        byte[] encoded = new byte[UUID_BYTES];
        LONG.set(encoded, 1, high);
        LONG.set(encoded, 1 + Long.BYTES, low);
        return add(encoded, 0, UUID_BYTES);
    }

    int add(byte[] source, int from, int length) {
        int slot = slotOf(slots, source, from, length);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        int start = start(size);
        makeRoom(start, length);
        System.arraycopy(source, from, bytes, start, length);
        if (!isEven) {
            ends[size] = start + length;
        }
        size++;
        if (size * 3 > slots.length * 2) {
            rehash();
        } else {
            slots[slot] = size;
        }
        return size - 1;
    }

    /// What is here by now, for other threads.
    public TextTable view() {
        return new TextTable(ofIds, bytes, ends, slots, size);
    }

    /// The number of a text, [#NONE] where it is not here.
    public int find(String text) {
        byte[] encoded = encoded(text);
        int number = slots[slotOf(slots, encoded, 0, encoded.length)] - 1;
        return number < size ? number : NONE;
    }

    public String text(int number) {
        if (number < 0 || number >= size) {
            throw new IllegalArgumentException("number must be 0.." + (size - 1) + ", was " + number);
        }
        int start = start(number);
        int length = start(number + 1) - start;
        if (ofIds && length == UUID_BYTES && bytes[start] == 0) {
            return new UUID((long) LONG.get(bytes, start + 1), (long) LONG.get(bytes, start + 1 + Long.BYTES))
                    .toString();
        }
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    public int size() {
        return size;
    }

    /// The UUID of a text in the form that UUID prints itself, else null: another form must come back as it was.
    public static @Nullable UUID uuidOf(String text) {
        if (text.length() != UUID_CHARS) {
            return null;
        }
        for (int i = 0; i < UUID_CHARS; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (dash ? c != '-' : !digit) {
                return null;
            }
        }
        return UUID.fromString(text);
    }

    private byte[] encoded(String text) {
        UUID uuid = ofIds ? uuidOf(text) : null;
        if (uuid == null) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        byte[] encoded = new byte[UUID_BYTES];
        LONG.set(encoded, 1, uuid.getMostSignificantBits());
        LONG.set(encoded, 1 + Long.BYTES, uuid.getLeastSignificantBits());
        return encoded;
    }

    /// Where a text begins, and the one before it ends.
    private int start(int number) {
        return isEven ? number * UUID_BYTES : number == 0 ? 0 : ends[number - 1];
    }

    private int slotOf(int[] in, byte[] source, int from, int length) {
        int slot = hash(source, from, length) & (in.length - 1);
        while (in[slot] != 0 && !isAt(in[slot] - 1, source, from, length)) {
            slot = (slot + 1) & (in.length - 1);
        }
        return slot;
    }

    /// A view may meet numbers that were added after it was taken; they are not its own.
    private boolean isAt(int number, byte[] source, int from, int length) {
        if (number >= size) {
            return false;
        }
        int start = start(number);
        return start(number + 1) - start == length
                && Arrays.equals(bytes, start, start + length, source, from, from + length);
    }

    private static int hash(byte[] source, int from, int length) {
        long hash = length;
        int at = from;
        for (; at + Long.BYTES <= from + length; at += Long.BYTES) {
            hash = (hash ^ (long) LONG.get(source, at)) * 0x9E37_79B9_7F4A_7C15L;
            hash ^= hash >>> 29;
        }
        for (; at < from + length; at++) {
            hash = (hash ^ source[at]) * 0x9E37_79B9_7F4A_7C15L;
        }
        return (int) (hash >>> 33);
    }

    private void makeRoom(int start, int length) {
        if (isEven && length != UUID_BYTES) {
            ends = new int[Math.max(32, size + size / 2)];
            Arrays.setAll(ends, number -> (number + 1) * UUID_BYTES);
            isEven = false;
        }
        if (start + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(start + length, bytes.length + bytes.length / 2));
        }
        if (!isEven && size == ends.length) {
            ends = Arrays.copyOf(ends, size + size / 2);
        }
    }

    private void rehash() {
        int[] wider = new int[slots.length * 2];
        for (int number = 0; number < size; number++) {
            int start = start(number);
            int slot = hash(bytes, start, start(number + 1) - start) & (wider.length - 1);
            while (wider[slot] != 0) {
                slot = (slot + 1) & (wider.length - 1);
            }
            wider[slot] = number + 1;
        }
        slots = wider;
    }
}
