package dev.eventscope.desktop.upcast;

import java.io.File;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.upcast.DryRunModel.Candidate;
import dev.eventscope.desktop.upcast.DryRunModel.State;
import dev.eventscope.desktop.workspace.Job;
import dev.eventscope.replay.DryRunReason;
import dev.eventscope.replay.DryRunReport;
import dev.eventscope.replay.DryRunRow;

/// The candidate rules, the run, and what it found.
final class DryRunView {

    @FXML
    private ComboBox<RuleSource> rulesChoice;
    @FXML
    private Label runLabel;
    @FXML
    private Button runButton;
    @FXML
    private Button stopButton;
    @FXML
    private VBox emptyBox;
    @FXML
    private Label emptyLabel;
    @FXML
    private Label emptyHint;
    @FXML
    private Button emptyButton;
    @FXML
    private VBox progressBox;
    @FXML
    private ProgressBar progressBar;
    @FXML
    private Label progressLabel;
    @FXML
    private VBox resultBox;
    @FXML
    private HBox countBox;
    @FXML
    private ShareBar shareBar;
    @FXML
    private TableView<DryRunRow> typeTable;
    @FXML
    private TableView<DryRunReason> reasonTable;

    private final UpcastViewModel model;
    private final DryRunModel dryRun;

    DryRunView(UpcastViewModel model) {
        this.model = model;
        this.dryRun = model.dryRun();
    }

    @FXML
    private void initialize() {
        rulesChoice.setItems(dryRun.sources());
        SourceCell.show(rulesChoice);
        rulesChoice.setOnAction(_ -> chosen(rulesChoice.getValue()));
        dryRun.sourceProperty().subscribe(source -> rulesChoice.setValue(source));
        runLabel.textProperty().bind(dryRun.messageProperty());
        typeTable.setItems(model.rows());
        reasonTable.setItems(model.reasons());
        typeTable.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> model.choose(row));
        reasonTable.getSelectionModel().selectedItemProperty().addListener((_, _, reason) -> model.choose(reason));
        model.reasons()
                .addListener((ListChangeListener<DryRunReason>) _ -> reasonTable.getSelectionModel().selectFirst());
        DryRunTables.fillReasons(reasonTable);
        progressBox.managedProperty().bind(progressBox.visibleProperty());
        dryRun.stateProperty().subscribe(this::show);
        dryRun.candidateProperty().subscribe(_ -> show(dryRun.stateProperty().get()));
        model.catalogue().loadedProperty().subscribe(_ -> show(dryRun.stateProperty().get()));
        dryRun.jobProperty().subscribe(this::follow);
        dryRun.reportProperty().subscribe(this::fill);
    }

    @FXML
    private void onOpen() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open a rules file");
        chooser.getExtensionFilters().addAll(
                new FileChooser.ExtensionFilter("Rules (YAML, JSON)", "*.yaml", "*.yml", "*.json"),
                new FileChooser.ExtensionFilter("All files", "*"));
        File file = chooser.showOpenDialog(rulesChoice.getScene().getWindow());
        if (file != null) {
            dryRun.open(file.toPath());
        }
    }

    @FXML
    private void onRun() {
        dryRun.run();
    }

    @FXML
    private void onStop() {
        dryRun.stop();
    }

    private void chosen(@Nullable RuleSource source) {
        if (source != null && !source.equals(dryRun.sourceProperty().get())) {
            dryRun.choose(source);
        }
    }

    private void show(State state) {
        boolean running = state == State.RUNNING;
        boolean done = state == State.DONE;
        progressBox.setVisible(running);
        resultBox.setVisible(done);
        emptyBox.setVisible(!running && !done);
        stopButton.setVisible(running);
        stopButton.setManaged(running);
        runButton.setVisible(done || state == State.READY || state == State.STOPPED);
        runButton.setManaged(runButton.isVisible());
        runButton.setText(state == State.READY ? "Run" : "Run again");
        runLabel.setVisible(state != State.MALFORMED);
        Candidate candidate = dryRun.candidateProperty().get();
        emptyLabel.getStyleClass().setAll("label");
        emptyButton.setVisible(state == State.NO_RULES || state == State.MALFORMED);
        switch (state) {
            case NO_RULES -> empty("Choose a rules file to see what it would do to everything that is stored.",
                    "Nothing is written.", "Open a rules file", this::onOpen);
            case MALFORMED -> {
                empty(dryRun.messageProperty().get(), "Nothing has been run. Mend the file, then read it again.",
                        "Read again", this::onRun);
                emptyLabel.getStyleClass().addAll("mono", "danger");
            }
            case READY, STOPPED -> {
                String events = candidate == null
                        ? ""
                        : Figures.plural(model.catalogue().affectedBy(candidate.upcasts()), "stored event");
                empty(candidate == null ? "" : summary(candidate) + " " + events + " would be read.",
                        state == State.STOPPED ? "Stopped. Nothing was written." : "Nothing is written.", "",
                        this::onRun);
            }
            case RUNNING, DONE -> {
            }
        }
    }

    private void empty(String sentence, String hint, String action, Runnable run) {
        emptyLabel.setText(sentence);
        emptyHint.setText(hint);
        emptyButton.setText(action);
        emptyButton.setOnAction(_ -> run.run());
    }

    private static String summary(Candidate candidate) {
        long types = candidate.file().sets().stream().map(set -> set.type()).distinct().count();
        return candidate.file().name() + " has " + Figures.plural(candidate.file().sets().size(), "step") + " for "
                + Figures.plural(types, "type") + ".";
    }

    private void follow(@Nullable Job job) {
        progressBar.progressProperty().unbind();
        progressLabel.textProperty().unbind();
        if (job != null) {
            progressBar.progressProperty().bind(job.progressProperty());
            progressLabel.textProperty().bind(job.detailProperty());
        }
    }

    private void fill(@Nullable DryRunReport report) {
        if (report != null) {
            DryRunTables.fillTypes(typeTable, model.categories());
            DryRunTables.fillCounts(countBox, report);
            DryRunTables.fillBar(shareBar, report);
            double rows = Math.clamp(model.rows().size(), 2, 7);
            typeTable.setMinHeight(24 * (rows + 1) + 1);
            typeTable.setPrefHeight(24 * (rows + 1) + 1);
            typeTable.setMaxHeight(24 * (rows + 1) + 1);
        }
    }
}
