package dev.eventscope.desktop.upcast;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.upcast.StagesModel.Group;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.replay.DryRunReason;
import dev.eventscope.replay.DryRunReport;
import dev.eventscope.replay.DryRunRow;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.upcast.UpcastVerdict;

/// Holds the parts of the view together: what is stored, the rules and their dry-run, and the event looked at.
///
/// Threads: FX thread.
final class UpcastViewModel {

    /// How far to look for an example of a type at one version: 20 pages.
    private static final int EXAMPLE_PAGE = 500;
    private static final int EXAMPLE_PAGES = 20;

    private final Workspace workspace;
    private final CatalogueModel catalogue;
    private final RulesModel rules;
    private final DryRunModel dryRun;
    private final StagesModel stages;
    private final StatesModel states;
    private final ShapeModel shapes;
    private final Supplier<TeamCode> code;
    private final Background.Line example;
    private final RuleSource.Example exampleRules = RuleSource.Example.installed();
    private final ObservableList<DryRunRow> rows = FXCollections.observableArrayList();
    private final ObservableList<DryRunReason> reasons = FXCollections.observableArrayList();
    private Selected followed = Selected.NOTHING;
    private boolean shown;

    /// How the view stands, for coming back to it.
    record Place(@Nullable RuleSource source, Group group, int index) {}

    UpcastViewModel(Workspace workspace, Executor workers, Supplier<TeamCode> code, @Nullable Path shelf) {
        this.workspace = workspace;
        this.code = code;
        catalogue = new CatalogueModel(workspace.background());
        rules = new RulesModel(workspace, code);
        dryRun = new DryRunModel(workspace, workers, rules, new DryRunShelf(workspace, code, shelf));
        stages = new StagesModel(workspace, code);
        states = new StatesModel(workspace, code);
        shapes = new ShapeModel(workspace, workers);
        example = workspace.background().line();
        rules.candidateProperty().subscribe(_ -> useRules());
        workspace.profileProperty().addListener((_, _, _) -> useRules());
        catalogue.loadedProperty().addListener((_, _, loaded) -> {
            if (loaded) {
                dryRun.offer(exampleRules, categories().keySet());
            }
        });
        dryRun.reportProperty().addListener((_, _, report) -> {
            states.found().clear();
            show(report);
        });
        workspace.sessionProperty().addListener((_, _, _) -> renew());
        workspace.selection().selectedProperty().addListener((_, _, selected) -> follow(selected));
    }

    CatalogueModel catalogue() {
        return catalogue;
    }

    RulesModel rules() {
        return rules;
    }

    DryRunModel dryRun() {
        return dryRun;
    }

    StagesModel stages() {
        return stages;
    }

    StatesModel states() {
        return states;
    }

    ShapeModel shapes() {
        return shapes;
    }

    /// Folds every stream as deployed and with the candidate rules.
    void compareStates() {
        states.compare(code.get().deployed(), rules.upcasts(), dryRun.settingsProperty().get());
    }

    /// The rows of the last report, and under them their sum as a row without a type.
    ObservableList<DryRunRow> rows() {
        return rows;
    }

    /// Why, for the chosen row or for all.
    ObservableList<DryRunReason> reasons() {
        return reasons;
    }

    /// The category of each stored type, for its mark.
    Map<String, String> categories() {
        Map<String, String> categories = new HashMap<>();
        catalogue.rows().forEach(row -> categories.put(row.type(), row.category()));
        return categories;
    }

    void shown() {
        shown = true;
        Session session = workspace.session();
        if (session != null && !catalogue.loadedProperty().get() && !catalogue.busyProperty().get()) {
            catalogue.load(session.reader());
        }
        follow(workspace.selection().get());
    }

    void hidden() {
        shown = false;
    }

    /// Runs the example, for a look at what a dry-run shows.
    void tryExample() {
        dryRun.choose(exampleRules);
        dryRun.run();
    }

    /// Whether a run is done and its first event is on show, or it has found nothing to show.
    boolean isLaidOut() {
        return dryRun.stateProperty().get() == DryRunModel.State.DONE
                && (reasons.isEmpty() || stages.stateProperty().get() != null);
    }

