package dev.eventscope.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventscope.store.ConnectionSpec.TlsMode;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordsTest {

    private static final ConnectionSpec SHOP = spec("db.example", 5432, "shop", "ann");

    @TempDir
    Path folder;

    @Test
    void the_first_line_that_fits_wins() throws IOException {
        PgPassFile file = passFile("""
                # comment:5432:shop:ann:no
                other:5432:shop:ann:wrong host
                db.example:5433:shop:ann:wrong port
                db.example:5432:shop:ann:right
                *:*:*:*:too late
                """);

        assertThat(file.find(SHOP)).contains("right");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "*:*:*:*:s                           | s",
        "db.example:*:shop:*:s               | s",
        "db.example:5432:shop:ann:a\\:b\\\\c | a:b\\c",
        "db.example:5432:shop:ann:a:b        | a",
        "db.example:5432:shop:ann:           | ''",
        "db.example:5432:shop:a\\nn:s        | s",
        "db.example:5432:shop:ann:ü €        | ü €"})
    void wildcards_and_escapes_are_read_as_libpq_does(String line, String password) throws IOException {
        assertThat(passFile(line + "\n").find(SHOP)).contains(password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "db.example:5432:shop:bob:s", "db.example:5432:shop*:ann:s", "db.example:5432:shop:ann",
        "#*:*:*:*:s", "\\"})
    void a_line_that_does_not_fit_knows_nothing(String line) throws IOException {
        assertThat(passFile(line + "\n").find(SHOP)).isEmpty();
    }

    @Test
    void an_escaped_colon_belongs_to_the_host() throws IOException {
        PgPassFile file = passFile("\\:\\:1:5432:shop:ann:six\n");

        assertThat(file.find(spec("::1", 5432, "shop", "ann"))).contains("six");
    }

    @Test
    void a_file_that_others_may_read_is_not_used() throws IOException {
        PgPassFile file = passFile("*:*:*:*:s\n");
        Files.setPosixFilePermissions(folder.resolve("pass"), PosixFilePermissions.fromString("rw-r-----"));

        assertThat(file.find(SHOP)).isEmpty();
    }

    @Test
    void a_file_that_is_absent_or_a_folder_knows_nothing() {
        assertThat(PgPassFile.at(folder.resolve("absent")).find(SHOP)).isEmpty();
        assertThat(PgPassFile.at(folder).find(SHOP)).isEmpty();
    }

    @Test
    void the_users_file_is_named_by_pgpassfile_and_else_stands_in_the_home() throws IOException {
        passFile("*:*:*:*:named\n");
        Files.copy(folder.resolve("pass"), folder.resolve(".pgpass"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(folder.resolve(".pgpass"), "*:*:*:*:home\n");
        Map<String, String> named = Map.of("PGPASSFILE", folder.resolve("pass").toString());

        assertThat(PgPassFile.ofUser(named, folder).find(SHOP)).contains("named");
        assertThat(PgPassFile.ofUser(Map.of(), folder).find(SHOP)).contains("home");
    }

    @Test
    void pgpassword_is_for_any_connection_and_never_printed() {
        Passwords passwords = new EnvironmentPasswords(Map.of("PGPASSWORD", "canary"));

        assertThat(passwords.find(SHOP)).contains("canary");
        assertThat(passwords.toString()).doesNotContain("canary");
        assertThat(new EnvironmentPasswords(Map.of()).find(SHOP)).isEmpty();
    }

    private PgPassFile passFile(String content) throws IOException {
        Path file = folder.resolve("pass");
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return PgPassFile.at(file);
    }

    private static ConnectionSpec spec(String host, int port, String database, String user) {
        return new ConnectionSpec(host, port, database, user, TlsMode.DISABLE);
    }
}
