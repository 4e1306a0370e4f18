package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// Event ids by row, and rows by id. A UUID takes sixteen bytes; any other text is kept as it is.
final class IdColumn {

    static final int NOT_HERE = -1;

    private static final int FIRST_ROOM = 1 << 10;

    private final Map<String, Integer> textRows = new HashMap<>();
    private final Map<Integer, String> texts = new HashMap<>();
    private long[] high = new long[FIRST_ROOM];
    private long[] low = new long[FIRST_ROOM];
    /// Open addressing over the UUIDs: row + 1, or 0 where the slot is free. Never more than half full.
    private int[] slots = new int[FIRST_ROOM * 2];
    private int size;

    /// Adds the id of the next row.
    ///
    /// Shape: answers false, and adds nothing, where the id is here already.
    boolean add(String id) {
        UUID uuid = uuidOf(id);
        return uuid == null ? addText(id) : addUuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    String get(int row) {
        String text = texts.get(row);
        return text != null ? text : new UUID(high[row], low[row]).toString();
    }

    /// The row of an id, [#NOT_HERE] where it is not here.
    int rowOf(String id) {
        UUID uuid = uuidOf(id);
        if (uuid == null) {
            return textRows.getOrDefault(id, NOT_HERE);
        }
        return slots[slotOf(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits())] - 1;
    }

    int size() {
        return size;
    }

    /// The same ids in another order: row `i` of the answer is row `order[i]` of this.
    IdColumn reordered(int[] order) {
        IdColumn column = new IdColumn();
        for (int row : order) {
            String text = texts.get(row);
            if (text != null) {
                column.addText(text);
            } else {
                column.addUuid(high[row], low[row]);
            }
        }
        return column;
    }

    private boolean addText(String id) {
        if (textRows.putIfAbsent(id, size) != null) {
            return false;
        }
        texts.put(size, id);
        makeRoom();
        size++;
        return true;
    }

    private boolean addUuid(long most, long least) {
        makeRoom();
        int slot = slotOf(most, least);
        if (slots[slot] != 0) {
            return false;
        }
        high[size] = most;
        low[size] = least;
        slots[slot] = ++size;
        return true;
    }

    private int slotOf(long most, long least) {
        long mixed = (most * 31 + least) * 0x9E37_79B9_7F4A_7C15L;
        int slot = (int) (mixed >>> 33) & (slots.length - 1);
        while (slots[slot] != 0 && (high[slots[slot] - 1] != most || low[slots[slot] - 1] != least)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void makeRoom() {
        if (size < high.length) {
            return;
        }
        high = Arrays.copyOf(high, size * 2);
        low = Arrays.copyOf(low, size * 2);
        slots = new int[size * 4];
        for (int row = 0; row < size; row++) {
            if (!texts.containsKey(row)) {
                slots[slotOf(high[row], low[row])] = row + 1;
            }
        }
    }

    /// Only the form that UUID prints itself: capitals, or fewer digits, must come back as they were.
    static @Nullable UUID uuidOf(String id) {
        if (id.length() != 36) {
            return null;
        }
        for (int i = 0; i < 36; i++) {
            char c = id.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (dash ? c != '-' : !digit) {
                return null;
            }
        }
        return UUID.fromString(id);
    }
}