    /// Narrows the reasons to a row's type and shows its worst event; the sum and null stand for everything.
    void choose(@Nullable DryRunRow row) {
        DryRunReport report = dryRun.reportProperty().get();
        if (report == null) {
            return;
        }
        boolean all = row == null || row.type().isEmpty();
        reasons.setAll(report.reasons().stream()
                .filter(reason -> all || reason.type().equals(Objects.requireNonNull(row).type())).toList());
        EventHeader ok = row == null ? null : row.first().get(UpcastVerdict.OK);
        if (!reasons.isEmpty()) {
            choose(reasons.getFirst());
        } else if (row != null && ok != null) {
            stages.show(new Group(UpcastVerdict.OK, List.of(ok), row.ok()));
        }
    }

    void choose(@Nullable DryRunReason reason) {
        if (reason != null) {
            stages.show(new Group(reason.verdict(), reason.examples(), reason.events()));
        }
    }

    /// Shows the first event of a type at a stored version.
    void choose(@Nullable CatalogueRow row) {
        Session session = workspace.session();
        if (row == null || session == null) {
            return;
        }
        example.run(() -> findExample(session.reader(), row.type(), row.schemaVersion()))
                .then(found -> found.ifPresent(event -> stages.show(new Group(null, List.of(event), row.events()))));
    }

    /// Goes through the group; the window's selection goes along.
    void step(int by) {
        stages.go(stages.indexProperty().get() + by);
        select();
    }

    void select() {
        EventHeader event = stages.event();
        if (event != null) {
            workspace.selection().event(event);
        }
    }

    Place place() {
        return new Place(rules.sourceProperty().get(), stages.groupProperty().get(), stages.indexProperty().get());
    }

    void restore(Place place) {
        followed = workspace.selection().get();
        if (place.source() != null && !place.source().equals(rules.sourceProperty().get())) {
            dryRun.choose(place.source());
        }
        if (!place.group().equals(stages.groupProperty().get())) {
            stages.show(place.group());
        }
        stages.go(place.index());
    }

    /// Shows the rules in view wherever they count; those of a profile come anew when its file changes.
    private void useRules() {
        RulesModel.Candidate candidate = rules.candidateProperty().get();
        catalogue.show(rules.upcasts());
        stages.use(rules.upcasts(), candidate == null ? null : candidate.file());
        workspace.upcastsProperty().set(rules.upcasts());
    }

    private void renew() {
        catalogue.clear();
        dryRun.forget();
        states.found().clear();
        shapes.clear();
        stages.show(Group.NOTHING);
        example.cancel();
        if (shown) {
            shown();
        }
    }

    /// Shows what has been selected since the view last looked; what it was showing by itself stays otherwise.
    private void follow(Selected selected) {
        EventHeader event = selected.event();
        if (!shown || selected.equals(followed)) {
            return;
        }
        followed = selected;
        if (event != null && !event.equals(stages.event())) {
            stages.show(new Group(null, List.of(event), 1));
        }
    }

    private void show(@Nullable DryRunReport report) {
        rows.clear();
        reasons.clear();
        if (report != null) {
            List<DryRunRow> all = new ArrayList<>(report.rows());
            if (all.size() > 1) {
                all.add(report.sum());
            }
            rows.setAll(all);
            choose((DryRunRow) null);
            if (reasons.isEmpty() && !rows.isEmpty()) {
                choose(rows.getFirst());
            }
        }
    }

    private static Optional<EventHeader> findExample(EventReader reader, String type, @Nullable String version) {
        EventQuery query = EventQuery.forward(EventScope.type(type), EXAMPLE_PAGE);
        for (int page = 0; page < EXAMPLE_PAGES; page++) {
            Cancellation.check();
            List<EventHeader> headers = reader.readHeaders(query);
            Optional<EventHeader> found = headers.stream()
                    .filter(header -> Objects.equals(header.schemaVersion(), version)).findFirst();
            if (found.isPresent() || headers.size() < EXAMPLE_PAGE) {
                return found;
            }
            OrderToken last = headers.getLast().order();
            query = query.in(EventRange.after(last));
        }
        return Optional.empty();
    }
}
