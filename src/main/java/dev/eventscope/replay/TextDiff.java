package dev.eventscope.replay;

import java.util.ArrayList;
import java.util.List;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;

/// How two long texts differ, line by line, with a little of what stays around it.
///
/// Shape: bounded: of texts with more lines that differ than [#MOST_LINES] only the first are compared, and `truncated` says
///        so. Line numbers count from 1; 0 where the line is not in that text.
public record TextDiff(List<Hunk> hunks, int added, int removed, boolean truncated) {

    public static final int MOST_LINES = 2_000;
    private static final int CONTEXT = 2;

    public enum Sign {
        SAME, REMOVED, ADDED
    }

    public record Line(Sign sign, int oldNumber, int newNumber, String text) {}

    /// Lines that stand together, with what stays before and after them.
    public record Hunk(List<Line> lines) {
        public Hunk {
            lines = List.copyOf(lines);
        }
    }

    public TextDiff {
        hunks = List.copyOf(hunks);
    }

    /// Whether a text is worth hunks: more than one line.
    public static boolean suits(String text) {
        return text.indexOf('\n') >= 0;
    }

    public static TextDiff between(String older, String newer) {
        List<String> before = older.lines().toList();
        List<String> after = newer.lines().toList();
        int head = 0;
        while (head < before.size() && head < after.size() && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(before.size(), after.size()) - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        int from = Math.max(0, head - CONTEXT);
        int end = Math.max(0, tail - CONTEXT);
        int oldEnd = Math.min(before.size() - end, from + MOST_LINES);
        int newEnd = Math.min(after.size() - end, from + MOST_LINES);
        boolean truncated = oldEnd < before.size() - end || newEnd < after.size() - end;
        return new Making(before.subList(0, oldEnd), after.subList(0, newEnd), from).make(truncated);
    }

    /// One comparison under way.
    private static final class Making {

        private final List<String> before;
        private final List<String> after;
        private final int from;
        private final List<Hunk> hunks = new ArrayList<>();
        private List<Line> lines = new ArrayList<>();
        /// The first lines of both texts that have not been put into a hunk yet.
        private int old;
        private int now;
        private int added;
        private int removed;

        Making(List<String> before, List<String> after, int from) {
            this.before = before;
            this.after = after;
            this.from = from;
            old = from;
            now = from;
        }

        TextDiff make(boolean truncated) {
            var patch = DiffUtils.diff(before.subList(from, before.size()), after.subList(from, after.size()),
                    new MyersDiffWithLinearSpace<>());
            for (AbstractDelta<String> delta : patch.getDeltas()) {
                int start = from + delta.getSource().getPosition();
                if (start - old > 2 * CONTEXT || lines.isEmpty()) {
                    same(lines.isEmpty() ? old : Math.min(old + CONTEXT, start));
                    endHunk();
                    skipTo(Math.max(old, start - CONTEXT));
                }
                same(start);
                change(delta.getSource().size(), delta.getTarget().size());
            }
            if (!lines.isEmpty()) {
                same(Math.min(old + CONTEXT, before.size()));
                endHunk();
            }
            return new TextDiff(hunks, added, removed, truncated);
        }

        private void same(int end) {
            while (old < end && now < after.size()) {
                lines.add(new Line(Sign.SAME, old + 1, now + 1, before.get(old)));
                old++;
                now++;
            }
        }

        private void skipTo(int start) {
            now += start - old;
            old = start;
        }

        /// What is removed stands before what is added, whichever the comparison came upon first.
        private void change(int less, int more) {
            int at = lines.size();
            while (at > 0 && lines.get(at - 1).sign() == Sign.ADDED) {
                at--;
            }
            for (int i = 0; i < less; i++) {
                lines.add(at + i, new Line(Sign.REMOVED, old + 1, 0, before.get(old)));
                old++;
            }
            for (int i = 0; i < more; i++) {
                lines.add(new Line(Sign.ADDED, 0, now + 1, after.get(now)));
                now++;
            }
            removed += less;
            added += more;
        }

        private void endHunk() {
            if (!lines.isEmpty()) {
                hunks.add(new Hunk(lines));
                lines = new ArrayList<>();
            }
        }
    }
}
