package dev.eventscope.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// A transaction of one query: sent by itself where it needs no settings, else with them, its begin and its commit in one
/// message.
///
/// Shape: the server answers a query whose columns have a fixed size, with its neighbours, at once. For any other the
///        driver waits for what comes before it: right as well, but slower.
final class LoneTx implements Tx {

    private final JdbcTx tx;
    private final String settings;
    private boolean used;

    /// `settings` is what the transaction begins with; empty for nothing.
    LoneTx(JdbcTx tx, String settings) {
        this.tx = tx;
        this.settings = settings;
    }

    @Override
    public <T> List<T> query(String sql, Function<Row, T> mapper, @Nullable Object... parameters) {
        if (used) {
            throw tooMuch();
        }
        used = true;
        return settings.isEmpty()
                ? tx.query(sql, mapper, parameters)
                : tx.queryAmong("begin; " + settings + "; " + sql + "; commit", mapper, parameters);
    }

    @Override
    public <T> Optional<T> queryOne(String sql, Function<Row, T> mapper, @Nullable Object... parameters) {
        throw tooMuch();
    }

    @Override
    public void forEach(String sql, Consumer<Row> sink, @Nullable Object... parameters) {
        throw tooMuch();
    }

    @Override
    public int update(String sql, @Nullable Object... parameters) {
        throw tooMuch();
    }

    @Override
    public Writer writer() {
        return tx.writer();
    }

    private static IllegalStateException tooMuch() {
        return new IllegalStateException("this transaction is for one query: use Database.write for more");
    }
}
