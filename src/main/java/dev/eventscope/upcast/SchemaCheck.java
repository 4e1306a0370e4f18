package dev.eventscope.upcast;

import java.util.Map;

import dev.eventscope.rules.schema.PayloadSchema;
import dev.eventscope.rules.schema.SchemaBreach;
import dev.eventscope.rules.structural.RuleFailure;

/// Holds what upcasters make against the schema of the type: a result that does not fit it has failed.
public record SchemaCheck(Map<String, PayloadSchema> schemas) {

    /// Every result is taken as it is.
    public static final SchemaCheck NONE = new SchemaCheck(Map.of());

    public SchemaCheck {
        schemas = Map.copyOf(schemas);
    }

    /// The outcome for an event of a type; failed at the last step where the result does not fit.
    public UpcastOutcome of(String type, UpcastOutcome outcome) {
        PayloadSchema schema = schemas.get(type);
        if (schema == null || !(outcome instanceof UpcastOutcome.Upcast upcast)) {
            return outcome;
        }
        return schema.check(upcast.result()).<UpcastOutcome>map(breach -> failed(upcast, breach)).orElse(outcome);
    }

    private static UpcastOutcome.Failed failed(UpcastOutcome.Upcast upcast, SchemaBreach breach) {
        UpcastStage last = upcast.stages().getLast();
        return new UpcastOutcome.Failed(upcast.from(), upcast.to(), upcast.raw(), upcast.stages(), last.from(),
                last.to(), last.label(), new RuleFailure(0, breach.path(), breach.why(), ""));
    }
}
