package dev.eventscope.desktop.replay;

import java.time.Instant;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Mark;
import dev.eventscope.desktop.fx.Restyle;
import dev.eventscope.desktop.replay.rail.RailMarks;
import dev.eventscope.desktop.replay.rail.Scrubber;
import dev.eventscope.desktop.replay.rail.Track;
import dev.eventscope.desktop.replay.shown.Shown;
import dev.eventscope.desktop.replay.shown.Texts;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.replay.StreamState;

/// The head, the transport and the rail; the frame around the other parts.
final class ReplayView {

    /// From this width on there is room for the what-if beside the state and the difference.
    private static final double WIDE = 1_300;

    @FXML
    private Pane replayBody;
    @FXML
    private Node emptyBox;
    @FXML
    private StackPane streamMark;
    @FXML
    private Label streamLabel;
    @FXML
    private Label fidelityChip;
    @FXML
    private Button stepFirstButton;
    @FXML
    private Button stepBackButton;
    @FXML
    private Button playButton;
    @FXML
    private FontIcon playIcon;
    @FXML
    private Button stepForwardButton;
    @FXML
    private Button stepLastButton;
    @FXML
    private ToggleButton stepPaceButton;
    @FXML
    private ToggleButton realTimePaceButton;
    @FXML
    private Label versionLabel;
    @FXML
    private Label lastVersionLabel;
    @FXML
    private Label clockLabel;
    @FXML
    private Label timeLabel;
    @FXML
    private Scrubber scrubSlider;
    @FXML
    private HBox foldErrorNotice;
    @FXML
    private Label foldErrorLabel;
    @FXML
    private SplitPane replaySplit;
    @FXML
    private Node whatIfPart;
    @FXML
    private Node flipsPart;

    private final ReplayModels models;
    private final ReplayViewModel model;
    private final Player player;
    private final Workspace workspace;
    private boolean awaitsFocus;
    private boolean hasBeenWide;

    ReplayView(ReplayModels models) {
        this.models = models;
        this.model = models.place();
        this.player = models.player();
        this.workspace = models.workspace();
    }

    @FXML
    private void initialize() {
        scrubSlider.onSeek(model::go);
        scrubSlider.onSettle(model::settle);
        model.trackProperty().subscribe(this::showTrack);
        model.indexProperty().addListener((_, _, _) -> showPlace());
        model.markedProperty().addListener((_, _, _) -> showRail());
        workspace.timesProperty().addListener((_, _, _) -> showPlace());
        workspace.eventClockProperty().addListener((_, _, _) -> showPlace());
        model.shownProperty().subscribe(this::show);
        models.watches().marksProperty().addListener((_, _, _) -> showRail());
        models.whatIf().resultProperty().addListener((_, _, _) -> showRail());
        player.playingProperty().subscribe(this::showPlaying);
        player.paceProperty().subscribe(pace -> {
            stepPaceButton.setSelected(pace == Player.Pace.STEP);
            realTimePaceButton.setSelected(pace == Player.Pace.REAL_TIME);
        });
        models.whatIf().openProperty().subscribe(_ -> showThird());
        models.search().found().jobProperty().subscribe(job -> {
            if (job != null) {
                models.whatIf().openProperty().set(false);
            }
            showThird();
        });
        replayBody.widthProperty().addListener((_, _, width) -> makeUseOf(width.doubleValue()));
    }

    @FXML
    private void onFirst() {
        model.first();
    }

    @FXML
    private void onBack() {
        model.step(-1);
    }

    @FXML
    private void onPlay() {
        player.toggle();
    }

    @FXML
    private void onForward() {
        model.step(1);
    }

    @FXML
    private void onLast() {
        model.last();
    }

    @FXML
    private void onStepPace() {
        player.paceProperty().set(Player.Pace.STEP);
        stepPaceButton.setSelected(true);
    }

    @FXML
    private void onRealTimePace() {
        player.paceProperty().set(Player.Pace.REAL_TIME);
        realTimePaceButton.setSelected(true);
    }

    @FXML
    private void onLastGood() {
        Shown shown = model.shownProperty().get();
        if (shown != null) {
            model.goToVersion(shown.state().version());
        }
    }

