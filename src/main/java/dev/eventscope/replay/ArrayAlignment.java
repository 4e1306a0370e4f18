package dev.eventscope.replay;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/// Which elements of an array are still there in another one, by content and in order (longest common subsequence).
///
/// Shape: bounded: where the parts that differ are too long to compare each with each, only what is equal at both ends
///        is matched.
final class ArrayAlignment {

    private static final long MAX_CELLS = 4_000_000;

    private ArrayAlignment() {}

    /// Shape: one number for each element of `after`: its index in `before`, ascending, or -1 where it is new.
    static int[] of(JsonNode before, JsonNode after) {
        int[] matches = new int[after.size()];
        Arrays.fill(matches, -1);
        Map<Key, Integer> numbers = new HashMap<>();
        int[] older = number(before, numbers);
        int[] newer = number(after, numbers);
        int head = 0;
        while (head < older.length && head < newer.length && older[head] == newer[head]) {
            matches[head] = head;
            head++;
        }
        int olderEnd = older.length;
        int newerEnd = newer.length;
        while (olderEnd > head && newerEnd > head && older[olderEnd - 1] == newer[newerEnd - 1]) {
            matches[--newerEnd] = --olderEnd;
        }
        if ((long) (olderEnd - head) * (newerEnd - head) <= MAX_CELLS) {
            match(older, newer, head, olderEnd, newerEnd, matches);
        }
        return matches;
    }

    /// Which element of `before` each element of `after` came from.
    ///
    /// Shape: an element that is not found again stands in for the one that was in its place, while there is one; -1
    ///        where an element is new.
    static int[] origins(JsonNode before, JsonNode after) {
        int[] matches = of(before, after);
        int[] origins = new int[matches.length];
        int[] limit = new int[matches.length];
        int next = before.size();
        for (int i = matches.length - 1; i >= 0; i--) {
            next = matches[i] >= 0 ? matches[i] : next;
            limit[i] = next;
        }
        int old = 0;
        for (int i = 0; i < matches.length; i++) {
            boolean paired = matches[i] < 0 && old < limit[i];
            origins[i] = paired ? old : matches[i];
            old = origins[i] < 0 ? old : origins[i] + 1;
        }
        return origins;
    }

    private static void match(int[] older, int[] newer, int head, int olderEnd, int newerEnd, int[] matches) {
        int rows = olderEnd - head;
        int columns = newerEnd - head;
        int[][] length = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                length[i][j] = older[head + i] == newer[head + j]
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < rows && j < columns) {
            if (older[head + i] == newer[head + j]) {
                matches[head + j++] = head + i++;
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
    }

    /// Equal elements get the same number, so that comparing two costs nothing.
    private static int[] number(JsonNode array, Map<Key, Integer> numbers) {
        int[] all = new int[array.size()];
        for (int i = 0; i < all.length; i++) {
            JsonNode item = array.get(i);
            all[i] = numbers.computeIfAbsent(new Key(item, JsonEquality.hash(item)), _ -> numbers.size());
        }
        return all;
    }

    private record Key(JsonNode node, int hash) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && hash == key.hash && JsonEquality.same(node, key.node);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
