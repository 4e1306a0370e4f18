package dev.eventscope.desktop.timeline.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.SagaPart;
import dev.eventscope.event.Cause;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.TextTable;

/// Event headers in columns: one row an event, ascending in the store's order.
///
/// Shape: types, streams, categories and correlations are numbers of a [TextTable]; the cause of a row is a row.
/// Units: times are microseconds since the epoch, UTC; where an event has no time it gets that of the row before.
/// Threads: immutable; safe for all.
public final class EventColumns {

    /// The row, or correlation, of something that has none.
    public static final int NONE = -1;
    /// The row of a cause that is named but is not here.
    public static final int MISSING = -2;

    /// The columns of numbers. A cause is [#NO_CAUSE], [#MISSING_CAUSE], or how far back it is, so that it holds wherever
    /// row 0 is.
    record Numbers(PackedColumn idHigh, PackedColumn idLow, PackedColumn occurred, PackedColumn recorded,
            PackedColumn versions, PackedColumn positions, PackedColumn types, PackedColumn streams,
            PackedColumn correlations, PackedColumn schemas, PackedColumn causes) {

        static final Numbers EMPTY = new Numbers(PackedColumn.EMPTY, PackedColumn.EMPTY, PackedColumn.EMPTY,
                PackedColumn.EMPTY, PackedColumn.EMPTY, PackedColumn.EMPTY, PackedColumn.EMPTY, PackedColumn.EMPTY,
                PackedColumn.EMPTY, PackedColumn.EMPTY, PackedColumn.EMPTY);

        long bytes() {
            return idHigh.bytes() + idLow.bytes() + occurred.bytes() + recorded.bytes() + versions.bytes()
                    + positions.bytes() + types.bytes() + streams.bytes() + correlations.bytes() + schemas.bytes()
                    + causes.bytes();
        }
    }

    /// What the numbers stand for. `categories` has that of each stream; `schemas` says how schema versions are written.
    record Words(TextTable streams, TextTable categories, TextTable types, TextTable correlations, TextTable schemas,
            int[] categoriesOfStreams) {

        static Words none() {
            return new Words(TextTable.ofTexts(), TextTable.ofTexts(), TextTable.ofTexts(), TextTable.ofIds(),
                    TextTable.ofTexts(), new int[0]);
        }
    }

    static final long NO_CAUSE = 0;
    static final long MISSING_CAUSE = 1;

    private static final long FIRST_CAUSE = 2;

    private final Numbers numbers;
    private final Words words;
    private final Oddities odd;
    private final MissingCauses missing;
    /// The place of row 0, see [MissingCauses].
    private final int firstPlace;
    private final EventKind[] kinds;
    private final SagaPart[] parts;
    private final boolean timed;

    EventColumns(Numbers numbers, Words words, Oddities odd, MissingCauses missing, int firstPlace) {
        this.numbers = numbers;
        this.words = words;
        this.odd = odd;
        this.missing = missing;
        this.firstPlace = firstPlace;
        kinds = new EventKind[words.types().size()];
        parts = new SagaPart[kinds.length];
        for (int type = 0; type < kinds.length; type++) {
            kinds[type] = EventKind.of(words.types().text(type));
            parts[type] = SagaPart.of(words.types().text(type));
        }
        int timeless = Math.min(odd.withoutOccurred().cardinality(), odd.withoutRecorded().cardinality());
        timed = timeless < numbers.types().size();
    }

    public static EventColumnsBuilder builder() {
        return new EventColumnsBuilder();
    }

    public static EventColumns none() {
        return new EventColumns(Numbers.EMPTY, Words.none(), Oddities.NONE, MissingCauses.NONE, 0);
    }

    public int size() {
        return numbers.types().size();
    }

    public String id(int row) {
        String text = odd.ids().get(row);
        return text != null ? text : new UUID(numbers.idHigh().get(row), numbers.idLow().get(row)).toString();
    }

    /// The row of an event id, [#NONE] where it is not here. Looks at every row: take [#rowOf(EventHeader)] where the
    /// header is known.
    public int rowOf(String id) {
        UUID uuid = odd.rowsOfIds().isEmpty() || !odd.rowsOfIds().containsKey(id) ? TextTable.uuidOf(id) : null;
        if (uuid == null) {
            return odd.rowsOfIds().getOrDefault(id, NONE);
        }
        for (int row = size() - 1; row >= 0; row--) {
            if (isId(row, uuid) && !odd.ids().containsKey(row)) {
                return row;
            }
        }
        return NONE;
    }

