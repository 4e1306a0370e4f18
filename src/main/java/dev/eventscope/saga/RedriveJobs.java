package dev.eventscope.saga;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Database;
import dev.eventscope.store.Row;

/// Jobs that re-drive many sagas: written down before the first request goes out, and read back as they truly are.
///
/// Shape: sending is the work of a [JobDriver]. What has become of an item is read by its request id from what the runner
///        did, never from what the sender remembers; so a job shows the same before and after its sender died.
/// Threads: safe from any thread; blocks.
public final class RedriveJobs {

    /// A sender that has not been heard of for so long is gone.
    static final int SILENT_S = 15;

    private static final String JOB = """
            select job_id, at, db_user, actor, scope, mode, reason, evidence, per_second, stop_share, known_groups, status, ended_at, why,
                   beat_at
            from eventscope.redrive_job
            """;

    private final Database database;

    /// Reading needs a read-only database; planning and stopping one that may write.
    public RedriveJobs(Database database) {
        this.database = database;
    }

    /// Writes a job down with the request ids of all its items. After a lost connection call it again with the same id.
    ///
    /// Errors: `IllegalArgumentException` where the plan has no items, or its mode needs evidence and there is none.
    public void start(UUID job, RedrivePlan plan, Pace pace, Why why, String actor) {
        List<PlannedItem> items = plan.items();
        if (items.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to " + plan.mode().code() + " in " + plan.scope());
        }
        why.checkedFor(plan.mode());
        database.write(tx -> tx.query(
                """
                        select eventscope.plan_redrive_job(?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?::int[], ?::int[], ?::int[],
                                                           ?::text[])""",
                _ -> "", job, plan.scope(), plan.mode().code(), why.reason(), why.evidence(), actor, pace.perSecond(),
                pace.stopShare(),
                items.stream().map(PlannedItem::sagaId).toList(), items.stream().map(PlannedItem::stepNo).toList(),
                items.stream().map(PlannedItem::attempt).toList(),
                IntStream.range(0, items.size()).mapToObj(pace::stageOf).toList(),
                items.stream().map(item -> item.after() == null ? "" : item.after()).toList()));
    }

    public Optional<RedriveJob> find(UUID job) {
        return database.read(tx -> tx.queryOne(JOB + "where job_id = ?", RedriveJobs::job, job));
    }

    /// The latest jobs, the last first.
    public List<RedriveJob> latest(int limit) {
        return database.read(tx -> tx.query(JOB + "order by at desc, job_id limit ?", RedriveJobs::job, limit));
    }

    /// The latest jobs with the counts of their items, the last first.
    ///
    /// Shape: a job that has ended and has nothing open keeps its counts; the others are counted anew.
    public List<RedriveJob.Overview> overview(int limit) {
        return database.read(Database.LONG, tx -> {
            List<RedriveJob> latest = tx.query(JOB + "order by at desc, job_id limit ?", RedriveJobs::job, limit);
            Map<UUID, Map<RedriveJob.State, Integer>> counts = new HashMap<>();
            latest.forEach(job -> counts.put(job.id(), RedriveJob.counts(List.of())));
            tx.forEach("""
                    select j.job_id, c.key as state, c.value::int as items
                    from eventscope.redrive_job j, json_each_text(j.counts) c
                    where j.job_id = any (?::uuid[])
                    union all
                    select c.job_id, c.state, c.items::int
                    from eventscope.redrive_job_counts(array(
                        select j.job_id from eventscope.redrive_job j
                        where j.job_id = any (?::uuid[]) and j.counts is null)) c""",
                    row -> Objects.requireNonNull(counts.get(row.uuid("job_id")))
                            .put(RedriveJob.State.of(row.string("state")), row.intValue("items")),
                    List.copyOf(counts.keySet()), List.copyOf(counts.keySet()));
            return latest.stream().map(job -> new RedriveJob.Overview(job,
                    Objects.requireNonNull(counts.get(job.id())))).toList();
        });
    }

