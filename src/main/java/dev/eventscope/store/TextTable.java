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
    /// Open addressing: number + 1 in the bits that a slot's place has, bits of the hash above them, so that few texts are
    /// looked at in vain; or 0 where the slot is free.
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
        long hash = hash(source, from, length);
        int slot = slotOf(hash, source, from, length);
        if (slots[slot] != 0) {
            return number(slots[slot]);
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
            slots[slot] = size | tag(hash, slots.length);
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
        int number = number(slots[slotOf(hash(encoded, 0, encoded.length), encoded, 0, encoded.length)]);
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

    private int slotOf(long hash, byte[] source, int from, int length) {
        int tag = tag(hash, slots.length);
        int slot = place(hash, slots.length);
        while (slots[slot] != 0 && !(isTagged(slots[slot], tag) && isAt(number(slots[slot]), source, from, length))) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private int number(int slot) {
        return (slot & (slots.length - 1)) - 1;
    }

    private boolean isTagged(int slot, int tag) {
        return (slot & -slots.length) == tag;
    }

    private static int place(long hash, int length) {
        return (int) (hash >>> 32) & (length - 1);
    }

    /// A table of a power of two is never so full that a number needs more bits than a place.
    private static int tag(long hash, int length) {
        return (int) hash & -length;
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

    private static long hash(byte[] source, int from, int length) {
        long hash = length;
        int to = from + length;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mixed(hash, (long) LONG.get(source, at));
        }
        if (at < to) {
            hash = mixed(hash, length < Long.BYTES ? few(source, at, to) : (long) LONG.get(source, to - Long.BYTES));
        }
        return hash ^ (hash >>> 32);
    }

    private static long mixed(long hash, long next) {
        long product = (hash ^ next) * 0x9E37_79B9_7F4A_7C15L;
        return product ^ (product >>> 29);
    }

    private static long few(byte[] source, int from, int to) {
        long few = 0;
        for (int at = from; at < to; at++) {
            few = (few << Byte.SIZE) | (source[at] & 0xFF);
        }
        return few;
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
            long hash = hash(bytes, start, start(number + 1) - start);
            int slot = place(hash, wider.length);
            while (wider[slot] != 0) {
                slot = (slot + 1) & (wider.length - 1);
            }
            wider[slot] = (number + 1) | tag(hash, wider.length);
        }
        slots = wider;
    }
}
