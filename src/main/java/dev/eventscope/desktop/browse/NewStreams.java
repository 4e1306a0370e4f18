package dev.eventscope.desktop.browse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.FilterSubject;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamSummary;

/// What has come since a list was read: streams that it does not have yet, kept until somebody takes them in, and rows that
/// have changed.
///
/// Shape: looks at no more than [#MOST_EVENTS] new events at a time; where more came, those in between count as seen.
/// Threads: FX thread; reads happen in the background.
final class NewStreams {

    private static final int MOST_EVENTS = 1_000;
    private static final int MOST_KEPT = 1_000;

    private record News(List<StreamSummary> touched, Set<StreamId> made, @Nullable OrderToken last) {}

    private record Begin(@Nullable OrderToken head) {}

    private final Workspace workspace;
    private final Background.Line looking;
    private final Map<String, StreamSummary> waiting = new TreeMap<>();
    private final ReadOnlyLongWrapper count = new ReadOnlyLongWrapper();
    /// Null in a store that was empty.
    private @Nullable OrderToken seen;
    private boolean isBegun;

    NewStreams(Workspace workspace) {
        this.workspace = workspace;
        looking = workspace.background().line();
    }

    /// How many streams wait to be taken in.
    ReadOnlyLongProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /// The list is being read anew: nothing waits any more.
    void begin() {
        looking.cancel();
        waiting.clear();
        count.set(0);
        isBegun = false;
        Session session = workspace.session();
        if (session != null) {
            looking.run(() -> new Begin(session.reader().readHead().last())).orElse(_ -> {}).then(begin -> {
                seen = begin.head();
                isBegun = true;
            });
        }
    }

    /// Looks at what came. `onTouched` gets what changed of the streams that `isListed` holds for.
    void look(StreamFilter filter, Set<StreamId> listed, Consumer<List<StreamSummary>> onTouched) {
        Session session = workspace.session();
        OrderToken from = seen;
        if (session == null || !isBegun || looking.busyProperty().get()) {
            return;
        }
        looking.run(() -> read(session.reader(), from, listed)).orElse(_ -> {}).then(news -> {
            seen = news.last() == null ? from : news.last();
            List<StreamSummary> changed = new ArrayList<>();
            for (StreamSummary stream : news.touched()) {
                if (listed.contains(stream.stream())) {
                    changed.add(stream);
                } else if (filter.holdsFor(stream)
                        && (news.made().contains(stream.stream()) || waiting.containsKey(stream.stream().name()))
                        && waiting.size() < MOST_KEPT) {
                    waiting.put(stream.stream().name(), stream);
                }
            }
            count.set(waiting.size());
            onTouched.accept(changed);
        });
    }

    /// Counts the events beyond a scan that its filter lets through.
    void lookForMatches(StreamFilter filter, StreamScan done) {
        Session session = workspace.session();
        if (session != null && !looking.busyProperty().get()) {
            looking.run(() -> matches(session.reader(), filter.filter(), done.upTo())).orElse(_ -> {}).then(count::set);
        }
    }

    /// Those that wait, by name; they wait no longer.
    List<StreamSummary> take() {
        List<StreamSummary> taken = List.copyOf(waiting.values());
        waiting.clear();
        count.set(0);
        return taken;
    }

    private static News read(EventReader reader, @Nullable OrderToken from, Set<StreamId> listed) {
        List<EventHeader> came = reader.readHeaders(after(from));
        Set<StreamId> touched = new LinkedHashSet<>();
        Set<StreamId> made = new LinkedHashSet<>();
        for (EventHeader event : came) {
            // A store counts from 0 or from 1.
            boolean isFirst = event.version() != null && event.version() <= 1;
            if (isFirst) {
                made.add(event.stream());
            }
            if (isFirst || listed.contains(event.stream())) {
                touched.add(event.stream());
            }
        }
        return new News(touched.isEmpty() ? List.of() : reader.findStreams(touched), made,
                came.isEmpty() ? null : came.getFirst().order());
    }

    private static long matches(EventReader reader, Filter filter, @Nullable OrderToken from) {
        EventQuery query = after(from);
        return filter.needsPayload()
                ? reader.readEvents(query).stream().filter(event -> filter.matches(FilterSubject.of(event))).count()
                : reader.readHeaders(query).stream().filter(header -> filter.matches(FilterSubject.of(header))).count();
    }

    /// The newest events behind one; in a store that was empty, all.
    private static EventQuery after(@Nullable OrderToken from) {
        return EventQuery.backward(EventScope.all(), MOST_EVENTS)
                .in(from == null ? EventRange.EVERYTHING : EventRange.after(from));
    }
}
