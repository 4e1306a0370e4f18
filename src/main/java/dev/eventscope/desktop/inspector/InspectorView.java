package dev.eventscope.desktop.inspector;

import java.util.List;
import java.util.Objects;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.JsonView;
import dev.eventscope.desktop.fx.Mark;
import dev.eventscope.desktop.inspector.InspectorViewModel.Content;
import dev.eventscope.desktop.inspector.InspectorViewModel.Links;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;

/// Shows what [InspectorViewModel] knows of the selected event.
final class InspectorView {

    private static final int CAUSES_ON_DATA = 8;

    @FXML
    private VBox emptyBox;
    @FXML
    private VBox eventBox;
    @FXML
    private StackPane markHost;
    @FXML
    private Label typeLabel;
    @FXML
    private StackPane streamMarkHost;
    @FXML
    private Hyperlink streamLink;
    @FXML
    private Label versionLabel;
    @FXML
    private Label positionLabel;
    @FXML
    private ToggleButton dataTab;
    @FXML
    private ToggleButton metaTab;
    @FXML
    private ToggleButton rawTab;
    @FXML
    private ToggleButton upcastTab;
    @FXML
    private ToggleButton causesTab;
    @FXML
    private ToggleButton stateTab;
    @FXML
    private ScrollPane upcastScroll;
    @FXML
    private VBox upcastBox;
    @FXML
    private VBox stateBox;
    @FXML
    private Label stateTitle;
    @FXML
    private Label stateFidelity;
    @FXML
    private Label stateProblem;
    @FXML
    private JsonView stateView;
    @FXML
    private VBox dataBox;
    @FXML
    private VBox metaBox;
    @FXML
    private VBox rawBox;
    @FXML
    private ScrollPane linksScroll;
    @FXML
    private StackPane factHost;
    @FXML
    private Label sizeLabel;
    @FXML
    private Label metaSizeLabel;
    @FXML
    private Label problemLabel;
    @FXML
    private JsonView payloadView;
    @FXML
    private JsonView metadataView;
    @FXML
    private TextArea rawArea;
    @FXML
    private VBox causedByBox;
    @FXML
    private VBox linksBox;
    @FXML
    private StackPane actionHost;

    private final InspectorViewModel model;
    private final Workspace workspace;
    private final Runnable onFold;
    private final FactList facts;
    private final InspectorActions actions;

    InspectorView(InspectorViewModel model, Workspace workspace, Runnable onFold) {
        this.model = model;
        this.workspace = workspace;
        this.onFold = onFold;
        facts = new FactList(workspace, model::goToCause, model::goToCorrelation);
        actions = new InspectorActions(workspace);
    }

    @FXML
    private void initialize() {
        payloadView.setRowStyle(row -> row.path().equals("/error/class") ? "failed" : null);
        factHost.getChildren().setAll(facts);
        actionHost.getChildren().setAll(actions);
        bindTab(dataTab, dataBox);
        bindTab(metaTab, metaBox);
        bindTab(rawTab, rawBox);
        bindTab(upcastTab, upcastScroll);
        bindTab(causesTab, linksScroll);
        bindTab(stateTab, stateBox);
        model.state().lookingProperty().bind(stateTab.selectedProperty());
        model.state().shownProperty().subscribe(this::showState);
        choose(dataTab);
        problemLabel.textProperty().bind(model.problemProperty());
        problemLabel.managedProperty().bind(problemLabel.visibleProperty());
        model.problemProperty().subscribe(problem -> problemLabel.setVisible(!problem.isEmpty()));
        model.eventProperty().subscribe(this::showEvent);
        model.contentProperty().subscribe(this::showContent);
        model.linksProperty().subscribe(this::showLinks);
        workspace.timesProperty().addListener((_, _, _) -> showEvent(model.eventProperty().get()));
        workspace.eventClockProperty().addListener((_, _, _) -> showLinks(model.linksProperty().get()));
        workspace.history().currentProperty().addListener((_, _, _) -> actions.show(model.eventProperty().get()));
        workspace.upcastShownProperty().addListener((_, _, _) -> showContent(model.contentProperty().get()));
    }

    @FXML
    private void onCopyId() {
        EventHeader event = model.eventProperty().get();
        if (event != null) {
            copy(event.id());
        }
    }

    @FXML
    private void onFold() {
        onFold.run();
    }

    @FXML
    private void onStream() {
        EventHeader event = model.eventProperty().get();
        if (event != null) {
            workspace.history().go("streamsView", Selected.of(event));
        }
    }

    @FXML
    private void onCopyRaw() {
        copy(rawArea.getText());
    }

