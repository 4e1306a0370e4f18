package dev.eventscope.store;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// From what the driver throws to what a person can act on. The only place that reads SQL states.
final class SqlErrors {

    private static final String NO_CONNECTION_YET = "08001";

    private SqlErrors() {}

    static StoreException connecting(ConnectionSpec spec, Throwable failure) {
        return caused(spec, failure).orElseGet(() -> new StoreUnreachable(unreachable(spec), failure));
    }

    /// Where a connection that broke is behind a failure of another library.
    static Optional<StoreException> lostConnection(ConnectionSpec spec, Throwable failure) {
        return caused(spec, failure).filter(StoreUnreachable.class::isInstance);
    }

    private static Optional<StoreException> caused(ConnectionSpec spec, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(translate(spec, sql));
            }
        }
        return Optional.empty();
    }

    static StoreException translate(ConnectionSpec spec, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "28P01", "28000" -> new StoreUnusable("the server at " + spec.host() + ":" + spec.port()
                    + " does not let user '" + spec.user() + "' in: check PGPASSWORD or ~/.pgpass", e);
            case "08004" -> rejected(spec, state, e);
            case "3D000" -> new StoreUnusable("there is no database '" + spec.database() + "' at " + spec.host() + ":"
                    + spec.port() + ": check the name, or create it", e);
            case "42501" -> new RightMissing(rightMissing(spec, e), e);
            case "25006" -> new RightMissing(
                    "the server refused a write: this connection is read-only, or the server is a standby", e);
            case "57014" -> messageOf(e).contains("user request")
                    ? withCause(new ReadCancelled(), e)
                    : new StoreTimedOut("the statement ran into its time-out: narrow it, or try again", e);
            case "55P03" -> new StoreTimedOut("a lock is held by another transaction: try again", e);
            case "40001", "40P01" ->
                new ConcurrentTransaction("another transaction was first: try again (" + messageOf(e) + ")", e);
            case "42P01", "3F000", "42883", "42703" -> new StoreUnusable("the store has not the schema that is needed: "
                    + messageOf(e) + " (run 'init' for a native store)", e);
            default -> byClass(spec, state, e);
        };
    }

    /// The server answered, and there will be no connection this way: the driver says why in words only.
    private static StoreException rejected(ConnectionSpec spec, String state, SQLException e) {
        String server = "the server at " + spec.host() + ":" + spec.port();
        if (messageOf(e).contains("no password")) {
            return new PasswordRequired(server + " asks for the password of user '" + spec.user()
                    + "': set PGPASSWORD or write it into ~/.pgpass", e);
        }
        return messageOf(e).contains("SSL") // the driver's words are in the language of the machine
                ? new StoreUnusable(server + " offers no TLS: to go on without it choose TLS off, in a store URL"
                        + " ?sslmode=disable", e)
                : byClass(spec, state, e);
    }

    /// Whether nothing can be said on the connection any more.
    static boolean isBroken(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("08");
    }

    private static StoreException byClass(ConnectionSpec spec, String state, SQLException e) {
        if (isBroken(e) && e.getCause() instanceof SocketTimeoutException && !state.equals(NO_CONNECTION_YET)) {
            return new StoreUnreachable("PostgreSQL at " + spec.host() + ":" + spec.port()
                    + " has stopped answering, and the read was given up: look whether the server hangs, then try again",
                    e);
        }
        if (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53") || isIo(e)) {
            return new StoreUnreachable(unreachable(spec) + detail(e), e);
        }
        return new StatementRefused(messageOf(e), state, constraintOf(e), e);
    }

    private static boolean isIo(SQLException e) {
        return e.getCause() instanceof java.io.IOException || e instanceof java.sql.SQLTransientConnectionException;
    }

    private static String unreachable(ConnectionSpec spec) {
        return "no connection to PostgreSQL at " + spec.host() + ":" + spec.port()
                + ": check that it runs and that host and port are right";
    }

    private static String detail(SQLException e) {
        SQLException next = e;
        while (next.getCause() instanceof SQLException cause) {
            next = cause;
        }
        String message = next instanceof PSQLException psql ? messageOf(psql) : "";
        return message.isEmpty() || message.contains("refused") ? "" : " (" + message + ")";
    }

    private static String rightMissing(ConnectionSpec spec, SQLException e) {
        String message = messageOf(e);
        if (message.startsWith("permission denied to set role")) {
            return "user '" + spec.user() + "' may not take the role that is needed; an owner can give it: grant "
                    + message.replaceFirst("^.*set role ", "") + " to " + spec.user();
        }
        String object = message.replaceFirst("^permission denied for ", "");
        String[] words = object.split(" ", 2);
        String grant = words.length < 2 ? "" : switch (words[0]) {
            case "schema" -> "grant usage on schema " + words[1] + " to " + spec.user();
            case "sequence" -> "grant select on sequence " + words[1] + " to " + spec.user();
            case "function" -> "grant execute on function " + words[1] + " to " + spec.user();
            default -> "grant select on " + words[1] + " to " + spec.user();
        };
        return "user '" + spec.user() + "' lacks a right: " + message
                + (grant.isEmpty() ? "" : "; an owner can give it: " + grant);
    }

    private static <E extends StoreException> E withCause(E exception, SQLException cause) {
        exception.initCause(cause);
        return exception;
    }

    private static @Nullable String constraintOf(SQLException e) {
        return e instanceof PSQLException psql && psql.getServerErrorMessage() != null
                ? psql.getServerErrorMessage().getConstraint()
                : null;
    }

    /// The server's own first line, without the driver's prefix, position or context.
    static String messageOf(SQLException e) {
        if (e instanceof PSQLException psql) {
            @Nullable
            ServerErrorMessage server = psql.getServerErrorMessage();
            if (server != null && server.getMessage() != null) {
                return server.getMessage();
            }
        }
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
