package dev.eventscope.portfolio.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;

import dev.eventscope.portfolio.git.IsolatedConfig;

/// The imported repository as the Git step sees it: its objects are read, and new commits are made beside them.
///
/// Shape: a bare repository of ours whose alternate is the imported one, which itself is never written to.
/// Threads: safe from any thread.
final class SourceRepository implements AutoCloseable {

    private final Repository repository;

    private SourceRepository(Repository repository) {
        this.repository = repository;
    }

    /// Opens ours at `folder`, made where there is none, over the objects of `imported`.
    static SourceRepository open(Path folder, Path imported) throws IOException {
        IsolatedConfig.install();
        Repository ours = new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()).build();
        if (!Files.exists(folder.resolve("HEAD"))) {
            ours.create(true);
        }
        Path alternates = folder.resolve("objects").resolve("info").resolve("alternates");
        Files.createDirectories(folder.resolve("objects").resolve("info"));
        Files.write(alternates, (objectsOf(imported) + "\n").getBytes(StandardCharsets.UTF_8));
        return new SourceRepository(ours);
    }

    Repository repository() {
        return repository;
    }

    RevCommit readCommit(AnyObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(id);
        }
    }

    /// The tree of a folder at a commit; the empty one where the commit has no such folder.
    ObjectId treeOf(TopFolder folder, RevCommit commit) throws IOException {
        TreeFormatter topFiles = new TreeFormatter();
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(commit.getTree());
            while (walk.next()) {
                boolean isFolder = FileMode.TREE.equals(walk.getRawMode(0));
                if (folder.isRoot() && !isFolder) {
                    byte[] name = walk.getRawPath();
                    topFiles.append(name, 0, name.length, walk.getFileMode(0), walk.getObjectId(0));
                } else if (isFolder && TopFolder.of(withSlash(walk.getRawPath())).equals(folder)) {
                    return walk.getObjectId(0);
                }
            }
        }
        return insert(topFiles);
    }

    /// A tree with one file set or taken out; `base` is where it starts, read from `baseReader`.
    ObjectId treeWith(ObjectReader baseReader, CanonicalTreeParser base, ContentChange change) throws IOException {
        byte[] path = pathInFolder(change);
        DirCache cache = DirCache.newInCore();
        DirCacheBuilder builder = cache.builder();
        try (TreeWalk walk = new TreeWalk(baseReader)) {
            walk.setRecursive(true);
            walk.addTree(base);
            while (walk.next()) {
                if (!Arrays.equals(walk.getRawPath(), path)) {
                    DirCacheEntry kept = new DirCacheEntry(walk.getRawPath());
                    kept.setFileMode(walk.getFileMode(0));
                    kept.setObjectId(walk.getObjectId(0));
                    builder.add(kept);
                }
            }
        }
        if (!change.deleted()) {
            DirCacheEntry added = new DirCacheEntry(path);
            added.setFileMode(FileMode.fromBits(Integer.parseInt(change.mode(), 8)));
            added.setObjectId(ObjectId.fromString(change.blob()));
            builder.add(added);
        }
        builder.finish();
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId tree = cache.writeTree(inserter);
            inserter.flush();
            return tree;
        }
    }

    ObjectId emptyTree() throws IOException {
        return insert(new TreeFormatter());
    }

    ObjectId insert(CommitBuilder commit) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    @Override
    public void close() {
        repository.close();
    }

    static byte[] pathInFolder(ContentChange change) {
        byte[] path = change.rawPath();
        if (change.folder().isRoot()) {
            return path;
        }
        int slash = 0;
        while (path[slash] != '/') {
            slash++;
        }
        return Arrays.copyOfRange(path, slash + 1, path.length);
    }

    private ObjectId insert(TreeFormatter tree) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(tree);
            inserter.flush();
            return id;
        }
    }

    private static byte[] withSlash(byte[] name) {
        byte[] path = Arrays.copyOf(name, name.length + 1);
        path[name.length] = '/';
        return path;
    }

    private static Path objectsOf(Path imported) throws IOException {
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(imported.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            throw new IOException("there is no Git repository at " + imported);
        }
        try (Repository found = builder.setMustExist(true).build()) {
            return found.getCommonDirectory().toPath().toAbsolutePath().normalize().resolve("objects");
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }
}
