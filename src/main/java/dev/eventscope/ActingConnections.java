package dev.eventscope;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.eventscope.desktop.workspace.Arming;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.saga.OperatorRole;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;

/// The second connections of a window: browsing is read-only; acting has a connection of its own, made when somebody arms,
/// and every transaction of it is in the operator's role.
///
/// Threads: safe from any thread; asking blocks while it connects.
final class ActingConnections implements AutoCloseable {

    private final Function<ConnectionSpec, Passwords> passwords;
    private final String actor;
    private final Map<ConnectionSpec, Database> open = new HashMap<>();

    ActingConnections(Function<ConnectionSpec, Passwords> passwords, String actor) {
        this.passwords = passwords;
        this.actor = actor;
    }

    /// The connection to act on a store with; empty where it is not ours to write to.
    ///
    /// Errors: any [dev.eventscope.store.StoreException] of connecting; a missing right names the GRANT.
    synchronized Optional<Database> forSession(Session session) {
        if (!session.isNative()) {
            return Optional.empty();
        }
        ConnectionSpec spec = session.store().database().spec();
        Database writable = open.computeIfAbsent(spec,
                one -> Database.open(one, Access.READ_WRITE, passwords.apply(one)));
        return Optional.of(OperatorRole.acting(writable, actor, Arming.SPAN));
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Database::close);
        open.clear();
    }
}