    /// The row of an event, [#NONE] where it is not here.
    public int rowOf(EventHeader event) {
        int row = lowerBound(event.order());
        while (row < size() && order(row).equals(event.order())) {
            if (id(row).equals(event.id())) {
                return row;
            }
            row++;
        }
        return NONE;
    }

    /// The first row that is not before an order token, [#size()] where there is none.
    public int lowerBound(OrderToken order) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order(middle).compareTo(order) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    public int typeNumber(int row) {
        return numbers.types().getInt(row);
    }

    public String type(int row) {
        return words.types().text(typeNumber(row));
    }

    public EventKind kind(int row) {
        return kinds[typeNumber(row)];
    }

    public SagaPart part(int row) {
        return parts[typeNumber(row)];
    }

    public boolean failed(int row) {
        return typeFailed(typeNumber(row));
    }

    boolean typeFailed(int type) {
        return kinds[type] == EventKind.FAILURE;
    }

    SagaPart partOfType(int type) {
        return parts[type];
    }

    public int streamNumber(int row) {
        return numbers.streams().getInt(row);
    }

    public String stream(int row) {
        return words.streams().text(streamNumber(row));
    }

    public TextTable streams() {
        return words.streams();
    }

    /// The category number of a stream: what the first event of it said.
    public int categoryOfStream(int stream) {
        return words.categoriesOfStreams()[stream];
    }

    public String category(int row) {
        return words.categories().text(categoryOfStream(streamNumber(row)));
    }

    public TextTable categories() {
        return words.categories();
    }

    /// The correlation number of a row, [#NONE] where it has none.
    public int correlationNumber(int row) {
        return numbers.correlations().getInt(row);
    }

    public TextTable correlations() {
        return words.correlations();
    }

    /// The row that caused a row, else [#NONE] or [#MISSING].
    public int causeOf(int row) {
        long code = numbers.causes().get(row);
        if (code < FIRST_CAUSE) {
            return code == NO_CAUSE ? NONE : MISSING;
        }
        long folded = code - FIRST_CAUSE;
        int cause = row - (int) ((folded >>> 1) ^ -(folded & 1));
        return cause < size() ? cause : MISSING;
    }

    /// How a cause is kept that is so many rows before its effect.
    static long causeCode(int rowsBefore) {
        long back = rowsBefore;
        return ((back << 1) ^ (back >> 63)) + FIRST_CAUSE;
    }

    public @Nullable Long version(int row) {
        return odd.withoutVersion().get(row) ? null : numbers.versions().get(row);
    }

    public OrderToken order(int row) {
        return odd.tokens() == null ? OrderToken.of(numbers.positions().get(row)) : odd.tokens().get(row);
    }

    /// Whether the place of each event in the store's order is one number.
    public boolean isNumbered() {
        return odd.tokens() == null;
    }

    /// The place of a row in the store's order, where it is one number.
    public long position(int row) {
        return numbers.positions().get(row);
    }

    /// How many rows there are up to a place in the store's order.
    public int rowsUpTo(long position) {
        return lowerBound(OrderToken.of(position + 1));
    }

    /// Whether any event here has a time. Without one, only the order scale makes sense.
    public boolean timed() {
        return timed;
    }

    public long timeMicros(int row, EventClock clock) {
        return times(clock).get(row);
    }

    PackedColumn times(EventClock clock) {
        return clock == EventClock.OCCURRED ? numbers.occurred() : numbers.recorded();
    }

    /// The header of a row, as it came.
    public EventHeader header(int row) {
        int correlation = correlationNumber(row);
        int schema = numbers.schemas().getInt(row);
        return new EventHeader(id(row), new StreamId(stream(row)), category(row), version(row), order(row), type(row),
                schema == NONE ? null : words.schemas().text(schema), cause(row),
                correlation == NONE ? null : words.correlations().text(correlation),
                odd.withoutOccurred().get(row) ? null : instant(numbers.occurred().get(row)),
                odd.withoutRecorded().get(row) ? null : instant(numbers.recorded().get(row)),
                odd.flags().getOrDefault(row, Set.of()));
    }

    /// Bytes held by the columns of numbers.
    public long bytes() {
        return numbers.bytes();
    }

    private @Nullable Cause cause(int row) {
        int cause = causeOf(row);
        if (cause == NONE) {
            return null;
        }
        if (cause >= 0) {
            return new Cause.ById(id(cause));
        }
        String id = missing.at(firstPlace + row);
        return id != null ? new Cause.ById(id) : odd.missingCauses().get(row);
    }

    private boolean isId(int row, UUID id) {
        return numbers.idLow().get(row) == id.getLeastSignificantBits()
                && numbers.idHigh().get(row) == id.getMostSignificantBits();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
