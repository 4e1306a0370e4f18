package dev.eventscope.desktop.connect;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Words;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.ProfileFeed;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.profile.Profile;
import dev.eventscope.rules.yaml.MalformedRules;
import dev.eventscope.store.Access;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.StoreException;

/// Opens stores: what was typed, what is under way, what went wrong, and which stores were open before.
public final class ConnectViewModel {

    private record Opened(Session session, ProfileFeed.Source profile, List<RecentStore> recent) {}

    /// What a person said of the profile: a file or none, or nothing at all.
    private record Said(boolean anything, @Nullable Path file) {}

    private final Workspace workspace;
    private final StoreOpener opener;
    private final RecentStores stored;
    private final Background.Line opening;
    private final Background.Line remembering;
    private final Background.Line closing;
    private final ConnectForm form;
    private final ObservableList<RecentStore> recent = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Consumer<RecentStore> onFilled = _ -> {};

    public ConnectViewModel(Workspace workspace, StoreOpener opener, RecentStores stored, String defaultUser) {
        this.workspace = workspace;
        this.opener = opener;
        this.stored = stored;
        form = new ConnectForm(defaultUser);
        opening = workspace.background().longLine();
        remembering = workspace.background().line();
        closing = workspace.background().line();
    }

    /// The file of the profile that the next store is seen by, as `--profile` names it.
    public void seeBy(Path profile) {
        form.profile.set(profile.toString());
    }

    /// Reads the list of recent stores.
    public void start() {
        remembering.run(stored::read).then(recent::setAll);
    }

    public ObservableList<RecentStore> recent() {
        return recent;
    }

    /// What is under way, as a phrase; empty when nothing is.
    public ReadOnlyStringProperty doingProperty() {
        return doing.getReadOnlyProperty();
    }

    /// Why the last try failed, in one sentence; empty when it did not.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return opening.busyProperty();
    }

    /// Opens the demo store.
    public void openDemo() {
        open(new StoreRequest.Demo(Access.READ_ONLY));
    }

    public void openTyped() {
        try {
            open(form.request());
        } catch (IllegalArgumentException e) {
            problem.set(sentence(e));
        }
    }

    public void openRecent(RecentStore store) {
        form.fill(store);
        onFilled.accept(store);
        open(store.request());
    }

    /// Opens the store at an address, as the list of recent stores knows it, else for reading as the default user; then goes
    /// on.
    public void openAt(String address, Runnable whenOpen) {
        try {
            RecentStore store = recent.stream().filter(known -> known.address().equals(address)).findFirst()
                    .orElseGet(() -> unknown(address));
            form.fill(store);
            onFilled.accept(store);
            open(store.request(), whenOpen);
        } catch (IllegalArgumentException e) {
            problem.set(sentence(e));
        }
    }

    private RecentStore unknown(String address) {
        ConnectionSpec spec = address.equals("demo") ? null : ConnectionSpec.parse(address, form.defaultUser());
        return new RecentStore(spec, false, workspace.clock().instant());
    }

    public void forget(RecentStore store) {
        remembering.run(() -> stored.forget(store)).then(recent::setAll);
    }

    public void cancel() {
        opening.cancel();
        doing.set("");
    }

    /// Opens a store; the window moves to it when it is open, and stays where it is when that fails.
    public void open(StoreRequest request) {
        open(request, () -> {});
    }

    private void open(StoreRequest request, Runnable whenOpen) {
        problem.set("");
        doing.set("Connecting");
        Instant now = workspace.clock().instant();
        Said profile;
        try {
            profile = new Said(form.saysProfile(), form.profileFile());
        } catch (IllegalArgumentException e) {
            doing.set("");
            problem.set(sentence(e));
            return;
        }
        opening.run(() -> connect(request, profile, now)).orElse(failure -> {
            doing.set("");
            problem.set(sentence(failure));
        }).then(opened -> {
            doing.set("");
            form.password.set("");
            form.showProfile(opened.profile().file());
            recent.setAll(opened.recent());
            workspace.profileFeed().use(opened.profile());
            moveTo(opened.session());
            whenOpen.run();
        });
    }

    ConnectForm form() {
        return form;
    }

    void onFilled(Consumer<RecentStore> handler) {
        onFilled = handler;
    }

    private Opened connect(StoreRequest request, Said said, Instant now) {
        Path profile = said.anything() ? said.file() : stored.profileOf(request);
        ProfileFeed.Source source = ProfileFeed.Source.read(profile);
        RecentStore entry = RecentStore.of(request, isProduction(request), now)
                .seenBy(profile == null ? null : profile.toString());
        OpenStore store = Profile.over(
                opener.open(request.by(source.profile().layout()),
                        phrase -> workspace.background().later(() -> say(phrase))),
                workspace.profileFeed()::inForce);
        try {
            Session session = new Session(entry.title(), serverOf(store), store, entry.production(), entry.address());
            Cancellation.check();
            return new Opened(session, source, stored.remember(entry));
        } catch (StoreException e) {
            store.close();
            throw e;
        }
    }

    private boolean isProduction(StoreRequest request) {
        return switch (request) {
            case StoreRequest.Demo _ -> false;
            case StoreRequest.Server server -> server.production() == null
                    ? stored.isProduction(server.spec())
                    : server.production();
        };
    }

    private void moveTo(Session session) {
        Session old = workspace.session();
        workspace.open(session);
        if (old != null) {
            closing.run(() -> {
                old.store().close();
                return true;
            }).then(_ -> {});
        }
    }

    private void say(String phrase) {
        if (opening.busyProperty().get()) {
            doing.set(Words.capital(phrase));
        }
    }

    private static String serverOf(OpenStore store) {
        String version = store.database().read(tx -> tx.query("select current_setting('server_version') as version",
                row -> row.string("version")).getFirst());
        return "PostgreSQL " + version.split(" ", 2)[0];
    }

    private static String sentence(Throwable failure) {
        String text = failure instanceof MalformedRules || failure instanceof StoreException
                || failure instanceof IllegalArgumentException
                        ? Notices.sentence(failure)
                        : "Something went wrong inside Eventscope: " + Notices.sentence(failure);
        return text.isEmpty() ? text : Words.capital(text) + ".";
    }
}
