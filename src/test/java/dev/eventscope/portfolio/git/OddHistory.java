package dev.eventscope.portfolio.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A repository in which everything odd happens that Git allows, as a script for `git fast-import`.
final class OddHistory {

    private static final String SUBMODULE = "1234567890123456789012345678901234567890";

    private final StringBuilder script = new StringBuilder();
    private int mark;

    static String script() {
        OddHistory history = new OddHistory();
        history.write();
        return history.script.toString();
    }

    private void write() {
        int first = commit("first", 1_000, List.of(), file("a.txt", "one"), file("dir/b.txt", "two"),
                file("docs/guide.md", "# The guide\n\ntext"), file("swap", "I am a file"),
                file("caf\u00e9.txt", "latin path"), file(utf8("größe/日本.txt"), "unicode path"),
                file("\"quoted\".txt", "q"), file("line\nbreak.txt", "n"), file("text.bin", "a\0b"));
        int second = commit("modes", 900, List.of(first), "M 100755 inline a.txt\n" + data("one"),
                "M 120000 inline link\n" + data("dir/b.txt"), "M 160000 " + SUBMODULE + " sub/module\n");
        int side = commit("side branch", 2_000, List.of(first), file("side.txt", "side"), file("a.txt", "side a"));
        int other = commit("another side", 2_100, List.of(first), file("octopus.txt", "8"));
        int merge = commit("merge", 2_200, List.of(second, side, other), file("side.txt", "side"),
                file("octopus.txt", "8"), file("evil.txt", "only in the merge"));
        int empty = commit("empty", 50, List.of(merge));
        int types = commit("types change", 3_000, List.of(empty), "M 120000 inline a.txt\n" + data("link now"),
                "M 160000 " + SUBMODULE + " link\n", "M 100644 inline sub/module\n" + data("file now"));
        int swap = commit("file becomes folder", 3_100, List.of(types), "D swap\n", file("swap/inner.txt", "deep"),
                "D dir/b.txt\n", file("dir.txt", "sorts between"));
        int back = commit("folder becomes file", 3_050, List.of(swap), "D swap/inner.txt\n", file("swap", "file again"),
                "R docs/guide.md docs/moved.md\n", "D caf\u00e9.txt\n", file("caf\u00e8.txt", "another byte"));
        int gone = commit("all gone", 3_200, List.of(back), "deleteall\n");
        int again = commit("made again", 3_300, List.of(gone), file("a.txt", "one"), file("caf\u00e9.txt", "back"),
                file("dir/b.txt", "two"));
        commit("subject with \u0001 control \u00ff and bytes", 4_102_444_800L, List.of(again),
                file("a.txt", "far in the future"));
        script.append("reset refs/heads/main\nfrom :").append(mark).append("\n\ndone\n");
    }

    private int commit(String message, long seconds, List<Integer> parents, String... changes) {
        mark++;
        script.append("commit refs/heads/work").append(mark).append("\nmark :").append(mark)
                .append("\ncommitter Ada <ada@example.org> ").append(seconds).append(" +0200\n").append(data(message));
        List<Integer> merged = new ArrayList<>(parents);
        if (!merged.isEmpty()) {
            script.append("from :").append(merged.removeFirst()).append('\n');
            merged.forEach(parent -> script.append("merge :").append(parent).append('\n'));
        }
        List.of(changes).forEach(script::append);
        script.append('\n');
        return mark;
    }

    private static String file(String path, String content) {
        boolean quote = path.contains("\"") || path.contains("\n");
        String written = quote
                ? "\"" + path.replace("\"", "\\\"").replace("\n", "\\n") + "\""
                : path;
        return "M 100644 inline " + written + "\n" + data(content);
    }

    private static String data(String content) {
        return "data " + content.length() + "\n" + content + "\n";
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
