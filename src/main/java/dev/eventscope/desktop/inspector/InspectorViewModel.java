package dev.eventscope.desktop.inspector;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.JsonRows;
import dev.eventscope.desktop.workspace.Filtered;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Place;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.event.VectorClock;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamSummary;
import dev.eventscope.upcast.UpcastOutcome;
import dev.eventscope.upcast.Upcasts;

/// What the inspector shows of the selected event. The header comes with the selection; the rest is read.
final class InspectorViewModel {

    static final int MOST_EFFECTS = 100;

    /// Payload and metadata, ready for the screen, the vector clock and the last version of the stream where there is one.
    ///
    /// Shape: `raw` is its beginning as text. All of it is made off the FX thread and bounded, however large the event is.
    record Content(RecordedEvent event, JsonRows data, JsonRows metadata, String raw, @Nullable VectorClock clock,
            @Nullable Long lastVersion, Upcasted upcast) {}

    /// The payload as the upcasters in view make it, or as stored where they cannot; `label` says which, `steps` the way.
    record Upcasted(JsonRows rows, String label, UpcastSteps steps) {

        static Upcasted of(UpcastOutcome outcome, JsonRows stored) {
            UpcastSteps steps = UpcastSteps.of(outcome);
            return switch (outcome) {
                case UpcastOutcome.Upcast upcast -> new Upcasted(
                        JsonRows.of(Payload.json(Json.write(upcast.result()))), "upcast to schema " + upcast.to(),
                        steps);
                case UpcastOutcome.Failed failed -> new Upcasted(stored,
                        "as stored, the step to schema " + failed.stepTo() + " fails", steps);
                case UpcastOutcome.Unchanged(var reason) -> new Upcasted(stored, switch (reason) {
                    case NO_CHAIN -> "as stored, no upcaster is for it";
                    case CURRENT -> "as stored, at the latest schema";
                    case UNKNOWN_VERSION -> "as stored, no step begins at its schema";
                    case BROKEN_CHAIN -> "as stored, its chain is broken";
                }, steps);
            };
        }
    }

    record Links(CauseChain causes, List<EventHeader> effects) {
        static final Links NONE = new Links(CauseChain.NONE, List.of());
    }

    private final Workspace workspace;
    private final Background.Line locating;
    private final Background.Line reading;
    private final Background.Line linking;
    private final ReadOnlyObjectWrapper<@Nullable EventHeader> event = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Content> content = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Links> links = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final EventState state;
    private int causeSteps;

    InspectorViewModel(Workspace workspace) {
        this.workspace = workspace;
        locating = workspace.background().line();
        reading = workspace.background().line();
        linking = workspace.background().line();
        state = new EventState(workspace, event.getReadOnlyProperty());
        workspace.selection().selectedProperty().subscribe(this::follow);
        workspace.upcastsProperty().addListener((_, _, _) -> readAgain());
        workspace.profileProperty().addListener((_, _, _) -> readAgain());
    }

    ReadOnlyObjectProperty<@Nullable EventHeader> eventProperty() {
        return event.getReadOnlyProperty();
    }

    /// The state that the event led to.
    EventState state() {
        return state;
    }

    /// Null while it is being read.
    ReadOnlyObjectProperty<@Nullable Content> contentProperty() {
        return content.getReadOnlyProperty();
    }

    /// Null while they are being read.
    ReadOnlyObjectProperty<@Nullable Links> linksProperty() {
        return links.getReadOnlyProperty();
    }

    /// Why the event cannot be read; empty when it can.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Jumps to the cause of the shown event. Pressed again before the causes are read, it goes on from there.
    void goToCause() {
        Links known = links.get();
        if (event.get() == null) {
            return;
        }
        if (known == null) {
            causeSteps++;
        } else if (!known.causes().causes().isEmpty()) {
            CauseChain rest = known.causes().ofCause();
            go(known.causes().causes().getFirst());
            linking.cancel();
            links.set(new Links(rest, List.of()));
            readLinks();
        } else if (!known.causes().missing().isEmpty()) {
            workspace.notices().warning("the cause " + known.causes().missing() + " is not in this store");
        }
    }

