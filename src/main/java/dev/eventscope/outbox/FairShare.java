package dev.eventscope.outbox;

import java.time.Clock;
import java.util.List;

import dev.eventscope.store.Database;

/// How many shards a relay keeps where several work: as many as the others, so that one more relay takes its part.
///
/// Shape: a relay that lives is a row in `relay_member`, as long as a lease; a share is the shards divided by the rows,
///        rounded up where nobody has less than rounded down. Only a hint: who may publish is for the leases to say.
/// Errors: any [dev.eventscope.store.StoreException].
/// Threads: safe from any thread; blocks.
final class FairShare {

    private static final String LIVE = """
            insert into eventscope.relay_member (owner, until)
            values (?, clock_timestamp() + ? * interval '1 millisecond')
            on conflict (owner) do update set until = excluded.until""";
    private static final String FORGET = """
            delete from eventscope.relay_member
            where owner = ? or until < clock_timestamp() - interval '1 hour'""";
    private static final String MEMBERS = """
            select m.owner = ? as is_own, array_remove(array_agg(s.shard order by s.shard), null) as shards,
                   (select count(*) from eventscope.relay_shard where diverged is null) as in_all
            from eventscope.relay_member m
            left join eventscope.relay_shard s on s.lease_owner = m.owner and s.lease_until >= clock_timestamp()
            where m.owner = ? or m.until >= clock_timestamp()
            group by m.owner""";

    /// One relay as the others see it.
    private record Member(boolean isOwn, List<Integer> shards, int inAll) {}

    /// What all of them come to: the own shards in order, the share rounded down and up.
    private record State(List<Integer> own, int least, int most, boolean someoneHasLess) {

        static State of(List<Member> members) {
            int inAll = members.getFirst().inAll();
            int least = inAll / members.size();
            int most = (inAll + members.size() - 1) / members.size();
            return new State(members.stream().filter(Member::isOwn).findFirst().orElseThrow().shards(), least, most,
                    members.stream().anyMatch(member -> !member.isOwn() && member.shards().size() < least));
        }

        int share() {
            return someoneHasLess ? least : most;
        }
    }

    private final Database store;
    private final String owner;
    private final long leaseMs;
    private final long maxAgeMs;
    private final Renewal living;
    private final Clock clock;
    private State state = new State(List.of(), 0, 0, false);
    private long readAtMs;
    private boolean known;

    FairShare(Relay.Setting setting) {
        this.store = setting.store();
        this.owner = setting.owner();
        this.leaseMs = setting.lease().toMillis();
        this.maxAgeMs = setting.poll().toMillis();
        this.clock = setting.clock();
        this.living = new Renewal(clock, setting.lease());
    }

    /// Whether this relay has room for one more shard.
    synchronized boolean mayTake() {
        State now = read();
        return now.own().size() < now.share();
    }

    /// Whether this relay has more than its share, and this shard is one of those to give back.
    synchronized boolean mustYield(int shard) {
        State now = read();
        return now.own().indexOf(shard) >= now.share();
    }

    /// Leaves the shards to the others.
    synchronized void leave() {
        store.write(tx -> tx.update(FORGET, owner));
    }

    private State read() {
        if (!known || living.isDue()) {
            store.write(tx -> tx.update(LIVE, owner, leaseMs));
            living.done();
        }
        if (!known || Math.abs(clock.millis() - readAtMs) >= maxAgeMs) {
            state = State.of(store.read(tx -> tx.query(MEMBERS,
                    row -> new Member(row.booleanValue("is_own"),
                            row.strings("shards").stream().map(Integer::valueOf).toList(), row.intValue("in_all")),
                    owner, owner)));
            readAtMs = clock.millis();
            known = true;
        }
        return state;
    }
}
