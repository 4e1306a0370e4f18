package dev.eventscope.portfolio.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.jspecify.annotations.Nullable;

/// What a request does to the history of a remote: the commit it makes, and the refs that move for it.
///
/// Shape: makes commits in the source repository and moves nothing; [RefPush] does that.
record RemoteHistory(SourceRepository source, Repository remote, SyncRequest request) {

    static final String MAIN = Constants.R_HEADS + "main";

    private static final String POSITION = "Source-Position: ";
    private static final Pattern POSITION_LINE = Pattern.compile("^" + POSITION + "(\\d{1,18})$", Pattern.MULTILINE);

    /// What is to be in a folder, and who says so.
    record Content(ObjectId tree, PersonIdent author, String message) {}

    /// We as an author.
    static PersonIdent ourselves(Instant at) {
        return new PersonIdent("Eventscope", "sync@localhost", at, ZoneOffset.UTC);
    }

    /// The commit that `main` stands on; null where there is none yet.
    static @Nullable RevCommit tip(Repository remote) throws IOException {
        ObjectId tip = remote.resolve(MAIN);
        if (tip == null) {
            return null;
        }
        try (RevWalk walk = new RevWalk(remote)) {
            return walk.parseCommit(tip);
        }
    }

    /// The ref that says that a request has arrived.
    static String tag(SyncRequest request) {
        return Constants.R_TAGS + request.sagaId();
    }

    /// The ref that says that a request was taken back.
    static String reverted(SyncRequest request) {
        return Constants.R_TAGS + "reverted/" + request.sagaId();
    }

    /// What moves for the request: its tag, and `main` where it goes forward.
    List<RemoteRefUpdate> forward(Content content) throws IOException {
        RevCommit tip = tip(remote);
        RevCommit parent = tip == null ? null : newestBefore(tip);
        boolean same = parent != null && parent.getTree().equals(content.tree());
        ObjectId commit = same && parent != null ? parent.copy() : commit(content, parent);
        List<RemoteRefUpdate> updates = new ArrayList<>();
        updates.add(update(commit, tag(request), ObjectId.zeroId()));
        boolean forward = tip == null ? parent == null : tip.equals(parent);
        if (forward && !same) {
            updates.add(update(commit, MAIN, tip == null ? ObjectId.zeroId() : tip.copy()));
        }
        return updates;
    }

    /// What moves when the request is taken back.
    List<RemoteRefUpdate> back(Instant now) throws IOException {
        ObjectId tagged = remote.resolve(tag(request));
        RevCommit tip = tip(remote);
        boolean onTop = tip != null && tip.equals(tagged) && positionOf(tip) == request.position();
        List<RemoteRefUpdate> updates = new ArrayList<>();
        if (tagged != null) {
            updates.add(update(null, tag(request), tagged));
        }
        ObjectId mark = tip == null || onTop ? revert(tip, now) : tip.copy();
        updates.add(update(mark, reverted(request), ObjectId.zeroId()));
        if (tip != null && onTop) {
            updates.add(update(mark, MAIN, tip.copy()));
        }
        return updates;
    }

    /// A commit with what was there before the tip.
    private ObjectId revert(@Nullable RevCommit tip, Instant now) throws IOException {
        PersonIdent author = ourselves(now);
        String message = "Revert " + request.sagaId();
        if (tip == null || tip.getParentCount() == 0) {
            return commit(new Content(source.emptyTree(), author, message), tip);
        }
        try (RevWalk walk = new RevWalk(remote)) {
            ObjectId before = walk.parseCommit(tip.getParent(0)).getTree().copy();
            return commit(new Content(before, author, message), tip);
        }
    }

    private ObjectId commit(Content content, @Nullable RevCommit parent) throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(content.tree());
        if (parent != null) {
            commit.setParentId(parent);
        }
        commit.setAuthor(content.author());
        commit.setCommitter(content.author());
        commit.setEncoding(StandardCharsets.UTF_8);
        commit.setMessage(content.message().stripTrailing() + "\n\n" + POSITION + request.position() + "\n");
        return source.insert(commit);
    }

    /// The newest commit of a request that came before this one.
    private @Nullable RevCommit newestBefore(RevCommit tip) throws IOException {
        try (RevWalk walk = new RevWalk(remote)) {
            RevCommit commit = walk.parseCommit(tip);
            while (positionOf(commit) > request.position()) {
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

    private RemoteRefUpdate update(@Nullable ObjectId to, String ref, ObjectId from) throws IOException {
        return refUpdate(source.repository(), to, ref, from);
    }

    @SuppressWarnings("NullAway") // JGit is not annotated: no source is a deletion, and nothing is tracked locally
    private static RemoteRefUpdate refUpdate(Repository local, @Nullable ObjectId to, String ref, ObjectId from)
            throws IOException {
        return new RemoteRefUpdate(local, (String) null, to, ref, true, null, from);
    }
}
