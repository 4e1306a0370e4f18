package dev.eventscope.desktop.audit;

import java.io.File;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.JsonRows;
import dev.eventscope.desktop.fx.JsonView;
import dev.eventscope.desktop.fx.Words;
import dev.eventscope.desktop.workspace.FilterLine;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.saga.AuditEntry;
import dev.eventscope.saga.AuditExport;
import dev.eventscope.saga.AuditLine;
import dev.eventscope.saga.AuditSearch;
import dev.eventscope.saga.AuditVerdict;

/// Rows of the audit at the left, one of them at the right.
final class AuditView {

    @FXML
    private ToggleButton allToggle;
    @FXML
    private ToggleButton doneToggle;
    @FXML
    private ToggleButton refusedToggle;
    @FXML
    private HBox filterHost;
    @FXML
    private Label chainChip;
    @FXML
    private Button verifyButton;
    @FXML
    private MenuButton exportMenu;
    @FXML
    private TableView<AuditLine> auditTable;
    @FXML
    private Region emptyCover;
    @FXML
    private Label emptyLabel;
    @FXML
    private Label emptyHint;
    @FXML
    private Button showAllButton;
    @FXML
    private VBox detailBox;
    @FXML
    private Label actLabel;
    @FXML
    private Label outcomeChip;
    @FXML
    private Button sagaButton;
    @FXML
    private StackPane factHost;
    @FXML
    private JsonView beforeView;
    @FXML
    private JsonView afterView;

    private final AuditModel model;
    private final Workspace workspace;
    private final FilterLine filter;
    private final AuditDetail facts = new AuditDetail();
    private final Tooltip chainWords = new Tooltip();
    private boolean following;

    AuditView(AuditModel model, Workspace workspace) {
        this.model = model;
        this.workspace = workspace;
        filter = new FilterLine(workspace, "auditFilterField",
                "filter: actor:ines stream:sync-* after:-2h data.mode=skip");
    }

    void focus() {
        auditTable.requestFocus();
    }

    void focusFilter() {
        filter.requestFocus();
    }

    String filterText() {
        return filter.applied();
    }

    void filter(String text) {
        filter.set(text);
    }

    void openExport() {
        exportMenu.show();
    }

    void moveRow(int by) {
        if (!model.lines().isEmpty()) {
            int row = Math.clamp(auditTable.getSelectionModel().getSelectedIndex() + by, 0, model.lines().size() - 1);
            auditTable.getSelectionModel().clearAndSelect(row);
            auditTable.scrollTo(Math.max(0, row - 3));
        }
    }

    @FXML
    private void initialize() {
        HBox.setHgrow(filter, Priority.ALWAYS);
        filterHost.getChildren().setAll(filter);
        filter.onApply(model::filter);
        factHost.getChildren().setAll(facts);
        chainChip.setTooltip(chainWords);
        emptyHint.managedProperty().bind(emptyHint.visibleProperty());
        showAllButton.managedProperty().bind(showAllButton.visibleProperty());
        setUpWhich();
        setUpTable();
        model.verdictProperty().subscribe(this::showVerdict);
        model.chosenProperty().subscribe(this::show);
        model.foundProperty().subscribe(this::showFound);
        workspace.timesProperty().subscribe(() -> show(model.chosenProperty().get()));
    }

    @FXML
    private void onVerify() {
        model.verify();
    }

    @FXML
    private void onJsonLines() {
        export("JSON Lines", "jsonl", AuditExport.Format.JSON_LINES);
    }

    @FXML
    private void onCsv() {
        export("CSV", "csv", AuditExport.Format.CSV);
    }

    @FXML
    private void onShowAll() {
        model.choose(AuditModel.Which.ALL);
        filter.set("");
    }

    @FXML
    private void onSaga() {
        AuditLine line = model.chosenProperty().get();
        if (line != null && line.entry().sagaId() != null) {
            String saga = line.entry().sagaId();
            workspace.history().go("sagasView", Selected.of(new StreamId(saga)).withSaga(saga));
        }
    }

