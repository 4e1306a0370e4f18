package dev.eventscope.desktop.saga;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Shortened;
import dev.eventscope.desktop.fx.Views;
import dev.eventscope.desktop.workspace.Dialogs;
import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.saga.Pace;
import dev.eventscope.saga.RedrivePlan;
import dev.eventscope.saga.RedriveRequest;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.saga.SagaStep;

/// Asks what is to be done, to how many, how fast and why; shows what will follow; and asks the store. Nothing is sent before
/// its button is pressed, and that is enabled only where what it does can succeed.
///
/// Shape: a request is made once; after a lost connection the same one goes out again, so that it cannot count twice.
final class RedriveDialog extends VBox {

    private final Dialogs dialogs;
    private final RedriveModel model;
    private final ScopeChoice scope;
    private final Background.Line planning;
    private final Instant now;
    private final @Nullable Instant runnerPolled;
    private final Label title = new Label();
    private final ConsequencesBox consequences = new ConsequencesBox();
    private final StackPane modes = new StackPane();
    private final PaceBox pace = new PaceBox();
    private final StackPane paceHost = new StackPane();
    private final RedriveForm form;
    private final Label watches = DialogParts.muted("");
    private final Button confirm = new Button();
    private Mode mode = Mode.RETRY;
    private List<ModeOffer> offers = List.of();
    private Map<Mode, RedrivePlan> plans = Map.of();
    private @Nullable RedriveRequest request;
    private UUID job = UUID.randomUUID();
    private boolean asking;

    /// `scopes` from the smallest; the first that is asked about is `first`.
    RedriveDialog(Frame frame, RedriveModel model, List<RedriveScope> scopes, RedriveScope first,
            @Nullable Instant runnerPolled) {
        this.dialogs = frame.dialogs();
        this.model = model;
        this.runnerPolled = runnerPolled;
        now = frame.workspace().clock().instant();
        planning = model.line();
        scope = new ScopeChoice(scopes, first);
        form = new RedriveForm(frame.workspace(), this::update, this::confirm);
        setId("redriveDialog");
        getStyleClass().addAll("dialog-box", "redrive-dialog");
        // It stands in the window's overlay, outside the pane, so it brings the pane's styles with it.
        getStylesheets().add(Objects.requireNonNull(Views.stylesheet("saga")));
        getChildren().addAll(head(), new SteadyScroll(new VBox(DialogParts.section(1, "Scope", scope),
                DialogParts.section(2, "Consequences", consequences), DialogParts.section(3, "Mode", modes),
                DialogParts.section(4, "Pace", paceHost), form)), foot());
        paceHost.setAlignment(Pos.TOP_LEFT);
        pace.paceProperty().subscribe(this::showPlan);
        model.arming().databaseProperty().subscribe(this::update);
        scope.scopeProperty().subscribe(this::show);
    }

    void open() {
        dialogs.open(this, form.firstFocus(), planning::cancel);
    }

    private Node head() {
        title.setId("redriveTitleLabel");
        title.getStyleClass().add("headline");
        Button close = new Button();
        close.setGraphic(new FontIcon("fth-x"));
        close.getStyleClass().add("icon");
        close.setAccessibleText("Close");
        close.setOnAction(_ -> dialogs.close());
        HBox head = new HBox(title, DialogParts.spacer(), close);
        head.getStyleClass().add("dialog-head");
        return head;
    }

    private Node foot() {
        Button cancel = new Button("Cancel");
        cancel.setId("redriveCancelButton");
        cancel.setOnAction(_ -> dialogs.close());
        confirm.setId("redriveConfirmButton");
        confirm.getStyleClass().add("primary");
        confirm.setOnAction(_ -> confirm());
        List.of(cancel, confirm).forEach(button -> button.setMinWidth(Region.USE_PREF_SIZE));
        watches.setMinWidth(0);
        HBox foot = new HBox(watches, DialogParts.spacer(), cancel, confirm);
        foot.getStyleClass().add("dialog-foot");
        return foot;
    }

    private void show(RedriveScope chosen) {
        plans = Map.of();
        job = UUID.randomUUID();
        paceHost.getChildren().setAll(chosen instanceof RedriveScope.One
                ? DialogParts.muted("One request, sent at once.")
                : pace);
        offer(chosen);
        if (!(chosen instanceof RedriveScope.One(var shown, _)) || shown.saga().failureGroup().isPresent()) {
            model.plans(planning, chosen, found -> counted(chosen, found), this::refused);
        }
    }

    private void counted(RedriveScope chosen, Map<Mode, RedrivePlan> found) {
        plans = found;
        if (chosen instanceof RedriveScope.One) {
            showPlan();
        } else {
            offer(chosen);
        }
    }

    private void offer(RedriveScope chosen) {
        ModeChoice choice;
        if (chosen instanceof RedriveScope.One(var shown, var step)) {
            offers = model.offers(shown, step);
            choice = ModeChoice.ofOne(shown.saga(), step, offers);
        } else {
            offers = ModeOffer.ofMany(plans);
            choice = ModeChoice.ofMany(offers, plans);
        }
        modes.getChildren().setAll(choice);
        choice.modeProperty().subscribe(this::show);
    }

