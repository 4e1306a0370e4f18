package dev.eventscope.portfolio.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/// A Git repository on disk, opened for reading: a checkout or a folder in one, a worktree, a bare repository, a shallow clone.
///
/// Errors: [ImportFailed] with the path, for everything that Git's own files are to blame for.
/// Threads: not thread-safe.
final class GitRepository implements AutoCloseable {

    private final Path path;
    private final Repository repository;
    private final ObjectReader reader;

    private GitRepository(Path path, Repository repository) {
        this.path = path;
        this.repository = repository;
        this.reader = repository.newObjectReader();
    }

    static GitRepository open(Path path) {
        IsolatedConfig.install();
        if (!Files.isDirectory(path)) {
            throw new ImportFailed("there is no folder " + path + ": name a Git repository or a folder in one", null);
        }
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(path.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            throw new ImportFailed(path + " is not in a Git repository: name a checkout or a bare repository", null);
        }
        try {
            Repository repository = builder.setMustExist(true).build();
            if ("sha256".equals(repository.getConfig().getString("extensions", null, "objectformat"))) {
                repository.close();
                throw new ImportFailed("the Git repository at " + path
                        + " names its objects by SHA-256: only SHA-1 repositories can be imported", null);
            }
            return new GitRepository(path, repository);
        } catch (IOException | IllegalArgumentException e) {
            throw new ImportFailed("the Git repository at " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    ObjectReader reader() {
        return reader;
    }

    /// The commit that a ref names, `HEAD` where none is given; empty in a repository without a commit.
    Optional<ObjectId> findTip(@Nullable String ref) {
        String name = ref == null ? Constants.HEAD : ref;
        try {
            ObjectId tip = repository.resolve(name + "^{commit}");
            if (tip == null && ref != null) {
                throw new ImportFailed("the Git repository at " + path + " has no commit '" + ref
                        + "': name a branch, a tag or a commit id", null);
            }
            return Optional.ofNullable(tip);
        } catch (RevisionSyntaxException | IncorrectObjectTypeException e) {
            throw new ImportFailed("'" + name + "' does not name a commit: name a branch, a tag or a commit id", e);
        } catch (AmbiguousObjectException e) {
            throw new ImportFailed("'" + name + "' is the beginning of several ids: give more of it", e);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /// The first-parent history of a commit, newest first, up to and with the first one that `last` holds for.
    ///
    /// Shape: memory grows with the number of commits, some 40 bytes each.
    List<ObjectId> history(ObjectId tip, Predicate<ObjectId> last) {
        List<ObjectId> commits = new ArrayList<>();
        try (RevWalk walk = new RevWalk(reader)) {
            walk.setRetainBody(false);
            AnyObjectId next = tip;
            while (next != null) {
                RevCommit commit = walk.parseCommit(next);
                commits.add(commit.copy());
                next = last.test(commits.getLast()) || commit.getParentCount() == 0 ? null : commit.getParent(0);
            }
        } catch (IOException e) {
            throw broken(e);
        }
        return commits;
    }

    /// Reads a commit with its message and authors.
    RevCommit readCommit(ObjectId id) {
        try (RevWalk walk = new RevWalk(reader)) {
            RevCommit commit = walk.parseCommit(id);
            if (commit.getParentCount() > 0) {
                walk.parseHeaders(commit.getParent(0));
            }
            return commit;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /// What a commit changed against its first parent, in the order of its tree. A rename is a deletion and an addition.
    ///
    /// Shape: memory grows with the number of changed paths.
    List<ChangedPath> readChanges(RevCommit commit) {
        List<ChangedPath> changes = new ArrayList<>();
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            if (commit.getParentCount() > 0) {
                walk.addTree(commit.getParent(0).getTree());
            } else {
                walk.addTree(new EmptyTreeIterator());
            }
            walk.addTree(commit.getTree());
            while (walk.next()) {
                changes.add(new ChangedPath(walk.getRawPath(), walk.getFileMode(0), walk.getObjectId(0),
                        walk.getFileMode(1), walk.getObjectId(1)));
            }
        } catch (IOException e) {
            throw broken(e);
        }
        return Collections.unmodifiableList(changes);
    }

    ImportFailed broken(IOException e) {
        String why = e instanceof MissingObjectException
                ? "an object is missing (" + e.getMessage()
                        + "), it is damaged or a clone with a filter: fetch it whole"
                : e.getMessage() + ": 'git fsck' there tells more";
        return new ImportFailed("the Git repository at " + path + " cannot be read: " + why, e);
    }

    @Override
    public void close() {
        reader.close();
        repository.close();
    }
}
