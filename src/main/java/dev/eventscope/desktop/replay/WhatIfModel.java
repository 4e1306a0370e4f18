package dev.eventscope.desktop.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.replay.whatif.ReducerChoice;
import dev.eventscope.desktop.replay.whatif.SupposedEvents;
import dev.eventscope.desktop.replay.whatif.UpcasterChoice;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.profile.Profile;
import dev.eventscope.replay.Folds;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.whatif.Hypothesis;
import dev.eventscope.replay.whatif.StreamCopy;
import dev.eventscope.replay.whatif.WhatIf;

/// What a stream would have come to with the events that are supposed, and read by the code that is chosen. Nothing of it is
/// ever written.
///
/// Threads: FX thread; folding is in the background.
final class WhatIfModel {

    private record Folded(WhatIf whatIf, Duration took) {}

    private final Workspace workspace;
    private final ReplayViewModel model;
    private final SupposedEvents events;
    private final Background.Line folding;
    private final Background.Line offering;
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final ObservableList<ReducerChoice> reducers = FXCollections.observableArrayList(ReducerChoice.ALWAYS);
    private final ObservableList<UpcasterChoice> upcasters = FXCollections.observableArrayList(UpcasterChoice.ALWAYS);
    private final ObjectProperty<ReducerChoice> reducer = new SimpleObjectProperty<>(ReducerChoice.AS_DEPLOYED);
    private final ObjectProperty<UpcasterChoice> upcaster = new SimpleObjectProperty<>(UpcasterChoice.AS_DEPLOYED);
    private final ReadOnlyObjectWrapper<@Nullable WhatIf> result = new ReadOnlyObjectWrapper<>();
    private Duration took = Duration.ZERO;

    WhatIfModel(ReplayViewModel model, Workspace workspace) {
        this.model = model;
        this.workspace = workspace;
        events = new SupposedEvents(workspace);
        folding = workspace.background().line();
        offering = workspace.background().line();
        open.addListener((_, _, _) -> renew());
        model.trackProperty().addListener((_, old, now) -> {
            if (now.stream() == null || !now.stream().equals(old.stream())
                    || events.hypothesisProperty().get().isNone()) {
                renew();
            }
        });
        events.hypothesisProperty().addListener((_, _, _) -> fold());
        events.copyProperty().addListener((_, _, _) -> fold());
        reducer.addListener((_, _, _) -> fold());
        upcaster.addListener((_, _, _) -> fold());
        workspace.upcastsProperty().addListener((_, _, _) -> {
            if (upcaster.get() instanceof UpcasterChoice.Candidate) {
                fold();
            }
        });
    }

    /// Whether the panel is on show; nothing is read while it is not.
    BooleanProperty openProperty() {
        return open;
    }

    SupposedEvents events() {
        return events;
    }

    /// By what the supposed events may be folded: those for the stream's category first.
    ObservableList<ReducerChoice> reducers() {
        return reducers;
    }

    /// By what the supposed payloads may be upcast.
    ObservableList<UpcasterChoice> upcasters() {
        return upcasters;
    }

    ObjectProperty<ReducerChoice> reducerProperty() {
        return reducer;
    }

    ObjectProperty<UpcasterChoice> upcasterProperty() {
        return upcaster;
    }

    /// What came of it; null while it is folded, and where nothing is supposed.
    ReadOnlyObjectProperty<@Nullable WhatIf> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /// How long the last fold took.
    Duration took() {
        return took;
    }

    boolean isSupposing() {
        return !events.hypothesisProperty().get().isNone() || !reducer.get().equals(ReducerChoice.AS_DEPLOYED)
                || !upcaster.get().equals(UpcasterChoice.AS_DEPLOYED);
    }

    /// Back to the events as they are stored, read as they are deployed.
    void clear() {
        reducer.set(ReducerChoice.AS_DEPLOYED);
        upcaster.set(UpcasterChoice.AS_DEPLOYED);
        events.clear();
    }

    /// Leaves the event of the version on show out, or takes it in again.
    void toggleShown() {
        int index = model.indexProperty().get();
        if (index >= 0 && index < events.slots().size()) {
            SupposedEvents.Slot slot = events.slots().get(index);
            events.leaveOut(slot, !slot.isLeftOut());
        }
    }

    /// Leaves the first event out, as soon as the stream has been read: for a look at what a what-if shows.
    void leaveFirstOut() {
        events.leaveOut(model.track().version(0));
    }

    /// The nearest version before or after another one at which the two states differ.
    Optional<Long> differingFrom(long version, boolean forward) {
        WhatIf now = result.get();
        if (now == null) {
            return Optional.empty();
        }
        List<WhatIf.Step> steps = forward ? now.steps() : now.steps().reversed();
        return steps.stream().filter(WhatIf.Step::differs).map(WhatIf.Step::version)
                .filter(each -> forward ? each > version : each < version).findFirst();
    }

    private void renew() {
        boolean shown = open.get() && !model.track().isEmpty();
        events.open(shown ? model.track().stream() : null);
        if (!shown) {
            result.set(null);
        }
        Session session = workspace.session();
        if (shown && session != null) {
            offer(workspace.profile(), session.store().layout().id(), model.track().category());
        }
    }

    /// Looks for the code in the background, since it may have to be loaded.
    private void offer(Profile profile, String layout, String category) {
        offering.run(() -> new Offer(ReducerChoice.of(profile, layout, category), UpcasterChoice.of(profile, layout)))
                .then(offer -> {
                    reducer.set(renew(reducers, offer.reducers(), reducer.get(), ReducerChoice.AS_DEPLOYED));
                    upcaster.set(renew(upcasters, offer.upcasters(), upcaster.get(), UpcasterChoice.AS_DEPLOYED));
                });
    }

    private record Offer(List<ReducerChoice> reducers, List<UpcasterChoice> upcasters) {}

    /// What was chosen stays chosen where there still is something of that name, as it now is.
    private static <T> T renew(ObservableList<T> all, List<T> now, T chosen, T otherwise) {
        if (!all.equals(now)) {
            all.setAll(now);
        }
        return now.stream().filter(each -> each.toString().equals(chosen.toString())).findFirst().orElse(otherwise);
    }

    private void fold() {
        StreamCopy copy = events.copyProperty().get();
        Replay replay = model.replay();
        folding.cancel();
        result.set(null);
        if (copy == null || replay == null || !isSupposing()) {
            return;
        }
        Hypothesis now = events.hypothesisProperty().get();
        Folds stored = replay.folds();
        Folds supposed = upcaster.get().over(reducer.get().over(stored), workspace.upcastsProperty().get());
        folding.run(() -> {
            Instant start = workspace.clock().instant();
            WhatIf made = WhatIf.of(copy, now, stored, supposed);
            return new Folded(made, Duration.between(start, workspace.clock().instant()));
        }).then(folded -> {
            took = folded.took();
            result.set(folded.whatIf());
        });
    }
}
