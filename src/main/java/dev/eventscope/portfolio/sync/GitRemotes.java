package dev.eventscope.portfolio.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

import dev.eventscope.saga.StepFailed;

/// The remotes: a bare repository on disk for each top-level folder of the imported one, pushed to by JGit.
///
/// Shape: each request leaves a commit with the folder's content and the tag of its saga's name; pushed again, nothing
///        changes. `main` only goes forward: a request that comes late leaves its commit and tag beside it, and what is taken
///        back is reverted by a commit on top, under a tag `reverted/…`. All refs of a request move at once or not at all.
/// Errors: [StepFailed], retryable: `RemoteNotFound`, `RemoteBusy`, `SourceNotFound` (the imported repository is not where it
///         was), those of [RefPush]. `Reverted`, not retryable: the request was taken back before.
/// Threads: safe from any thread; one push at a time to each remote, by a [PushGuard] also of other processes.
public final class GitRemotes implements AutoCloseable {

    /// Hidden, so that no remote has this name.
    private static final String GUARDS = ".pushing";

    private final Path folder;
    private final Path imported;
    private final Clock clock;
    private final Map<TopFolder, ReentrantLock> locks = new ConcurrentHashMap<>();
    private @Nullable SourceRepository source;

    /// Remotes below `folder`, of the repository that was imported from `imported`.
    public GitRemotes(Path folder, Path imported, Clock clock) {
        this.folder = folder;
        this.imported = imported;
        this.clock = clock;
    }

    /// Makes the remote of a top-level folder; does nothing where it is there.
    public void create(TopFolder top) throws IOException {
        if (exists(top)) {
            return;
        }
        try (Repository made = new FileRepositoryBuilder().setBare().setGitDir(directory(top).toFile()).build()) {
            made.create(true);
            made.updateRef(Constants.HEAD).link(RemoteHistory.MAIN);
        }
    }

    public boolean exists(TopFolder top) {
        return org.eclipse.jgit.lib.RepositoryCache.FileKey.isGitRepository(directory(top).toFile(), FS.DETECTED);
    }

    /// Errors: [StepFailed] `RemoteNotFound` where it is not there.
    void check(TopFolder top) throws StepFailed {
        if (!exists(top)) {
            throw new StepFailed("RemoteNotFound", "remote " + top + ": no repository", true);
        }
    }

    public Path directory(TopFolder top) {
        return folder.resolve(top.directory());
    }

    /// Brings a folder over as it is at a commit.
    public void push(TopFolder top, SyncRequest.OfCommit request) throws IOException, StepFailed {
        push(top, request, source -> {
            RevCommit commit = source.readCommit(ObjectId.fromString(request.commit()));
            return new RemoteHistory.Content(source.treeOf(top, commit), commit.getAuthorIdent(),
                    commit.getFullMessage());
        });
    }

    /// Brings one file over, the rest of its folder staying as the remote has it.
    public void push(SyncRequest.OfFile request, ContentChange change) throws IOException, StepFailed {
        TopFolder top = change.folder();
        push(top, request, source -> {
            try (Repository remote = open(top); ObjectReader reader = remote.newObjectReader()) {
                RevCommit tip = RemoteHistory.tip(remote);
                CanonicalTreeParser base = new CanonicalTreeParser();
                if (tip != null) {
                    base.reset(reader, tip.getTree());
                }
                return new RemoteHistory.Content(source.treeWith(reader, base, change),
                        RemoteHistory.ourselves(clock.instant()), "Sync " + change.path());
            }
        });
    }

    /// Takes a request back: its tag goes, and where `main` still stands on its commit, a commit on top reverts it. A push of
    /// the same request that comes later is refused. Done again, nothing changes.
    public void undo(TopFolder top, SyncRequest request) throws IOException, StepFailed {
        locked(top, guard -> {
            try (Repository remote = open(top)) {
                if (remote.resolve(RemoteHistory.reverted(request)) == null) {
                    refs(top).send(guard, history(remote, request).back(clock.instant()));
                }
            }
        });
    }

    /// The blob that a remote has at a path of the folder; empty where it has none.
    public Optional<String> findBlob(TopFolder top, String pathInFolder) throws IOException, StepFailed {
        try (Repository remote = open(top)) {
            RevCommit tip = RemoteHistory.tip(remote);
            if (tip == null) {
                return Optional.empty();
            }
            try (TreeWalk walk = TreeWalk.forPath(remote, pathInFolder, tip.getTree())) {
                return walk == null ? Optional.empty() : Optional.of(walk.getObjectId(0).name());
            }
        }
    }

    /// Whether the commit of a request has arrived.
    public boolean has(TopFolder top, SyncRequest request) throws IOException, StepFailed {
        try (Repository remote = open(top)) {
            return remote.resolve(RemoteHistory.tag(request)) != null;
        }
    }

    @Override
    public synchronized void close() {
        if (source != null) {
            source.close();
            source = null;
        }
    }

    private interface ContentMaker {
        RemoteHistory.Content make(SourceRepository source) throws IOException, StepFailed;
    }

    private interface RemoteWork {
        void run(PushGuard guard) throws IOException, StepFailed;
    }

    private void push(TopFolder top, SyncRequest request, ContentMaker maker) throws IOException, StepFailed {
        locked(top, guard -> {
            try (Repository remote = open(top)) {
                if (remote.resolve(RemoteHistory.reverted(request)) != null) {
                    throw new StepFailed("Reverted", "remote " + top + ": " + request.sagaId() + " was taken back",
                            false);
                }
                if (remote.resolve(RemoteHistory.tag(request)) == null) {
                    refs(top).send(guard, history(remote, request).forward(maker.make(source())));
                }
            }
        });
    }

    private RemoteHistory history(Repository remote, SyncRequest request) throws IOException, StepFailed {
        return new RemoteHistory(source(), remote, request);
    }

    private RefPush refs(TopFolder top) throws IOException, StepFailed {
        return new RefPush(source().repository(), directory(top), top);
    }

    private synchronized SourceRepository source() throws IOException, StepFailed {
        if (source == null) {
            try {
                Files.createDirectories(folder);
                source = SourceRepository.open(folder.resolve(".source"), imported);
            } catch (IOException e) {
                throw sourceNotFound(e);
            }
        }
        return source;
    }

    private StepFailed sourceNotFound(IOException e) {
        return new StepFailed("SourceNotFound", "the imported repository at " + imported + " cannot be read: "
                + e.getMessage(), true, e);
    }

    private Repository open(TopFolder top) throws IOException, StepFailed {
        check(top);
        return new FileRepositoryBuilder().setBare().setGitDir(directory(top).toFile()).setMustExist(true).build();
    }

    private void locked(TopFolder top, RemoteWork work) throws IOException, StepFailed {
        ReentrantLock lock = locks.computeIfAbsent(top, _ -> new ReentrantLock());
        lock.lock();
        try (PushGuard guard = PushGuard.take(folder.resolve(GUARDS).resolve(top.directory()), directory(top), clock)) {
            work.run(guard);
        } catch (MissingObjectException e) {
            throw sourceNotFound(e);
        } finally {
            lock.unlock();
        }
    }
}
