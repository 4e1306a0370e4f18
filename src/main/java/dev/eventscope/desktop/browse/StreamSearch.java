package dev.eventscope.desktop.browse;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Pulse;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.store.EventReader;

/// Fills the list of streams by a scan of events, tells how far it is, and goes on behind its end when more has come.
///
/// Threads: FX thread; the scan runs in the background.
final class StreamSearch {

    private final Workspace workspace;
    private final StreamRows rows;
    private final ListStatus status;
    private final Background.Line scanning;
    private final Background.Line explaining;
    private @Nullable StreamScan scan;

    StreamSearch(Workspace workspace, StreamRows rows, ListStatus status) {
        this.workspace = workspace;
        this.rows = rows;
        this.status = status;
        scanning = workspace.background().line();
        explaining = workspace.background().line();
    }

    /// The scan whose rows are shown; null where they come from pages.
    @Nullable
    StreamScan scan() {
        return scan;
    }

    boolean isBusy() {
        return scanning.busyProperty().get();
    }

    void begin(EventReader reader, StreamFilter filter) {
        StreamScan begun = new StreamScan(reader, filter, workspace.clock());
        scan = begun;
        status.searching.set(true);
        rows.window().clear();
        Pulse progress = workspace.background().pulse(() -> {
            if (begun.equals(scan) && status.searching.get()) {
                rows.showFound(begun.found().rows());
                status.fact.set(StreamWords.ofScanUnderWay(begun.found()));
            }
        });
        scanning.run(() -> begun.run(progress::request)).orElse(status::fail).then(found -> {
            status.searching.set(false);
            rows.showFound(found.rows());
            status.fact.set(StreamWords.ofScan(found));
            if (found.rows().isEmpty()) {
                explainNothing(reader, filter);
            }
        });
    }

    /// What it has found stays.
    void stop() {
        scanning.cancel();
        StreamScan stopped = scan;
        if (stopped != null) {
            rows.showFound(stopped.found().rows());
            status.fact.set(StreamWords.ofStoppedScan(stopped.found()));
        }
    }

    /// The rows come from elsewhere from now on.
    void leave() {
        scanning.cancel();
        explaining.cancel();
        scan = null;
    }

    /// Looks at what has been recorded since, and hands the first row that it added to `onTaken`.
    void goOn(StreamScan done, Consumer<StreamRow> onTaken) {
        scanning.run(done::runOn).orElse(status::fail).then(found -> {
            int before = rows.list().size();
            rows.showFound(found.rows());
            status.fact.set(StreamWords.ofScan(found));
            if (rows.list().size() > before) {
                onTaken.accept(rows.list().get(before));
            }
        });
    }

    private void explainNothing(EventReader reader, StreamFilter asked) {
        explaining.run(() -> NothingFound.explain(reader, asked.filter())).then(nothing -> status.showNothing(
                "0 of " + Figures.count(nothing.events()) + " events match", nothing.better()));
    }
}
