package dev.eventscope.store.log;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.eventscope.store.ConcurrentTransaction;
import dev.eventscope.store.Database;
import dev.eventscope.store.Tx;
import dev.eventscope.store.Writer;

/// Appends events to a native store. One call, any number of events, all or nothing.
///
/// Errors: [StreamVersionConflict], [AppendIdConflict], [AppendRefused]; [dev.eventscope.store.StoreTimedOut] when a lock is
///         held for 10 s, or it all takes 15 s: nothing was written; [dev.eventscope.store.StoreUnreachable] when the
///         connection breaks, or the server is silent for 20 s: then the outcome is not known, and the same request may be
///         sent again as it is.
/// Threads: safe from any thread; blocks.
public final class EventAppender {

    private static final int ATTEMPTS = 10;

    private final Database database;

    public EventAppender(Database database) {
        this.database = database;
    }

    /// Appends in a transaction of its own.
    public Appended append(AppendRequest request) {
        return answer(appendAll(List.of(request)).getFirst());
    }

    /// Appends inside the caller's transaction: recorded when that commits. A conflict leaves the transaction usable.
    ///
    /// Errors: [ConcurrentTransaction] where the caller's isolation level does not allow to see the winner.
    public static Appended append(Tx tx, AppendRequest request) {
        return answer(new Appending(List.of(request)).run(tx).getFirst());
    }

    /// Appends requests in one transaction, all or nothing; positions follow the order of the requests.
    ///
    /// Errors: what one of them is refused for fails them all.
    public List<Appended> appendTogether(List<AppendRequest> requests) {
        return retried(() -> database.write(
                tx -> new Appending(requests).run(tx).stream().map(EventAppender::answer).toList()));
    }

    /// Appends a batch in one transaction, with an outcome for each request.
    ///
    /// Errors: what fails the whole batch; then nothing of it was written.
    List<Appending.Outcome> appendAll(List<AppendRequest> requests) {
        if (database.writer().equals(Writer.ANYONE)) {
            Optional<Appending.Outcome> outcome = LoneEvent.of(requests)
                    .flatMap(lone -> retried(() -> database.writeAlone(lone::run)));
            if (outcome.isPresent()) {
                return List.of(outcome.get());
            }
        }
        Appending appending = new Appending(requests);
        return retried(() -> database.writeAlone(appending::run));
    }

    private static <T> T retried(Supplier<T> work) {
        for (int attempt = 1;; attempt++) {
            try {
                return work.get();
            } catch (ConcurrentTransaction e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    static Appended answer(Appending.Outcome outcome) {
        return switch (outcome) {
            case Appending.Done(var appended) -> appended;
            case Appending.Refused(var why) -> throw why;
        };
    }
}
