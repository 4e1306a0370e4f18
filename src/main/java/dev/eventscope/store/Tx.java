package dev.eventscope.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// One transaction. Values go as `?` parameters, never into the text.
///
/// Shape: a parameter is a `String`, `Long`, `Integer`, `Boolean`, `Double`, `UUID`, `Instant`, `byte[]` (bytea), [Json],
///        [Values], a list of one of these (an array; all elements of one kind, or null; cast it in the text: `?::uuid[]`), or null.
/// Errors: every call throws a [StoreException].
/// Threads: belongs to the thread that runs the work; not to be kept beyond it.
public interface Tx {

    /// JSON text bound as `json`.
    record Json(String text) {}

    /// An array whose elements may all be null: `type` is PostgreSQL's name of theirs, the array Java's of the same kind.
    /// What is called again and again gives its type, so that the server need not prepare the statement anew.
    record Values(String type, @Nullable Object[] elements) {}

    <T> List<T> query(String sql, Function<Row, T> mapper, @Nullable Object... parameters);

    /// The single row, or empty. More than one row is an error.
    <T> Optional<T> queryOne(String sql, Function<Row, T> mapper, @Nullable Object... parameters);

    /// Hands rows to a sink as they arrive, in bounded memory.
    void forEach(String sql, Consumer<Row> sink, @Nullable Object... parameters);

    /// Runs an insert, update, delete or a call; answers the number of rows touched.
    int update(String sql, @Nullable Object... parameters);

    /// As whom this transaction writes.
    default Writer writer() {
        return Writer.ANYONE;
    }
}
