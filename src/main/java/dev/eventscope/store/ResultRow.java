package dev.eventscope.store;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// A [Row] on a JDBC result.
final class ResultRow implements Row {

    private final ConnectionSpec spec;
    private final ResultSet results;

    ResultRow(ConnectionSpec spec, ResultSet results) {
        this.spec = spec;
        this.results = results;
    }

    @Override
    public String string(String column) {
        return present(column, nullableString(column));
    }

    @Override
    public @Nullable String nullableString(String column) {
        return get(column, results::getString);
    }

    @Override
    public long longValue(String column) {
        return present(column, nullableLong(column));
    }

    @Override
    public @Nullable Long nullableLong(String column) {
        return get(column, name -> {
            long value = results.getLong(name);
            return results.wasNull() ? null : value;
        });
    }

    @Override
    public int intValue(String column) {
        return Math.toIntExact(longValue(column));
    }

    @Override
    public boolean booleanValue(String column) {
        return present(column, get(column, name -> {
            boolean value = results.getBoolean(name);
            return results.wasNull() ? null : value;
        }));
    }

    @Override
    public double doubleValue(String column) {
        return present(column, get(column, name -> {
            double value = results.getDouble(name);
            return results.wasNull() ? null : value;
        }));
    }

    @Override
    public Instant instant(String column) {
        return present(column, nullableInstant(column));
    }

    @Override
    public @Nullable Instant nullableInstant(String column) {
        OffsetDateTime time = get(column, name -> results.getObject(name, OffsetDateTime.class));
        return time == null ? null : time.toInstant();
    }

    @Override
    public UUID uuid(String column) {
        return present(column, nullableUuid(column));
    }

    @Override
    public @Nullable UUID nullableUuid(String column) {
        return get(column, name -> results.getObject(name, UUID.class));
    }

    @Override
    public byte[] bytes(String column) {
        return present(column, nullableBytes(column));
    }

    @Override
    public byte @Nullable [] nullableBytes(String column) {
        return get(column, name -> {
            Object value = results.getObject(name);
            return switch (value) {
                case null -> null;
                case byte[] bytes -> bytes;
                default -> results.getString(name).getBytes(StandardCharsets.UTF_8);
            };
        });
    }

    @Override
    public List<String> strings(String column) {
        Object[] elements = present(column, get(column, name -> {
            Array array = results.getArray(name);
            return array == null ? null : (Object[]) array.getArray();
        }));
        return Arrays.stream(elements).map(String::valueOf).toList();
    }

    @Override
    public long[] longs(String column) {
        Long[] elements = present(column, get(column, name -> {
            Array array = results.getArray(name);
            return array == null ? null : (Long[]) array.getArray();
        }));
        long[] numbers = new long[elements.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = elements[i];
        }
        return numbers;
    }

    private interface Getter<T extends @Nullable Object> {
        T get(String column) throws SQLException;
    }

    private <T extends @Nullable Object> T get(String column, Getter<T> getter) {
        try {
            return getter.get(column);
        } catch (SQLException e) {
            throw SqlErrors.translate(spec, e);
        }
    }

    private static <T> T present(String column, @Nullable T value) {
        if (value == null) {
            throw new StoreException("column " + column + " is null");
        }
        return value;
    }
}
