package dev.eventscope.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StoreTimedOut;
import dev.eventscope.store.TypeSummary;
import dev.eventscope.upcast.UpcastOutcome.Reason;
import dev.eventscope.upcast.Upcasts;

/// Tries upcasters on everything that is stored, and writes nothing.
///
/// Shape: reads the types that have a chain, one after the other, and of them only what is not at the latest version
///        where the store can say how many those are. Memory is bounded, see [OrderedBatches].
/// Threads: blocks, one call at a time; off the FX thread only. Reading and reports are the calling thread's; upcasting is
///          done by `workers` and by the calling thread where it would else wait for them.
/// Errors: `ReadCancelled` within a batch of the `Cancellation` of the calling thread being cancelled.
public final class UpcastDryRun {

    private static final int BATCH = 512;
    private static final int SAMPLE_PAGE = 512;

    private final EventReader reader;
    private final Executor workers;
    private final Clock clock;
    private @Nullable Run stopped;

    public UpcastDryRun(EventReader reader, Executor workers, Clock clock) {
        this.reader = reader;
        this.workers = workers;
        this.clock = clock;
    }

    /// Runs upcasters over the store.
    ///
    /// Errors: `IllegalArgumentException` where a chain has a problem: see [Upcasts#problems()] first.
    public DryRunReport run(Upcasts upcasts, DryRunOptions options) {
        checkChains(upcasts);
        return go(new Run(upcasts, options, new DryRunMemory(new DryRunTally(), Duration.ZERO)));
    }

    /// Goes on with the run of this object that was stopped last, by a cancellation or a lost connection: after the last
    /// event that it has counted. A sample begins anew.
    ///
    /// Errors: `IllegalStateException` where none was stopped.
    public DryRunReport resume() {
        Run run = stopped;
        if (run == null) {
            throw new IllegalStateException("there is no dry-run that was stopped: call run first");
        }
        // What had been read, but not counted, is read again.
        DryRunMemory from = run.options.sample() == 0
                ? new DryRunMemory(run.tally, run.elapsed())
                : new DryRunMemory(new DryRunTally(), Duration.ZERO);
        return go(new Run(run.upcasts, run.options, from));
    }

    /// What this object has counted so far, or when it was stopped, for [#resume(Upcasts, DryRunOptions, JsonNode)] in
    /// another process; empty where there is nothing to go on with.
    ///
    /// Threads: from the listener of the progress, or after the run.
    public Optional<JsonNode> state() {
        return Optional.ofNullable(stopped).map(run -> new DryRunMemory(run.tally, run.elapsed()).write());
    }

    /// Goes on where another process was stopped, with the same upcasters and options.
    ///
    /// Errors: `IllegalArgumentException` where the state is not of this store.
    public DryRunReport resume(Upcasts upcasts, DryRunOptions options, JsonNode state) {
        checkChains(upcasts);
        return go(new Run(upcasts, options, DryRunMemory.read(state, reader)));
    }

    private static void checkChains(Upcasts upcasts) {
        upcasts.problems().stream().findFirst().ifPresent(problem -> {
            throw new IllegalArgumentException(problem.message());
        });
    }

    private DryRunReport go(Run run) {
        stopped = run;
        run.plan();
        run.types().forEach(run::scan);
        run.batches.finish();
        stopped = null;
        List<DryRunReason> reasons = new ArrayList<>(run.tally.reasons());
        reasons.addAll(IdleRules.of(run.upcasts, run.tally));
        return new DryRunReport(run.tally.rows(), reasons, run.tally.kept(), run.tally.read(), run.elapsed());
    }

    /// One dry-run under way.
    private final class Run {

        private final Upcasts upcasts;
        private final DryRunOptions options;
        private final Instant start = clock.instant();
        private final Duration before;
        private final Cancellation cancellation = Cancellation.current();
        private final DryRunTally tally;
        private final OrderedBatches<DryRunTally> batches;
        private @Nullable Map<String, Long> expected;

