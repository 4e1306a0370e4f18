package dev.eventscope.portfolio.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A history with merges of side branches, renames, deletions and files that come back, at random, as a script for
/// `git fast-import`.
final class MergedHistory {

    private final Random random;
    private final StringBuilder script = new StringBuilder();
    private final List<String> files = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private int mark;
    private int named;
    /// What the last commit did, so that a merge brings a side branch in.
    private String replay = "";

    MergedHistory(Random random) {
        this.random = random;
    }

    String script(int commits) {
        int tip = commit(0, 0, add() + add() + add());
        for (int i = 1; i < commits; i++) {
            if (random.nextInt(4) == 0) {
                int side = commit(tip, 0, change() + (random.nextBoolean() ? add() : ""));
                tip = commit(tip, side, replay + (random.nextBoolean() ? change() : ""));
            } else {
                tip = commit(tip, 0, something());
            }
        }
        script.append("reset refs/heads/main\nfrom :").append(tip).append("\n\ndone\n");
        return script.toString();
    }

    private int commit(int parent, int merged, String changes) {
        mark++;
        String message = "commit " + mark;
        script.append("commit refs/heads/work").append(mark).append("\nmark :").append(mark)
                .append("\ncommitter Ada <ada@example.org> ").append(1_700_000_000L + mark * 60L).append(" +0000\n")
                .append("data ").append(message.length()).append('\n').append(message).append('\n');
        if (parent > 0) {
            script.append("from :").append(parent).append('\n');
        }
        if (merged > 0) {
            script.append("merge :").append(merged).append('\n');
        }
        script.append(changes).append('\n');
        replay = changes;
        return mark;
    }

    private String something() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> add();
            case 2 -> rename();
            case 3 -> remove();
            case 4 -> comeBack();
            default -> change() + (random.nextInt(3) == 0 ? change() : "");
        };
    }

    private String add() {
        String path = "folder" + random.nextInt(4) + "/file" + named++ + ".md";
        files.add(path);
        return write(path);
    }

    private String change() {
        return write(files.get(random.nextInt(files.size())));
    }

    private String rename() {
        if (files.size() < 4) {
            return add();
        }
        String from = files.remove(random.nextInt(files.size()));
        String to = "moved/file" + named++ + ".md";
        files.add(to);
        gone.add(from);
        return "R " + from + " " + to + "\n";
    }

    private String remove() {
        if (files.size() < 4) {
            return add();
        }
        String path = files.remove(random.nextInt(files.size()));
        gone.add(path);
        return "D " + path + "\n";
    }

    private String comeBack() {
        if (gone.isEmpty()) {
            return add();
        }
        String path = gone.remove(random.nextInt(gone.size()));
        files.add(path);
        return write(path);
    }

    private String write(String path) {
        String content = "# Title " + random.nextInt(1_000_000) + "\n\ntext " + random.nextInt(5) + "\n";
        String mode = random.nextInt(10) == 0 ? "100755" : "100644";
        return "M " + mode + " inline " + path + "\ndata " + content.length() + "\n" + content + "\n";
    }
}
