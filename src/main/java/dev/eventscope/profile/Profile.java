package dev.eventscope.profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.eventscope.replay.Folds;
import dev.eventscope.replay.Reducer;
import dev.eventscope.rules.expression.Expression;
import dev.eventscope.rules.folding.StateRules;
import dev.eventscope.rules.schema.PayloadSchema;
import dev.eventscope.rules.structural.FieldPointer;
import dev.eventscope.rules.structural.RuleFile;
import dev.eventscope.rules.yaml.YamlText;
import dev.eventscope.store.OpenStore;
import dev.eventscope.upcast.Upcaster;
import dev.eventscope.upcast.Upcasts;

/// What a team says about its store, in one YAML file of its repository.
///
/// ```yaml
/// layout: native                        # as --layout takes it; else the layout is detected
/// environment: production               # development, test, staging, production
/// labels:
///   types: {ContentAdded: added}
///   categories: {content: Pages}
///   fields: {/size: "size, bytes"}
/// pinned:                               # shown in lists and on the scrubber
///   - /title
///   - {path: /size, types: [ContentAdded, ContentUpdated]}
/// redact:                               # hidden in payload and metadata, in every view, export and log
///   - /author/email
///   - {path: /items/*/card, types: [OrderPaid]}
/// upcasters: []                         # as in a rule file, see RuleFile
/// reducers: []                          # see StateRules
/// predicates: {overdrawn: "state.total < 0"}
/// schemas:                              # of the payloads at the latest version: here, or in a file beside this one
///   OrderPaid: schemas/order-paid.json
///   OrderAsked: {type: object, required: [total]}
/// ```
///
/// Shape: everything is optional. Paths are JSON Pointers, in which `*` stands for every element.
/// Threads: immutable; safe from any thread.
public record Profile(String name, @Nullable String layout, @Nullable Environment environment, Labels labels,
        List<ProfileField> pins, Redaction redaction, RuleFile rules, List<StateRules> reducers,
        Map<String, Expression> predicates, Map<String, PayloadSchema> schemas) {

    private static final Profile NONE = new Profile("", null, null, Labels.NONE, List.of(), Redaction.NONE,
            new RuleFile("", List.of(), List.of()), List.of(), Map.of(), Map.of());

    public Profile {
        pins = List.copyOf(pins);
        reducers = List.copyOf(reducers);
        predicates = Map.copyOf(predicates);
        schemas = Map.copyOf(schemas);
    }

    /// Of a team that has none: the code that is installed, and nothing else.
    public static Profile none() {
        return NONE;
    }

    /// Errors: [dev.eventscope.rules.yaml.MalformedRules], one sentence with file, line and column, also where there is no
    /// such file.
    public static Profile read(Path path) {
        return new ProfileFile(YamlText.read(path), path.toAbsolutePath().getParent()).read();
    }

    /// Errors: [dev.eventscope.rules.yaml.MalformedRules], one sentence with file, line and column.
    public static Profile parse(String name, String text) {
        return new ProfileFile(new YamlText(name, text), null).read();
    }

    public boolean isProduction() {
        return environment == Environment.PRODUCTION;
    }

    /// The pinned fields of an event type, in the order of the file.
    public List<FieldPointer> pinned(String type) {
        return pins.stream().filter(pin -> pin.isOf(type)).map(ProfileField::path).toList();
    }

    /// The store as this profile lets it be seen: what is to be hidden is gone from every event that is read.
    public OpenStore over(OpenStore store) {
        return redaction.isEmpty() ? store : over(store, () -> this);
    }

    /// The store as the profile in force at each read lets it be seen.
    ///
    /// Threads: `inForce` is asked on any thread.
    public static OpenStore over(OpenStore store, Supplier<Profile> inForce) {
        return new OpenStore(store.database(), store.layout(),
                new RedactingReader(store.reader(), () -> inForce.get().redaction()));
    }

    /// The upcasters in force for a store of a layout: those installed, and the rules of this profile in place of those
    /// that begin at the same version.
    public List<Upcaster> upcasters(String layoutId) {
        List<Upcaster> own = Upcasts.upcasters(rules);
        List<Upcaster> all = new ArrayList<>(Upcasts.installedUpcasters(layoutId).stream()
                .filter(code -> own.stream().noneMatch(
                        rule -> rule.type().equals(code.type()) && rule.from() == code.from()))
                .toList());
        all.addAll(own);
        return all;
    }

    public Upcasts upcasts(String layoutId) {
        return Upcasts.of(List.of(), upcasters(layoutId));
    }

    /// The reducers in force for a store of a layout: those installed, and what this profile declares for other categories.
    public List<Reducer> reducersFor(String layoutId) {
        List<Reducer> all = new ArrayList<>(Folds.installedReducers());
        reducers.forEach(rules -> all.add(Reducer.declared(layoutId, rules)));
        return all;
    }

    /// How streams of a store of a layout become states.
    public Folds folds(String layoutId) {
        return Folds.of(layoutId, reducersFor(layoutId), upcasts(layoutId));
    }
}
