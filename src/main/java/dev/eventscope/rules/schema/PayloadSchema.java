package dev.eventscope.rules.schema;

import java.net.URI;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;

import dev.eventscope.event.Json;
import dev.eventscope.event.Redacted;
import dev.eventscope.rules.yaml.MalformedRules;
import dev.eventscope.rules.yaml.RulePlace;

/// The JSON Schema (2020-12, or what `$schema` says) of the payloads of one event type at its latest version.
///
/// Shape: no I/O: a `$ref` leads within the schema. Patterns are matched in linear time. A value that a profile hides fits
///        every schema, since nothing is known of it.
/// Threads: immutable; safe from any thread.
public final class PayloadSchema {

    private static final int MAX_PATTERN = 500;

    private final Validator validator;
    private final URI schema;

    private final String text;

    private PayloadSchema(Validator validator, URI schema, String text) {
        this.text = text;
        this.validator = validator;
        this.schema = schema;
    }

    /// Errors: [MalformedRules] at `place` where this is no schema that is read.
    public static PayloadSchema of(RulePlace place, JsonNode schema) {
        refuseWhatIsNotRead(place, schema);
        Validator validator = new ValidatorFactory().withJsonNodeFactory(new JacksonNode.Factory())
                .withEvaluatorFactory(new EvaluatorFactory.Builder()
                        .withKeyword("pattern", (dev.harrel.jsonschema.JsonNode pattern) -> matching(pattern))
                        .build())
                .createValidator();
        try {
            return new PayloadSchema(validator, validator.registerSchema(schema), Json.write(schema));
        } catch (InvalidSchemaException e) {
            throw new MalformedRules(place, "this is no JSON Schema that can be used: " + e.getErrors().stream()
                    .filter(error -> !error.getInstanceLocation().isEmpty()).findFirst()
                    .map(error -> error.getInstanceLocation() + ": " + error.getError()).orElse("see json-schema.org"));
        } catch (JsonSchemaException e) {
            throw new MalformedRules(place, "this is no JSON Schema that can be used: " + e.getMessage());
        } catch (StackOverflowError e) {
            throw new MalformedRules(place, "this is no JSON Schema that can be used: it is nested too deep");
        }
    }

    /// The schema as JSON.
    public String text() {
        return text;
    }

    /// The first place where a payload does not fit; empty where it does.
    public Optional<SchemaBreach> check(JsonNode payload) {
        try {
            Validator.Result result = validator.validate(schema, payload);
            return result.isValid()
                    ? Optional.empty()
                    : result.getErrors().stream().filter(error -> isKnown(error, payload)).findFirst()
                            .map(PayloadSchema::breach);
        } catch (JsonSchemaException | StackOverflowError e) {
            return Optional.of(new SchemaBreach("", "the schema cannot be followed to its end on this payload"));
        }
    }

    private static boolean isKnown(Error error, JsonNode payload) {
        return !Redacted.is(payload.at(error.getInstanceLocation()));
    }

    private static SchemaBreach breach(Error error) {
        String path = error.getInstanceLocation();
        String general = path.replaceAll("/\\d+(?=/|$)", "/*");
        String why = (general.isEmpty() ? "the payload" : general.substring(1).replace('/', '.'))
                + " does not fit its schema (" + error.getKeyword() + ")";
        return new SchemaBreach(path, why);
    }

    private static Evaluator matching(dev.harrel.jsonschema.JsonNode pattern) {
        Pattern compiled = Pattern.compile(pattern.asString());
        return (_, node) -> !node.isString() || compiled.matcher(node.asString()).find()
                ? Evaluator.Result.success()
                : Evaluator.Result.failure("does not match");
    }

    /// What cannot be bounded is refused by name when the profile is read, not when it takes for ever.
    private static void refuseWhatIsNotRead(RulePlace place, JsonNode schema) {
        if (schema.isArray()) {
            schema.forEach(each -> refuseWhatIsNotRead(place, each));
        }
        if (!schema.isObject()) {
            return;
        }
        schema.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (field.getKey().equals("patternProperties") && value.isObject()) {
                throw new MalformedRules(place, "'patternProperties' is not read in a schema: name the properties");
            }
            if (field.getKey().equals("pattern") && value.isTextual()) {
                checkPattern(place, value.textValue());
            }
            refuseWhatIsNotRead(place, value);
        });
    }

    private static void checkPattern(RulePlace place, String pattern) {
        try {
            if (pattern.length() > MAX_PATTERN) {
                throw new MalformedRules(place, "a pattern of the schema is longer than " + MAX_PATTERN);
            }
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new MalformedRules(place, "the pattern '" + pattern + "' cannot be read, " + e.getDescription());
        }
    }
}
