package dev.eventscope.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.rules.structural.RuleEffect;
import dev.eventscope.rules.yaml.RulePlace;
import dev.eventscope.upcast.UpcastOutcome;
import dev.eventscope.upcast.UpcastOutcome.Failed;
import dev.eventscope.upcast.UpcastOutcome.Unchanged;
import dev.eventscope.upcast.UpcastOutcome.Upcast;
import dev.eventscope.upcast.UpcastStage;
import dev.eventscope.upcast.UpcastVerdict;

/// Counts outcomes. Tallies of later events can be added, so that batches may be counted at the same time.
///
/// Threads: one thread at a time.
final class DryRunTally {

    /// Sentences come from rules, which are few, or from code, which may put anything into a message.
    private static final int MAX_REASONS = 500;
    private static final String OTHER = "other reasons";

    private final Map<RowKey, Counts> rows = new HashMap<>();
    private final Map<ReasonKey, Events> reasons = new LinkedHashMap<>();
    private final Map<KeptKey, Long> kept = new LinkedHashMap<>();
    private final Set<RulePlace> acted = new HashSet<>();
    private long read;
    private @Nullable EventHeader last;

    /// What was counted before, by another process.
    static DryRunTally of(List<DryRunRow> rows, List<DryRunReason> reasons, List<DryRunKept> kept,
            Set<RulePlace> acted, long read, @Nullable EventHeader last) {
        DryRunTally tally = new DryRunTally();
        rows.forEach(row -> tally.rows.put(new RowKey(row.type(), row.from(), row.to()), Counts.of(row)));
        reasons.forEach(reason -> tally.reasons.put(new ReasonKey(reason.verdict(), reason.type(), reason.why(),
                reason.place(), reason.line()), Events.of(reason)));
        kept.forEach(each -> tally.kept.put(new KeptKey(each.type(), String.valueOf(each.schemaVersion())),
                each.events()));
        tally.acted.addAll(acted);
        tally.read = read;
        tally.last = last;
        return tally;
    }

    void add(RecordedEvent event, UpcastOutcome outcome) {
        read++;
        EventHeader header = event.header();
        last = header;
        switch (outcome) {
            case Unchanged(var reason) -> {
                if (reason == UpcastOutcome.Reason.UNKNOWN_VERSION) {
                    kept.merge(new KeptKey(header.type(), String.valueOf(header.schemaVersion())), 1L, Long::sum);
                }
            }
            case Upcast upcast -> {
                UpcastVerdict verdict = upcast.verdict();
                count(header, upcast.from(), upcast.to(), verdict);
                explain(header, upcast, verdict);
                upcast.stages().forEach(stage -> stage.effects().forEach(effect -> acted.add(effect.place())));
            }
            case Failed failed -> {
                count(header, failed.from(), failed.to(), UpcastVerdict.FAILED);
                explain(new ReasonKey(UpcastVerdict.FAILED, header.type(), failed.failure().why(), failed.label(),
                        failed.failure().line()), header);
            }
        }
    }

    /// Adds what was counted of events that come later in the store's order.
    void addAll(DryRunTally later) {
        read += later.read;
        last = later.last == null ? last : later.last;
        acted.addAll(later.acted);
        later.rows.forEach((key, counts) -> rows.computeIfAbsent(key, _ -> new Counts()).addAll(counts));
        later.reasons.forEach((key, events) -> events(key).addAll(events));
        later.kept.forEach((key, events) -> kept.merge(key, events, Long::sum));
    }

    long read() {
        return read;
    }

    /// The last event that was counted.
    @Nullable
    EventHeader last() {
        return last;
    }

    List<DryRunRow> rows() {
        return rows.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(row -> row.getValue().row(row.getKey())).toList();
    }

    List<DryRunReason> reasons() {
        return reasons.entrySet().stream()
                .map(reason -> reason.getKey().reason(reason.getValue()))
                .sorted(Comparator.comparing(DryRunReason::verdict).reversed()
                        .thenComparing(Comparator.comparingLong(DryRunReason::events).reversed())
                        .thenComparing(DryRunReason::type).thenComparing(DryRunReason::why))
                .toList();
    }

    /// The rules that have done something to an event.
    Set<RulePlace> acted() {
        return Set.copyOf(acted);
    }

