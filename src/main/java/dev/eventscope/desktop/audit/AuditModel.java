package dev.eventscope.desktop.audit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.rules.Filter;
import dev.eventscope.saga.AuditExport;
import dev.eventscope.saga.AuditFilter;
import dev.eventscope.saga.AuditHead;
import dev.eventscope.saga.AuditLine;
import dev.eventscope.saga.AuditLog;
import dev.eventscope.saga.AuditSearch;
import dev.eventscope.saga.AuditVerdict;

/// What the Audit view shows: the latest rows under a filter, and whether the chain is whole.
///
/// Shape: at most 1,000 rows. While the view is on screen it is read again every two seconds; the chain is worked out anew
///        when the view comes on screen and when a person asks for it.
/// Threads: FX thread.
final class AuditModel {

    static final String VIEW = "auditView";
    static final int MOST = 1_000;
    private static final Duration PERIOD = Duration.ofSeconds(2);

    /// What was done, what was refused, or both.
    enum Which {
        ALL, DONE, REFUSED;

        private AuditFilter filter() {
            return this == ALL ? AuditFilter.ALL : new AuditFilter(null, null, this == DONE);
        }
    }

    private final Workspace workspace;
    private final Background.Line readLine;
    private final Background.Line verifyLine;
    private final ObservableList<AuditLine> lines = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<AuditSearch.@Nullable Found> found = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable AuditVerdict> verdict = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Which> which = new SimpleObjectProperty<>(Which.ALL);
    private final ObjectProperty<@Nullable AuditLine> chosen = new SimpleObjectProperty<>();
    private Filter filter = Filter.everything();
    private Background.@Nullable Ticker ticker;

    AuditModel(Workspace workspace) {
        this.workspace = workspace;
        readLine = workspace.background().line();
        verifyLine = workspace.background().longLine();
        workspace.sessionProperty().addListener((_, _, _) -> begin());
    }

    ObservableList<AuditLine> lines() {
        return lines;
    }

    /// What was read last; null before.
    ReadOnlyObjectProperty<AuditSearch.@Nullable Found> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// Whether the chain is whole; null while that is worked out.
    ReadOnlyObjectProperty<@Nullable AuditVerdict> verdictProperty() {
        return verdict.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Which> whichProperty() {
        return which;
    }

    ObjectProperty<@Nullable AuditLine> chosenProperty() {
        return chosen;
    }

    void shown() {
        refresh();
        verify();
        if (ticker == null) {
            ticker = workspace.background().every(PERIOD, () -> {
                if (!readLine.busyProperty().get()) {
                    refresh();
                }
            });
        }
    }

    void hidden() {
        if (ticker != null) {
            ticker.close();
            ticker = null;
        }
    }

    void choose(Which wanted) {
        which.set(wanted);
        refresh();
    }

    void filter(Filter wanted) {
        filter = wanted;
        refresh();
    }

    void refresh() {
        Session session = workspace.session();
        if (session != null && session.isNative()) {
            AuditLog log = new AuditLog(session.store().database());
            AuditFilter first = which.get().filter();
            Filter second = filter;
            readLine.run(() -> new AuditSearch(log).latest(first, second, MOST)).then(this::show);
        }
    }

    /// Works out every hash anew.
    void verify() {
        Session session = workspace.session();
        if (session != null && session.isNative()) {
            verdict.set(null);
            AuditLog log = new AuditLog(session.store().database());
            verifyLine.run(() -> log.verify(null)).then(verdict::set);
        }
    }

    /// Writes what the filter lets through, and the head of the whole audit, into a file.
    void export(Path file, AuditExport.Format format, Consumer<AuditHead> onFx) {
        Session session = workspace.session();
        if (session != null) {
            AuditExport export = new AuditExport(new AuditLog(session.store().database()));
            AuditFilter first = which.get().filter();
            Filter second = filter;
            workspace.jobs().start("Export of the audit", _ -> write(export, file, format, first, second), onFx);
        }
    }

    private static AuditHead write(AuditExport export, Path file, AuditExport.Format format, AuditFilter first,
            Filter second) {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            return export.write(writer, format, first, second);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void begin() {
        readLine.cancel();
        verifyLine.cancel();
        lines.clear();
        found.set(null);
        verdict.set(null);
        chosen.set(null);
        if (workspace.isShown(VIEW)) {
            refresh();
            verify();
        }
    }

    private void show(AuditSearch.Found now) {
        List<AuditLine> read = now.lines();
        AuditLine before = chosen.get();
        found.set(now);
        if (!lines.equals(read)) {
            lines.setAll(read);
        }
        chosen.set(read.stream().filter(line -> before != null && line.entry().number() == before.entry().number())
                .findFirst().orElse(read.isEmpty() ? null : before == null ? read.getFirst() : before));
    }
}
