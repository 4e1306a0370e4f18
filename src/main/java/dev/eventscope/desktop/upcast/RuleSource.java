package dev.eventscope.desktop.upcast;

import java.nio.file.Path;

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

    /// Rules that come with the program, to try the view with.
    record Example(String label, String text) implements RuleSource {
        @Override
        public RuleFile read() {
            return RuleFile.parse(label, text);
        }
    }
}
