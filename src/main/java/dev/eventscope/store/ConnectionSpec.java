package dev.eventscope.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// Where a store is and who asks. Holds no password.
public record ConnectionSpec(String host, int port, String database, String user, TlsMode tls) {

    /// How the connection is protected, weakest first. Off loopback anything but `VERIFY_FULL` is a person's own choice.
    public enum TlsMode {
        DISABLE, PREFER, REQUIRE, VERIFY_CA, VERIFY_FULL;

        /// As libpq and pgjdbc write it: `verify-full`.
        public String parameter() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final int DEFAULT_PORT = 5432;
    private static final Pattern AUTHORITY = Pattern
            .compile("(?:(?<user>.*)@)?(?<host>\\[[^\\]]+\\]|[^:@\\[\\]]+)?(?::(?<port>\\d{1,6})?)?");

    public ConnectionSpec {
        if (host.isEmpty() || database.isEmpty() || user.isEmpty()) {
            throw new IllegalArgumentException("host, database and user must not be empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1..65535, was " + port);
        }
    }

    /// The protection that is chosen where nobody chose: off on loopback, `verify-full` elsewhere.
    public static TlsMode defaultTls(String host) {
        return isLoopback(host) ? TlsMode.DISABLE : TlsMode.VERIFY_FULL;
    }

    /// Reads `postgresql://user@host:port/database?sslmode=verify-full`. A user that is not there is `defaultUser`.
    ///
    /// Errors: `IllegalArgumentException` that says what is wrong with the text; a password in it is refused, not echoed.
    public static ConnectionSpec parse(String url, String defaultUser) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a store URL: expected postgresql://user@host:port/database", e);
        }
        if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
            throw new IllegalArgumentException(
                    "not a store URL: expected 'demo' or postgresql://user@host:port/database");
        }
        Matcher authority = authority(uri);
        String user = authority.group("user");
        if (user != null && user.contains(":")) {
            throw new IllegalArgumentException(
                    "the store URL holds a password: leave it out and use PGPASSWORD, ~/.pgpass or the prompt");
        }
        String host = Objects.requireNonNullElse(authority.group("host"), "localhost").replaceAll("^\\[|\\]$", "");
        String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
        if (path.isEmpty()) {
            throw new IllegalArgumentException("the store URL names no database: postgresql://user@host:port/database");
        }
        String digits = authority.group("port");
        int port = digits == null ? DEFAULT_PORT : Integer.parseInt(digits);
        // a plus stands for itself here, not for a space as in a form
        String name = user == null ? defaultUser : URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
        return new ConnectionSpec(host, port, path, name, tlsOf(uri.getQuery(), host));
    }

    /// Not by the URI's own host: it has none where the name has an underscore, and that must not mean this machine.
    private static Matcher authority(URI uri) {
        Matcher authority = AUTHORITY.matcher(Objects.requireNonNullElse(uri.getRawAuthority(), ""));
        if (!authority.matches()) {
            throw new IllegalArgumentException("not a store URL: expected postgresql://user@host:port/database");
        }
        return authority;
    }

    /// As [#parse] reads it; never with a password.
    public String url() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        String mode = tls == defaultTls(host) ? "" : "?sslmode=" + tls.parameter();
        return "postgresql://" + encoded(user) + "@" + shown + ":" + port + "/" + encoded(database) + mode;
    }

    public boolean isLoopback() {
        return isLoopback(host);
    }

    @Override
    public String toString() {
        return url();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    private static TlsMode tlsOf(@Nullable String query, String host) {
        if (query == null) {
            return defaultTls(host);
        }
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (!parts[0].equals("sslmode") || parts.length < 2) {
                throw new IllegalArgumentException(
                        "the store URL has an unknown parameter '" + parts[0] + "': only sslmode is read");
            }
            for (TlsMode mode : TlsMode.values()) {
                if (mode.parameter().equals(parts[1])) {
                    return mode;
                }
            }
            throw new IllegalArgumentException(
                    "sslmode must be disable, prefer, require, verify-ca or verify-full, was '"
                            + parts[1] + "'");
        }
        return defaultTls(host);
    }
}
