package dev.eventscope.desktop.workspace;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.event.EventClock;
import dev.eventscope.profile.Profile;
import dev.eventscope.upcast.Upcasts;

/// What the panes of one window share.
///
/// Threads: FX thread.
public final class Workspace {

    private final Clock clock;
    private final Notices notices = new Notices();
    private final Selection selection = new Selection();
    private final History history = new History(selection);
    private final Background background;
    private final Jobs jobs;
    private final Tail tail;
    private final ProfileFeed profileFeed;
    private final Arming arming;
    private final Memory memory;
    private final SavedFilters saved;
    private final Marks marks;
    private final Vocabulary vocabulary;
    private final ReadOnlyObjectWrapper<@Nullable Session> session = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Times> times = new SimpleObjectProperty<>(Times.UTC);
    private final ObjectProperty<EventClock> eventClock = new SimpleObjectProperty<>(EventClock.OCCURRED);
    private final ObjectProperty<Profile> profile = new SimpleObjectProperty<>(Profile.none());
    private final ObjectProperty<Upcasts> upcasts = new SimpleObjectProperty<>(Upcasts.none());
    private final BooleanProperty upcastShown = new SimpleBooleanProperty();

    private Workspace(Clock clock, Function<Consumer<Throwable>, Background> maker, @Nullable Path configFolder) {
        this.clock = clock;
        background = maker.apply(notices::error);
        jobs = new Jobs(background, notices, clock);
        tail = new Tail(background);
        profileFeed = new ProfileFeed(this);
        arming = new Arming(background, clock, this::isProduction);
        profile.addListener(_ -> arming.disarm());
        memory = configFolder == null ? Memory.ofThisRun() : Memory.in(configFolder, background, this::remembered);
        saved = new SavedFilters(memory);
        marks = new Marks(memory);
        vocabulary = new Vocabulary(background, session::get);
    }

    /// For a window: work on threads of its own. What its views were like is kept in a folder.
    public static Workspace forWindow(Clock clock, Path configFolder) {
        return new Workspace(clock, Background::onThreads, configFolder);
    }

    /// For a window that remembers nothing when it is closed.
    public static Workspace forWindow(Clock clock) {
        return new Workspace(clock, Background::onThreads, null);
    }

    /// For tests of view models: work at once on the calling thread, no toolkit needed.
    public static Workspace direct(Clock clock) {
        return new Workspace(clock, Background::direct, null);
    }

    /// For tests that decide what runs when, see [Background#on].
    public static Workspace on(Clock clock, Function<Consumer<Throwable>, Background> background) {
        return new Workspace(clock, background, null);
    }

    public Clock clock() {
        return clock;
    }

    public Background background() {
        return background;
    }

    public Notices notices() {
        return notices;
    }

    public Jobs jobs() {
        return jobs;
    }

    public Selection selection() {
        return selection;
    }

    public History history() {
        return history;
    }

    /// Where the store ends, and whether the views follow it.
    public Tail tail() {
        return tail;
    }

    /// Whether a person may act on the store.
    public Arming arming() {
        return arming;
    }

    /// Whether the open store is in production: by the tick kept with its connection, or by the team's profile.
    public boolean isProduction() {
        Session open = session.get();
        return open != null && (open.production() || profile.get().isProduction());
    }

    /// What the views of each store were like the last time.
    public Memory memory() {
        return memory;
    }

    public SavedFilters saved() {
        return saved;
    }

    /// The marked events of the open store.
    public Marks marks() {
        return marks;
    }

    /// What the open store has that a filter may name.
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /// The open store; null before one is opened.
    public ReadOnlyObjectProperty<@Nullable Session> sessionProperty() {
        return session.getReadOnlyProperty();
    }

    public @Nullable Session session() {
        return session.get();
    }

    /// Opens another store in this window. The selection, the history and the notices of the last one go first.
    public void open(@Nullable Session newSession) {
        history.clear();
        notices.clear();
        tail.follow(newSession);
        arming.follow(newSession);
        saved.follow(newSession);
        marks.follow(newSession);
        session.set(newSession);
    }

    /// A store may have been opened before the memory was read.
    private void remembered() {
        if (session.get() != null) {
            saved.follow(session.get());
            marks.follow(session.get());
        }
    }

    /// How times are shown: UTC or local.
    public ObjectProperty<Times> timesProperty() {
        return times;
    }

    public Times times() {
        return times.get();
    }

    /// Which of the two clocks of an event is shown: first what the writer says, since imported history was recorded in one go.
    public ObjectProperty<EventClock> eventClockProperty() {
        return eventClock;
    }

    public EventClock eventClock() {
        return eventClock.get();
    }

    /// Which clock is shown, and of which zone: `Occurred, UTC`.
    public String clockName() {
        return (eventClock() == EventClock.OCCURRED ? "Occurred, " : "Recorded, ") + zoneLabel();
    }

    /// As [#clockName()], for one of several times: `First occurred, UTC`.
    public String clockName(String which) {
        return which + (eventClock() == EventClock.OCCURRED ? " occurred, " : " recorded, ") + zoneLabel();
    }

    private String zoneLabel() {
        return times().zoneLabel(clock.instant());
    }

    /// The team's profile file, looked at while the window is open.
    public ProfileFeed profileFeed() {
        return profileFeed;
    }

    /// What the team says about the store: replaced as a whole when another store is opened and when its file changes.
    public ObjectProperty<Profile> profileProperty() {
        return profile;
    }

    public Profile profile() {
        return profile.get();
    }

    /// The upcasters in view: what is deployed, with the candidate rules that the Upcasts view holds.
    public ObjectProperty<Upcasts> upcastsProperty() {
        return upcasts;
    }

    /// Whether payloads are shown upcast, where an upcaster is in view for them, instead of as stored.
    public BooleanProperty upcastShownProperty() {
        return upcastShown;
    }

    /// Whether a view is the one on screen.
    public boolean isShown(String viewId) {
        return history.currentProperty().get().viewId().equals(viewId);
    }
}
