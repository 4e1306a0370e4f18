package dev.eventscope.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;

/// Headers of a stretch of the store's order in columns, ascending: for those who hold millions of them.
///
/// Shape: streams, categories, types and correlations are numbers of a [Words], which may serve many pages; a cause or a
///        correlation of two zeros, or [#NONE], is none.
/// Units: times are microseconds since 1970, UTC.
/// Threads: belongs to the thread that reads until it is handed over; unchanged afterwards.
public final class HeaderPage {

    /// The number of something that is not there.
    public static final int NONE = -1;

    /// What the numbers of pages stand for.
    public record Words(TextTable streams, TextTable categories, TextTable types, TextTable correlations) {

        public Words() {
            this(TextTable.ofTexts(), TextTable.ofTexts(), TextTable.ofTexts(), TextTable.ofIds());
        }

        /// How many there are in all.
        public int size() {
            return streams.size() + categories.size() + types.size() + correlations.size();
        }

        /// What they stand for by now, for other threads.
        public Words view() {
            return new Words(streams.view(), categories.view(), types.view(), correlations.view());
        }
    }

    private Words words;
    private int size;
    private long[] positions;
    private long[] idHigh;
    private long[] idLow;
    private int[] streams;
    private int[] categories;
    private long[] versions;
    private int[] types;
    private int[] schemas;
    private long[] causeHigh;
    private long[] causeLow;
    private int[] correlations;
    private long[] occurred;
    private long[] recorded;

    public HeaderPage(Words words, int room) {
        this.words = words;
        int rows = Math.max(16, room);
        positions = new long[rows];
        idHigh = new long[rows];
        idLow = new long[rows];
        streams = new int[rows];
        categories = new int[rows];
        versions = new long[rows];
        types = new int[rows];
        schemas = new int[rows];
        causeHigh = new long[rows];
        causeLow = new long[rows];
        correlations = new int[rows];
        occurred = new long[rows];
        recorded = new long[rows];
    }

    /// Adds a row of position, id, stream, category, version, type, schema version, cause, correlation, and the times at
    /// which it occurred and was recorded.
    public void add(CopiedRow row) {
        makeRoom();
        int at = size++;
        positions[at] = row.longValue();
        row.present(2 * Long.BYTES);
        idHigh[at] = row.nextLong();
        idLow[at] = row.nextLong();
        streams[at] = row.number(words.streams());
        categories[at] = row.number(words.categories());
        versions[at] = row.longValue();
        types[at] = row.number(words.types());
        schemas[at] = row.intValue();
        if (row.isPresent()) {
            causeHigh[at] = row.nextLong();
            causeLow[at] = row.nextLong();
        }
        correlations[at] = row.isPresent() ? words.correlations().add(row.nextLong(), row.nextLong()) : NONE;
        occurred[at] = row.micros();
        recorded[at] = row.micros();
    }

    /// Adds a header of the same store.
    public void add(EventHeader header) {
        makeRoom();
        int at = size++;
        UUID id = UUID.fromString(header.id());
        positions[at] = header.order().position();
        idHigh[at] = id.getMostSignificantBits();
        idLow[at] = id.getLeastSignificantBits();
        streams[at] = words.streams().add(header.stream().name());
        categories[at] = words.categories().add(header.category());
        versions[at] = Objects.requireNonNull(header.version());
        types[at] = words.types().add(header.type());
        schemas[at] = header.schemaNumber().orElse(1);
        String cause = header.causeId();
        if (cause != null) {
            causeHigh[at] = UUID.fromString(cause).getMostSignificantBits();
            causeLow[at] = UUID.fromString(cause).getLeastSignificantBits();
        }
        String correlation = header.correlationId();
        correlations[at] = correlation == null ? NONE : words.correlations().add(correlation);
        occurred[at] = micros(header.occurredAt());
        recorded[at] = micros(header.recordedAt());
    }

    /// Nothing will be added any more: from here on the words are a view, so that the page may go to another thread.
    public HeaderPage sealed() {
        words = words.view();
        return this;
    }

    public Words words() {
        return words;
    }

    public int size() {
        return size;
    }

    public long[] positions() {
        return positions;
    }

    public long[] idHigh() {
        return idHigh;
    }

    public long[] idLow() {
        return idLow;
    }

    public int[] streams() {
        return streams;
    }

    public int[] categories() {
        return categories;
    }

    public long[] versions() {
        return versions;
    }

    public int[] types() {
        return types;
    }

    public int[] schemas() {
        return schemas;
    }

    public long[] causeHigh() {
        return causeHigh;
    }

    public long[] causeLow() {
        return causeLow;
    }

    public int[] correlations() {
        return correlations;
    }

    public long[] occurred() {
        return occurred;
    }

    public long[] recorded() {
        return recorded;
    }

    private static long micros(@Nullable Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Objects.requireNonNull(time));
    }

    private void makeRoom() {
        if (size < positions.length) {
            return;
        }
        int room = size * 2;
        positions = Arrays.copyOf(positions, room);
        idHigh = Arrays.copyOf(idHigh, room);
        idLow = Arrays.copyOf(idLow, room);
        streams = Arrays.copyOf(streams, room);
        categories = Arrays.copyOf(categories, room);
        versions = Arrays.copyOf(versions, room);
        types = Arrays.copyOf(types, room);
        schemas = Arrays.copyOf(schemas, room);
        causeHigh = Arrays.copyOf(causeHigh, room);
        causeLow = Arrays.copyOf(causeLow, room);
        correlations = Arrays.copyOf(correlations, room);
        occurred = Arrays.copyOf(occurred, room);
        recorded = Arrays.copyOf(recorded, room);
    }
}
