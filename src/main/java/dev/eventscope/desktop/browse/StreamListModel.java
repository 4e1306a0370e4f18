package dev.eventscope.desktop.browse;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Pulse;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventCounter.Count;
import dev.eventscope.store.EventQuery.Direction;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.StreamSummary;

/// The list of streams: a window of pages that grows where it is scrolled, or what a scan has found so far where the filter
/// asks for one.
///
/// Shape: what comes while a person looks changes rows in place and moves none; what is new waits until it is taken in.
final class StreamListModel {

    private final Workspace workspace;
    private final Background.Line reading;
    private final Background.Line counting;
    private final RowWindow<StreamRow, String> window = new RowWindow<>(StreamPages::nameOf);
    private final NewStreams news;
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper emptyText = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper scanning = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper scanned = new ReadOnlyBooleanWrapper();
    private StreamFilter filter = StreamFilter.EVERYTHING;
    private @Nullable Count total;
    private String betterFilter = "";
    private @Nullable StreamScan scan;

    StreamListModel(Workspace workspace) {
        this.workspace = workspace;
        reading = workspace.background().line();
        counting = workspace.background().line();
        news = new NewStreams(workspace);
    }

    ObservableList<StreamRow> rows() {
        return window.rows();
    }

    /// How many, of how many, and of a scan how far and how fast.
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

    /// How many streams, or matches of a scan, came and wait to be taken in.
    ReadOnlyLongProperty newRowsProperty() {
        return news.countProperty();
    }

    /// A filter that would find something, where one is near to the one that found nothing; else empty.
    String betterFilter() {
        return betterFilter;
    }

    StreamFilter filter() {
        return filter;
    }

    void filter(StreamFilter newFilter) {
        filter = newFilter;
        reload();
    }

    /// Reads from the start again; what is shown stays until the first page is there.
    void reload() {
        Session session = workspace.session();
        reading.cancel();
        news.begin();
        scan = null;
        betterFilter = "";
        emptyText.set("");
        scanning.set(false);
        if (session == null) {
            window.clear();
            fact.set("");
        } else if (filter.needsScan()) {
            scan(session.reader());
        } else {
            scanned.set(false);
            count(session.reader());
            toStart(() -> {});
        }
    }

    void toStart(Runnable then) {
        if (scanned.get()) {
            then.run();
        } else {
            read(pages -> pages.beyond(null, Direction.FORWARD), page -> {
                window.show(page, true, page.isEnd());
                then.run();
            });
        }
    }

    void toEnd(Runnable then) {
        if (scanned.get()) {
            then.run();
        } else {
            read(pages -> pages.beyond(null, Direction.BACKWARD), page -> {
                window.show(page, page.isEnd(), true);
                then.run();
            });
        }
    }

    /// Reads the next page, where there is one and nothing is being read.
    void more() {
        if (!window.isAtEnd() && !reading.busyProperty().get()) {
            String last = window.last();
            read(pages -> pages.beyond(last, Direction.FORWARD), window::append);
        }
    }

    /// Reads the page before the first row.
    void moreAtStart() {
        if (!window.isAtStart() && !reading.busyProperty().get()) {
            String first = window.first();
            read(pages -> pages.beyond(first, Direction.BACKWARD), window::prepend);
        }
    }

    /// Ends a scan or a search of names; what it has found stays.
    void stop() {
        reading.cancel();
        scanning.set(false);
        StreamScan stopped = scan;
        if (stopped != null) {
            showScan(stopped.found());
            fact.set(StreamWords.ofStoppedScan(stopped.found()));
        }
        emptyText.set(rows().isEmpty() ? "Stopped before anything was found." : "");
    }

    /// Opens the list round a stream, where it does not show it already, and hands its row to `onFound`.
    void reveal(StreamId stream, Consumer<StreamRow> onFound) {
        int row = indexOf(stream);
        if (row >= 0) {
            onFound.accept(rows().get(row));
            return;
        }
        read(pages -> pages.round(stream), round -> {
            if (round != null) {
                window.show(round.page(), round.isStart(), round.page().isEnd());
                onFound.accept(rows().get(indexOf(stream)));
            }
        });
    }

    /// New events came: what changed is put in place, what is new is counted.
    void refresh() {
        StreamScan done = scan;
        if (workspace.session() == null || scanning.get() || reading.busyProperty().get()) {
            return;
        }
        if (done != null) {
            news.lookForMatches(filter, done);
        } else {
            Set<StreamId> listed = rows().stream().map(row -> row.stream().stream()).collect(Collectors.toSet());
            news.look(filter, listed, this::putInPlace);
        }
    }

    /// Takes in what waits, and hands its first row to `onTaken` where that is in the part that is shown.
    void takeNew(Consumer<StreamRow> onTaken) {
        StreamScan done = scan;
        if (done != null) {
            news.begin();
            reading.run(done::runOn).orElse(this::onFailure).then(found -> {
                int before = rows().size();
                showScan(found);
                fact.set(StreamWords.ofScan(found));
                if (rows().size() > before) {
                    onTaken.accept(rows().get(before));
                }
            });
            return;
        }
        List<StreamRow> taken = news.take().stream().map(stream -> new StreamRow(stream, 0)).filter(this::putIn)
                .toList();
        total = total == null ? null : new Count(total.value() + taken.size(), total.exact());
        showFact();
        taken.stream().findFirst().ifPresent(onTaken);
    }

