package dev.eventscope.desktop.upcast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.upcast.CatalogueRow.State;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.event.EventHeader;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.TypeSummary;
import dev.eventscope.upcast.ChainProblem;
import dev.eventscope.upcast.UpcastChain;
import dev.eventscope.upcast.UpcastOutcome.Reason;
import dev.eventscope.upcast.Upcasts;

/// What is stored, by type and schema version, and the chain that the upcasters in view make of it.
///
/// Threads: FX thread.
final class CatalogueModel {

    /// One type and version as read, before any chain is laid over it.
    private record Stored(TypeSummary summary, String category, int highest) {}

    private final Background.Line line;
    private final ObservableList<CatalogueRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problems = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private List<Stored> stored = List.of();
    private Upcasts upcasts = Upcasts.none();

    CatalogueModel(Background background) {
        line = background.line();
    }

    ObservableList<CatalogueRow> rows() {
        return rows;
    }

    /// `16 types, chains complete`.
    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// One line for each thing that is wrong with a chain; empty where nothing is.
    ReadOnlyStringProperty problemsProperty() {
        return problems.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return line.busyProperty();
    }

    void clear() {
        line.cancel();
        stored = List.of();
        loaded.set(false);
        label();
    }

    void load(EventReader reader) {
        line.run(() -> read(reader)).orElse(failure -> summary.set(Notices.sentence(failure))).then(read -> {
            stored = read;
            label();
            loaded.set(true);
        });
    }

    /// Lays other upcasters over what is stored.
    void show(Upcasts newUpcasts) {
        upcasts = newUpcasts;
        label();
    }

    /// How many stored events a dry-run of these upcasters has to look at.
    long affectedBy(Upcasts candidate) {
        return stored.stream().filter(row -> {
            Optional<Reason> keep = candidate.reasonToKeep(row.summary().type(), version(row.summary()));
            return keep.isEmpty() || keep.get() == Reason.UNKNOWN_VERSION;
        }).mapToLong(row -> row.summary().events()).sum();
    }

    private static List<Stored> read(EventReader reader) {
        List<TypeSummary> summaries = reader.readTypes();
        Map<String, String> categories = new HashMap<>();
        Map<String, Integer> highest = new HashMap<>();
        for (TypeSummary type : summaries) {
            categories.computeIfAbsent(type.type(), name -> categoryOf(reader, name));
            highest.merge(type.type(), version(type).orElse(0), Math::max);
        }
        return summaries.stream()
                .sorted(Comparator.comparing(TypeSummary::type)
                        .thenComparingInt(type -> version(type).orElse(Integer.MAX_VALUE)))
                .map(type -> new Stored(type, categories.getOrDefault(type.type(), ""),
                        highest.getOrDefault(type.type(), 0)))
                .toList();
    }

    private static String categoryOf(EventReader reader, String type) {
        List<EventHeader> first = reader.readHeaders(EventQuery.forward(EventScope.type(type), 1));
        return first.isEmpty() ? "" : first.getFirst().category();
    }

    private void label() {
        List<CatalogueRow> labelled = new ArrayList<>();
        @Nullable
        String before = null;
        for (Stored row : stored) {
            TypeSummary type = row.summary();
            labelled.add(new CatalogueRow(type.type(), row.category(), !type.type().equals(before),
                    type.schemaVersion(), type.events(), type.firstAt(), type.lastAt(), chainOf(row), stateOf(row)));
            before = type.type();
        }
        rows.setAll(labelled);
        long gaps = labelled.stream().filter(row -> row.state() == State.GAP).count();
        List<ChainProblem> wrong = upcasts.problems();
        problems.set(wrong.stream().map(ChainProblem::message).collect(Collectors.joining("\n")));
        long types = labelled.stream().map(CatalogueRow::type).distinct().count();
        summary.set(labelled.isEmpty()
                ? ""
                : Figures.plural(types, "type") + (gaps == 0 && wrong.isEmpty()
                        ? ", chains complete"
                        : ", " + Figures.plural(Math.max(gaps, wrong.size()), "gap")));
    }

    private State stateOf(Stored row) {
        OptionalInt version = version(row.summary());
        Optional<Reason> keep = upcasts.reasonToKeep(row.summary().type(), version);
        if (keep.isEmpty()) {
            return State.LEADS_ON;
        }
        return switch (keep.get()) {
            case CURRENT -> State.CURRENT;
            case NO_CHAIN -> version.isPresent() && version.getAsInt() < row.highest() ? State.GAP : State.CURRENT;
            case UNKNOWN_VERSION, BROKEN_CHAIN -> State.GAP;
        };
    }

    private String chainOf(Stored row) {
        return switch (stateOf(row)) {
            case CURRENT -> "current";
            case LEADS_ON -> upcasts.chain(row.summary().type()).orElseThrow()
                    .route(version(row.summary()).orElseThrow()).stream().map(v -> "v" + v)
                    .collect(Collectors.joining(" → "));
            case GAP -> gapOf(row);
        };
    }

    private String gapOf(Stored row) {
        Optional<UpcastChain> chain = upcasts.chain(row.summary().type());
        int latest = chain.map(UpcastChain::latest).orElse(row.highest());
        boolean broken = chain.isPresent() && !chain.get().problems().isEmpty();
        return broken ? "chain is broken" : "no step to v" + latest;
    }

    private static OptionalInt version(TypeSummary type) {
        return Upcasts.versionOf(type.schemaVersion());
    }
}
