package dev.eventscope.rules.structural;

import java.nio.file.Path;
import java.util.List;

import dev.eventscope.rules.yaml.MalformedRules;
import dev.eventscope.rules.yaml.YamlNode;
import dev.eventscope.rules.yaml.YamlText;

/// A file of structural upcast rules.
///
/// ```yaml
/// upcasters:
///   - type: ContentUpdated        # event type
///     from: 1                     # schema version as stored, and the one that comes out
///     to: 2
///     rules:                      # in this order
///       - rename: {from: /name, to: /title}
///       - add: {path: /tags, default: []}
///       - drop: {path: /charset}
///       - move: {from: /author, to: /by/name}
///       - convert: {path: /size, to: number}                        # number, integer, text, boolean, list
///       - set: {path: /total, to: "payload.price * payload.count", when: "has(payload.price)"}
///       - convert: {path: /keywords, to: list, separator: ";"}      # a comma where none is given
/// ```
///
/// Paths are JSON Pointers; `*` stands for every element of a list or object (`/items/*/price`), but not in a move.
/// Shape: `lines` is the text, for showing a rule where it stands. At most 1 MiB and 2,000 rules.
public record RuleFile(String name, List<RuleSet> sets, List<String> lines) {

    public RuleFile {
        sets = List.copyOf(sets);
        lines = List.copyOf(lines);
    }

    /// Errors: [MalformedRules]; a file that is not there or cannot be read is one, too, at line 1.
    public static RuleFile read(Path path) {
        return parse(YamlText.read(path));
    }

    /// Errors: [MalformedRules] with the place and what is expected there.
    public static RuleFile parse(String name, String text) {
        return parse(new YamlText(name, text));
    }

    private static RuleFile parse(YamlText file) {
        return new RuleFile(file.name(), new RuleFileReader(file.name()).read(file.parse("'upcasters:'")),
                file.lines());
    }

    /// The upcasters of a file that holds more than them: `node` is the list under its `upcasters`.
    public static RuleFile of(YamlText file, YamlNode node) {
        return new RuleFile(file.name(), new RuleFileReader(file.name()).sets(node), file.lines());
    }

    /// The text of a line, without the space around it; empty where there is no such line.
    ///
    /// Units: from 1.
    public String line(int number) {
        return number < 1 || number > lines.size() ? "" : lines.get(number - 1).strip();
    }
}
