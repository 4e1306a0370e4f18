package dev.eventscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.eventscope.event.Json;
import dev.eventscope.replay.DryRunDocument;

/// Where `--report` writes to; the end of the name says how.
final class UpcastReportFile {

    private UpcastReportFile() {}

    /// A name that says nothing, or a folder that is not there, is refused before the dry-run begins.
    static void check(Path file) {
        if (!isMarkdown(file) && !file.toString().endsWith(".json")) {
            throw VerbFailed.usage("--report: '" + file + "' must end with .md or .json");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw VerbFailed.usage("--report: there is no folder for '" + file + "': make it first");
        }
    }

    static void write(Path file, DryRunDocument document) {
        try {
            Files.writeString(file, isMarkdown(file) ? document.markdown() : pretty(document));
        } catch (IOException e) {
            throw VerbFailed.usage("--report: '" + file + "' cannot be written: " + e.getMessage());
        }
    }

    private static boolean isMarkdown(Path file) {
        return file.toString().endsWith(".md");
    }

    private static String pretty(DryRunDocument document) throws JsonProcessingException {
        return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document.json()) + "\n";
    }
}
