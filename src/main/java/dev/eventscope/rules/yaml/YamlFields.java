package dev.eventscope.rules.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.eventscope.rules.Closest;

/// The fields of one mapping, read by name; each reader refuses what it does not expect, with the place.
///
/// Shape: `owner` is what a sentence calls the mapping: `an upcaster`.
/// Errors: [MalformedRules] from every reader; `IllegalStateException` for an optional field that was not asked for first.
public final class YamlFields {

    private final String owner;
    private final YamlNode.Mapping mapping;

    private YamlFields(String owner, YamlNode.Mapping mapping) {
        this.owner = owner;
        this.mapping = mapping;
    }

    /// Checks that a node is a mapping with all of the needed fields and none but those named.
    public static YamlFields of(YamlNode node, String owner, List<String> needed, List<String> optional) {
        List<String> all = new ArrayList<>(needed);
        all.addAll(optional);
        if (!(node instanceof YamlNode.Mapping mapping)) {
            throw new MalformedRules(node.place(), owner + " has the fields " + String.join(", ", all) + ", found "
                    + node.noun());
        }
        mapping.entries().forEach((key, entry) -> {
            if (!all.contains(key)) {
                throw new MalformedRules(entry.key(), "unknown field '" + key + "' in " + owner + ", expected "
                        + (all.size() == 1 ? "" : "one of ") + String.join(", ", all) + Closest.hint(key, all));
            }
        });
        for (String key : needed) {
            if (!mapping.entries().containsKey(key)) {
                throw new MalformedRules(mapping.place(), owner + " lacks '" + key + "': it has the fields "
                        + String.join(", ", all));
            }
        }
        return new YamlFields(owner, mapping);
    }

    public boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    public YamlNode node(String key) {
        return entry(key).value();
    }

    public RulePlace place(String key) {
        return node(key).place();
    }

    /// The items of a list; `noun` says of what.
    public List<YamlNode> items(String key, String noun) {
        return node(key).items(key, noun);
    }

    /// The entries of a mapping whose keys are free; `noun` says what they are.
    public Map<String, YamlNode.Entry> entries(String key, String noun) {
        if (node(key) instanceof YamlNode.Mapping(_, var entries)) {
            return entries;
        }
        throw new MalformedRules(place(key), "'" + key + "' is a mapping of " + noun + ", found " + node(key).noun());
    }

    /// Text that is not empty.
    public String text(String key) {
        return node(key).text("'" + key + "' in " + owner);
    }

    /// A whole number, 0 or more; `noun` says what it is.
    public int whole(String key, String noun) {
        if (node(key) instanceof YamlNode.Scalar(_, var value) && value.isInt() && value.intValue() >= 0) {
            return value.intValue();
        }
        throw new MalformedRules(place(key), "'" + key + "' is " + noun + ", found " + node(key).noun());
    }

    private YamlNode.Entry entry(String key) {
        YamlNode.Entry entry = mapping.entries().get(key);
        if (entry == null) {
            throw new IllegalStateException("field " + key + " was not checked");
        }
        return entry;
    }
}
