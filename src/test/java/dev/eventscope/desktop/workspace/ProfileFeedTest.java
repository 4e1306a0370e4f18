package dev.eventscope.desktop.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.profile.Profile;
import dev.eventscope.rules.yaml.MalformedRules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProfileFeedTest {

    @TempDir
    Path folder;

    private final Workspace workspace = Workspace.direct(Clock.systemUTC());
    private final ProfileFeed feed = workspace.profileFeed();

    @Test
    void a_file_that_is_saved_is_in_force_after_the_next_look() throws IOException {
        Path file = write("environment: test\n");
        feed.use(ProfileFeed.Source.read(file));

        write("environment: production\n");
        feed.look();

        assertThat(workspace.profile().isProduction()).isTrue();
        assertThat(feed.inForce()).isSameAs(workspace.profile());
        assertThat(workspace.notices().saidProperty().get()).isEqualTo("profile team.yaml was read again");
    }

    @Test
    void a_broken_file_leaves_the_last_good_one_and_says_what_is_wrong() throws IOException {
        Path file = write("environment: production\n");
        feed.use(ProfileFeed.Source.read(file));
        Profile good = workspace.profile();

        write("environment: prod\n");
        feed.look();
        assertThat(workspace.profile()).isSameAs(good);
        assertThat(notice()).isEqualTo("team.yaml:1:14: unknown environment 'prod', expected one of development, test,"
                + " staging, production; the profile as it was stays in force");

        Files.delete(file);
        feed.look();
        assertThat(workspace.profile()).isSameAs(good);
        assertThat(notice()).contains("there is no such file");

        write("environment: staging\n");
        feed.look();
        assertThat(workspace.profile().isProduction()).isFalse();
        assertThat(workspace.notices().all()).as("what was wrong is right again").isEmpty();
    }

    @Test
    void a_file_that_did_not_change_is_not_read_again() throws IOException {
        Path file = write("environment: test\n");
        feed.use(ProfileFeed.Source.read(file));
        Profile first = workspace.profile();

        feed.look();

        assertThat(workspace.profile()).isSameAs(first);
        assertThat(workspace.notices().all()).isEmpty();
    }

    @Test
    void another_store_without_a_profile_has_none() throws IOException {
        feed.use(ProfileFeed.Source.read(write("redact: [/a]\n")));

        feed.use(ProfileFeed.Source.NONE);

        assertThat(workspace.profile()).isSameAs(Profile.none());
        assertThatThrownBy(() -> ProfileFeed.Source.read(folder.resolve("none.yaml")))
                .isInstanceOf(MalformedRules.class);
    }

    private String notice() {
        return workspace.notices().all().getFirst().what();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("team.yaml"), text);
    }
}