    /// Keeps the counts of a job that has ended, so that listing it costs nothing; answers whether they are final.
    boolean settle(UUID job) {
        return database.write(tx -> tx.query("select eventscope.settle_redrive_job(?) as kept",
                row -> row.booleanValue("kept"), job)).getFirst();
    }

    /// Every item in its order, with what has become of it until now.
    public List<RedriveJob.Item> items(UUID job) {
        return database.read(Database.LONG, tx -> tx.query("""
                select i.no, i.stage, i.saga_id, i.step_no, i.attempt, i.after_saga, i.request_id, s.state, s.refusal,
                       s.error_class, s.error_message
                from eventscope.redrive_job_item i
                join eventscope.redrive_item_states(array[?::uuid]) s on s.no = i.no
                where i.job_id = ?
                order by i.no""", RedriveJobs::item, job, job));
    }

    /// The failures, by group, that stopped sagas of the job since it began and that it did not set out to mend.
    public Map<String, Integer> newFailures(UUID job) {
        return database.read(tx -> {
            Map<String, Integer> failures = new LinkedHashMap<>();
            tx.forEach("""
                    select a.failure_group, count(*) as sagas
                    from eventscope.redrive_job j
                    join eventscope.saga_attempt a on a.stopped_saga and a.ended_at >= j.at
                     and not a.failure_group = any (j.known_groups)
                    where j.job_id = ? and (j.ended_at is null or a.ended_at <= j.ended_at + interval '1 minute')
                      and exists (select from eventscope.redrive_job_item i
                                  where i.saga_id = a.saga_id and i.job_id = j.job_id)
                    group by a.failure_group
                    order by sagas desc, a.failure_group""",
                    row -> failures.put(row.string("failure_group"), (int) row.longValue("sagas")), job);
            return failures;
        });
    }

    /// Asks whoever sends the items to send no more. What is under way goes on to its outcome.
    ///
    /// Shape: answers whether the job was still running.
    public boolean stop(UUID job, String why, String actor) {
        return end(job, RedriveJob.Status.STOPPED, why, actor);
    }

    /// The server's clock.
    public Instant now() {
        return database.read(tx -> tx.query("select clock_timestamp() as now", row -> row.instant("now"))).getFirst();
    }

    boolean end(UUID job, RedriveJob.Status status, String why, String actor) {
        return database.write(tx -> tx.query("select eventscope.end_redrive_job(?, ?, ?, ?) as ended",
                row -> row.booleanValue("ended"), job, status.code(), why, actor)).getFirst();
    }

    /// Says that `driver` is at it; answers `yours`, `ended` or `driven`.
    String drive(UUID job, UUID driver, String actor) {
        return database.write(tx -> tx.query("select eventscope.drive_redrive_job(?, ?, ?) as answer",
                row -> row.string("answer"), job, driver, actor)).getFirst();
    }

    private static RedriveJob.Item item(Row row) {
        RedriveJob.State state = RedriveJob.State.of(row.string("state"));
        return new RedriveJob.Item(row.intValue("no"), row.intValue("stage"), row.string("saga_id"),
                row.intValue("step_no"), row.intValue("attempt"), row.nullableString("after_saga"),
                row.uuid("request_id"), state,
                state == RedriveJob.State.REFUSED ? row.nullableString("refusal") : note(state, SagaRows.error(row)));
    }

    /// What a person is told beside a state: an attempt that was confirmed has nothing to tell.
    static @Nullable String note(RedriveJob.State state, @Nullable StepError error) {
        return error == null || state == RedriveJob.State.CONFIRMED ? null : error.toString();
    }

    private static RedriveJob job(Row row) {
        return new RedriveJob(row.uuid("job_id"), row.instant("at"), row.string("db_user"), row.string("actor"),
                row.string("scope"), RedriveRequest.Mode.of(row.string("mode")),
                row.string("reason"), row.nullableString("evidence"), row.doubleValue("per_second"),
                row.doubleValue("stop_share"), row.strings("known_groups"),
                RedriveJob.Status.of(row.string("status")), row.nullableInstant("ended_at"), row.nullableString("why"),
                row.nullableInstant("beat_at"));
    }
}
