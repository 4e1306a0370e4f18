package dev.eventscope.projection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Tx;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestServer;

/// A read model that writes down each effect, in their order, with nothing that would keep one from being there twice.
final class Ledger implements ReadModel {

    private static final String TABLE = """
            create table if not exists public.effect (
                no bigint generated always as identity, ledger text not null, generation int not null,
                event_id uuid not null, stream text not null, version bigint not null)""";

    private final Database database;
    private final String name;
    private final BiConsumer<Tx, RecordedEvent> before;

    /// `before` runs before each effect, in its transaction.
    Ledger(Database database, String name, BiConsumer<Tx, RecordedEvent> before) {
        this.database = database;
        this.name = name;
        this.before = before;
        database.write(tx -> tx.update(TABLE));
    }

    static Ledger of(Database database, String name) {
        return new Ledger(database, name, (_, _) -> {});
    }

    /// Of the category that has the ledger's name.
    Projection projection() {
        return Projection.readModel(name, EventScope.category(name), this);
    }

    @Override
    public EventHandler generation(int generation) {
        return (tx, event) -> {
            before.accept(tx, event);
            write(tx, generation, event);
        };
    }

    void write(Tx tx, int generation, RecordedEvent event) {
        tx.update("""
                insert into public.effect (ledger, generation, event_id, stream, version)
                values (?, ?, ?, ?, ?)""", name, generation, UUID.fromString(event.id()), event.stream().name(),
                event.header().version());
    }

    @Override
    public int clear(Tx tx, int generation, int limit) {
        return tx.update("""
                delete from public.effect
                where no = any (array(select no from public.effect where ledger = ? and generation = ? limit ?))""",
                name, generation, limit);
    }

    /// The versions that took effect in each stream of a generation, in the order in which they did.
    Map<String, List<Long>> effects(int generation) {
        Map<String, List<Long>> effects = new LinkedHashMap<>();
        database.read(tx -> tx.query("""
                select stream, version from public.effect where ledger = ? and generation = ? order by no""",
                row -> effects.computeIfAbsent(row.string("stream"), _ -> new ArrayList<>())
                        .add(row.longValue("version")),
                name, generation));
        return effects;
    }

    long count(int generation) {
        return effects(generation).values().stream().mapToLong(List::size).sum();
    }

    /// How many rows readers of the live generation see.
    long liveCount() {
        return database.read(tx -> tx.query("""
                select count(*) as n from public.effect
                where ledger = ? and generation = (select live from eventscope.subscription where name = ?)""",
                row -> row.longValue("n"), name, name).getFirst());
    }

    static List<Long> upTo(long version) {
        return LongStream.rangeClosed(1, version).boxed().toList();
    }

    static StreamId append(Database store, String stream, int events) {
        NewEvent[] made = new NewEvent[events];
        for (int i = 0; i < events; i++) {
            made[i] = NewEvent.of("Happened", Payload.json("{\"n\":" + i + "}"));
        }
        StreamId id = new StreamId(stream);
        new EventAppender(store).append(AppendRequest.of(id, ExpectedVersion.any(), made));
        return id;
    }

    static Database newStore() {
        return Database.open(TestServer.newStore(), dev.eventscope.store.Access.READ_WRITE,
                dev.eventscope.store.Passwords.none());
    }
}
