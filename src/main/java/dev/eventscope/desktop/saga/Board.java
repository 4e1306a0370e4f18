package dev.eventscope.desktop.saga;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.rules.Filter;
import dev.eventscope.saga.FailureGroup;
import dev.eventscope.saga.RedriveJob;
import dev.eventscope.saga.RedriveJobs;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaQuery;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaSearch;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.store.Database;

/// The left side as it was read at one moment.
///
/// Shape: `fresh` are the groups that came up during the last job and that it did not set out to mend. `looked` tells how
///        many sagas the filter saw.
record Board(Map<SagaStatus, Long> counts, List<FailureGroup> groups, Set<String> fresh, @Nullable RedriveJob lastJob,
        Trend trend, List<SagaInstance> instances, int looked, boolean whole) {

    /// At most so many instances are listed.
    static final int MOST = 500;

    /// What is asked for.
    record Question(Segment segment, @Nullable String group, Filter filter) {}

    /// Threads: blocks; off the FX thread.
    static Board read(Database database, Question question, Instant now) {
        SagaReader reader = new SagaReader(database);
        RedriveJobs jobs = new RedriveJobs(database);
        boolean failures = question.segment() == Segment.FAILED;
        List<FailureGroup> groups = failures ? reader.groups() : List.of();
        RedriveJob last = failures ? jobs.latest(1).stream().findFirst().orElse(null) : null;
        Set<String> fresh = last == null ? Set.of() : Set.copyOf(jobs.newFailures(last.id()).keySet());
        SagaQuery query = SagaQuery.all(MOST).withStatuses(question.segment().statuses())
                .withGroup(failures ? question.group() : null);
        SagaSearch.Found found = question.filter().isEverything()
                ? all(reader.list(query))
                : new SagaSearch(reader).find(query, question.filter());
        return new Board(reader.counts(), groups, fresh, last, Trend.read(reader, groups, now), found.sagas(),
                found.looked(), found.whole());
    }

    private static SagaSearch.Found all(List<SagaInstance> page) {
        return new SagaSearch.Found(page, page.size(), page.size() < MOST);
    }
}
