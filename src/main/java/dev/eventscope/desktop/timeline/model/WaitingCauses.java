package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Causes that are named but have not been read yet, and who waits for them.
///
/// Units: an effect is told by its place, a number that does not change when rows come before it.
/// Threads: not safe.
final class WaitingCauses {

    private static final int FIRST_ROOM = 1 << 10;
    private static final int FREE = -1;

    private long[] high = new long[FIRST_ROOM];
    private long[] low = new long[FIRST_ROOM];
    private int[] effects = new int[FIRST_ROOM];
    /// The next entry that waits for the same cause, [#FREE] behind the last.
    private int[] next = new int[FIRST_ROOM];
    /// Open addressing: the first entry of a cause + 1, or 0. An entry that was taken stays until the next rehash.
    private int[] slots = new int[FIRST_ROOM * 2];
    private boolean[] taken = new boolean[FIRST_ROOM];
    private int used;
    private int waiting;

    void add(long causeHigh, long causeLow, int effect) {
        if (used == effects.length) {
            rehash();
        }
        int slot = slotOf(causeHigh, causeLow);
        high[used] = causeHigh;
        low[used] = causeLow;
        effects[used] = effect;
        taken[used] = false;
        next[used] = slots[slot] == 0 || taken[slots[slot] - 1] ? FREE : slots[slot] - 1;
        slots[slot] = ++used;
        waiting++;
    }

    /// Hands out all that wait for an event, and forgets them.
    void take(long idHigh, long idLow, IntConsumer sink) {
        if (waiting == 0) {
            return;
        }
        int entry = slots[slotOf(idHigh, idLow)] - 1;
        while (entry >= 0 && !taken[entry]) {
            taken[entry] = true;
            waiting--;
            sink.accept(effects[entry]);
            entry = next[entry];
        }
    }

    int size() {
        return waiting;
    }

    /// Takes the id of a cause, and the place of an effect that waits for it.
    interface Sink {
        void accept(long causeHigh, long causeLow, int effect);
    }

    void forEach(Sink sink) {
        for (int entry = 0; entry < used; entry++) {
            if (!taken[entry]) {
                sink.accept(high[entry], low[entry], effects[entry]);
            }
        }
    }

    WaitingCauses copy() {
        WaitingCauses copy = new WaitingCauses();
        forEach(copy::add);
        return copy;
    }

    /// Adds all that wait here to another.
    void moveTo(WaitingCauses other) {
        forEach(other::add);
        used = 0;
        waiting = 0;
        Arrays.fill(slots, 0);
    }

    /// Who waits, by place, and for what.
    MissingCauses missing() {
        int[] places = new int[waiting];
        int count = 0;
        int[] entryOf = new int[waiting];
        for (int entry = 0; entry < used; entry++) {
            if (!taken[entry]) {
                places[count] = count;
                entryOf[count++] = entry;
            }
        }
        RowSort.sort(places, (one, other) -> Integer.compare(effects[entryOf[one]], effects[entryOf[other]]));
        int[] sorted = new int[waiting];
        long[] highs = new long[waiting];
        long[] lows = new long[waiting];
        for (int i = 0; i < waiting; i++) {
            int entry = entryOf[places[i]];
            sorted[i] = effects[entry];
            highs[i] = high[entry];
            lows[i] = low[entry];
        }
        return new MissingCauses(sorted, highs, lows);
    }

    private int slotOf(long most, long least) {
        long mixed = (most * 31 + least) * 0x9E37_79B9_7F4A_7C15L;
        int slot = (int) (mixed >>> 33) & (slots.length - 1);
        while (slots[slot] != 0 && (high[slots[slot] - 1] != most || low[slots[slot] - 1] != least)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    /// Drops what was taken, and makes room where most of it is still waiting.
    private void rehash() {
        rehash(waiting * 2 > effects.length ? effects.length * 2 : effects.length);
    }

    /// Gives back what room the most of them took.
    void trim() {
        rehash(Math.max(FIRST_ROOM, Integer.highestOneBit(Math.max(1, waiting)) * 4));
    }

    private void rehash(int room) {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldEffects = effects;
        boolean[] oldTaken = taken;
        int oldUsed = used;
        high = new long[room];
        low = new long[room];
        effects = new int[room];
        next = new int[room];
        taken = new boolean[room];
        slots = new int[room * 2];
        used = 0;
        waiting = 0;
        for (int entry = 0; entry < oldUsed; entry++) {
            if (!oldTaken[entry]) {
                add(oldHigh[entry], oldLow[entry], oldEffects[entry]);
            }
        }
    }
}
