package dev.eventscope.portfolio.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;

import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

import dev.eventscope.store.embedded.Folders;

/// The small repository for machines without one: a portfolio with articles, code, a site and deployment, told in a text
/// file and always made the same, down to the commit ids.
///
/// Shape: a line `time | author | subject` opens a commit; `+ path | line` sets a file to one line, `* path | line` adds
///        one, `- path` deletes it. `\n` in a line ends it there.
final class BundledRepository {

    private static final String RESOURCE = "bundled-history.txt";
    private static final String MAIN = Constants.R_HEADS + "main";

    private final Repository repository;
    private final TreeMap<String, String> files = new TreeMap<>();
    private @Nullable ObjectId tip;

    private BundledRepository(Repository repository) {
        this.repository = repository;
    }

    /// Makes it where it is not; answers the same path.
    static Path make(Path folder) throws IOException {
        if (Files.exists(folder)) {
            return folder;
        }
        Path beside = folder.resolveSibling(folder.getFileName() + ".new");
        Folders.delete(beside);
        try (Repository made = new FileRepositoryBuilder().setBare().setGitDir(beside.toFile()).build()) {
            made.create(true);
            made.updateRef(Constants.HEAD).link(MAIN);
            new BundledRepository(made).tell(lines());
        }
        return Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = BundledRepository.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("the resource " + RESOURCE + " is missing from this build");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines()
                    .filter(line -> !line.isBlank()).toList();
        }
    }

    private void tell(List<String> lines) throws IOException {
        String[] head = {};
        for (String line : lines) {
            if (Character.isDigit(line.charAt(0))) {
                commit(head);
                head = line.split(" \\| ", 3);
            } else {
                change(line.charAt(0), line.substring(2).split(" \\| ", 2));
            }
        }
        commit(head);
        RefUpdate main = repository.updateRef(MAIN);
        main.setNewObjectId(tip);
        main.update();
    }

    private void change(char sign, String[] parts) {
        String path = parts[0];
        switch (sign) {
            case '+' -> files.put(path, text(parts[1]));
            case '*' -> files.merge(path, text(parts[1]), String::concat);
            case '-' -> files.remove(path);
            default -> throw new IllegalStateException("no such change: " + sign + " " + path);
        }
    }

    private static String text(String line) {
        return line.replace("\\n", "\n") + "\n";
    }

    private void commit(String[] head) throws IOException {
        if (head.length == 0) {
            return;
        }
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree(inserter));
            if (tip != null) {
                commit.setParentId(tip);
            }
            String name = head[1];
            PersonIdent author = new PersonIdent(name,
                    name.substring(0, name.indexOf(' ')).toLowerCase(java.util.Locale.ROOT)
                            + "@example.org",
                    Instant.parse(head[0]), ZoneOffset.UTC);
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage(head[2] + "\n");
            tip = inserter.insert(commit);
            inserter.flush();
        }
    }

    private ObjectId tree(ObjectInserter inserter) throws IOException {
        DirCache cache = DirCache.newInCore();
        DirCacheBuilder builder = cache.builder();
        for (var file : files.entrySet()) {
            DirCacheEntry entry = new DirCacheEntry(file.getKey());
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(
                    inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
            builder.add(entry);
        }
        builder.finish();
        return cache.writeTree(inserter);
    }
}
