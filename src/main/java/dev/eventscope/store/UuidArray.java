package dev.eventscope.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/// A `uuid[]` parameter, in PostgreSQL's binary form where the connection takes it, else as text: the driver itself writes
/// every id as 36 characters, which both sides then pay for.
///
/// Shape: dimensions (1, or 0 where there are no elements), whether there are nulls, the element type's oid, the count, the
///        lower bound, then each element with its length before it; -1 for null.
final class UuidArray extends PGobject implements PGBinaryObject {

    private static final long serialVersionUID = 1;
    private static final int UUID_OID = 2950;
    private static final int ID = 2 * Long.BYTES;
    private static final int EMPTY = 3 * Integer.BYTES;
    private static final int HEAD = 5 * Integer.BYTES;

    private final @Nullable Object[] ids;

    /// The elements are `UUID`s or null; the array is not copied.
    UuidArray(@Nullable Object[] ids) {
        this.ids = ids;
        this.type = "_uuid";
    }

    @Override
    public String getValue() {
        return Arrays.stream(ids).map(id -> id == null ? "NULL" : id.toString())
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("it is only sent");
    }

    @Override
    public int lengthInBytes() {
        int length = ids.length == 0 ? EMPTY : HEAD;
        for (Object id : ids) {
            length += Integer.BYTES + (id == null ? 0 : ID);
        }
        return length;
    }

    @Override
    public void toBytes(byte[] bytes, int offset) {
        ByteBuffer out = ByteBuffer.wrap(bytes, offset, bytes.length - offset);
        boolean nulls = Arrays.stream(ids).anyMatch(Objects::isNull);
        out.putInt(ids.length == 0 ? 0 : 1).putInt(nulls ? 1 : 0).putInt(UUID_OID);
        if (ids.length == 0) {
            return;
        }
        out.putInt(ids.length).putInt(1);
        for (Object id : ids) {
            if (id == null) {
                out.putInt(-1);
            } else {
                UUID uuid = (UUID) id;
                out.putInt(ID).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
            }
        }
    }
}
