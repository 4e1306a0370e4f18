package dev.eventscope.desktop.upcast;

import java.io.File;
import java.util.List;
import java.util.function.IntFunction;
import javafx.collections.FXCollections;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.upcast.DryRunModel.State;
import dev.eventscope.desktop.upcast.RulesModel.Candidate;
import dev.eventscope.desktop.workspace.Job;
import dev.eventscope.rules.structural.RuleFile;

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
    private Node resultBox;
    @FXML
    private Button resumeButton;
    @FXML
    private Button saveButton;
    @FXML
    private ComboBox<Integer> sampleChoice;
    @FXML
    private ComboBox<Integer> paceChoice;
    @FXML
    private ToggleButton editButton;
    @FXML
    private VBox editorBox;
    @FXML
    private TextArea rulesEditor;

    private final UpcastViewModel model;
    private final RulesModel rules;
    private final DryRunModel dryRun;
    /// Whether rules have been typed that are being read: the editor goes when they can be used.
    private boolean awaitsTyped;

    DryRunView(UpcastViewModel model) {
        this.model = model;
        rules = model.rules();
        dryRun = model.dryRun();
    }

    @FXML
    private void initialize() {
        rulesChoice.setItems(rules.sources());
        SourceCell.show(rulesChoice);
        rulesChoice.setOnAction(_ -> chosen(rulesChoice.getValue()));
        rules.sourceProperty().subscribe(source -> rulesChoice.setValue(source));
        runLabel.textProperty().bind(dryRun.messageProperty());
        fill(sampleChoice, List.of(0, 1_000, 100, 10), DryRunSettings::sampleName);
        fill(paceChoice, List.of(0, 50_000, 5_000, 500), DryRunSettings::paceName);
        editorBox.visibleProperty().bind(editButton.selectedProperty());
        editorBox.managedProperty().bind(editorBox.visibleProperty());
        editButton.selectedProperty().addListener((_, _, on) -> {
            if (on) {
                edit();
            }
        });
        progressBox.managedProperty().bind(progressBox.visibleProperty());
        dryRun.stateProperty().subscribe(this::show);
        rules.candidateProperty().subscribe(_ -> show(dryRun.stateProperty().get()));
        model.catalogue().loadedProperty().subscribe(_ -> show(dryRun.stateProperty().get()));
        dryRun.jobProperty().subscribe(this::follow);
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

    @FXML
    private void onResume() {
        dryRun.resume();
    }

    @FXML
    private void onUseTyped() {
        awaitsTyped = true;
        dryRun.type(rulesEditor.getText());
    }

    @FXML
    private void onSave() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Save the report");
        chooser.setInitialFileName("dry-run.md");
        chooser.getExtensionFilters().addAll(new FileChooser.ExtensionFilter("Markdown", "*.md"),
                new FileChooser.ExtensionFilter("JSON", "*.json"));
        File file = chooser.showSaveDialog(saveButton.getScene().getWindow());
        if (file != null) {
            dryRun.save(file.toPath());
        }
    }

    private void chosen(@Nullable RuleSource source) {
        if (source != null && !source.equals(rules.sourceProperty().get())) {
            dryRun.choose(source);
        }
    }

    private void show(State state) {
        if (awaitsTyped && (state == State.READY || state == State.MALFORMED)) {
            awaitsTyped = false;
            editButton.setSelected(state == State.MALFORMED);
        }
        boolean running = state == State.RUNNING;
        boolean done = state == State.DONE;
        progressBox.setVisible(running);
        resultBox.setVisible(done);
        emptyBox.setVisible(!running && !done);
        show(stopButton, running);
        show(runButton, done || state == State.READY || state == State.STOPPED);
        runButton.setText(state == State.READY ? "Run" : "Run again");
        show(resumeButton, state == State.STOPPED && dryRun.canResume());
        show(saveButton, done);
        sampleChoice.setDisable(running);
        paceChoice.setDisable(running);
        runLabel.setVisible(state != State.MALFORMED);
        showEmpty(state);
    }

    private static void show(Button button, boolean shown) {
        button.setVisible(shown);
        button.setManaged(shown);
    }

    private void showEmpty(State state) {
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
            case READY -> empty(summary(), "Nothing is written.", "", this::onRun);
            case STOPPED -> empty(summary(),
                    "Stopped. Resume goes on after the last event that was counted. Nothing was written.", "",
                    this::onRun);
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

    private String summary() {
        Candidate candidate = rules.candidateProperty().get();
        if (candidate == null) {
            return "";
        }
        RuleFile file = candidate.file();
        return file.name() + " has " + Figures.plural(file.sets().size(), "step") + " for "
                + Figures.plural(file.sets().stream().map(set -> set.type()).distinct().count(), "type") + ". "
                + Figures.plural(model.catalogue().affectedBy(candidate.upcasts()), "stored event")
                + " would be read.";
    }

    private void follow(@Nullable Job job) {
        progressBar.progressProperty().unbind();
        progressLabel.textProperty().unbind();
        if (job != null) {
            progressBar.progressProperty().bind(job.progressProperty());
            progressLabel.textProperty().bind(job.detailProperty());
        }
    }

    private void fill(ComboBox<Integer> choice, List<Integer> values, IntFunction<String> name) {
        choice.setItems(FXCollections.observableArrayList(values));
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Integer value) {
                return value == null ? "" : name.apply(value);
            }

            @Override
            public @Nullable Integer fromString(String text) {
                return null;
            }
        });
        choice.setValue(0);
        choice.valueProperty().addListener((_, _, _) -> dryRun.settingsProperty()
                .set(new DryRunSettings(sampleChoice.getValue(), paceChoice.getValue())));
    }

    /// The rules in view as text, to be changed here; the file stays as it is.
    private void edit() {
        rules.readText(rulesEditor::setText);
        rulesEditor.requestFocus();
    }
}
