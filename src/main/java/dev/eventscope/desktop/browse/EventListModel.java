package dev.eventscope.desktop.browse;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.Filter;
import dev.eventscope.store.EventCounter.Count;
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
    private final Background.Line counting;
    private final RowWindow<EventHeader, EventHeader> window = new RowWindow<>(event -> event);
    private final ReadOnlyObjectWrapper<@Nullable StreamId> stream = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    private final ReadOnlyLongWrapper newEvents = new ReadOnlyLongWrapper();
    private Filter filter = Filter.everything();
    private @Nullable Count total;
    private int looked;

    EventListModel(Workspace workspace, PinnedFields pins) {
        this.workspace = workspace;
        details = new RowDetails(workspace, pins);
        reading = workspace.background().line();
        counting = workspace.background().line();
    }

    ObservableList<EventHeader> events() {
        return window.rows();
    }

    RowDetails details() {
        return details;
    }

    ReadOnlyObjectProperty<@Nullable StreamId> streamProperty() {
        return stream.getReadOnlyProperty();
    }

    /// How many there are: `10 events`, `1,101 of 2,000 events`, `4 of 10 events match`.
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

    boolean isFiltered() {
        return !filter.isEverything();
    }

    /// Shows a stream round a version, from its start where none is given. What is shown already is not read again.
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
        count(newStream);
        if (atVersion == null || atVersion <= PAGE / 2) {
            toStart(() -> {});
        } else {
            EventRange range = EventRange.versions(Math.max(0, atVersion - BEFORE), Long.MAX_VALUE);
            read(Direction.FORWARD, range, page -> window.show(page.ascending(), false, page.isEnd()));
        }
    }

    void toStart(Runnable then) {
        read(Direction.FORWARD, EventRange.EVERYTHING, page -> {
            window.show(page.ascending(), true, page.isEnd());
            then.run();
        });
    }

    void toEnd(Runnable then) {
        read(Direction.BACKWARD, EventRange.EVERYTHING, page -> {
            window.show(page.ascending(), page.isEnd(), true);
            newEvents.set(0);
            then.run();
        });
    }

    /// Reads on at the end; also when new events came.
    void moreAtEnd() {
        EventHeader last = window.last();
        if (last == null) {
            toStart(() -> {});
        } else if (!reading.busyProperty().get()) {
            read(Direction.FORWARD, EventPage.beyond(last, Direction.FORWARD),
                    page -> window.append(page.ascending()));
        }
    }

    /// As [#moreAtEnd()], where there was more when it was last read.
    void moreAtEndIfThere() {
        if (!window.isAtEnd()) {
            moreAtEnd();
        }
    }

    /// How many events came since the end of the list was last seen.
    ReadOnlyLongProperty newEventsProperty() {
        return newEvents.getReadOnlyProperty();
    }

    /// The last row is on screen.
    void seen() {
        if (window.isAtEnd()) {
            newEvents.set(0);
        }
    }

    /// New events came to the store: those of this stream go to the end of the list, where that is what is shown; else they
    /// are only counted.
    void follow() {
        Session session = workspace.session();
        StreamId shown = stream.get();
        EventHeader last = window.last();
        if (session == null || shown == null || reading.busyProperty().get()) {
            return;
        }
        if (window.isAtEnd() && last != null) {
            read(Direction.FORWARD, EventPage.beyond(last, Direction.FORWARD), page -> {
                window.append(page.ascending());
                newEvents.set(newEvents.get() + page.matching().size());
                total = total == null ? null : new Count(total.value() + page.looked(), total.exact());
            });
        } else {
            count(shown);
        }
    }

    /// Goes to what is new.
    void takeNew(Runnable then) {
        newEvents.set(0);
        if (window.isAtEnd()) {
            then.run();
        } else {
            toEnd(then);
        }
    }

    /// Reads what is before the first row.
    void moreAtStart() {
        EventHeader first = window.first();
        if (!window.isAtStart() && first != null && first.version() != null && !reading.busyProperty().get()) {
            read(Direction.BACKWARD, EventPage.beyond(first, Direction.BACKWARD),
                    page -> window.prepend(page.ascending()));
        }
    }

    /// The time since the event before in the list; absent for the first.
    @Nullable
    Duration sincePrevious(EventHeader event) {
        int at = indexOf(event);
        Instant here = event.time(workspace.eventClock());
        Instant before = at <= 0 ? null : events().get(at - 1).time(workspace.eventClock());
        return here == null || before == null ? null : Duration.between(before, here);
    }

    int indexOf(EventHeader event) {
        Long version = event.version();
        Long first = events().isEmpty() ? null : events().getFirst().version();
        if (version != null && first != null) {
            long guess = version - first;
            if (guess >= 0 && guess < events().size() && events().get((int) guess).id().equals(event.id())) {
                return (int) guess;
            }
        }
        return events().indexOf(event);
    }

    /// Whether a version is in the part that was looked at.
    private boolean holds(long version) {
        EventHeader first = window.first();
        EventHeader last = window.last();
        Long from = first == null ? null : first.version();
        Long to = last == null ? null : last.version();
        return from != null && to != null && from <= version && version <= to;
    }

    private void clear() {
        reading.cancel();
        counting.cancel();
        details.clear();
        stream.set(null);
        window.clear();
        fact.set("");
        looked = 0;
        total = null;
        newEvents.set(0);
    }

    private void count(StreamId counted) {
        Session session = workspace.session();
        if (session != null) {
            counting.run(() -> session.reader().countEvents(EventScope.stream(counted))).orElse(_ -> {}).then(count -> {
                long more = total == null || isFiltered() ? 0 : count.value() - total.value();
                newEvents.set(newEvents.get() + Math.max(0, more));
                total = count;
                showFact();
            });
        }
    }

    private void read(Direction direction, EventRange range, Consumer<EventPage> onPage) {
        Session session = workspace.session();
        StreamId shown = stream.get();
        Filter asked = filter;
        if (session != null && shown != null) {
            EventQuery query = new EventQuery(EventScope.stream(shown), range, direction, PAGE);
            reading.run(() -> EventPage.read(session.reader(), query, asked)).then(page -> {
                looked += page.looked();
                onPage.accept(page);
                showFact();
            });
        }
    }

    private void showFact() {
        int shown = events().size();
        boolean whole = window.isWhole();
        if (isFiltered()) {
            fact.set(
                    Figures.count(shown) + " of " + (whole ? "" : "its ") + Figures.plural(looked, "event") + " match");
        } else if (whole) {
            fact.set(Figures.plural(shown, "event"));
        } else {
            fact.set(Figures.count(shown) + " of " + (total == null ? "its" : Figures.count(total)) + " events");
        }
    }
}
