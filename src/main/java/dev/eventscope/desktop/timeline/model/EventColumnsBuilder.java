package dev.eventscope.desktop.timeline.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Cause;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.store.TextTable;

/// Takes headers of any store in any order, each event once, and builds [EventColumns] as often as asked.
///
/// Shape: for stores whose headers do not come in columns: every build begins anew.
/// Threads: not safe; what it built is.
public final class EventColumnsBuilder {

    private static final long NO_TIME = Long.MIN_VALUE;

    private final List<EventHeader> headers = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    EventColumnsBuilder() {}

    /// Adds one event; answers false where it is here already.
    public boolean add(EventHeader header) {
        return ids.add(header.id()) && headers.add(header);
    }

    public EventColumnsBuilder addAll(Iterable<EventHeader> more) {
        more.forEach(this::add);
        return this;
    }

    public int size() {
        return headers.size();
    }

    public EventColumns build() {
        return new Build(headers.stream().sorted(Comparator.comparing(EventHeader::order)).toList()).columns();
    }

    /// One build: all headers in order, written column by column.
    private static final class Build {

        private final List<EventHeader> rows;
        private final Map<String, Integer> rowsOfIds = new HashMap<>();
        private final Map<String, Integer> rowsOfVersions = new HashMap<>();
        private final TextTable streams = TextTable.ofTexts();
        private final TextTable categories = TextTable.ofTexts();
        private final TextTable types = TextTable.ofTexts();
        private final TextTable correlations = TextTable.ofIds();
        private final TextTable schemas = TextTable.ofTexts();
        private final Oddities odd;

        Build(List<EventHeader> rows) {
            this.rows = rows;
            boolean plain = rows.stream().allMatch(row -> isNumber(row.order()));
            odd = Oddities.of(plain ? null : rows.stream().map(EventHeader::order).toList());
            for (int row = 0; row < rows.size(); row++) {
                rowsOfIds.put(rows.get(row).id(), row);
                rowsOfVersions.put(rows.get(row).version() + "@" + rows.get(row).stream().name(), row);
            }
        }

        EventColumns columns() {
            EventColumns.Numbers numbers = new EventColumns.Numbers(column(this::idHigh), column(this::idLow),
                    times(EventHeader::occurredAt, EventHeader::recordedAt),
                    times(EventHeader::recordedAt, EventHeader::occurredAt), column(this::version),
                    column(row -> odd.tokens() == null ? rows.get(row).order().position() : row),
                    column(row -> types.add(rows.get(row).type())),
                    column(row -> streams.add(rows.get(row).stream().name())),
                    column(row -> number(correlations, rows.get(row).correlationId())),
                    column(row -> number(schemas, rows.get(row).schemaVersion())), column(this::cause));
            noteWhatIsOdd();
            return new EventColumns(numbers, new EventColumns.Words(streams, categories, types, correlations, schemas,
                    categoriesOfStreams()), odd, MissingCauses.NONE, 0);
        }

        private interface Value {
            long of(int row);
        }

        private interface Time {
            @Nullable
            Instant of(EventHeader header);
        }

        private PackedColumn column(Value value) {
            long[] values = new long[rows.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = value.of(row);
            }
            return PackedColumn.EMPTY.appended(values, values.length);
        }

        /// Where there is no time: that of the other clock, else that of the row before.
        private PackedColumn times(Time time, Time other) {
            long[] last = {0};
            return column(row -> {
                long micros = micros(time.of(rows.get(row)));
                long instead = micros(other.of(rows.get(row)));
                last[0] = micros != NO_TIME ? micros : instead != NO_TIME ? instead : last[0];
                return last[0];
            });
        }

        private long idHigh(int row) {
            UUID uuid = TextTable.uuidOf(rows.get(row).id());
            return uuid == null ? 0 : uuid.getMostSignificantBits();
        }

        private long idLow(int row) {
            UUID uuid = TextTable.uuidOf(rows.get(row).id());
            return uuid == null ? 0 : uuid.getLeastSignificantBits();
        }

        private long version(int row) {
            Long version = rows.get(row).version();
            return version == null ? 0 : version;
        }

        private long cause(int row) {
            Cause cause = rows.get(row).cause();
            Integer found = switch (cause) {
                case null -> null;
                case Cause.ById(var id) -> rowsOfIds.get(id);
                case Cause.ByMessage(var id) -> rowsOfIds.get(id);
                case Cause.ByStreamVersion(var stream, var version) ->
                    rowsOfVersions.get(version + "@" + stream.name());
                case Cause.ByTrace _ -> null;
            };
            if (cause == null || (found != null && found == row)) {
                return EventColumns.NO_CAUSE;
            }
            if (found == null) {
                odd.missingCauses().put(row, cause);
                return EventColumns.MISSING_CAUSE;
            }
            return EventColumns.causeCode(row - found);
        }

        private void noteWhatIsOdd() {
            for (int row = 0; row < rows.size(); row++) {
                EventHeader header = rows.get(row);
                if (TextTable.uuidOf(header.id()) == null) {
                    odd.ids().put(row, header.id());
                    odd.rowsOfIds().put(header.id(), row);
                }
                if (!header.flags().isEmpty()) {
                    odd.flags().put(row, header.flags());
                }
                odd.withoutOccurred().set(row, header.occurredAt() == null);
                odd.withoutRecorded().set(row, header.recordedAt() == null);
                odd.withoutVersion().set(row, header.version() == null);
            }
        }

        private int[] categoriesOfStreams() {
            int[] numbers = new int[streams.size()];
            Arrays.fill(numbers, EventColumns.NONE);
            for (EventHeader header : rows) {
                int stream = streams.find(header.stream().name());
                numbers[stream] = numbers[stream] == EventColumns.NONE
                        ? categories.add(header.category())
                        : numbers[stream];
            }
            return numbers;
        }

        private static int number(TextTable table, @Nullable String text) {
            return text == null ? EventColumns.NONE : table.add(text);
        }

        private static boolean isNumber(OrderToken order) {
            return order.parts().size() == 1 && order.parts().getFirst() instanceof OrderToken.Num;
        }

        private static long micros(@Nullable Instant time) {
            return time == null ? NO_TIME : ChronoUnit.MICROS.between(Instant.EPOCH, time);
        }
    }
}
