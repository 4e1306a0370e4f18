package dev.eventscope;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.eventscope.cli.ExitCode;
import dev.eventscope.cli.StoreLocator;
import dev.eventscope.cli.Terminal;
import dev.eventscope.cli.Window;
import dev.eventscope.desktop.audit.AuditPane;
import dev.eventscope.desktop.browse.BrowsePane;
import dev.eventscope.desktop.causation.CausationPane;
import dev.eventscope.desktop.connect.StoreRequest;
import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.replay.ReplayPane;
import dev.eventscope.desktop.saga.SagaPane;
import dev.eventscope.desktop.shell.Desktop;
import dev.eventscope.desktop.shell.Parts;
import dev.eventscope.desktop.shell.Tour;
import dev.eventscope.desktop.timeline.TimelinePane;
import dev.eventscope.desktop.upcast.TeamCode;
import dev.eventscope.desktop.upcast.UpcastPane;
import dev.eventscope.desktop.workspace.PaneFactory;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.profile.Profile;
import dev.eventscope.replay.Replay;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.Stores;

/// The desktop with everything that it is made of: a window where there is a display, pictures where there is none.
final class Desktops {

    /// The one layout that upcasters of ours are for.
    private static final String NATIVE = "native";
    private static final String OS_USER = System.getProperty("user.name");
    private static final Path PICTURES = Path.of("target", "tour");

    private final Terminal terminal;
    private final Path home;
    private final Stores stores;
    private final StoreLocator urls;
    private final DemoHouse demo;
    /// In memory only, for the second connection of a window.
    private final Map<ConnectionSpec, Passwords> usedPasswords = new ConcurrentHashMap<>();

    Desktops(Terminal terminal, Path home, Stores stores, StoreLocator urls, DemoHouse demo) {
        this.terminal = terminal;
        this.home = home;
        this.stores = stores;
        this.urls = urls;
        this.demo = demo;
    }

    /// Opens the window on a store, the demo where none is named. With no display it renders the tour instead.
    int open(Window.Wish wish) {
        String store = wish.store();
        if (!hasDisplay()) {
            terminal.err().println("eventscope: no display (DISPLAY is not set): rendering every view to "
                    + PICTURES.toAbsolutePath());
            tour(store == null ? DemoHouse.NAME : store, new Tour.Plan(PICTURES, 1_600, 900, Theme.Mode.DARK),
                    wish.profile(),
                    picture -> terminal.out().println(picture.file()));
            return ExitCode.DONE;
        }
        try (ExecutorService workers = Executors.newCachedThreadPool();
                ActingConnections acting = new ActingConnections(this::known, OS_USER)) {
            Desktop.show(
                    parts(new Seen(wish.layout(), wish.profile()), new DemoHouse.Services(wish.kafka()), workers,
                            acting),
                    request(store == null ? DemoHouse.NAME : store, Access.READ_ONLY));
        }
        return ExitCode.DONE;
    }

    /// How the stores of a window are seen at first: file of the profile; and by which layout, whatever profiles say.
    private record Seen(@Nullable String layout, @Nullable Path file) {}

    /// Renders every view of a store, seen by a profile where one is named.
    void tour(String store, Tour.Plan plan, @Nullable Path profile, Consumer<Tour.Picture> onPicture) {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        StoreRequest request = request(store, Access.READ_ONLY);
        try (ExecutorService workers = Executors.newCachedThreadPool();
                ActingConnections acting = new ActingConnections(this::known, OS_USER)) {
            Desktop.tour(parts(new Seen(null, profile), null, workers, acting), request, plan,
                    onPicture);
        }
    }

    private Parts parts(Seen seen, DemoHouse.@Nullable Services services, ExecutorService workers,
            ActingConnections acting) {
        List<PaneFactory> panes = List.of(BrowsePane::new, TimelinePane::new, CausationPane::new,
                frame -> new ReplayPane(frame, session -> replay(session, frame.workspace().profileFeed().inForce())),
                frame -> new UpcastPane(frame, workers, () -> code(frame.workspace().profileFeed().inForce()),
                        demo.folder().path().resolve("dry-runs")),
                frame -> new SagaPane(frame, acting::forSession, OS_USER),
                AuditPane::new);
        return new Parts(terminal.clock(), (request, doing) -> open(request, seen.layout(), services, doing), panes,
                configFolder(terminal.environment(), home), OS_USER, seen.file());
    }

    private static TeamCode code(Profile profile) {
        return new TeamCode(profile.upcasters(NATIVE), profile.reducersFor(NATIVE));
    }

    private static Replay replay(Session session, Profile profile) {
        return new Replay(session.reader(), profile.folds(session.store().layout().id()));
    }

    private OpenStore open(StoreRequest request, @Nullable String layout, DemoHouse.@Nullable Services services,
            Consumer<String> doing) {
        return switch (request) {
            case StoreRequest.Demo(var access) -> demo.open(access, services, doing);
            case StoreRequest.Server(var spec, var access, var typed, _, var profiles) -> {
                OpenStore opened = stores.open(spec, access, typed.orElse(known(spec)),
                        layout == null ? profiles : layout);
                usedPasswords.put(spec, typed);
                yield opened;
            }
        };
    }

    private StoreRequest request(String store, Access access) {
        if (store.equals(DemoHouse.NAME)) {
            return new StoreRequest.Demo(access);
        }
        StoreLocator.Location location = urls.locate(store);
        return new StoreRequest.Server(location.spec(), access, location.passwords());
    }

    private Passwords known(ConnectionSpec spec) {
        return usedPasswords.getOrDefault(spec, Passwords.none()).orElse(demo.passwords())
                .orElse(urls.locate(spec.url()).passwords());
    }

    private boolean hasDisplay() {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        String platform = System.getProperty("glass.platform", "");
        boolean display = !terminal.environment().getOrDefault("DISPLAY", "").isBlank();
        return !platform.equals("Headless") && (!linux || display);
    }

    static Path configFolder(Map<String, String> environment, Path home) {
        Path xdg = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
        return (xdg.isAbsolute() ? xdg : home.resolve(".config")).resolve("eventscope");
    }
}
