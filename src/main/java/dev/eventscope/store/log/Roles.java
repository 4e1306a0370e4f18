package dev.eventscope.store.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The roles of a native store. Making roles is often not ours to do, so it is a script that an administrator runs.
public final class Roles {

    private static final String MAKE = "/db/roles.sql";
    private static final String GRANT = "/db/migration/afterMigrate.sql";

    private Roles() {}

    /// SQL that makes the roles where they are missing and gives them their rights on the schema. Safe to run again.
    public static String script() {
        return read(MAKE) + "\n" + read(GRANT);
    }

    private static String read(String resource) {
        try (InputStream in = Objects.requireNonNull(Roles.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
