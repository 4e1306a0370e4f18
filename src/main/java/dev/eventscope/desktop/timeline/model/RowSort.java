package dev.eventscope.desktop.timeline.model;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntBinaryOperator;

/// A stable sort of row numbers without boxing, of many on two cores. Rows that are in order already cost one pass.
final class RowSort {

    /// What two cores sort no faster than one.
    private static final int SMALL = 1 << 16;

    private RowSort() {}

    static int[] identity(int size) {
        int[] rows = new int[size];
        for (int i = 0; i < size; i++) {
            rows[i] = i;
        }
        return rows;
    }

    static int[] reversed(int size) {
        int[] rows = new int[size];
        for (int i = 0; i < size; i++) {
            rows[i] = size - 1 - i;
        }
        return rows;
    }

    /// The values of some rows, in the order of the rows.
    static long[] inOrder(long[] values, int[] rows) {
        long[] answer = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            answer[i] = values[rows[i]];
        }
        return answer;
    }

    static int[] inOrder(int[] values, int[] rows) {
        int[] answer = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            answer[i] = values[rows[i]];
        }
        return answer;
    }

    static short[] inOrder(short[] values, int[] rows) {
        short[] answer = new short[rows.length];
        for (int i = 0; i < rows.length; i++) {
            answer[i] = values[rows[i]];
        }
        return answer;
    }

    /// Sorts `rows` in place; `order` compares two row numbers, on any thread.
    static void sort(int[] rows, IntBinaryOperator order) {
        if (sorted(rows, order)) {
            return;
        }
        int[] spare = rows.clone();
        int middle = rows.length >>> 1;
        if (rows.length <= SMALL) {
            sort(spare, rows, 0, rows.length, order);
        } else {
            ForkJoinTask<?> left = ForkJoinPool.commonPool().submit(() -> sort(rows, spare, 0, middle, order));
            sort(rows, spare, middle, rows.length, order);
            left.join();
            merge(spare, rows, 0, middle, rows.length, order);
        }
    }

    private static boolean sorted(int[] rows, IntBinaryOperator order) {
        for (int i = 1; i < rows.length; i++) {
            if (order.applyAsInt(rows[i - 1], rows[i]) > 0) {
                return false;
            }
        }
        return true;
    }

    /// Sorts `from..to` of `source` into `target`; both hold the same rows before.
    private static void sort(int[] source, int[] target, int from, int to, IntBinaryOperator order) {
        if (to - from > 1) {
            int middle = (from + to) >>> 1;
            sort(target, source, from, middle, order);
            sort(target, source, middle, to, order);
            merge(source, target, from, middle, to, order);
        }
    }

    private static void merge(int[] source, int[] target, int from, int middle, int to, IntBinaryOperator order) {
        if (order.applyAsInt(source[middle - 1], source[middle]) <= 0) { // out of order only here and there
            System.arraycopy(source, from, target, from, to - from);
            return;
        }
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft = right >= to || (left < middle && order.applyAsInt(source[left], source[right]) <= 0);
            target[i] = takeLeft ? source[left++] : source[right++];
        }
    }
}
