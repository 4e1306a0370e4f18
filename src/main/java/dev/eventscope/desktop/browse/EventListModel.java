package dev.eventscope.desktop.browse;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.Filter;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventQuery.Direction;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventScope;

/// The events of one stream that the filter lets through: headers in pages.
///
/// Shape: a window of the stream round what is selected, which grows at the end that is scrolled to. What the other
///        columns show of a row is in [#details()].
final class EventListModel {

    static final int PAGE = 500;
    private static final int BEFORE = 100;

    private final Workspace workspace;
    private final RowDetails details;
    private final Background.Line reading;
    private final ObservableList<EventHeader> events = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable StreamId> stream = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    private Filter filter = Filter.everything();
    private int looked;
    private @Nullable EventHeader firstRead;
    private @Nullable EventHeader lastRead;
    private boolean atStart;
    private boolean atEnd;

    EventListModel(Workspace workspace) {
        this.workspace = workspace;
        details = new RowDetails(workspace);
        reading = workspace.background().line();
    }

    ObservableList<EventHeader> events() {
        return events;
    }

    RowDetails details() {
        return details;
    }

    ReadOnlyObjectProperty<@Nullable StreamId> streamProperty() {
        return stream.getReadOnlyProperty();
    }

    /// How many there are: `10 events`, `4 of 10 events match`.
    ReadOnlyStringProperty factProperty() {
        return fact.getReadOnlyProperty();
    }

    /// Shows only what answers a filter about events. One about names alone has chosen the streams, and hides nothing.
    void filter(StreamFilter newFilter) {
        filter = newFilter.needsScan() ? newFilter.filter() : Filter.everything();
        StreamId shown = stream.get();
        if (shown != null) {
            clear();
            show(shown, null);
        }
    }

    /// Shows a stream, standing at a version where one is given, else at its start.
    void show(@Nullable StreamId newStream, @Nullable Long atVersion) {
        if (newStream == null) {
            clear();
            return;
        }
        if (newStream.equals(stream.get()) && (atVersion == null || holds(atVersion))) {
            return;
        }
        clear();
        stream.set(newStream);
        EventRange range = atVersion == null || atVersion <= PAGE / 2
                ? EventRange.EVERYTHING
                : EventRange.versions(Math.max(0, atVersion - BEFORE), Long.MAX_VALUE);
        read(EventQuery.forward(EventScope.stream(newStream), PAGE).in(range), page -> {
            events.setAll(page.matching());
            firstRead = page.first();
            lastRead = page.last();
            atStart = range.equals(EventRange.EVERYTHING);
            atEnd = page.isEnd();
        });
    }

    /// Reads on at the end; also when new events came.
    void moreAtEnd() {
        StreamId shown = stream.get();
        EventHeader last = lastRead;
        if (shown != null && last != null && !reading.busyProperty().get()) {
            EventQuery query = EventQuery.forward(EventScope.stream(shown), PAGE)
                    .in(EventPage.beyond(last, Direction.FORWARD));
            read(query, page -> {
                events.addAll(page.matching());
                lastRead = page.last() == null ? last : page.last();
                atEnd = page.isEnd();
            });
        }
    }

    boolean isAtEnd() {
        return atEnd;
    }

    /// Reads what is before the first row.
    void moreAtStart() {
        StreamId shown = stream.get();
        EventHeader first = firstRead;
        if (shown == null || atStart || first == null || reading.busyProperty().get()) {
            return;
        }
        if (first.version() == null) {
            atStart = true;
            return;
        }
        EventQuery query = EventQuery.backward(EventScope.stream(shown), PAGE)
                .in(EventPage.beyond(first, Direction.BACKWARD));
        read(query, page -> {
            events.addAll(0, page.matching().reversed());
            firstRead = page.last() == null ? first : page.last();
            atStart = page.isEnd();
        });
    }

    /// The time since the event before in the list; absent for the first.
    @Nullable
    Duration sincePrevious(EventHeader event) {
        int at = indexOf(event);
        Instant here = event.time(workspace.eventClock());
        Instant before = at <= 0 ? null : events.get(at - 1).time(workspace.eventClock());
        return here == null || before == null ? null : Duration.between(before, here);
    }

    int indexOf(EventHeader event) {
        Long version = event.version();
        Long first = events.isEmpty() ? null : events.getFirst().version();
        if (version != null && first != null) {
            long guess = version - first;
            if (guess >= 0 && guess < events.size() && events.get((int) guess).id().equals(event.id())) {
                return (int) guess;
            }
        }
        return events.indexOf(event);
    }

    /// Whether a version is in the part that was looked at.
    private boolean holds(long version) {
        Long from = firstRead == null ? null : firstRead.version();
        Long to = lastRead == null ? null : lastRead.version();
        return from != null && to != null && from <= version && version <= to;
    }

    private void clear() {
        reading.cancel();
        details.clear();
        stream.set(null);
        events.clear();
        fact.set("");
        looked = 0;
        firstRead = null;
        lastRead = null;
        atStart = true;
        atEnd = true;
    }

    private void read(EventQuery query, Consumer<EventPage> onPage) {
        Session session = workspace.session();
        Filter asked = filter;
        if (session != null) {
            reading.run(() -> EventPage.read(session.reader(), query, asked)).then(page -> {
                looked += page.looked();
                onPage.accept(page);
                showFact();
            });
        }
    }

    private void showFact() {
        String count = Figures.count(events.size());
        if (!filter.isEverything()) {
            fact.set(count + " of " + (atStart && atEnd ? "" : "its ") + Figures.plural(looked, "event") + " match");
        } else {
            fact.set(atStart && atEnd ? Figures.plural(events.size(), "event") : count + " of its events");
        }
    }
}
