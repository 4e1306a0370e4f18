package dev.eventscope.desktop.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.HeadReader;
import dev.eventscope.store.HeaderPage;

/// Reads the headers of a store: the newest first, then backwards page by page; what is new; and beside them whatever a
/// selection needed.
///
/// Shape: by one binary COPY a page where the store can, else by pages of headers, of which [#MOST_LOOSE] at most. The first
///        page is small, so that it is there at once; the others grow.
/// Threads: blocks; one call at a time, others wait; each from any thread.
final class HeaderWindow {

    /// The newest events read at most where they do not come in columns.
    static final int MOST_LOOSE = 250_000;

    private static final int PAGE = 10_000;
    private static final int FIRST_PAGE = 4_000;
    private static final int LARGEST_PAGE = 1 << 17;
    /// A page is so many times what was read before it.
    private static final int GROWTH = 3;
    /// A quarter of the heap may be headers, at 64 bytes each.
    private static final long MOST_COLUMNS = Runtime.getRuntime().maxMemory() / 4 / 64;
    private static final int MOST_CAUSES = 100;
    private static final int MOST_EFFECTS = 1_000;

    private final EventReader reader;
    private final ClockBook clocks;
    private final HeaderPage.Words words = new HeaderPage.Words();
    private final TreeMap<Long, EventHeader> beside = new TreeMap<>();
    private boolean inColumns = true;
    private boolean begun;
    /// All beyond this position was read; a page ends with it.
    private long oldest;
    private @Nullable OrderToken oldestLoose;
    private @Nullable OrderToken newest;
    /// Up to here nothing can still appear; what was read beyond it is read again. Null where that could not be told, yet or
    /// ever: then what may appear in the recent gaps is.
    private @Nullable OrderToken settled;
    private final RecentGaps gaps = new RecentGaps();
    private volatile boolean complete;
    private final AtomicLong readBackwards = new AtomicLong();

    HeaderWindow(EventReader reader) {
        this.reader = reader;
        clocks = new ClockBook(reader);
    }

    /// The vector clocks of what is read here.
    ClockBook clocks() {
        return clocks;
    }

    EventReader reader() {
        return reader;
    }

    /// Whether older events may be read that are not here.
    boolean canGoBack() {
        return !complete && readBackwards.get() < (inColumns ? MOST_COLUMNS : MOST_LOOSE);
    }

    /// Whether everything before the newest event here is here, too.
    boolean isComplete() {
        return complete;
    }

    /// How many events there are to be read in all, roughly.
    long count() {
        return reader.countEvents(EventScope.all()).value();
    }

    /// Reads what is older than all that was read so far; the first call reads the newest.
    synchronized Addition readBack() {
        if (!begun) {
            begin();
        }
        return inColumns ? readColumnsBack() : readLooseBack();
    }

    /// Reads what came after the newest event here.
    synchronized Addition readForward() {
        HeadReader.Head head = reader.readHead();
        if (!inColumns) {
            return readLooseForward();
        }
        long last = head.last() == null ? 0 : head.last().position();
        Long again = again();
        long from = again != null ? again : newest == null ? 0 : newest.position();
        HeaderPage page = copy(from, last);
        boolean nothingNew = settled == null && again != null && gaps.isKnown(page);
        end(head);
        gaps.look(from, page);
        return nothingNew
                ? new Addition.Newer(new HeaderPage(words, 0).sealed(), null)
                : new Addition.Newer(page, again);
    }

    /// Beyond which position something may have appeared since it was read; null where nothing can have.
    private @Nullable Long again() {
        if (settled == null) {
            return gaps.first();
        }
        return newest != null && settled.compareTo(newest) < 0 ? settled.position() : null;
    }

    private void end(HeadReader.Head head) {
        newest = head.last();
        settled = head.settled();
    }

