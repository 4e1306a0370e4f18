package dev.eventscope.portfolio.sync;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
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
/// Errors: [StepFailed], retryable: `RemoteNotFound`, `RemoteMoved` (somebody pushed meanwhile), `RemoteBusy`, `SourceNotFound` (the
///         imported repository is not where it was). `Reverted`, not retryable: the request was taken back before.
/// Threads: safe from any thread; one push at a time to each remote, by a [PushGuard] also of other processes.
public final class GitRemotes implements AutoCloseable {

    private static final String MAIN = Constants.R_HEADS + "main";
    /// Hidden, so that no remote has this name.
    private static final String GUARDS = ".pushing";
    private static final String POSITION = "Source-Position: ";
    private static final Pattern POSITION_LINE = Pattern.compile("^" + POSITION + "(\\d{1,18})$", Pattern.MULTILINE);

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
            made.updateRef(Constants.HEAD).link(MAIN);
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
            return new Content(source.treeOf(top, commit), commit.getAuthorIdent(), commit.getFullMessage());
        });
    }

    /// Brings one file over, the rest of its folder staying as the remote has it.
    public void push(SyncRequest.OfFile request, ContentChange change) throws IOException, StepFailed {
        TopFolder top = change.folder();
        push(top, request, source -> {
            try (Repository remote = open(top); ObjectReader reader = remote.newObjectReader()) {
                RevCommit tip = tip(remote);
                CanonicalTreeParser base = new CanonicalTreeParser();
                if (tip != null) {
                    base.reset(reader, tip.getTree());
                }
                PersonIdent author = new PersonIdent("Eventscope", "sync@localhost", clock.instant(), ZoneOffset.UTC);
                return new Content(source.treeWith(reader, base, change), author, "Sync " + change.path());
            }
        });
    }

    /// Takes a request back: its tag goes, and where `main` still stands on its commit, a commit on top reverts it. A push of
    /// the same request that comes later is refused. Done again, nothing changes.
    public void undo(TopFolder top, SyncRequest request) throws IOException, StepFailed {
        locked(top, guard -> {
            try (Repository remote = open(top)) {
                if (remote.resolve(reverted(request)) == null) {
                    send(top, guard, reverting(remote, request));
                }
            }
        });
    }

    /// The blob that a remote has at a path of the folder; empty where it has none.
    public Optional<String> findBlob(TopFolder top, String pathInFolder) throws IOException, StepFailed {
        try (Repository remote = open(top)) {
            RevCommit tip = tip(remote);
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
            return remote.resolve(tag(request)) != null;
        }
    }

    @Override
    public synchronized void close() {
        if (source != null) {
            source.close();
            source = null;
        }
    }

    /// What is to be in a folder, and who says so.
    private record Content(ObjectId tree, PersonIdent author, String message) {}

    private interface ContentMaker {
        Content make(SourceRepository source) throws IOException, StepFailed;
    }

    private interface RemoteWork {
        void run(PushGuard guard) throws IOException, StepFailed;
    }

    private void push(TopFolder top, SyncRequest request, ContentMaker maker) throws IOException, StepFailed {
        locked(top, guard -> {
            try (Repository remote = open(top)) {
                if (remote.resolve(reverted(request)) != null) {
                    throw new StepFailed("Reverted", "remote " + top + ": " + request.sagaId() + " was taken back",
                            false);
                }
                if (remote.resolve(tag(request)) == null) {
                    send(top, guard, updates(remote, request, maker.make(source())));
                }
            } catch (MissingObjectException e) {
                throw sourceNotFound(e);
            }
        });
    }

    private List<RemoteRefUpdate> updates(Repository remote, SyncRequest request, Content content)
            throws IOException, StepFailed {
        RevCommit tip = tip(remote);
        RevCommit parent = tip == null ? null : newestBefore(remote, tip, request.position());
        boolean same = parent != null && parent.getTree().equals(content.tree());
        ObjectId commit = same && parent != null ? parent.copy() : commit(content, parent, request.position());
        List<RemoteRefUpdate> updates = new ArrayList<>();
        updates.add(update(commit, tag(request), ObjectId.zeroId()));
        boolean forward = tip == null ? parent == null : tip.equals(parent);
        if (forward && !same) {
            updates.add(update(commit, MAIN, tip == null ? ObjectId.zeroId() : tip.copy()));
        }
        return updates;
    }

    private List<RemoteRefUpdate> reverting(Repository remote, SyncRequest request) throws IOException, StepFailed {
        ObjectId tagged = remote.resolve(tag(request));
        RevCommit tip = tip(remote);
        boolean onTop = tip != null && tip.equals(tagged) && positionOf(tip) == request.position();
        List<RemoteRefUpdate> updates = new ArrayList<>();
        if (tagged != null) {
            updates.add(update(null, tag(request), tagged));
        }
        ObjectId mark = tip == null || onTop ? revert(remote, tip, request) : tip.copy();
        updates.add(update(mark, reverted(request), ObjectId.zeroId()));
        if (tip != null && onTop) {
            updates.add(update(mark, MAIN, tip.copy()));
        }
        return updates;
    }

    /// A commit with what was there before the tip.
    private ObjectId revert(Repository remote, @Nullable RevCommit tip, SyncRequest request)
            throws IOException, StepFailed {
        PersonIdent author = new PersonIdent("Eventscope", "sync@localhost", clock.instant(), ZoneOffset.UTC);
        String message = "Revert " + request.sagaId();
        if (tip == null || tip.getParentCount() == 0) {
            return commit(new Content(source().emptyTree(), author, message), tip, request.position());
        }
        try (RevWalk walk = new RevWalk(remote)) {
            ObjectId before = walk.parseCommit(tip.getParent(0)).getTree().copy();
            return commit(new Content(before, author, message), tip, request.position());
        }
    }

    private ObjectId commit(Content content, @Nullable RevCommit parent, long position) throws IOException, StepFailed {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(content.tree());
        if (parent != null) {
            commit.setParentId(parent);
        }
        commit.setAuthor(content.author());
        commit.setCommitter(content.author());
        commit.setEncoding(StandardCharsets.UTF_8);
        commit.setMessage(content.message().stripTrailing() + "\n\n" + POSITION + position + "\n");
        return source().insert(commit);
    }

    private static @Nullable RevCommit newestBefore(Repository remote, RevCommit tip, long position)
            throws IOException {
        try (RevWalk walk = new RevWalk(remote)) {
            RevCommit commit = walk.parseCommit(tip);
            while (positionOf(commit) > position) {
                if (commit.getParentCount() == 0) {
                    return null;
                }
                commit = walk.parseCommit(commit.getParent(0));
            }
            return commit;
        }
    }

    private static long positionOf(RevCommit commit) {
        Matcher line = POSITION_LINE.matcher(commit.getFullMessage());
        long position = 0;
        while (line.find()) { // the last one is ours: a message that quotes such a line stands before it
            position = Long.parseLong(line.group(1));
        }
        return position;
    }

    private RemoteRefUpdate update(@Nullable ObjectId to, String ref, ObjectId from) throws IOException, StepFailed {
        return refUpdate(source().repository(), to, ref, from);
    }

    @SuppressWarnings("NullAway") // JGit is not annotated: no source is a deletion, and nothing is tracked locally
    private static RemoteRefUpdate refUpdate(Repository local, @Nullable ObjectId to, String ref, ObjectId from)
            throws IOException {
        return new RemoteRefUpdate(local, (String) null, to, ref, true, null, from);
    }

    private void send(TopFolder top, PushGuard guard, List<RemoteRefUpdate> updates) throws IOException, StepFailed {
        guard.moving(updates.stream().map(RemoteRefUpdate::getRemoteName).toList());
        try {
            push(top, updates);
        } finally {
            guard.done();
        }
    }

    private void push(TopFolder top, List<RemoteRefUpdate> updates) throws IOException, StepFailed {
        try (Transport transport = Transport.open(source().repository(), new URIish(directory(top).toString()))) {
            transport.setPushAtomic(true);
            PushResult result = transport.push(NullProgressMonitor.INSTANCE, updates);
            for (RemoteRefUpdate update : result.getRemoteUpdates()) {
                switch (update.getStatus()) {
                    case OK, UP_TO_DATE, NON_EXISTING -> {
                    }
                    default -> throw new StepFailed("RemoteMoved", "remote " + top + ": " + update.getRemoteName()
                            + " was not accepted (" + update.getStatus() + ")", true);
                }
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        } catch (TransportException e) {
            if (e.getCause() instanceof MissingObjectException) {
                throw sourceNotFound(e);
            }
            throw new StepFailed("PushFailed", "remote " + top + ": " + e.getMessage(), true, e);
        }
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

    private static @Nullable RevCommit tip(Repository remote) throws IOException {
        ObjectId tip = remote.resolve(MAIN);
        if (tip == null) {
            return null;
        }
        try (RevWalk walk = new RevWalk(remote)) {
            return walk.parseCommit(tip);
        }
    }

    private static String tag(SyncRequest request) {
        return Constants.R_TAGS + request.sagaId();
    }

    private static String reverted(SyncRequest request) {
        return Constants.R_TAGS + "reverted/" + request.sagaId();
    }

    private void locked(TopFolder top, RemoteWork work) throws IOException, StepFailed {
        ReentrantLock lock = locks.computeIfAbsent(top, _ -> new ReentrantLock());
        lock.lock();
        try (PushGuard guard = PushGuard.take(folder.resolve(GUARDS).resolve(top.directory()), directory(top), clock)) {
            work.run(guard);
        } finally {
            lock.unlock();
        }
    }
}