        Run(Upcasts upcasts, DryRunOptions options, DryRunMemory from) {
            this.upcasts = upcasts;
            this.options = options;
            this.tally = from.tally();
            this.before = from.elapsed();
            this.batches = new OrderedBatches<>(workers, BATCH, options.pace(), this::tally, this::collect);
        }

        List<String> types() {
            return upcasts.types().stream().filter(type -> options.type() == null || options.type().equals(type))
                    .sorted().toList();
        }

        /// Counts what is to be done, unless the store is too large to count in time; then the end is not known.
        void plan() {
            List<String> types = types();
            try {
                Map<String, Long> counts = new HashMap<>();
                types.forEach(type -> counts.put(type, 0L));
                for (TypeSummary summary : reader.readTypes()) {
                    if (counts.containsKey(summary.type()) && isWanted(summary.type(), summary.schemaVersion())) {
                        long events = options.sample() == 0
                                ? summary.events()
                                : Math.min(options.sample(), summary.events());
                        counts.merge(summary.type(), events, Long::sum);
                    }
                }
                expected = counts;
            } catch (StoreTimedOut e) {
                expected = null;
            }
        }

        void scan(String type) {
            if (expected != null && expected.getOrDefault(type, 0L) == 0) {
                return;
            }
            EventHeader last = tally.last();
            if (options.sample() == 0) {
                int order = last == null ? 1 : type.compareTo(last.type());
                if (order >= 0) {
                    reader.scanEvents(EventScope.type(type), order > 0 || last == null
                            ? EventRange.EVERYTHING
                            : EventRange.after(last.order()), this::take);
                }
            } else {
                sample(type);
            }
        }

        Duration elapsed() {
            return before.plus(Duration.between(start, clock.instant()));
        }

        private boolean isWanted(String type, @Nullable String schemaVersion) {
            Optional<Reason> keep = upcasts.reasonToKeep(type, Upcasts.versionOf(schemaVersion));
            return keep.isEmpty() || keep.get() == Reason.UNKNOWN_VERSION;
        }

        private void take(RecordedEvent event) {
            if (!isWanted(event.type(), event.header().schemaVersion())) {
                return;
            }
            batches.take(event);
        }

        /// On a worker, which is to stop with the calling thread: one event may take as long as an expression may.
        private DryRunTally tally(List<RecordedEvent> events) {
            return cancellation.call(() -> {
                DryRunTally counted = new DryRunTally();
                for (RecordedEvent event : events) {
                    Cancellation.check();
                    counted.add(event, options.schemas().of(event.type(), upcasts.upcast(event)));
                }
                return counted;
            });
        }

        /// Batches come in the order in which they were read, so that "first" is the store's first.
        private void collect(DryRunTally counted) {
            tally.addAll(counted);
            options.progress().accept(new DryRunProgress(tally.read(), total(), elapsed()));
        }

        private long total() {
            return expected == null ? 0 : expected.values().stream().mapToLong(Long::longValue).sum();
        }

        /// Looks at all headers of the type, which is cheap, and reads the payloads of evenly spread ones.
        private void sample(String type) {
            Map<String, DryRunSpread> spreads = new HashMap<>();
            reader.scanHeaders(EventScope.type(type), EventRange.EVERYTHING, header -> {
                if (isWanted(type, header.schemaVersion())) {
                    spreads.computeIfAbsent(String.valueOf(header.schemaVersion()),
                            _ -> new DryRunSpread(options.sample())).offer(header.id());
                }
            });
            for (DryRunSpread spread : spreads.values()) {
                List<String> ids = spread.chosen();
                for (int from = 0; from < ids.size(); from += SAMPLE_PAGE) {
                    reader.readEvents(ids.subList(from, Math.min(ids.size(), from + SAMPLE_PAGE))).forEach(this::take);
                }
            }
        }
    }
}
