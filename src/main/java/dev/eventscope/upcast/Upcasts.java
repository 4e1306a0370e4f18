package dev.eventscope.upcast;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.rules.structural.RuleEffect;
import dev.eventscope.rules.structural.RuleFailure;
import dev.eventscope.rules.structural.RuleFile;
import dev.eventscope.rules.structural.RuleResult;
import dev.eventscope.upcast.UpcastOutcome.Reason;

/// All upcasters in force: one chain for each event type that has any.
///
/// Shape: deterministic, and the identity on events at the latest version. An event without a schema version counts as
///        version 1. Metadata is never touched.
/// Threads: immutable; safe from any thread.
public final class Upcasts {

    private static final int MOST_DIGITS = 9;
    private static final UpcastOutcome NO_CHAIN = new UpcastOutcome.Unchanged(Reason.NO_CHAIN);
    private static final Upcasts NONE = new Upcasts(Map.of());

    private final Map<String, UpcastChain> chains;

    private Upcasts(Map<String, UpcastChain> chains) {
        this.chains = chains;
    }

    public static Upcasts none() {
        return NONE;
    }

    /// Puts rules of files and upcasters in code together. Problems are told by [#problems()], not thrown.
    public static Upcasts of(Collection<RuleFile> files, Collection<? extends Upcaster> code) {
        Map<String, List<UpcastStep>> steps = new LinkedHashMap<>();
        Stream.concat(
                code.stream().map(UpcastStep::of),
                files.stream().flatMap(file -> file.sets().stream()).map(UpcastStep.ByRules::of))
                .forEach(step -> steps.computeIfAbsent(step.type(), _ -> new ArrayList<>()).add(step));
        Map<String, UpcastChain> chains = new LinkedHashMap<>();
        steps.forEach((type, all) -> chains.put(type, new UpcastChain(type, all)));
        return new Upcasts(chains);
    }

    /// The upcasters on the class path that know the events of a layout: by `ServiceLoader`, and from every file of rules
    /// named `META-INF/eventscope/upcasts.yaml`.
    ///
    /// Errors: [dev.eventscope.rules.yaml.MalformedRules] where a file of rules is none.
    public static List<Upcaster> installedUpcasters(String layout) {
        return InstalledUpcasters.find(Upcasts.class.getClassLoader()).stream()
                .filter(upcaster -> upcaster.layout().equals(layout)).toList();
    }

    /// The rules of a file as upcasters among those in code.
    public static List<Upcaster> upcasters(RuleFile file) {
        return file.sets().stream().<Upcaster>map(RuleUpcaster::new).toList();
    }

    /// What reads of a store of this layout go through.
    public static Upcasts installed(String layout) {
        return of(List.of(), installedUpcasters(layout));
    }

    public static Upcasts of(RuleFile file) {
        return of(List.of(file), List.of());
    }

    /// The deployed upcasters with the rules of a candidate file put in: where both begin at the same version of a type,
    /// the candidate's step is taken.
    public static Upcasts candidate(RuleFile file, Collection<? extends Upcaster> deployed) {
        List<? extends Upcaster> kept = deployed.stream()
                .filter(code -> file.sets().stream()
                        .noneMatch(rules -> rules.type().equals(code.type()) && rules.from() == code.from()))
                .toList();
        return of(List.of(file), kept);
    }

    /// The types that have a chain, in the order in which they were first named.
    public Set<String> types() {
        return chains.keySet();
    }

    public Optional<UpcastChain> chain(String type) {
        return Optional.ofNullable(chains.get(type));
    }

    /// Everything that is wrong with the chains.
    public List<ChainProblem> problems() {
        return chains.values().stream().flatMap(chain -> chain.problems().stream()).toList();
    }

    /// Why an event of this type and stored schema version would come through as it is; empty where it would not.
    public Optional<Reason> reasonToKeep(String type, OptionalInt version) {
        UpcastChain chain = chains.get(type);
        if (chain == null) {
            return Optional.of(Reason.NO_CHAIN);
        }
        if (!chain.isUsable()) {
            return Optional.of(Reason.BROKEN_CHAIN);
        }
        if (version.isPresent() && version.getAsInt() == chain.latest()) {
            return Optional.of(Reason.CURRENT);
        }
        return version.isPresent() && chain.leadsOnFrom(version.getAsInt())
                ? Optional.empty()
                : Optional.of(Reason.UNKNOWN_VERSION);
    }

    /// The schema version that counts: what is stored, 1 where nothing is, empty where it is no number.
    public static OptionalInt versionOf(@Nullable String schemaVersion) {
        if (schemaVersion == null) {
            return OptionalInt.of(1);
        }
        // Asked of every event, so not by a pattern.
        int digits = schemaVersion.length();
        if (digits == 0 || digits > MOST_DIGITS) {
            return OptionalInt.empty();
        }
        int version = 0;
        for (int i = 0; i < digits; i++) {
            int digit = schemaVersion.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalInt.empty();
            }
            version = 10 * version + digit;
        }
        return OptionalInt.of(version);
    }

    /// Brings an event to the latest version of its type.
    public UpcastOutcome upcast(RecordedEvent event) {
        UpcastChain chain = chains.get(event.type());
        if (chain == null) {
            return NO_CHAIN;
        }
        OptionalInt version = versionOf(event.header().schemaVersion());
        Optional<Reason> keep = reasonToKeep(event.type(), version);
        if (keep.isPresent()) {
            return new UpcastOutcome.Unchanged(keep.get());
        }
        int from = version.orElseThrow();
        return switch (event.payload().decode()) {
            case Payload.Tree(var raw) -> run(chain, from, raw);
            case Payload.Undecodable(var reason) -> {
                UpcastStep first = chain.steps(from).getFirst();
                yield new UpcastOutcome.Failed(from, chain.latest(), null, List.of(), first.from(), first.to(),
                        first.label(), new RuleFailure(0, "", "the payload cannot be read", reason));
            }
        };
    }

    private static UpcastOutcome run(UpcastChain chain, int from, JsonNode raw) {
        List<UpcastStage> stages = new ArrayList<>();
        JsonNode payload = raw;
        for (UpcastStep step : chain.steps(from)) {
            switch (step.run(payload)) {
                case RuleResult.Applied(var result, var effects) -> {
                    stages.add(new UpcastStage(step.from(), step.to(), step.label(), result, effects));
                    payload = result;
                }
                case RuleResult.Refused(var failure) -> {
                    return new UpcastOutcome.Failed(from, chain.latest(), raw, stages, step.from(), step.to(),
                            step.label(), failure);
                }
            }
        }
        List<RuleEffect> effects = stages.size() == 1
                ? stages.getFirst().effects()
                : stages.stream().flatMap(stage -> stage.effects().stream()).toList();
        return new UpcastOutcome.Upcast(from, chain.latest(), raw, stages, UpcastVerdict.onStoredValues(effects));
    }
}
