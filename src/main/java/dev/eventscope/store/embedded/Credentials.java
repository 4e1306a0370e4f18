package dev.eventscope.store.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.ConnectionSpec.TlsMode;

/// Port and password of the server, kept in a file of mode 0600 in `.pgpass` form.
record Credentials(int port, String password) {

    static final String HOST = "127.0.0.1";
    static final String USER = "eventscope";

    private static final Pattern LINE = Pattern.compile(
            "^" + Pattern.quote(HOST) + ":(\\d{1,5}):\\*:" + USER + ":([A-Za-z0-9_-]+)$", Pattern.MULTILINE);
    private static final int PASSWORD_BYTES = 24;

    static Credentials generate() throws IOException {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Credentials(freePort(0), Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static Credentials read(Home home) throws IOException {
        if (!Files.exists(home.passwordFile())) {
            throw EmbeddedStoreFailed.damaged(home.path(), "its password file is missing", null);
        }
        Matcher line = LINE.matcher(Files.readString(home.passwordFile()));
        if (!line.find()) {
            throw EmbeddedStoreFailed.damaged(home.path(), "its password file has no password", null);
        }
        return new Credentials(Integer.parseInt(line.group(1)), line.group(2));
    }

    void write(Path file) throws IOException {
        Folders.writePrivate(file, "%s:%d:*:%s:%s%n".formatted(HOST, port, USER, password));
    }

    /// The same with a port that is free now: the one it had where possible, so that an address stays right.
    Credentials onFreePort() throws IOException {
        return new Credentials(freePort(port), password);
    }

    ConnectionSpec spec(String database) {
        return new ConnectionSpec(HOST, port, database, USER, TlsMode.DISABLE);
    }

    @Override
    public String toString() {
        return USER + "@" + HOST + ":" + port;
    }

    private static int freePort(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            if (wanted == 0) {
                throw e;
            }
            return freePort(0);
        }
    }
}
