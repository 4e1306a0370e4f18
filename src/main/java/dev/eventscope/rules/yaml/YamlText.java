package dev.eventscope.rules.yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// The text of a YAML file that a team keeps, before anything of it is understood.
///
/// Shape: `name` is what messages call it. At most 1 MiB.
public record YamlText(String name, String text) {

    private static final int MAX_BYTES = 1024 * 1024;

    /// Errors: [MalformedRules] where the text is too long.
    public YamlText {
        if (text.length() > MAX_BYTES) {
            throw tooLarge(new RulePlace(name, 1, 1));
        }
    }

    /// Errors: [MalformedRules]; a file that is not there or cannot be read is one, too, at line 1.
    public static YamlText read(Path path) {
        String name = path.getFileName() == null ? path.toString() : path.getFileName().toString();
        RulePlace start = new RulePlace(name, 1, 1);
        try {
            if (Files.isDirectory(path)) {
                throw new MalformedRules(RulePlace.whole(path.toString()), "this is a folder: name a file");
            }
            if (Files.size(path) > MAX_BYTES) {
                throw tooLarge(start);
            }
            byte[] bytes = Files.readAllBytes(path);
            return new YamlText(name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (NoSuchFileException e) {
            throw new MalformedRules(RulePlace.whole(path.toString()), "there is no such file");
        } catch (CharacterCodingException e) {
            throw new MalformedRules(start, "the file is not UTF-8 text");
        } catch (IOException e) {
            throw new MalformedRules(RulePlace.whole(path.toString()), "the file cannot be read: " + e.getMessage());
        }
    }

    /// The document in it; `expected` says how one begins, for a file that is empty.
    ///
    /// Errors: [MalformedRules] where the text is no YAML, or YAML of a kind that is not read.
    public YamlNode parse(String expected) {
        return YamlReader.read(name, text, expected);
    }

    public List<String> lines() {
        return text.lines().toList();
    }

    private static MalformedRules tooLarge(RulePlace start) {
        return new MalformedRules(start, "the file is larger than 1 MiB: split it");
    }
}
