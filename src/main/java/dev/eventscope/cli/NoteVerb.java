package dev.eventscope.cli;

import java.util.UUID;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import dev.eventscope.saga.FailureNotes;
import dev.eventscope.store.OpenStore;

/// Keeps a note on a group of failures, for whoever comes next.
@Command(name = "note", sortOptions = false, description = {
    "Keeps a note on a group of failures; it stays with the group.",
    "Without a text the note is taken away."}, footer = {"",
        "Example: eventscope note 9c41f7e012 \"remote is moved on Friday, ask ines\""})
final class NoteVerb implements Callable<Integer> {

    private final Work work;

    @Parameters(index = "0", paramLabel = "FINGERPRINT", description = "The group; 'sagas --groups' lists them.")
    String group = "";

    @Nullable
    @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", description = "The note.")
    String text;

    @Mixin
    ConfirmOption confirm = new ConfirmOption();

    NoteVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        try (OpenStore store = work.openToAct(confirm.storeName); Printer printer = work.printer("group", "note")) {
            new FailureNotes(store.database()).set(UUID.randomUUID(), group, text, Work.osUser());
            printer.row(Row.of("group", group).with("note", text));
        } catch (IllegalArgumentException e) {
            throw VerbFailed.usage(String.valueOf(e.getMessage()));
        }
        return ExitCode.DONE;
    }
}
