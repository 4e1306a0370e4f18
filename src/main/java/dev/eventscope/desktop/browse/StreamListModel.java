package dev.eventscope.desktop.browse;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventCounter.Count;
import dev.eventscope.store.EventQuery.Direction;
import dev.eventscope.store.EventReader;

/// The list of streams: a window of pages that grows where it is scrolled, or what a scan has found so far where the filter
/// asks for one.
///
/// Shape: what comes while a person looks changes rows in place and moves none; what is new waits until it is taken in.
final class StreamListModel {

    private final Workspace workspace;
    private final Background.Line reading;
    private final Background.Line counting;
    private final StreamRows rows = new StreamRows();
    private final RowWindow<StreamRow, String> window = rows.window();
    private final ListStatus status;
    private final StreamSearch search;
    private final NewStreams news;
    private final ReadOnlyBooleanWrapper scanned = new ReadOnlyBooleanWrapper();
    private StreamFilter filter = StreamFilter.EVERYTHING;
    private @Nullable Count total;

    StreamListModel(Workspace workspace) {
        this.workspace = workspace;
        reading = workspace.background().line();
        counting = workspace.background().line();
        news = new NewStreams(workspace);
        status = new ListStatus(workspace.notices());
        search = new StreamSearch(workspace, rows, status);
    }

    ObservableList<StreamRow> rows() {
        return window.rows();
    }

    /// How many, of how many, and of a scan how far and how fast.
    ReadOnlyStringProperty factProperty() {
        return status.fact.getReadOnlyProperty();
    }

    /// Why the list is empty, and what to try; empty while it is not, or not known yet.
    ReadOnlyStringProperty emptyTextProperty() {
        return status.emptyText.getReadOnlyProperty();
    }

    /// Whether a scan is under way that [#stop()] would end.
    ReadOnlyBooleanProperty scanningProperty() {
        return status.searching.getReadOnlyProperty();
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
        return status.betterFilter();
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
        counting.cancel();
        search.leave();
        news.begin();
        status.begin();
        if (session == null) {
            window.clear();
            status.fact.set("");
        } else if (filter.needsScan()) {
            scanned.set(true);
            search.begin(session.reader(), filter);
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
        status.searching.set(false);
        search.stop();
        status.emptyText.set(rows().isEmpty() ? "Stopped before anything was found." : "");
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
        StreamScan done = search.scan();
        boolean isBusy = status.searching.get() || search.isBusy() || reading.busyProperty().get();
        if (workspace.session() == null || isBusy) {
            return;
        }
        if (done != null) {
            news.lookForMatches(filter, done);
        } else {
            news.look(filter, rows.streams(), rows::putInPlace);
        }
    }

    /// Takes in what waits, and hands its first row to `onTaken` where that is in the part that is shown.
    void takeNew(Consumer<StreamRow> onTaken) {
        StreamScan done = search.scan();
        if (done != null) {
            news.begin();
            search.goOn(done, onTaken);
            return;
        }
        List<StreamRow> taken = news.take().stream().map(stream -> new StreamRow(stream, 0)).filter(rows::putIn)
                .toList();
        total = total == null ? null : new Count(total.value() + taken.size(), total.exact());
        showFact();
        taken.stream().findFirst().ifPresent(onTaken);
    }

    int indexOf(StreamId stream) {
        return rows.indexOf(stream);
    }

    private <T extends @Nullable Object> void read(Function<StreamPages, T> question, Consumer<T> onAnswer) {
        Session session = workspace.session();
        if (session == null || scanned.get()) {
            return;
        }
        StreamPages pages = new StreamPages(session.reader(), filter);
        reading.run(() -> question.apply(pages)).orElse(status::fail).then(answer -> {
            onAnswer.accept(answer);
            boolean tooFew = rows().size() < StreamPages.PAGE && window.isAtStart() && !window.isAtEnd();
            status.searching.set(tooFew);
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
        status.fact.set(StreamWords.ofPages(window, isFiltered, total));
        boolean isNothing = rows().isEmpty() && window.isWhole() && !reading.busyProperty().get();
        Session session = workspace.session();
        if (isNothing && isFiltered && session != null && status.emptyText.get().isEmpty()) {
            StreamFilter asked = filter;
            reading.run(() -> NothingFound.better(session.reader(), asked.filter())).orElse(_ -> {}).then(better -> {
                status.showNothing(StreamWords.nothing(true, total), better);
            });
        } else {
            status.emptyText.set(isNothing ? StreamWords.nothing(isFiltered, total) : "");
        }
    }
}
