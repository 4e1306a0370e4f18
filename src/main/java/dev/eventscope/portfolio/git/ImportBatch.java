package dev.eventscope.portfolio.git;

import java.util.ArrayList;
import java.util.List;

import dev.eventscope.event.NewEvent;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.Appended;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.StreamAppend;

/// Gathers requests over commits and appends them in one transaction, in order; counts what was new.
///
/// Shape: holds at most one request more than `maxEvents` events or [#MAX_BYTES] of payload.
/// Threads: not thread-safe.
final class ImportBatch {

    static final int MAX_EVENTS = 2_000;
    private static final long MAX_BYTES = 4L * 1024 * 1024;

    private final EventAppender appender;
    private final int maxEvents;
    private final List<AppendRequest> waiting = new ArrayList<>();
    private int events;
    private long bytes;
    private int commitsWaiting;
    private ImportResult written = ImportResult.NOTHING;

    ImportBatch(EventAppender appender, int maxEvents) {
        this.appender = appender;
        this.maxEvents = maxEvents;
    }

    void add(AppendRequest request) {
        waiting.add(request);
        for (StreamAppend part : request.streams()) {
            for (NewEvent event : part.events()) {
                events++;
                bytes += event.payload().size() + event.metadata().size();
            }
        }
    }

    void commitAdded() {
        commitsWaiting++;
    }

    boolean isFull() {
        return events >= maxEvents || bytes >= MAX_BYTES;
    }

    ImportResult flush() {
        if (!waiting.isEmpty() || commitsWaiting > 0) {
            List<Appended> answers = waiting.isEmpty() ? List.of() : appender.appendTogether(waiting);
            long newEvents = 0;
            long newStreams = 0;
            for (int i = 0; i < answers.size(); i++) {
                if (!answers.get(i).repeated()) {
                    newEvents += answers.get(i).lastPosition() - answers.get(i).firstPosition() + 1;
                    newStreams += answers.get(i).streams().stream().filter(stream -> stream.first() == 1).count();
                }
            }
            written = written.plus(new ImportResult(commitsWaiting, newEvents, newStreams));
            waiting.clear();
            events = 0;
            bytes = 0;
            commitsWaiting = 0;
        }
        return written;
    }
}
