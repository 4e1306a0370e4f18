package dev.eventscope.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A password file in libpq's form, read anew for each question: lines of `host:port:database:user:password`.
///
/// Shape: the first line that fits wins; `*` alone fits anything; `\:` and `\\` stand for `:` and `\`; `#` begins a comment.
/// Errors: none. A file that is absent knows nothing; one that cannot be read, is no plain file or that others may read
///         (not 0600) is passed over with one warning in the log, as libpq does.
/// Source: PostgreSQL 18 documentation, "The Password File". The driver's own parser reads one fixed place and accepts
///         files that everybody may read.
public final class PgPassFile implements Passwords {

    private static final Logger LOG = LoggerFactory.getLogger(PgPassFile.class);
    private static final Set<PosixFilePermission> OTHERS = EnumSet.range(
            PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_EXECUTE);
    private static final int FIELDS = 5;

    private final Path file;

    private PgPassFile(Path file) {
        this.file = file;
    }

    public static PgPassFile at(Path file) {
        return new PgPassFile(file);
    }

    /// The user's own: `PGPASSFILE`, else `~/.pgpass` (`%APPDATA%\postgresql\pgpass.conf` on Windows).
    public static PgPassFile ofUser(Map<String, String> environment, Path home) {
        String named = environment.getOrDefault("PGPASSFILE", "");
        if (!named.isEmpty()) {
            return at(Path.of(named));
        }
        String roaming = environment.getOrDefault("APPDATA", "");
        return at(roaming.isEmpty() ? home.resolve(".pgpass") : Path.of(roaming, "postgresql", "pgpass.conf"));
    }

    @Override
    public Optional<String> find(ConnectionSpec spec) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String wrong = wrongWith(file);
            if (wrong != null) {
                LOG.warn("password file {} is not used: {}", file, wrong);
                return Optional.empty();
            }
            // not `readAllLines`: a password of somebody else's line may be in any encoding
            return find(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList(), spec);
        } catch (IOException e) {
            LOG.warn("password file {} cannot be read: {}", file, e.toString());
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static Optional<String> find(List<String> lines, ConnectionSpec spec) {
        return lines.stream().filter(line -> !line.startsWith("#")).map(PgPassFile::fields)
                .filter(fields -> fits(fields, spec)).map(fields -> unescape(fields.getLast())).findFirst();
    }

    private static boolean fits(List<String> fields, ConnectionSpec spec) {
        return fields.size() == FIELDS && fits(fields.get(0), spec.host())
                && fits(fields.get(1), Integer.toString(spec.port()))
                && fits(fields.get(2), spec.database()) && fits(fields.get(3), spec.user());
    }

    private static boolean fits(String field, String value) {
        return field.equals("*") || unescape(field).equals(value);
    }

    /// The fields as written, still escaped; what follows a fifth colon is no part of the password.
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < line.length() && fields.size() < FIELDS; i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == ':') {
                fields.add(line.substring(start, i));
                start = i + 1;
            }
        }
        if (fields.size() < FIELDS) {
            fields.add(line.substring(start));
        }
        return fields;
    }

    private static String unescape(String field) {
        StringBuilder text = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\' && i + 1 < field.length()) {
                i++;
            }
            text.append(field.charAt(i));
        }
        return text.toString();
    }

    private static @Nullable String wrongWith(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return "it is not a plain file";
        }
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class, new LinkOption[0]);
        if (view == null) {
            return null;
        }
        Set<PosixFilePermission> given = EnumSet.copyOf(OTHERS);
        given.retainAll(view.readAttributes().permissions());
        return given.isEmpty() ? null : "others may read it (make it private: chmod 600)";
    }
}