    private void export(String kind, String ending, AuditExport.Format format) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Export the audit");
        chooser.setInitialFileName("audit." + ending);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, "*." + ending));
        File file = chooser.showSaveDialog(auditTable.getScene().getWindow());
        if (file != null) {
            model.export(file.toPath(), format, head -> workspace.notices()
                    .info("Exported to " + file + "; keep its head: " + head));
        }
    }

    private void setUpWhich() {
        Map<AuditModel.Which, ToggleButton> toggles = Map.of(AuditModel.Which.ALL, allToggle, AuditModel.Which.DONE,
                doneToggle, AuditModel.Which.REFUSED, refusedToggle);
        toggles.forEach((which, toggle) -> toggle.setOnAction(_ -> {
            toggle.setSelected(true);
            model.choose(which);
        }));
        model.whichProperty().subscribe(now -> toggles.forEach((which, toggle) -> toggle.setSelected(which == now)));
    }

    private void setUpTable() {
        AuditTable.fill(auditTable, workspace);
        auditTable.setItems(model.lines());
        auditTable.getSelectionModel().selectedItemProperty().addListener((_, _, line) -> {
            if (line != null && !following) {
                model.chosenProperty().set(line);
            }
        });
        model.lines().subscribe(() -> light(model.chosenProperty().get()));
    }

    private void showFound(AuditSearch.@Nullable Found found) {
        boolean filtered = !filter.applied().isEmpty() || model.whichProperty().get() != AuditModel.Which.ALL;
        emptyCover.setVisible(found != null && found.lines().isEmpty());
        emptyLabel.setText(filtered ? "No row of the audit matches." : "Nobody has acted on this store yet.");
        emptyHint.setVisible(!filtered);
        showAllButton.setVisible(filtered);
        filter.showFact(found == null || !filtered
                ? ""
                : Figures.count(found.lines().size()) + " of " + Figures.count(found.looked())
                        + (found.whole() ? "" : " looked at"));
    }

    private void light(@Nullable AuditLine line) {
        following = true;
        int row = line == null ? -1 : model.lines().indexOf(line);
        if (row >= 0 && auditTable.getSelectionModel().getSelectedIndex() != row) {
            auditTable.getSelectionModel().clearAndSelect(row);
        }
        following = false;
    }

    private void showVerdict(@Nullable AuditVerdict verdict) {
        chainChip.getStyleClass().setAll("label", "chip");
        verifyButton.setDisable(verdict == null);
        switch (verdict) {
            case null -> chain("Verifying", "fth-clock", "", "Every hash is worked out anew");
            case AuditVerdict.Whole(var head) -> chain("Chain verified, " + Figures.plural(head.number(), "row"),
                    "fth-check", "success", "Head " + head + ": keep it elsewhere, then a tail that is cut off shows");
            case AuditVerdict.Broken(var number, var why) -> chain("Chain broken at row " + Figures.count(number),
                    "fth-x", "danger", why);
        }
    }

    private void chain(String text, String icon, String tone, String words) {
        chainChip.setText(text);
        chainChip.setGraphic(new FontIcon(icon));
        if (!tone.isEmpty()) {
            chainChip.getStyleClass().add(tone);
        }
        chainWords.setText(words);
        chainChip.setAccessibleHelp(words);
    }

    private void show(@Nullable AuditLine line) {
        light(line);
        detailBox.setVisible(line != null);
        if (line == null) {
            return;
        }
        AuditEntry entry = line.entry();
        actLabel.setText(Words.capital(AuditWords.act(entry)));
        outcomeChip.setText(AuditWords.outcome(line));
        outcomeChip.getStyleClass().setAll("label", "chip", AuditWords.tone(line));
        sagaButton.setVisible(entry.sagaId() != null && workspace.history().offers("sagasView"));
        facts.show(entry, workspace.times());
        json(beforeView, entry.before());
        json(afterView, entry.after());
    }

    private static void json(JsonView view, @Nullable String json) {
        view.clear();
        if (json != null) {
            view.show(JsonRows.of(Payload.json(json)));
        }
    }
}
