package dev.eventscope.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.rules.Closest;
import dev.eventscope.rules.expression.Expression;
import dev.eventscope.rules.expression.Expression.Variable;
import dev.eventscope.rules.folding.StateRules;
import dev.eventscope.rules.schema.PayloadSchema;
import dev.eventscope.rules.structural.FieldPointer;
import dev.eventscope.rules.structural.RuleFile;
import dev.eventscope.rules.yaml.MalformedRules;
import dev.eventscope.rules.yaml.YamlExpression;
import dev.eventscope.rules.yaml.YamlFields;
import dev.eventscope.rules.yaml.YamlNode;
import dev.eventscope.rules.yaml.YamlText;

/// Checks a YAML document against what a profile may hold, and makes a profile of it.
final class ProfileFile {

    private static final List<String> FIELDS = List.of("layout", "environment", "labels", "pinned", "redact",
            "upcasters", "reducers", "predicates", "schemas");

    private static final int MAX_SCHEMA = 1024 * 1024;

    private final YamlText file;
    private final @Nullable Path folder;

    ProfileFile(YamlText file, @Nullable Path folder) {
        this.file = file;
        this.folder = folder;
    }

    /// Errors: [MalformedRules].
    Profile read() {
        YamlFields fields = YamlFields.of(file.parse("one of " + String.join(", ", FIELDS)), "a profile", List.of(),
                FIELDS);
        return new Profile(file.name(), fields.has("layout") ? fields.text("layout") : null, environment(fields),
                fields.has("labels") ? labels(fields.node("labels")) : Labels.NONE, listed(fields, "pinned"),
                new Redaction(listed(fields, "redact")),
                fields.has("upcasters")
                        ? RuleFile.of(file, fields.node("upcasters"))
                        : new RuleFile(file.name(), List.of(), file.lines()),
                fields.has("reducers") ? StateRules.read(fields.node("reducers")) : List.of(), predicates(fields),
                schemas(fields));
    }

    private static @Nullable Environment environment(YamlFields fields) {
        if (!fields.has("environment")) {
            return null;
        }
        String word = fields.text("environment");
        return Environment.find(word).orElseThrow(() -> new MalformedRules(fields.place("environment"),
                "unknown environment '" + word + "', expected one of " + String.join(", ", Environment.words())
                        + Closest.hint(word, Environment.words())));
    }

    private static Map<String, Expression> predicates(YamlFields fields) {
        Map<String, Expression> named = new LinkedHashMap<>();
        if (fields.has("predicates")) {
            fields.entries("predicates", "names to expressions").forEach((name, entry) -> named.put(name,
                    YamlExpression.read(entry.value(), Variable.STATE, Variable.EVENT)));
        }
        return named;
    }

    private Map<String, PayloadSchema> schemas(YamlFields fields) {
        Map<String, PayloadSchema> byType = new LinkedHashMap<>();
        if (fields.has("schemas")) {
            fields.entries("schemas", "event types to schemas").forEach((type, entry) -> byType.put(type,
                    PayloadSchema.of(entry.value().place(), schema(entry.value()))));
        }
        return byType;
    }

    /// Written here, or in a file by its path from the folder of the profile.
    private JsonNode schema(YamlNode node) {
        if (!(node instanceof YamlNode.Scalar)) {
            return node.toJson();
        }
        String path = node.text("a schema");
        if (folder == null) {
            throw new MalformedRules(node.place(), "a schema by its path needs a profile that is a file");
        }
        try {
            Path schema = folder.resolve(path);
            if (Files.size(schema) > MAX_SCHEMA) {
                throw new MalformedRules(node.place(), "'" + path + "' is larger than 1 MiB: split it");
            }
            return Json.read(Files.readAllBytes(schema));
        } catch (JsonProcessingException e) {
            throw new MalformedRules(node.place(), "'" + path + "' is no JSON, " + Json.reasonOf(e));
        } catch (IOException | InvalidPathException e) {
            throw new MalformedRules(node.place(), "there is no file '" + path + "' beside the profile");
        }
    }

    private static Labels labels(YamlNode node) {
        YamlFields fields = YamlFields.of(node, "'labels'", List.of(), List.of("types", "categories", "fields"));
        Map<FieldPointer, String> paths = new LinkedHashMap<>();
        texts(fields, "fields").forEach((path, label) -> paths.put(FieldPointer.read(path), label));
        return new Labels(byName(texts(fields, "types")), byName(texts(fields, "categories")), paths);
    }

    private static Map<String, String> byName(Map<YamlNode, String> texts) {
        Map<String, String> named = new LinkedHashMap<>();
        texts.forEach((name, label) -> named.put(name.text("a name"), label));
        return named;
    }

    /// A mapping of texts, by the nodes of its keys.
    private static Map<YamlNode, String> texts(YamlFields fields, String key) {
        Map<YamlNode, String> texts = new LinkedHashMap<>();
        if (fields.has(key)) {
            fields.entries(key, "names to labels").forEach((name, entry) -> texts.put(entry.keyNode(name),
                    entry.value().text("the label of '" + name + "'")));
        }
        return texts;
    }

    private static List<ProfileField> listed(YamlFields fields, String key) {
        return fields.has(key) ? read(fields.items(key, "paths"), ProfileFile::field) : List.of();
    }

    /// A path, or a path with the types it is for.
    private static ProfileField field(YamlNode node) {
        if (!(node instanceof YamlNode.Mapping)) {
            return new ProfileField(FieldPointer.read(node), Set.of());
        }
        YamlFields fields = YamlFields.of(node, "a field", List.of("path", "types"), List.of());
        List<String> types = read(fields.items("types", "event types"), type -> type.text("an event type"));
        if (types.isEmpty()) {
            throw new MalformedRules(fields.place("types"), "'types' is empty: leave it out for all types");
        }
        return new ProfileField(FieldPointer.read(fields.node("path")), new LinkedHashSet<>(types));
    }

    private static <T> List<T> read(List<YamlNode> items, Function<YamlNode, T> reader) {
        List<T> all = new ArrayList<>();
        items.forEach(item -> all.add(reader.apply(item)));
        return all;
    }
}
