package dev.eventscope.desktop.browse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Pulse;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventCounter.Count;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamSummary;
import dev.eventscope.store.TypeSummary;

/// The list of streams: pages as it is scrolled, or the outcome of a scan where the filter asks for one.
final class StreamListModel {

    static final int PAGE = 200;
    private static final int REVEAL_LIMIT = 4_000;
    private static final int MOST_REFRESHED = 2_000;

    private record Nothing(Count events, Optional<String> nearestType) {}

    private record Page(List<StreamRow> rows, @Nullable String last, boolean isEnd) {}

    private final Workspace workspace;
    private final Background.Line reading;
    private final Background.Line counting;
    private final Background.Line refreshing;
    private final ObservableList<StreamRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper emptyText = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper scanning = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper scanned = new ReadOnlyBooleanWrapper();
    private StreamFilter filter = StreamFilter.EVERYTHING;
    private @Nullable String lastName;
    private boolean isEnd;
    private long total = -1;
    private String betterFilter = "";
    private @Nullable StreamScan lastScan;
    private @Nullable StreamId wanted;
    private Consumer<StreamRow> onRevealed = _ -> {};

    StreamListModel(Workspace workspace) {
        this.workspace = workspace;
        reading = workspace.background().line();
        counting = workspace.background().line();
        refreshing = workspace.background().line();
    }

    ObservableList<StreamRow> rows() {
        return rows;
    }

    /// How many, of how many: `200 of 1,204 streams`.
    ReadOnlyStringProperty factProperty() {
        return fact.getReadOnlyProperty();
    }

    /// Why the list is empty, and what to try; empty while it is not, or not known yet.
    ReadOnlyStringProperty emptyTextProperty() {
        return emptyText.getReadOnlyProperty();
    }

    /// Whether a scan is under way that [#stop()] would end.
    ReadOnlyBooleanProperty scanningProperty() {
        return scanning.getReadOnlyProperty();
    }

    /// Whether the rows come from a scan, so that their matches are counted.
    ReadOnlyBooleanProperty scannedProperty() {
        return scanned.getReadOnlyProperty();
    }

    /// A filter that would find something, where one is near to the one that found nothing; else empty.
    String betterFilter() {
        return betterFilter;
    }

    void filter(StreamFilter newFilter) {
        filter = newFilter;
        reload();
    }

    /// Reads from the start again; what is shown stays until the first page is there.
    void reload() {
        Session session = workspace.session();
        lastName = null;
        isEnd = false;
        betterFilter = "";
        emptyText.set("");
        if (session == null) {
            reading.cancel();
            rows.clear();
            fact.set("");
        } else if (filter.needsScan()) {
            scan(session.reader());
        } else {
            scanned.set(false);
            scanning.set(false);
            count(session.reader());
            readPage(session.reader(), true);
        }
    }

    /// Reads the rows that are shown again, since new events came: what changed is put in place, nothing moves.
    void refresh() {
        Session session = workspace.session();
        if (session == null || scanned.get() || rows.isEmpty() || rows.size() > MOST_REFRESHED
                || reading.busyProperty().get() || refreshing.busyProperty().get()) {
            return;
        }
        StreamFilter asked = filter;
        int limit = Math.min(MOST_REFRESHED, rows.size() + PAGE);
        refreshing.run(() -> session.reader().readStreams(asked.page(null, limit)).stream().filter(asked::holdsFor)
                .toList()).orElse(_ -> {}).then(this::putInPlace);
    }

    private void putInPlace(List<StreamSummary> read) {
        List<StreamSummary> shown = read.subList(0, Math.min(read.size(), isEnd ? read.size() : rows.size()));
        for (int i = 0; i < shown.size(); i++) {
            StreamSummary stream = shown.get(i);
            boolean isSameStream = i < rows.size() && rows.get(i).stream().stream().equals(stream.stream());
            if (!isSameStream) {
                rows.add(i, new StreamRow(stream, 0));
            } else if (!rows.get(i).stream().equals(stream)) {
                rows.set(i, new StreamRow(stream, 0));
            }
        }
        lastName = isEnd ? lastName : rows.getLast().stream().stream().name();
        showFact();
    }

    /// Reads the next page, where there is one and none is under way.
    void more() {
        Session session = workspace.session();
        if (session != null && !isEnd && !scanned.get() && !reading.busyProperty().get()) {
            readPage(session.reader(), false);
        }
    }

    void stop() {
        reading.cancel();
        scanning.set(false);
        fact.set("stopped after " + Figures.plural(lastScan == null ? 0 : lastScan.seen(), "event"));
        emptyText.set(rows.isEmpty() ? "The scan was stopped before anything was found." : "");
    }

