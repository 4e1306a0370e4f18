package dev.eventscope.portfolio.git;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Cancellation;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.NativeLayout;

/// Writes the first-parent history of a Git repository, oldest commit first, as content events into a native store.
///
/// Shape: one `CommitImported` in `commit-<id>` a commit, one `ContentAdded` / `ContentUpdated` / `ContentDeleted` in
///        `content-<path>` a path that differs from the first parent, one `SyncRequested` in `commit-<id>` at the end.
///        What is in the store already is not written again: an interrupted import goes on where it stopped.
/// Errors: [ImportFailed] for the repository; [dev.eventscope.store.StoreException] for the store.
/// Threads: blocks; stops between two transactions when the [Cancellation] of its thread is cancelled.
public final class GitImport {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final EventAppender appender;
    private final EventReader events;
    private final int batchEvents;

    /// Errors: [dev.eventscope.store.StoreUnusable] where the database has not the native schema.
    public GitImport(Database database) {
        this(database, ImportBatch.MAX_EVENTS);
    }

    /// With batches of another size: one transaction takes so many events.
    GitImport(Database database, int batchEvents) {
        this.appender = new EventAppender(database);
        this.events = new NativeLayout().open(database);
        this.batchEvents = batchEvents;
    }

    /// Imports what is new, up to the commit that `ref` names now; `HEAD` where it is null.
    public ImportResult run(Path repository, @Nullable String ref, ImportProgress progress) {
        try (GitRepository git = GitRepository.open(repository)) {
            ImportResult result = importNew(git, ref, progress);
            progress.caughtUp(result);
            return result;
        }
    }

    /// Imports what is new, then looks for new commits once a second until told to stop. Answers all that was written.
    public ImportResult follow(Path repository, @Nullable String ref, ImportProgress progress, StopSignal stop) {
        try (GitRepository git = GitRepository.open(repository)) {
            ImportResult all = importNew(git, ref, progress);
            progress.caughtUp(all);
            ObjectId seen = git.findTip(ref).orElse(null);
            while (!stop.await(POLL)) {
                ObjectId tip = git.findTip(ref).orElse(null);
                if (tip != null && !tip.equals(seen)) {
                    ImportResult more = importNew(git, ref, progress);
                    progress.caughtUp(more);
                    all = all.plus(more);
                    seen = tip;
                }
            }
            return all;
        }
    }

    private ImportResult importNew(GitRepository git, @Nullable String ref, ImportProgress progress) {
        Optional<ObjectId> tip = git.findTip(ref);
        if (tip.isEmpty()) {
            return ImportResult.NOTHING;
        }
        List<ObjectId> commits = newCommits(git, tip.get());
        ImportBatch batch = new ImportBatch(appender, batchEvents);
        for (ObjectId id : commits.reversed()) {
            Cancellation.check();
            addCommit(git, id, batch, commits.size(), progress);
        }
        return batch.flush();
    }

    private static void addCommit(GitRepository git, ObjectId id, ImportBatch batch, int total,
            ImportProgress progress) {
        RevCommit commit = git.readCommit(id);
        try {
            new CommitEvents(commit).forEachRequest(git.readChanges(commit), git.reader(), request -> {
                batch.add(request);
                if (batch.isFull()) {
                    progress.imported(batch.flush(), total);
                }
            });
        } catch (IOException e) {
            throw git.broken(e);
        }
        batch.commitAdded();
    }

    /// Newest first: everything after the commit that was imported last, and that one again where it is not complete.
    private List<ObjectId> newCommits(GitRepository git, ObjectId tip) {
        ObjectId last = lastImported();
        if (last == null) {
            return git.history(tip, commit -> false);
        }
        List<ObjectId> commits = git.history(tip, last::equals);
        if (commits.getLast().equals(last)) {
            return isComplete(last) ? commits.subList(0, commits.size() - 1) : commits;
        }
        if (isComplete(tip)) {
            return List.of();
        }
        throw new ImportFailed("the store holds the history up to commit " + last.abbreviate(12).name()
                + ", which is not in the first-parent history of " + tip.abbreviate(12).name()
                + " (another repository or branch, or a rewritten one): import it into a store of its own", null);
    }

    private @Nullable ObjectId lastImported() {
        return events.readHeaders(EventQuery.backward(EventScope.type(CommitEvents.COMMIT_IMPORTED), 1)).stream()
                .map(header -> CommitEvents.commitOf(header.stream())).findFirst().orElse(null);
    }

    private boolean isComplete(ObjectId commit) {
        return events.findEvent(CommitEvents.lastEventId(commit).toString()).isPresent();
    }
}
