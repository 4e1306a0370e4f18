package dev.eventscope.desktop.upcast;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

import dev.eventscope.rules.structural.RuleFile;

/// Where candidate rules come from. Read anew for each run, so that a file can be edited in between.
sealed interface RuleSource {

    /// What the chooser shows.
    String label();

    /// Errors: `MalformedRules`.
    RuleFile read();

    record InFile(Path path) implements RuleSource {
        @Override
        public String label() {
            return String.valueOf(path.getFileName());
        }

        @Override
        public RuleFile read() {
            return RuleFile.read(path);
        }
    }

    /// The text, to be edited. Blocks.
    ///
    /// Errors: `IOException` where a file cannot be read.
    default String editable() throws IOException {
        return switch (this) {
            case InFile(var path) -> Files.readString(path);
            case Example(var _, var text) -> text;
            case Typed(var text) -> text;
        };
    }

    /// What a person has typed in the window; it is kept nowhere else.
    record Typed(String text) implements RuleSource {

        private static final String NAME = "typed-rules.yaml";

        @Override
        public String label() {
            return NAME;
        }

        @Override
        public RuleFile read() {
            return RuleFile.parse(NAME, text);
        }
    }

    /// Rules that come with the program, to try the view with.
    record Example(String label, String text) implements RuleSource {

        private static final String FILE = "example-rules.yaml";

        static Example installed() {
            try (InputStream in = Example.class.getResourceAsStream(FILE)) {
                String text = new String(Objects.requireNonNull(in, FILE).readAllBytes(), StandardCharsets.UTF_8);
                return new Example(FILE, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// Whether a store that holds these types has anything for it.
        boolean fits(Set<String> types) {
            return read().sets().stream().anyMatch(rules -> types.contains(rules.type()));
        }

        @Override
        public RuleFile read() {
            return RuleFile.parse(label, text);
        }
    }
}