    /// Reads what belongs to an event: its correlation, its stream, its causes, its effects.
    synchronized Addition readAround(EventHeader event) {
        List<EventHeader> found = new ArrayList<>(List.of(event));
        String correlation = event.correlationId();
        if (correlation != null) {
            found.addAll(reader.readHeaders(EventQuery.forward(EventScope.correlation(correlation), PAGE)));
        }
        found.addAll(reader.readHeaders(EventQuery.backward(EventScope.stream(event.stream()), PAGE)));
        found.addAll(reader.readEffects(event, MOST_EFFECTS));
        EventHeader effect = event;
        for (int hop = 0; hop < MOST_CAUSES && effect != null && effect.cause() != null; hop++) {
            effect = reader.findCause(effect).orElse(null);
            if (effect == null || effect.id().equals(event.id())) {
                break;
            }
            found.add(effect);
        }
        return aside(found);
    }

    /// Reads the newest events of a stream, or of a correlation.
    synchronized Addition readScope(EventScope scope) {
        return aside(reader.readHeaders(EventQuery.backward(scope, PAGE)));
    }

    private void begin() {
        HeadReader.Head head = reader.readHead();
        end(head);
        inColumns = reader.copyHeaders(words, 0, 0).isPresent();
        oldest = head.last() == null || !inColumns ? 0 : head.last().position();
        complete = head.last() == null;
        begun = true;
    }

    /// Positions have holes, so a page may bring less than asked for, or nothing.
    private Addition readColumnsBack() {
        long wanted = Math.clamp(GROWTH * readBackwards.get(), FIRST_PAGE, LARGEST_PAGE);
        HeaderPage page = copy(Math.max(0, oldest - wanted), oldest);
        while (page.size() == 0 && oldest > wanted) {
            Cancellation.check();
            oldest -= wanted;
            wanted *= 2;
            page = copy(Math.max(0, oldest - wanted), oldest);
        }
        oldest = Math.max(0, oldest - wanted);
        complete = oldest == 0;
        if (readBackwards.get() == 0 && page.size() > 0) {
            gaps.look(page.positions()[0] - 1, page);
        }
        readBackwards.addAndGet(page.size());
        return new Addition.Older(page);
    }

    private HeaderPage copy(long after, long upTo) {
        return reader.copyHeaders(words, after, upTo).orElseThrow().sealed();
    }

    private Addition readLooseBack() {
        long wanted = Math.min(MOST_LOOSE - readBackwards.get(), Math.max(FIRST_PAGE, readBackwards.get()));
        List<EventHeader> found = new ArrayList<>();
        while (found.size() < wanted && !complete) {
            Cancellation.check();
            int limit = (int) Math.min(PAGE, wanted - found.size() + 1);
            EventRange range = oldestLoose == null ? EventRange.EVERYTHING : EventRange.upTo(oldestLoose);
            List<EventHeader> page = reader.readHeaders(EventQuery.backward(EventScope.all(), limit).in(range));
            found.addAll(page);
            complete = page.size() < limit || page.getLast().order().equals(oldestLoose);
            oldestLoose = page.isEmpty() ? oldestLoose : page.getLast().order();
        }
        readBackwards.addAndGet(found.size());
        return new Addition.Loose(found);
    }

    private Addition readLooseForward() {
        List<EventHeader> found = new ArrayList<>();
        boolean more = true;
        while (more) {
            Cancellation.check();
            EventRange range = newest == null ? EventRange.EVERYTHING : EventRange.after(newest);
            List<EventHeader> page = reader.readHeaders(EventQuery.forward(EventScope.all(), PAGE).in(range));
            found.addAll(page);
            more = page.size() == PAGE;
            newest = page.isEmpty() ? newest : page.getLast().order();
        }
        return new Addition.Loose(found);
    }

    private Addition aside(List<EventHeader> headers) {
        if (!inColumns) {
            return new Addition.Loose(headers);
        }
        headers.forEach(header -> beside.put(header.order().position(), header));
        beside.tailMap(oldest, false).clear();
        HeaderPage page = new HeaderPage(words, beside.size());
        beside.values().forEach(page::add);
        return new Addition.Beside(page.sealed());
    }
}