    /// To the scrubber, at once or as soon as there is a stream to scrub: keys step versions from the first moment on.
    void focus() {
        awaitsFocus = !replayBody.isVisible();
        scrubSlider.requestFocus();
    }

    /// Another view has the screen: the focus is no longer waited for.
    void hidden() {
        awaitsFocus = false;
    }

    private void makeUseOf(double width) {
        if (width >= WIDE && !hasBeenWide) {
            hasBeenWide = true;
            models.whatIf().openProperty().set(true);
        }
    }

    /// Beside the state and the difference: what is supposed, or what a search finds.
    private void showThird() {
        Node third = models.whatIf().openProperty().get()
                ? whatIfPart
                : models.search().found().jobProperty().get() != null ? flipsPart : null;
        int parts = replaySplit.getItems().size();
        boolean same = third == null ? parts == 2 : parts == 3 && replaySplit.getItems().getLast().equals(third);
        if (same) {
            return;
        }
        replaySplit.getItems().removeAll(whatIfPart, flipsPart);
        if (third == null) {
            replaySplit.setDividerPositions(0.5);
        } else {
            replaySplit.getItems().add(third);
            replaySplit.setDividerPositions(0.34, 0.67);
        }
    }

    private void showTrack(Track track) {
        boolean none = track.isEmpty();
        emptyBox.setVisible(none);
        replayBody.setVisible(!none);
        streamLabel.setText(track.stream() == null ? "" : track.stream().name());
        streamMark.getChildren().clear();
        if (!none && awaitsFocus) {
            takeFocus();
        }
        if (!none) {
            Mark mark = Mark.ofCategory(track.category());
            mark.getStyleClass().add("headline-mark");
            streamMark.getChildren().add(mark);
        }
        showPlace();
    }

    /// Not from somebody who has begun to type meanwhile.
    private void takeFocus() {
        awaitsFocus = false;
        Scene scene = scrubSlider.getScene();
        if (scene != null && !(scene.getFocusOwner() instanceof TextInputControl)) {
            scrubSlider.requestFocus();
        }
    }

    private void showPlace() {
        Track track = model.track();
        int index = model.indexProperty().get();
        boolean none = track.isEmpty() || index < 0;
        stepFirstButton.setDisable(none || index == 0);
        stepBackButton.setDisable(none || index == 0);
        playButton.setDisable(none || track.size() < 2);
        stepForwardButton.setDisable(none || index == track.size() - 1);
        stepLastButton.setDisable(none || index == track.size() - 1);
        versionLabel.setText(none ? "" : Figures.count(track.version(index)));
        lastVersionLabel.setText(none ? "" : "/ " + Figures.count(track.lastVersion()));
        clockLabel.setText(none ? "" : workspace.clockName());
        Instant time = none ? null : track.time(index, workspace.eventClock());
        timeLabel.setText(workspace.times().full(time));
        showRail();
    }

    private void showPlaying(boolean playing) {
        playIcon.setIconLiteral(playing ? "fth-pause" : "fth-play");
        playButton.setAccessibleText(playing ? "Pause" : "Play");
        Restyle.tip(playButton, playing ? "Pause (Space)" : "Play (Space)");
    }

    private void showRail() {
        Shown shown = model.shownProperty().get();
        RailMarks marks = RailMarks.of(models.watches().marksProperty().get(),
                shown == null ? null : shown.state().error(), model.markedProperty().get(),
                models.whatIf().resultProperty().get());
        scrubSlider.show(model.track(), model.indexProperty().get(), marks, workspace.times(),
                workspace.eventClock());
    }

    private void show(@Nullable Shown shown) {
        StreamState state = shown == null ? null : shown.state();
        fidelityChip.setText(state == null ? "" : state.fidelity().word());
        fidelityChip.setVisible(state != null);
        Restyle.tip(fidelityChip, state == null ? null : Texts.meaning(state.fidelity()));
        foldErrorNotice.setVisible(state != null && state.error() != null);
        foldErrorNotice.setManaged(foldErrorNotice.isVisible());
        foldErrorLabel.setText(state == null ? "" : Texts.foldError(state));
        showRail();
    }
}