    private void bindTab(ToggleButton tab, Node content) {
        content.visibleProperty().bind(tab.selectedProperty());
        tab.setOnAction(_ -> choose(tab));
    }

    private void choose(ToggleButton chosen) {
        List.of(dataTab, metaTab, rawTab, upcastTab, causesTab, stateTab)
                .forEach(tab -> tab.setSelected(tab.equals(chosen)));
    }

    private void showEvent(@Nullable EventHeader event) {
        emptyBox.setVisible(event == null);
        eventBox.setVisible(event != null);
        if (event == null) {
            return;
        }
        Mark mark = new Mark(EventKind.of(event.type()), event.category());
        mark.getStyleClass().add("headline-mark");
        markHost.getChildren().setAll(mark);
        typeLabel.setText(event.type());
        streamMarkHost.getChildren().setAll(Mark.ofCategory(event.category()));
        streamLink.setText(event.stream().name());
        streamLink.setTooltip(new Tooltip(event.stream().name()));
        streamLink.setDisable(!workspace.history().offers("streamsView"));
        versionLabel.setText(event.version() == null ? "" : "v" + event.version());
        positionLabel.setText(Figures.position(event.order()));
        showFacts(event);
        actions.show(event);
    }

    private void showContent(@Nullable Content content) {
        if (content == null) {
            sizeLabel.setText("");
            metaSizeLabel.setText("");
            payloadView.clear();
            metadataView.clear();
            rawArea.clear();
            upcastBox.getChildren().clear();
            return;
        }
        boolean upcast = workspace.upcastShownProperty().get();
        payloadView.show(upcast ? content.upcast().rows() : content.data());
        metadataView.show(content.metadata());
        sizeLabel.setText(upcast
                ? content.upcast().label()
                : "as stored, " + Figures.bytes(content.event().payload().size()));
        metaSizeLabel.setText("as stored, " + Figures.bytes(content.event().metadata().size()));
        upcastBox.getChildren().setAll(StepBoxes.of(content.data(), content.upcast()));
        rawArea.setText(content.raw());
        showFacts(content.event().header());
        Long version = content.event().header().version();
        if (version != null && content.lastVersion() != null) {
            versionLabel.setText("v" + version + " / " + content.lastVersion());
        }
    }

    private void showState(EventState.@Nullable Shown shown) {
        stateTitle.setText(shown == null ? "State" : shown.title());
        stateFidelity.setText(shown == null ? "" : shown.fidelity());
        stateFidelity.setVisible(shown != null && !shown.fidelity().isEmpty());
        stateProblem.setText(shown == null ? "" : shown.problem());
        stateProblem.setVisible(shown != null && !shown.problem().isEmpty());
        stateProblem.setManaged(stateProblem.isVisible());
        if (shown == null) {
            stateView.clear();
        } else {
            stateView.show(shown.rows());
        }
    }

    private void showLinks(@Nullable Links links) {
        EventHeader event = model.eventProperty().get();
        causedByBox.getChildren().clear();
        causedByBox.setVisible(false);
        causedByBox.setManaged(false);
        linksBox.getChildren().clear();
        if (links == null || event == null) {
            return;
        }
        showFacts(event);
        LinkRows rows = new LinkRows(event, workspace.eventClock(), model::go);
        List<Node> causes = rows.causes(CauseRow.of(links.causes()));
        if (!causes.isEmpty()) {
            causedByBox.setVisible(true);
            causedByBox.setManaged(true);
            causedByBox.getChildren().add(new SectionHead("Caused by", backToRoot(links.causes())));
            causedByBox.getChildren().addAll(causes.subList(0, Math.min(CAUSES_ON_DATA, causes.size())));
        }
        linksBox.getChildren().add(new SectionHead("Caused by", backToRoot(links.causes())));
        linksBox.getChildren().addAll(rows.causes(CauseRow.of(links.causes())));
        linksBox.getChildren().add(new SectionHead("Effects", effectCount(links)));
        linksBox.getChildren().addAll(rows.effects(links.effects()));
    }

    private void showFacts(EventHeader event) {
        Content content = model.contentProperty().get();
        facts.show(event, model.linksProperty().get(), content == null ? null : content.clock());
    }

    private static String backToRoot(CauseChain chain) {
        if (chain.causes().isEmpty()) {
            return chain.missing().isEmpty() ? "nothing, this is a root" : "";
        }
        return chain.truncated()
                ? "more than " + chain.causes().size()
                : chain.missing().isEmpty() ? chain.causes().size() + " back to the root" : "";
    }

    private static String effectCount(Links links) {
        int count = links.effects().size();
        return count == 0 ? "none" : count == InspectorViewModel.MOST_EFFECTS ? "the first " + count : "" + count;
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(Objects.requireNonNull(text));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