    void goToEffect() {
        Links known = links.get();
        if (known != null && !known.effects().isEmpty()) {
            go(known.effects().getFirst());
        }
    }

    /// Jumps to everything that has the correlation of the shown event.
    void goToCorrelation() {
        EventHeader shown = event.get();
        if (shown != null && shown.correlationId() != null) {
            workspace.history().go(new Place(correlationView(workspace), Selected.of(shown),
                    new Filtered("correlation:" + shown.correlationId())));
        }
    }

    /// The view that shows a whole correlation.
    static String correlationView(Workspace workspace) {
        return workspace.history().offers("timelineView") ? "timelineView" : "streamsView";
    }

    /// Shows payloads upcast, or as stored again.
    void toggleUpcast() {
        if (workspace.upcastsProperty().get().types().isEmpty()) {
            workspace.notices().info("no upcasters are in view: open a rules file in Upcasts");
        } else {
            workspace.upcastShownProperty().set(!workspace.upcastShownProperty().get());
        }
    }

    /// Jumps to an event within the view on screen.
    void go(EventHeader target) {
        workspace.history().go(Selected.of(target));
    }

    private void follow(Selected selected) {
        EventHeader header = selected.event();
        if (header != null && Objects.equals(header.version(), selected.version())) {
            locating.cancel();
            show(header);
        } else if (selected.stream() != null && selected.version() != null) {
            locate(selected.stream(), selected.version());
        } else {
            locating.cancel();
            show(null);
        }
    }

    private void locate(StreamId stream, long version) {
        Session session = workspace.session();
        if (session == null) {
            return;
        }
        EventQuery query = EventQuery.forward(EventScope.stream(stream), 1).in(EventRange.versions(version, version));
        locating.run(() -> session.reader().readHeaders(query)).then(found -> show(found.isEmpty()
                ? null
                : found.getFirst()));
    }

    private void show(@Nullable EventHeader header) {
        if (header != null && header.equals(event.get())) {
            return;
        }
        reading.cancel();
        linking.cancel();
        causeSteps = 0;
        content.set(null);
        links.set(header == null ? Links.NONE : null);
        problem.set("");
        event.set(header);
        if (header != null) {
            readContent(header);
            readLinks();
        }
    }

    private void readAgain() {
        EventHeader shown = event.get();
        if (shown != null) {
            readContent(shown);
        }
    }

    private void readContent(EventHeader header) {
        Session session = workspace.session();
        if (session != null) {
            Upcasts upcasts = workspace.upcastsProperty().get();
            reading.run(() -> read(session.reader(), header, upcasts))
                    .orElse(failure -> problem.set(Notices.sentence(failure)))
                    .then(found -> found.ifPresentOrElse(content::set,
                            () -> problem.set("This event is no longer in the store.")));
        }
    }

    private void readLinks() {
        Session session = workspace.session();
        EventHeader header = event.get();
        if (session != null && header != null) {
            EventReader reader = session.reader();
            linking.run(() -> new Links(CauseChain.read(reader, header), reader.readEffects(header, MOST_EFFECTS)))
                    .orElse(failure -> problem.set(Notices.sentence(failure))).then(this::link);
        }
    }

    private void link(Links read) {
        links.set(read);
        if (causeSteps > 0) {
            int more = causeSteps - 1;
            goToCause();
            causeSteps = more;
        }
    }

    private static Optional<Content> read(EventReader reader, EventHeader header, Upcasts upcasts) {
        Long last = reader.findStream(header.stream()).map(StreamSummary::version).orElse(null);
        return reader.findEvent(header.id()).map(found -> {
            JsonRows stored = JsonRows.of(found.payload());
            return new Content(found, stored, JsonRows.of(found.metadata()), RawText.of(found.payload()),
                    VectorClock.ofMetadata(found.metadata()).orElse(null), last,
                    Upcasted.of(upcasts.upcast(found), stored));
        });
    }
}
