package dev.eventscope.portfolio.sync;

import java.nio.charset.StandardCharsets;

/// The first part of a path: what has a remote of its own. Files at the top belong to [#ROOT].
///
/// Shape: `name` as a person reads it.
public record TopFolder(String name) implements Comparable<TopFolder> {

    public static final TopFolder ROOT = new TopFolder("root");

    private static final String SAFE = "._-+@ ";

    static TopFolder of(byte[] path) {
        int slash = indexOfSlash(path);
        if (slash < 0) {
            return ROOT;
        }
        String name = new String(path, 0, slash, StandardCharsets.UTF_8);
        return name.equals(ROOT.name) ? new TopFolder(name + "/") : new TopFolder(name);
    }

    public boolean isRoot() {
        return equals(ROOT);
    }

    /// The repository's directory below `remotes`: the name with all that a file system may not like written as `%2F`.
    public String directory() {
        StringBuilder safe = new StringBuilder();
        for (byte signed : name.getBytes(StandardCharsets.UTF_8)) {
            int b = signed & 0xff;
            boolean plain = b < 0x80 && (Character.isLetterOrDigit(b) || SAFE.indexOf(b) >= 0);
            if (plain) {
                safe.append((char) b);
            } else {
                safe.append(String.format("%%%02X", b));
            }
        }
        return safe.append(".git").toString();
    }

    @Override
    public int compareTo(TopFolder other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }

    private static int indexOfSlash(byte[] path) {
        for (int i = 0; i < path.length; i++) {
            if (path[i] == '/') {
                return i;
            }
        }
        return -1;
    }
}
