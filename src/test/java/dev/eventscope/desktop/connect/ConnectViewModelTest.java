package dev.eventscope.desktop.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.store.Access;
import dev.eventscope.store.Passwords;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/// What is kept with a connection: the team's profile and the layout that it names; no toolkit.
class ConnectViewModelTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @TempDir
    private Path folder;

    private final List<@Nullable String> layouts = new ArrayList<>();

    @Test
    void a_profile_is_kept_with_its_connection_and_names_the_layout() throws IOException {
        Path team = Files.writeString(folder.resolve("team.yaml"), "layout: native\npinned: [/total]\n");
        Workspace first = Workspace.direct(Clock.systemUTC());
        ConnectViewModel typed = window(first);
        typed.form().byUrl.set(true);
        typed.form().url.set(STORE.spec().url());
        typed.form().profile.set(team.toString());
        typed.openTyped();
        assertThat(first.profile().name()).endsWith("team.yaml");
        assertThat(layouts).containsExactly("native");

        Workspace later = Workspace.direct(Clock.systemUTC());
        ConnectViewModel window = window(later);
        window.open(new StoreRequest.Server(STORE.spec(), Access.READ_ONLY, Passwords.none()));
        assertThat(later.profile().pins()).hasSize(1);
        assertThat(layouts).containsExactly("native", "native");
        assertThat(window.form().profile.get()).isEqualTo(team.toString());
        assertThat(window.recent().getFirst().where()).endsWith("seen by team.yaml");
    }

    @Test
    void another_store_has_a_profile_of_its_own_and_one_taken_away_stays_away() throws IOException {
        Path team = Files.writeString(folder.resolve("team.yaml"), "pinned: [/total]\n");
        Workspace workspace = Workspace.direct(Clock.systemUTC());
        ConnectViewModel window = window(workspace);
        window.seeBy(team);
        window.open(new StoreRequest.Server(STORE.spec(), Access.READ_ONLY, Passwords.none()));
        assertThat(workspace.profile().pins()).hasSize(1);

        window.openDemo();
        assertThat(workspace.profile().pins()).as("nobody gave the demo one").isEmpty();
        window.open(new StoreRequest.Server(STORE.spec(), Access.READ_ONLY, Passwords.none()));
        assertThat(workspace.profile().pins()).hasSize(1);

        window.form().profile.set("");
        window.open(new StoreRequest.Server(STORE.spec(), Access.READ_ONLY, Passwords.none()));
        assertThat(workspace.profile().pins()).isEmpty();
        window.open(new StoreRequest.Server(STORE.spec(), Access.READ_ONLY, Passwords.none()));
        assertThat(workspace.profile().pins()).as("taken away").isEmpty();
    }

    private ConnectViewModel window(Workspace workspace) {
        ConnectViewModel made = new ConnectViewModel(workspace, (request, _) -> {
            layouts.add(request instanceof StoreRequest.Server server ? server.layout() : "demo");
            return TestStore.open(STORE.spec(), request.access());
        }, new RecentStores(folder.resolve("config")), "tester");
        made.start();
        return made;
    }
}
