package dev.eventscope.store.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static dev.eventscope.store.embedded.Trial.ask;
import static dev.eventscope.store.embedded.Trial.mode;
import static org.assertj.core.api.Assertions.assertThat;

/// Under which account the server runs. What needs root to be tried is tried where the tests run as root.
@Timeout(180)
class AccountTest {

    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<String> AS_NOBODY = List.of("runuser", "-u", "nobody", "--");

    @TempDir
    Path temporary;

    private Trial trial;

    @BeforeEach
    void prepare() throws IOException {
        trial = Trial.in(temporary);
        Folders.open(temporary);
    }

    @AfterEach
    void end() throws IOException {
        trial.end();
    }

    @Test
    void nobody_but_root_needs_another_account() {
        assertThat(Account.choose(false)).isEqualTo(new Account.Own());
        assertThat(Account.choose(true)).isNotEqualTo(new Account.Own());
    }

    @Test
    @EnabledIf("isRoot")
    void where_user_namespaces_are_refused_an_unprivileged_account_owns_the_data() throws Exception {
        Folders.open(trial.folder().path());

        try (Lease lease = EmbeddedServer.start(trial.folder(), nobody())) {
            assertThat(ask(lease, "select 1")).isEqualTo("1");
            assertThat(owner(trial.data()).getName()).isEqualTo("nobody");
            assertThat(owner(lease.pgpassFile()).getName()).isEqualTo("root");
            assertThat(mode(lease.pgpassFile())).isEqualTo("rw-------");
            assertThat(ProcessHandle.of(trial.server().orElseThrow().pid()).orElseThrow().info().user())
                    .contains("nobody");
        }
        assertThat(trial.server()).isEmpty();
    }

    @Test
    @EnabledIf("isRoot")
    void an_account_that_may_not_enter_gets_a_folder_that_it_may() throws Exception {
        Folders.mode(trial.folder().path(), "rwx------");

        try (Lease lease = EmbeddedServer.start(trial.folder(), nobody())) {
            assertThat(ask(lease, "select 1")).isEqualTo("1");
            assertThat(lease.pgpassFile()).startsWith(trial.folder().shared());
            assertThat(EmbeddedServer.passwords(trial.folder()).find(lease.spec())).isPresent();
        }
    }

    @Test
    @EnabledIf("isRoot")
    void data_are_handed_over_when_the_account_changes() throws Exception {
        Folders.open(trial.folder().path());
        for (Account account : List.of(Account.choose(true), nobody(), Account.choose(true))) {
            try (Lease lease = EmbeddedServer.start(trial.folder(), account)) {
                assertThat(ask(lease, "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    @EnabledIf("canRunJavaAsNobody")
    void a_user_without_rights_starts_it_as_himself() throws Exception {
        Files.setOwner(trial.folder().path(), nobody(temporary));

        try (ChildJvm child = ChildJvm.startedBy(AS_NOBODY, classPathForAll(), trial)) {
            assertThat(child.says()).startsWith("port ");
            assertThat(owner(trial.data()).getName()).isEqualTo("nobody");
            child.finish();
        }
        assertThat(trial.server()).isEmpty();
    }

    @Test
    @EnabledIf("canRunJavaAsNobody")
    void a_user_who_may_not_write_there_is_told_so() throws Exception {
        try (ChildJvm child = ChildJvm.startedBy(AS_NOBODY, classPathForAll(), trial)) {
            assertThat(child.says()).startsWith("NO_PERMISSION no permission to use the demo store in ")
                    .contains(trial.folder().path().toString(), "demo --reset");
        }
    }

    @Test
    @EnabledIf("isRoot")
    void a_full_disk_is_told_so() throws Exception {
        Path small = Files.createDirectories(temporary.resolve("small"));
        Trial full = new Trial(DataFolder.at(small));
        // a disk that only the child sees; it has room for the programs and not for a store
        String mount = "mount -t tmpfs -o size=70m none \"$0\" && exec \"$@\"";

        try (ChildJvm child = ChildJvm.startedBy(List.of("unshare", "-m", "sh", "-c", mount, small.toString()), full)) {
            assertThat(child.says()).startsWith("NO_ROOM no room left on the disk of " + small)
                    .contains("demo --reset");
        }
    }

    static boolean isRoot() {
        return Trial.isRoot();
    }

    static boolean canRunJavaAsNobody() {
        return isRoot() && Programs.succeed(Stream.concat(AS_NOBODY.stream(), Stream.of(JAVA, "-version")).toList());
    }

    /// The class path of this test, where everybody can read it: the repository of root's Maven is for root.
    private String classPathForAll() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("classes"));
        Folders.open(folder);
        List<String> entries = new ArrayList<>();
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path entry = Path.of(each);
            Path copy = folder.resolve(entries.size() + "-" + entry.getFileName());
            if (Files.isRegularFile(entry)) {
                Files.copy(entry, copy);
            } else if (Files.isDirectory(entry)) {
                Trial.copy(entry, copy);
            }
            entries.add(copy.toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private static Account nobody() {
        return Account.other("nobody").orElseThrow();
    }

    private static UserPrincipal nobody(Path path) throws IOException {
        return path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    }

    private static UserPrincipal owner(Path path) throws IOException {
        return Files.getOwner(path);
    }
}
