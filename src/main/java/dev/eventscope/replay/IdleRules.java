package dev.eventscope.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.eventscope.event.EventHeader;
import dev.eventscope.rules.structural.RuleSet;
import dev.eventscope.rules.structural.StructuralRule;
import dev.eventscope.rules.yaml.RulePlace;
import dev.eventscope.upcast.UpcastVerdict;
import dev.eventscope.upcast.Upcasts;

/// Finds the rules that had nothing to do in any event that went through them: harmless, unless the rule misspells a field.
final class IdleRules {

    private IdleRules() {}

    static List<DryRunReason> of(Upcasts upcasts, DryRunTally tally) {
        Map<RuleSet, List<DryRunRow>> passed = new LinkedHashMap<>();
        for (DryRunRow row : tally.rows()) {
            List<RuleSet> sets = upcasts.chain(row.type()).map(chain -> chain.rules(row.from())).orElse(List.of());
            sets.forEach(set -> passed.computeIfAbsent(set, _ -> new ArrayList<>()).add(row));
        }
        Set<RulePlace> acted = tally.acted();
        Set<Integer> refused = tally.reasons().stream().filter(reason -> reason.verdict() == UpcastVerdict.FAILED)
                .map(DryRunReason::line).collect(Collectors.toSet());
        List<DryRunReason> idle = new ArrayList<>();
        passed.forEach((set, rows) -> set.rules().stream()
                .filter(rule -> !acted.contains(rule.place()) && !refused.contains(rule.place().line())
                        && wentThrough(rows) > 0)
                .forEach(rule -> idle.add(reason(set, rule, rows))));
        return idle;
    }

    private static DryRunReason reason(RuleSet set, StructuralRule rule, List<DryRunRow> rows) {
        List<EventHeader> examples = rows.stream()
                .flatMap(row -> Stream.of(UpcastVerdict.OK, UpcastVerdict.CHANGED, UpcastVerdict.LOSSY)
                        .map(row.first()::get))
                .filter(Objects::nonNull).toList();
        return new DryRunReason(UpcastVerdict.OK, set.type(), "nothing to do in any event: " + rule.told(),
                set.place().file() + ":" + set.place().line(), rule.place().line(), wentThrough(rows), examples);
    }

    private static long wentThrough(List<DryRunRow> rows) {
        return rows.stream().mapToLong(row -> row.events() - row.failed()).sum();
    }
}
