package dev.eventscope.desktop.browse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Pulse;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;

/// The events of one stream: headers in pages, and the rest of a row when it comes on screen.
///
/// Shape: a window of the stream round what is selected, which grows at the end that is scrolled to. What a payload says
///        is read for rows on screen only, 50 at a time.
final class EventListModel {

    static final int PAGE = 500;
    private static final int BEFORE = 100;
    private static final int DETAILS_AT_ONCE = 50;
    private static final int MOST_DETAILS = 4_000;

    private final Workspace workspace;
    private final Background.Line reading;
    private final Background.Line detailing;
    private final ObservableList<EventHeader> events = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable StreamId> stream = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper detailsVersion = new ReadOnlyIntegerWrapper();
    private final Map<String, EventDetails> details = new LinkedHashMap<>();
    private final Set<EventHeader> wanted = new LinkedHashSet<>();
    private final Pulse detailPulse;
    private boolean atStart;
    private boolean atEnd;

    EventListModel(Workspace workspace) {
        this.workspace = workspace;
        reading = workspace.background().line();
        detailing = workspace.background().line();
        detailPulse = workspace.background().pulse(this::readDetails);
    }

    ObservableList<EventHeader> events() {
        return events;
    }

    ReadOnlyObjectProperty<@Nullable StreamId> streamProperty() {
        return stream.getReadOnlyProperty();
    }

    ReadOnlyStringProperty factProperty() {
        return fact.getReadOnlyProperty();
    }

    /// Changes when details of rows have been read: cells have to look again.
    ReadOnlyIntegerProperty detailsVersionProperty() {
        return detailsVersion.getReadOnlyProperty();
    }

    /// The details of an event, or null when they are still to be read; asking has them read.
    @Nullable
    EventDetails details(EventHeader event) {
        EventDetails known = details.get(event.id());
        if (known == null && wanted.add(event)) {
            detailPulse.request();
        }
        return known;
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
            events.setAll(page);
            atStart = range.equals(EventRange.EVERYTHING);
            atEnd = page.size() < PAGE;
            showFact();
        });
    }

    /// Reads on at the end; also when new events came.
    void moreAtEnd() {
        StreamId shown = stream.get();
        if (shown != null && !events.isEmpty() && !reading.busyProperty().get()) {
            EventQuery query = EventQuery.forward(EventScope.stream(shown), PAGE).in(after(events.getLast()));
            read(query, page -> {
                events.addAll(page);
                atEnd = page.size() < PAGE;
                showFact();
            });
        }
    }

    boolean isAtEnd() {
        return atEnd;
    }

    /// Reads what is before the first row.
    void moreAtStart() {
        StreamId shown = stream.get();
        if (shown == null || atStart || events.isEmpty() || reading.busyProperty().get()) {
            return;
        }
        Long first = events.getFirst().version();
        if (first == null) {
            atStart = true;
            return;
        }
        EventQuery query = EventQuery.backward(EventScope.stream(shown), PAGE).in(EventRange.versions(0, first - 1));
        read(query, page -> {
            events.addAll(0, page.reversed());
            atStart = page.size() < PAGE;
            showFact();
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

    private boolean holds(long version) {
        return events.stream().anyMatch(event -> Objects.equals(event.version(), version));
    }

    private void clear() {
        reading.cancel();
        detailing.cancel();
        stream.set(null);
        events.clear();
        details.clear();
        wanted.clear();
        fact.set("");
        atStart = true;
        atEnd = true;
    }

    private void read(EventQuery query, Consumer<List<EventHeader>> onPage) {
        Session session = workspace.session();
        if (session != null) {
            reading.run(() -> session.reader().readHeaders(query)).then(onPage);
        }
    }

    private void showFact() {
        String count = Figures.count(events.size());
        fact.set(atStart && atEnd ? Figures.plural(events.size(), "event") : count + " of its events");
    }

    private void readDetails() {
        Session session = workspace.session();
        if (session == null || wanted.isEmpty() || detailing.busyProperty().get()) {
            return;
        }
        List<EventHeader> batch = new ArrayList<>(wanted).reversed();
        List<EventHeader> asked = List.copyOf(batch.subList(0, Math.min(DETAILS_AT_ONCE, batch.size())));
        detailing.run(() -> read(session.reader(), asked)).then(read -> {
            asked.forEach(wanted::remove);
            details.putAll(read);
            while (details.size() > MOST_DETAILS) {
                details.remove(details.keySet().iterator().next());
            }
            detailsVersion.set(detailsVersion.get() + 1);
            detailPulse.request();
        });
    }

    private static Map<String, EventDetails> read(EventReader reader, List<EventHeader> asked) {
        Map<String, EventDetails> read = new LinkedHashMap<>();
        for (RecordedEvent event : reader.readEvents(asked.stream().map(EventHeader::id).toList())) {
            Cancellation.check();
            read.put(event.id(), EventDetails.read(reader, event));
        }
        return read;
    }

    private static EventRange after(EventHeader last) {
        return last.version() == null
                ? EventRange.after(last.order())
                : EventRange.versions(last.version() + 1, Long.MAX_VALUE);
    }
}
