package dev.eventscope.desktop.timeline.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// One number a row, in blocks of 1,024 rows that each take as many bytes a number as their spread needs; numbers that
/// rise by one from row to row take none.
///
/// Shape: rows are added at either end; what is there already is shared with the column before, so that adding costs what
///        is added.
/// Threads: immutable.
final class PackedColumn {

    static final PackedColumn EMPTY = new PackedColumn(new Block[0], 0, 0);

    private static final int SHIFT = 10;
    private static final int BLOCK = 1 << SHIFT;
    private static final int IN_BLOCK = BLOCK - 1;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] NOTHING = new byte[Long.BYTES];
    /// The bits of a number of so many bytes.
    private static final long[] MASKS = {0, 0xFFL, 0xFFFFL, 0xFF_FFFFL, 0xFFFF_FFFFL, 0xFF_FFFF_FFFFL,
        0xFFFF_FFFF_FFFFL, 0xFF_FFFF_FFFF_FFFFL, -1L};

    /// `step` is what rises from slot to slot. `data` ends with what a read of eight bytes may take beyond the last number.
    private record Block(long base, int step, int width, byte[] data) {

        long get(int slot) {
            return base + (long) step * slot + ((long) LONG.get(data, slot * width) & MASKS[width]);
        }
    }

    private final Block[] blocks;
    /// The slot of row 0 in the first block.
    private final int skew;
    private final int size;

    private PackedColumn(Block[] blocks, int skew, int size) {
        this.blocks = blocks;
        this.skew = skew;
        this.size = size;
    }

    int size() {
        return size;
    }

    long get(int row) {
        int slot = row + skew;
        return blocks[slot >>> SHIFT].get(slot & IN_BLOCK);
    }

    int getInt(int row) {
        return (int) get(row);
    }

    /// With the first `count` values before row 0, the last of them next to it.
    PackedColumn prepended(long[] values, int count) {
        int newSkew = Math.floorMod(skew - count, BLOCK);
        int more = (newSkew + count - skew) / BLOCK;
        return filled(newSkew, more, values, count, newSkew);
    }

    /// With the first `count` values behind the last row.
    PackedColumn appended(long[] values, int count) {
        return filled(skew, 0, values, count, skew + size);
    }

    /// Only the first rows.
    PackedColumn first(int rows) {
        int used = (skew + rows + IN_BLOCK) >>> SHIFT;
        Block[] fewer = new Block[used];
        System.arraycopy(blocks, 0, fewer, 0, used);
        return new PackedColumn(fewer, skew, rows);
    }

    /// With other values in some rows, which ascend.
    PackedColumn with(int[] rows, long[] values, int count) {
        Block[] changed = blocks.clone();
        long[] slots = new long[BLOCK];
        for (int i = 0; i < count;) {
            int block = (rows[i] + skew) >>> SHIFT;
            int from = block == 0 ? skew : 0;
            int to = Math.min(BLOCK, skew + size - (block << SHIFT));
            unpack(changed[block], slots, from, to);
            for (; i < count && (rows[i] + skew) >>> SHIFT == block; i++) {
                slots[(rows[i] + skew) & IN_BLOCK] = values[i];
            }
            changed[block] = packed(slots, from, to);
        }
        return new PackedColumn(changed, skew, size);
    }

    /// Bytes held, of the numbers and their blocks.
    long bytes() {
        long bytes = 0;
        for (Block block : blocks) {
            bytes += 4 + 24 + (block.width() == 0 ? 0 : 16 + block.data().length);
        }
        return bytes;
    }

    /// Puts `count` values from slot `start` on, in front of which there are `more` new blocks.
    private PackedColumn filled(int newSkew, int more, long[] values, int count, int start) {
        if (count == 0) {
            return this;
        }
        int end = Math.max(start + count, (more << SHIFT) + skew + size);
        Block[] all = new Block[(end + IN_BLOCK) >>> SHIFT];
        System.arraycopy(blocks, 0, all, more, blocks.length);
        long[] slots = new long[BLOCK];
        for (int block = start >>> SHIFT; block <= (start + count - 1) >>> SHIFT; block++) {
            int first = block << SHIFT;
            int from = Math.max(newSkew, first) - first;
            int to = Math.min(end, first + BLOCK) - first;
            if (all[block] != null) {
                int oldFirst = (more << SHIFT) + skew;
                unpack(all[block], slots, Math.max(oldFirst, first) - first,
                        Math.min(oldFirst + size, first + BLOCK) - first);
            }
            int valuesFrom = Math.max(start, first);
            int valuesTo = Math.min(start + count, first + BLOCK);
            System.arraycopy(values, valuesFrom - start, slots, valuesFrom - first, valuesTo - valuesFrom);
            all[block] = packed(slots, from, to);
        }
        return new PackedColumn(all, newSkew, size + count);
    }

    private static void unpack(Block block, long[] slots, int from, int to) {
        for (int slot = from; slot < to; slot++) {
            slots[slot] = block.get(slot);
        }
    }

    private static Block packed(long[] slots, int from, int to) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int slot = from; slot < to; slot++) {
            least = Math.min(least, slots[slot]);
            most = Math.max(most, slots[slot]);
        }
        int width = (Long.SIZE - Long.numberOfLeadingZeros(most - least) + 7) / 8;
        if (width == 0) {
            return new Block(least, 0, 0, NOTHING);
        }
        if (rises(slots, from, to)) {
            return new Block(slots[from] - from, 1, 0, NOTHING);
        }
        byte[] data = new byte[to * width + Long.BYTES - width];
        for (int slot = from; slot < to; slot++) {
            LONG.set(data, slot * width, slots[slot] - least);
        }
        return new Block(least, 0, width, data);
    }

    private static boolean rises(long[] slots, int from, int to) {
        for (int slot = from + 1; slot < to; slot++) {
            if (slots[slot] - slots[slot - 1] != 1) {
                return false;
            }
        }
        return true;
    }
}
