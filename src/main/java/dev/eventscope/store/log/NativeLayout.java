package dev.eventscope.store.log;

import dev.eventscope.store.Database;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.RightMissing;
import dev.eventscope.store.StoreLayout;

/// Our own schema as one layout among others.
///
/// Source: `eventscope.event` and `eventscope.stream`, migrations in `db/migration`.
public final class NativeLayout implements StoreLayout {

    private static final String FITS = """
            select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                           where n.nspname = 'eventscope' and c.relname = 'event') as made,
                   exists (select from pg_namespace where nspname = 'eventscope') as named,
                   coalesce(has_schema_privilege(to_regnamespace('eventscope'), 'usage'), false) as entered""";

    @Override
    public String id() {
        return "native";
    }

    @Override
    public Fit fit(Database database) {
        return database.read(tx -> tx.query(FITS, row -> {
            if (row.booleanValue("named") && !row.booleanValue("entered")) {
                throw new RightMissing("user '" + database.spec().user() + "' may not use the schema eventscope;"
                        + " an owner can allow it: grant eventscope_viewer to " + database.spec().user(), null);
            }
            return row.booleanValue("made")
                    ? new Fit(true, "schema eventscope with table event")
                    : new Fit(false, "no table eventscope.event (run 'init' to make one)");
        }).getFirst());
    }

    @Override
    public EventReader open(Database database) {
        Schema.check(database);
        return new LogReader(database);
    }
}