    private void show(Mode chosen) {
        mode = chosen;
        form.askEvidence(offers.stream().anyMatch(offer -> offer.mode() == chosen && offer.needsEvidence()), chosen);
        form.askDangerWord(model.arming().needsName() && ModeOffer.isDangerous(chosen) ? dangerWord() : "");
        watches.setText(chosen == Mode.RETRY || chosen == Mode.COMPENSATE
                ? "Each one is watched to Confirmed, Failed again or No answer."
                : "It takes effect at once, and is kept in the audit.");
        form.showProblem("");
        showPlan();
    }

    /// What has to be typed before something that cannot be taken back: which one, or how many.
    private String dangerWord() {
        RedrivePlan many = plans.get(mode);
        return scope.scopeProperty().get() instanceof RedriveScope.One(var shown, _)
                ? shown.saga().sagaId()
                : many == null ? "" : Integer.toString(many.items().size());
    }

    /// Consequences and the words of title and button, by all that is known now.
    private void showPlan() {
        RedriveScope chosen = scope.scopeProperty().get();
        if (chosen instanceof RedriveScope.One(var shown, var step)) {
            nameOne(shown, step);
        } else {
            nameMany(chosen, plans.get(mode));
        }
        List<Consequences> others = offers.stream().filter(offer -> offer.isAllowed() && offer.mode() != mode)
                .map(offer -> consequencesOf(chosen, offer.mode())).toList();
        consequences.show(consequencesOf(chosen, mode), others);
        update();
    }

    private void nameOne(SagaShown shown, SagaStep step) {
        title.setText(Shortened.line(ModeWords.title(shown.saga(), step, mode)));
        confirm.setText(ModeWords.verb(mode, "1"));
    }

    private void nameMany(RedriveScope chosen, @Nullable RedrivePlan plan) {
        if (plan == null) {
            title.setText("Re-drive many sagas");
            confirm.setText("Re-drive");
            return;
        }
        Pace chosenPace = pace.paceProperty().get();
        int instances = plan.items().size();
        title.setText(Shortened.line(ModeWords.titleOfMany(mode, instances) + ", " + chosen.about()));
        confirm.setText(ModeWords.verb(mode, chosenPace == null ? "" : PaceBox.howMany(chosenPace, instances)).strip());
        scope.count(chosen, instances);
    }

    private Consequences consequencesOf(RedriveScope chosen, Mode asked) {
        RedrivePlan plan = plans.get(asked);
        if (chosen instanceof RedriveScope.One(var shown, var step)) {
            Consequences told = Consequences.of(shown, step, asked, now);
            return plan == null || asked != Mode.RETRY
                    ? told
                    : told.with(plan.items().stream().filter(item -> item.sagaId().equals(shown.saga().sagaId()))
                            .flatMap(item -> PlanConsequences.ofOne(item, now).stream()).toList());
        }
        return plan == null
                ? Consequences.COUNTING
                : PlanConsequences.of(plan, pace.paceProperty().get(), Consequences.runner(runnerPolled, now), now);
    }

    private String missing() {
        if (!model.arming().isArmed()) {
            return "Not armed: arm first";
        }
        if (!(scope.scopeProperty().get() instanceof RedriveScope.One)) {
            RedrivePlan plan = plans.get(mode);
            if (plan == null) {
                return "Still counting";
            }
            if (plan.items().isEmpty()) {
                return "Choose what may be asked for: " + ModeWords.name(mode) + " may not";
            }
            if (pace.paceProperty().get() == null) {
                return pace.problem();
            }
        }
        return form.missing();
    }

    private void update() {
        String missing = missing();
        confirm.setDisable(asking || !missing.isEmpty());
        confirm.setAccessibleHelp(missing);
        if (!(scope.scopeProperty().get() instanceof RedriveScope.One)) {
            form.showProblem(pace.problem());
        }
    }

    private void confirm() {
        if (asking || !missing().isEmpty()) {
            return;
        }
        try {
            asking = true;
            update();
            send(scope.scopeProperty().get());
        } catch (IllegalArgumentException tooLong) {
            refused(tooLong);
        }
    }

    private void send(RedriveScope chosen) {
        RedrivePlan plan = plans.get(mode);
        Pace chosenPace = pace.paceProperty().get();
        if (chosen instanceof RedriveScope.One one) {
            model.ask(prepared(one), ModeOffer.undoesSaga(one.shown().saga(), mode) || mode.isOfSaga(), dialogs::close,
                    this::refused);
        } else if (plan != null && chosenPace != null) {
            model.jobs().start(job, plan, chosenPace, form.why(), dialogs::close, this::refused);
        }
    }

    /// The one sent before, where nothing in it has changed.
    private RedriveRequest prepared(RedriveScope.One one) {
        RedriveRequest fresh = model.prepare(one.shown().saga(), one.step(), mode, form.why());
        RedriveRequest before = request;
        if (before != null && before.mode() == mode && before.reason().equals(fresh.reason())
                && Objects.equals(before.evidence(), fresh.evidence())) {
            return before;
        }
        request = fresh;
        return fresh;
    }

    /// The button that was pressed is disabled while it asks and loses the focus: it goes back into the dialog.
    private void refused(Throwable why) {
        asking = false;
        form.showProblem(Notices.sentence(why));
        update();
        form.firstFocus().requestFocus();
    }
}