    int indexOf(StreamId stream) {
        for (int i = 0; i < rows().size(); i++) {
            if (rows().get(i).stream().stream().equals(stream)) {
                return i;
            }
        }
        return -1;
    }

    private <T extends @Nullable Object> void read(Function<StreamPages, T> question, Consumer<T> onAnswer) {
        Session session = workspace.session();
        if (session == null || scanned.get()) {
            return;
        }
        StreamPages pages = new StreamPages(session.reader(), filter);
        reading.run(() -> question.apply(pages)).orElse(this::onFailure).then(answer -> {
            onAnswer.accept(answer);
            boolean tooFew = rows().size() < StreamPages.PAGE && window.isAtStart() && !window.isAtEnd();
            scanning.set(tooFew);
            showFact();
            if (tooFew) {
                more();
            }
        });
    }

    private void count(EventReader reader) {
        total = null;
        counting.run(() -> reader.readCategories().stream().map(one -> new Count(one.streams(), one.exact()))
                .reduce(new Count(0, true),
                        (one, other) -> new Count(one.value() + other.value(), one.exact() && other.exact())))
                .orElse(_ -> {}).then(sum -> {
                    total = sum;
                    showFact();
                });
    }

    private void showFact() {
        if (scanned.get()) {
            return;
        }
        boolean isFiltered = !filter.filter().isEverything();
        fact.set(StreamWords.ofPages(window, isFiltered, total));
        boolean isNothing = rows().isEmpty() && window.isWhole() && !reading.busyProperty().get();
        Session session = workspace.session();
        if (isNothing && isFiltered && session != null && emptyText.get().isEmpty()) {
            StreamFilter asked = filter;
            reading.run(() -> NothingFound.better(session.reader(), asked.filter())).orElse(_ -> {}).then(better -> {
                betterFilter = better;
                emptyText.set(StreamWords.nothing(true, total));
            });
        } else {
            emptyText.set(isNothing ? StreamWords.nothing(isFiltered, total) : "");
        }
    }

    private void scan(EventReader reader) {
        StreamScan begun = new StreamScan(reader, filter, workspace.clock());
        scan = begun;
        scanned.set(true);
        scanning.set(true);
        counting.cancel();
        window.clear();
        Pulse progress = workspace.background().pulse(() -> {
            if (begun.equals(scan) && scanning.get()) {
                showScan(begun.found());
                fact.set(StreamWords.ofScanUnderWay(begun.found()));
            }
        });
        reading.run(() -> begun.run(progress::request)).orElse(this::onFailure).then(found -> {
            scanning.set(false);
            showScan(found);
            fact.set(StreamWords.ofScan(found));
            if (found.rows().isEmpty()) {
                explainNothing(reader);
            }
        });
    }

    /// Rows keep their places: what is found later stands below.
    private void showScan(StreamScan.Found found) {
        List<StreamRow> rows = found.rows();
        for (int i = 0; i < Math.min(rows.size(), rows().size()); i++) {
            if (!rows().get(i).equals(rows.get(i))) {
                rows().set(i, rows.get(i));
            }
        }
        if (rows.size() > rows().size()) {
            rows().addAll(rows.subList(rows().size(), rows.size()));
        }
    }

    private void explainNothing(EventReader reader) {
        StreamFilter asked = filter;
        counting.run(() -> NothingFound.explain(reader, asked.filter())).then(nothing -> {
            betterFilter = nothing.better();
            emptyText.set("0 of " + Figures.count(nothing.events()) + " events match");
        });
    }

    private void putInPlace(List<StreamSummary> changed) {
        Map<StreamId, StreamSummary> byId = new HashMap<>();
        changed.forEach(stream -> byId.put(stream.stream(), stream));
        for (int i = 0; i < rows().size(); i++) {
            StreamRow row = rows().get(i);
            StreamSummary now = byId.get(row.stream().stream());
            if (now != null && !now.equals(row.stream())) {
                rows().set(i, new StreamRow(now, row.matches()));
            }
        }
    }

    /// Only where its place is in the part of the list that is shown: what lies beyond comes when it is scrolled to.
    private boolean putIn(StreamRow row) {
        List<String> names = rows().stream().map(StreamPages::nameOf).toList();
        int at = Collections.binarySearch(names, StreamPages.nameOf(row), StreamListModel::byCodePoint);
        boolean isBefore = at == -1 && !window.isAtStart();
        boolean isBehind = at == -names.size() - 1 && !window.isAtEnd();
        if (at >= 0 || isBefore || isBehind) {
            return false;
        }
        rows().add(-at - 1, row);
        return true;
    }

    /// The order of the store: by the bytes of UTF-8, which is that of code points.
    private static int byCodePoint(String one, String other) {
        return Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
    }

    private void onFailure(Throwable failure) {
        scanning.set(false);
        fact.set("");
        workspace.notices().error("The list of streams cannot be read", failure);
        emptyText.set("The list cannot be read: " + Notices.sentence(failure));
    }
}
