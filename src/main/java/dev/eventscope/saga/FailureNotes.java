package dev.eventscope.saga;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Database;

/// What people wrote about groups of failures.
///
/// Threads: safe from any thread; blocks.
public final class FailureNotes {

    private static final int LONGEST = 2_000;

    private final Database database;

    public FailureNotes(Database database) {
        this.database = database;
    }

    /// Every note, by the id of its group.
    public Map<String, FailureNote> all() {
        return database.read(tx -> {
            Map<String, FailureNote> notes = new LinkedHashMap<>();
            tx.forEach("select failure_group, note, db_user, actor, at from eventscope.failure_note order by at desc",
                    row -> notes.put(row.string("failure_group"), new FailureNote(row.string("note"),
                            row.string("db_user"), row.string("actor"), row.instant("at"))));
            return notes;
        });
    }

    /// Keeps a note in the place of the one before; null or blank takes it away. The audit keeps both.
    public void set(UUID requestId, String group, @Nullable String text, String actor) {
        String note = text == null ? "" : text.strip();
        if (group.isBlank() || note.length() > LONGEST) {
            throw new IllegalArgumentException(group.isBlank()
                    ? "the group must be named"
                    : "a note must have at most " + LONGEST + " characters, had " + note.length());
        }
        database.write(tx -> tx.query("select eventscope.note_failure_group(?, ?, ?, ?)", _ -> "", requestId, group,
                note, actor));
    }
}
