package dev.eventscope.store.log;

import dev.eventscope.store.Database;
import dev.eventscope.store.StoreUnusable;

/// A server that replays the log of another one. It can be read; but the locks of appenders are not seen there, so nobody
/// can tell which events are settled, and who must miss none works on the primary.
public final class Standby {

    private Standby() {}

    /// Errors: [StoreUnusable] where the server is a standby. `consumer` is who asks, as a sentence begins: "a relay".
    public static void refuse(Database database, String consumer) {
        if (isOne(database)) {
            throw new StoreUnusable(consumer + " does not run here: " + sentence(database)
                    + "; connect it to the primary", null);
        }
    }

    static boolean isOne(Database database) {
        return database.read(tx -> tx.query("select pg_is_in_recovery() as standby",
                row -> row.booleanValue("standby")).getFirst());
    }

    /// Why nothing is settled there.
    static String sentence(Database database) {
        return "the server at " + database.spec().host() + ":" + database.spec().port()
                + " is a standby, where nobody can tell which events are settled";
    }
}