    List<DryRunKept> kept() {
        return kept.entrySet().stream()
                .map(entry -> new DryRunKept(entry.getKey().type(), entry.getKey().schemaVersion(), entry.getValue()))
                .sorted(Comparator.comparing(DryRunKept::type).thenComparing(DryRunKept::schemaVersion))
                .toList();
    }

    private void count(EventHeader header, int from, int to, UpcastVerdict verdict) {
        rows.computeIfAbsent(new RowKey(header.type(), from, to), _ -> new Counts()).add(verdict, header);
    }

    /// A lossy event is told by what it lost, a changed one by what changed; several like effects count once.
    private void explain(EventHeader header, Upcast upcast, UpcastVerdict verdict) {
        RuleEffect.Kind kind = verdict == UpcastVerdict.LOSSY ? RuleEffect.Kind.DROPPED : RuleEffect.Kind.CONVERTED;
        Set<RuleEffect> causes = new HashSet<>(upcast.causes());
        Set<ReasonKey> told = new LinkedHashSet<>();
        for (UpcastStage stage : upcast.stages()) {
            for (RuleEffect effect : stage.effects()) {
                if (effect.kind() == kind && causes.contains(effect)) {
                    told.add(new ReasonKey(verdict, header.type(), effect.why(), stage.label(), effect.place().line()));
                }
            }
        }
        told.forEach(key -> explain(key, header));
    }

    private void explain(ReasonKey key, EventHeader header) {
        events(key).add(header);
    }

    private Events events(ReasonKey key) {
        Events known = reasons.get(key);
        if (known != null) {
            return known;
        }
        boolean room = reasons.size() < MAX_REASONS;
        ReasonKey counted = room ? key : new ReasonKey(key.verdict(), key.type(), OTHER, "", 0);
        return reasons.computeIfAbsent(counted, _ -> new Events());
    }

    private record RowKey(String type, int from, int to) implements Comparable<RowKey> {
        @Override
        public int compareTo(RowKey other) {
            return Comparator.comparing(RowKey::type).thenComparingInt(RowKey::from).thenComparingInt(RowKey::to)
                    .compare(this, other);
        }
    }

    private record KeptKey(String type, String schemaVersion) {}

    private record ReasonKey(UpcastVerdict verdict, String type, String why, String place, int line) {

        DryRunReason reason(Events events) {
            return new DryRunReason(verdict, type, why, place, line, events.number, events.examples);
        }
    }

    private static final class Counts {

        private final Map<UpcastVerdict, Long> numbers = new EnumMap<>(UpcastVerdict.class);
        private final Map<UpcastVerdict, EventHeader> first = new HashMap<>();

        static Counts of(DryRunRow row) {
            Counts counts = new Counts();
            for (UpcastVerdict verdict : UpcastVerdict.values()) {
                if (row.count(verdict) > 0) {
                    counts.numbers.put(verdict, row.count(verdict));
                }
            }
            counts.first.putAll(row.first());
            return counts;
        }

        void add(UpcastVerdict verdict, EventHeader header) {
            numbers.merge(verdict, 1L, Long::sum);
            first.putIfAbsent(verdict, header);
        }

        void addAll(Counts later) {
            later.numbers.forEach((verdict, number) -> numbers.merge(verdict, number, Long::sum));
            later.first.forEach(first::putIfAbsent);
        }

        DryRunRow row(RowKey key) {
            return new DryRunRow(key.type(), key.from(), key.to(), number(UpcastVerdict.OK),
                    number(UpcastVerdict.CHANGED), number(UpcastVerdict.LOSSY), number(UpcastVerdict.FAILED), first);
        }

        private long number(UpcastVerdict verdict) {
            return numbers.getOrDefault(verdict, 0L);
        }
    }

    private static final class Events {

        private final List<EventHeader> examples = new ArrayList<>();
        private long number;

        static Events of(DryRunReason reason) {
            Events events = new Events();
            events.examples.addAll(reason.examples());
            events.number = reason.events();
            return events;
        }

        void add(EventHeader header) {
            number++;
            if (examples.size() < DryRunReason.MAX_EXAMPLES) {
                examples.add(header);
            }
        }

        void addAll(Events later) {
            number += later.number;
            later.examples.stream().limit(DryRunReason.MAX_EXAMPLES - (long) examples.size()).forEach(examples::add);
        }
    }
}
