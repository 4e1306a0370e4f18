package dev.eventscope.portfolio.sync;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

import dev.eventscope.saga.StepFailed;

/// Sends commits to a remote and moves its refs, all of them or none.
///
/// Errors: [StepFailed], retryable: `RemoteMoved` (somebody pushed meanwhile), `RemoteLocked` (a lock file that is not ours is
///         in the way), `PushFailed`. `MissingObjectException` where the source lacks what is to be sent.
record RefPush(Repository local, Path remote, TopFolder top) {

    void send(PushGuard guard, List<RemoteRefUpdate> updates) throws IOException, StepFailed {
        guard.moving(updates.stream().map(RemoteRefUpdate::getRemoteName).toList());
        try {
            send(updates);
        } finally {
            guard.done();
        }
    }

    private void send(List<RemoteRefUpdate> updates) throws IOException, StepFailed {
        try (Transport transport = Transport.open(local, new URIish(remote.toString()))) {
            transport.setPushAtomic(true);
            for (RemoteRefUpdate update : transport.push(NullProgressMonitor.INSTANCE, updates).getRemoteUpdates()) {
                switch (update.getStatus()) {
                    case OK, UP_TO_DATE, NON_EXISTING -> {
                    }
                    default -> throw refused(updates, update);
                }
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        } catch (TransportException e) {
            if (e.getCause() instanceof MissingObjectException missing) {
                throw missing;
            }
            throw new StepFailed("PushFailed", "remote " + top + ": " + e.getMessage(), true, e);
        }
    }

    private StepFailed refused(List<RemoteRefUpdate> updates, RemoteRefUpdate update) {
        Optional<Path> lock = Stream.concat(Stream.of(PushGuard.PACKED), updates.stream()
                .map(RemoteRefUpdate::getRemoteName)).map(ref -> PushGuard.lockOf(remote, ref)).filter(Files::exists)
                .findFirst();
        return lock
                .map(file -> new StepFailed("RemoteLocked", "remote " + top + ": somebody else's lock file "
                        + remote.relativize(file) + " is in the way: where no Git works there any more, delete it in "
                        + remote + " and re-drive the step", true))
                .orElseGet(() -> new StepFailed("RemoteMoved", "remote " + top + ": " + update.getRemoteName()
                        + " was not accepted, since somebody pushed meanwhile", true));
    }
}
