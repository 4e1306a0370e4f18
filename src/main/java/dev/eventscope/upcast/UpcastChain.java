package dev.eventscope.upcast;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.eventscope.rules.structural.RuleSet;

/// The upcasters of one event type, as steps from schema version to schema version.
public final class UpcastChain {

    private final String type;
    private final TreeMap<Integer, UpcastStep> stepFrom = new TreeMap<>();
    /// From each version where a step begins, as far as they lead: looked up for each event.
    private final Map<Integer, List<UpcastStep>> ways = new HashMap<>();
    private final List<ChainProblem> problems = new ArrayList<>();
    private final boolean usable;
    private final int latest;

    UpcastChain(String type, Collection<UpcastStep> steps) {
        this.type = type;
        for (UpcastStep step : steps) {
            UpcastStep other = stepFrom.putIfAbsent(step.from(), step);
            if (other != null) {
                problems.add(new ChainProblem.TwoWays(type, step.from(), other.label(), step.label()));
            }
        }
        latest = stepFrom.values().stream().mapToInt(UpcastStep::to).max().orElse(0);
        findCycle();
        for (UpcastStep step : stepFrom.values()) {
            if (step.to() != latest && !stepFrom.containsKey(step.to())) {
                problems.add(new ChainProblem.Gap(type, step.to(), latest));
            }
        }
        stepFrom.keySet().forEach(version -> ways.put(version, follow(version)));
        usable = problems.stream().allMatch(ChainProblem.Gap.class::isInstance);
    }

    public String type() {
        return type;
    }

    /// The schema version that the chain leads to.
    public int latest() {
        return latest;
    }

    public List<ChainProblem> problems() {
        return List.copyOf(problems);
    }

    /// Whether events can be brought along it at all; a gap only stops those before it.
    boolean isUsable() {
        return usable;
    }

    /// Whether there are steps from a version that end at the latest.
    boolean leadsOnFrom(int version) {
        List<UpcastStep> steps = steps(version);
        return !steps.isEmpty() && steps.getLast().to() == latest;
    }

    /// The versions that an event stored at `version` goes through, itself first: `1, 2, 3`.
    ///
    /// Shape: only itself where no step begins there. Ends before the latest where the chain has a gap.
    public List<Integer> route(int version) {
        List<Integer> versions = new ArrayList<>(List.of(version));
        for (UpcastStep step : steps(version)) {
            versions.add(step.to());
        }
        return versions;
    }

    /// The rules that an event stored at `version` goes through; steps in code have none.
    public List<RuleSet> rules(int version) {
        return steps(version).stream().filter(UpcastStep.ByRules.class::isInstance)
                .map(step -> ((UpcastStep.ByRules) step).rules()).toList();
    }

    /// The steps from a version to the latest one, as far as they lead.
    List<UpcastStep> steps(int version) {
        return ways.getOrDefault(version, List.of());
    }

    private List<UpcastStep> follow(int version) {
        List<UpcastStep> steps = new ArrayList<>();
        Set<Integer> seen = new LinkedHashSet<>(Set.of(version));
        UpcastStep step = stepFrom.get(version);
        while (step != null) {
            steps.add(step);
            step = seen.add(step.to()) ? stepFrom.get(step.to()) : null;
        }
        return List.copyOf(steps);
    }

    private void findCycle() {
        Set<Integer> checked = new LinkedHashSet<>();
        for (int start : stepFrom.keySet()) {
            List<Integer> path = new ArrayList<>();
            Integer at = start;
            while (at != null && !checked.contains(at)) {
                int seen = path.indexOf(at);
                path.add(at);
                if (seen >= 0) {
                    problems.add(new ChainProblem.Cycle(type, path.subList(seen, path.size())));
                    return;
                }
                at = next(at);
            }
            checked.addAll(path);
        }
    }

    private @Nullable Integer next(int version) {
        UpcastStep step = stepFrom.get(version);
        return step == null ? null : step.to();
    }
}
