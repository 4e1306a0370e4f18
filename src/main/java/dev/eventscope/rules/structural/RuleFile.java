package dev.eventscope.rules.structural;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

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
///       - convert: {path: /keywords, to: list, separator: ";"}      # a comma where none is given
/// ```
///
/// Paths are JSON Pointers; `*` stands for every element of a list or object (`/items/*/price`), but not in a move.
/// Shape: `lines` is the text, for showing a rule where it stands. At most 1 MiB and 2,000 rules.
public record RuleFile(String name, List<RuleSet> sets, List<String> lines) {

    private static final int MAX_BYTES = 1024 * 1024;

    public RuleFile {
        sets = List.copyOf(sets);
        lines = List.copyOf(lines);
    }

    /// Errors: [MalformedRules]; a file that is not there or cannot be read is one, too, at line 1.
    public static RuleFile read(Path path) {
        String name = path.getFileName() == null ? path.toString() : path.getFileName().toString();
        RulePlace start = new RulePlace(name, 1, 1);
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new MalformedRules(start, "the file is larger than 1 MiB: split it");
            }
            byte[] bytes = Files.readAllBytes(path);
            return parse(name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (NoSuchFileException e) {
            throw new MalformedRules(start, "there is no such file: " + path);
        } catch (CharacterCodingException e) {
            throw new MalformedRules(start, "the file is not UTF-8 text");
        } catch (IOException e) {
            throw new MalformedRules(start, "the file cannot be read: " + e.getMessage());
        }
    }

    /// Errors: [MalformedRules] with the place and what is expected there.
    public static RuleFile parse(String name, String text) {
        if (text.length() > MAX_BYTES) {
            throw new MalformedRules(new RulePlace(name, 1, 1), "the file is larger than 1 MiB: split it");
        }
        return new RuleFile(name, new RuleFileReader(name).read(YamlReader.read(name, text)), text.lines().toList());
    }

    /// The text of a line, without the space around it; empty where there is no such line.
    ///
    /// Units: from 1.
    public String line(int number) {
        return number < 1 || number > lines.size() ? "" : lines.get(number - 1).strip();
    }
}