    /// Pages on until a stream is in the list, within a bound, and hands its row to `onFound`.
    void reveal(StreamId stream, Consumer<StreamRow> onFound) {
        wanted = stream;
        onRevealed = onFound;
        lookForWanted();
    }

    private void readPage(EventReader reader, boolean isFirst) {
        StreamFilter asked = filter;
        String after = lastName;
        reading.run(() -> page(reader, asked, after)).orElse(this::onFailure).then(page -> {
            lastName = page.last();
            isEnd = page.isEnd();
            if (isFirst) {
                rows.setAll(page.rows());
            } else {
                rows.addAll(page.rows());
            }
            showFact();
            lookForWanted();
        });
    }

    /// One page of rows. Where the filter lets few through, several pages of the store are read for it.
    private static Page page(EventReader reader, StreamFilter filter, @Nullable String afterName) {
        List<StreamRow> found = new ArrayList<>();
        String after = afterName;
        while (found.size() < PAGE) {
            Cancellation.check();
            List<StreamSummary> read = reader.readStreams(filter.page(after, PAGE));
            read.stream().filter(filter::holdsFor).forEach(stream -> found.add(new StreamRow(stream, 0)));
            if (read.size() < PAGE) {
                return new Page(found, after, true);
            }
            after = read.getLast().stream().name();
        }
        return new Page(found, after, false);
    }

    private void count(EventReader reader) {
        total = -1;
        counting.run(() -> reader.readCategories().stream().mapToLong(category -> category.streams()).sum())
                .orElse(_ -> {}).then(sum -> {
                    total = sum;
                    showFact();
                });
    }

    private void showFact() {
        if (scanned.get()) {
            return;
        }
        if (isEnd) {
            fact.set(filter.filter().isEverything() || total < 0
                    ? Figures.plural(rows.size(), "stream")
                    : Figures.count(rows.size()) + " of " + Figures.plural(total, "stream"));
            emptyText.set(rows.isEmpty() ? nothing() : "");
        } else {
            fact.set(total < 0
                    ? "first " + Figures.plural(rows.size(), "stream")
                    : "first " + Figures.count(rows.size()) + " of " + Figures.plural(total, "stream"));
        }
    }

    private String nothing() {
        return filter.filter().isEverything()
                ? "This store has no streams yet."
                : "None of " + (total < 0 ? "the streams matches" : Figures.plural(total, "stream") + " matches");
    }

    private void scan(EventReader reader) {
        StreamFilter asked = filter;
        StreamScan scan = new StreamScan(reader, asked);
        lastScan = scan;
        scanned.set(true);
        scanning.set(true);
        rows.clear();
        Pulse progress = workspace.background()
                .pulse(() -> {
                    if (scanning.get()) {
                        fact.set("scanned " + Figures.plural(scan.seen(), "event"));
                    }
                });
        reading.run(() -> scan.run(progress::request)).orElse(this::onFailure).then(found -> {
            scanning.set(false);
            isEnd = true;
            rows.setAll(found);
            long matches = found.stream().mapToLong(StreamRow::matches).sum();
            fact.set(Figures.plural(matches, "event") + " of " + Figures.count(scan.seen()) + " in "
                    + (found.size() == StreamScan.MOST_STREAMS ? "the first " : "")
                    + Figures.plural(found.size(), "stream"));
            if (found.isEmpty()) {
                explainNothing(reader, asked);
            }
            lookForWanted();
        });
    }

    /// Nothing matched. Where a type was named that no event has, the nearest that some have is offered.
    private void explainNothing(EventReader reader, StreamFilter asked) {
        counting.run(() -> new Nothing(reader.countEvents(EventScope.all()), nearest(reader, asked))).then(nothing -> {
            betterFilter = nothing.nearestType()
                    .map(type -> asked.filter().text().replace(asked.filter().onlyType().orElse(""), type)).orElse("");
            emptyText.set("0 of " + Figures.count(nothing.events()) + " events match");
        });
    }

    private static Optional<String> nearest(EventReader reader, StreamFilter asked) {
        return asked.filter().onlyType().flatMap(typed -> NearestName.find(typed,
                reader.readTypes().stream().map(TypeSummary::type).distinct().toList()));
    }

    private void lookForWanted() {
        StreamId stream = wanted;
        if (stream == null) {
            return;
        }
        for (StreamRow row : rows) {
            if (row.stream().stream().equals(stream)) {
                wanted = null;
                onRevealed.accept(row);
                return;
            }
        }
        if (isEnd || rows.size() >= REVEAL_LIMIT) {
            wanted = null;
        } else {
            more();
        }
    }

    private void onFailure(Throwable failure) {
        scanning.set(false);
        fact.set("");
        emptyText.set("");
        workspace.notices().error("The list of streams cannot be read", failure);
        emptyText.set("The list cannot be read: " + Notices.sentence(failure));
    }
}
