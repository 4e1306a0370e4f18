package dev.eventscope.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Where an event stands in its store's own total order: one to three comparable values, opaque above `store`.
///
/// Shape: never assumed dense or unique. Tokens of one store have the same parts and compare part by part.
/// Units: a native store has one number, the global position, 1-based.
public record OrderToken(List<Part> parts) implements Comparable<OrderToken> {

    /// One comparable value of a token.
    public sealed interface Part extends Comparable<Part> {}

    public record Num(long value) implements Part {
        @Override
        public int compareTo(Part other) {
            return Long.compare(value, same(other, Num.class).value);
        }

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    public record Text(String value) implements Part {
        @Override
        public int compareTo(Part other) {
            return value.compareTo(same(other, Text.class).value);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    public record Time(Instant value) implements Part {
        @Override
        public int compareTo(Part other) {
            return value.compareTo(same(other, Time.class).value);
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    public OrderToken {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.size() > 3) {
            throw new IllegalArgumentException("order token must have 1..3 parts, had " + parts.size());
        }
    }

    public static OrderToken of(long position) {
        return new OrderToken(List.of(new Num(position)));
    }

    public static OrderToken of(Part... parts) {
        return new OrderToken(List.of(parts));
    }

    /// Reads a token of numbers as a person types it, `124003` or `871,12`.
    ///
    /// Errors: `IllegalArgumentException` that names the text.
    public static OrderToken parse(String text) {
        List<Part> parts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            try {
                parts.add(new Num(Long.parseLong(part.strip())));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + text + "' is not a position: expected a number", e);
            }
        }
        return new OrderToken(parts);
    }

    /// The single number of a store that has a global position.
    ///
    /// Errors: `IllegalStateException` where the store's token is made of anything else.
    public long position() {
        if (parts.size() == 1 && parts.getFirst() instanceof Num number) {
            return number.value();
        }
        throw new IllegalStateException("this store has no single global position: " + this);
    }

    @Override
    public int compareTo(OrderToken other) {
        for (int i = 0; i < Math.min(parts.size(), other.parts.size()); i++) {
            int order = parts.get(i).compareTo(other.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.size(), other.parts.size());
    }

    @Override
    public String toString() {
        return parts.stream().map(Part::toString).collect(Collectors.joining(","));
    }

    private static <P extends Part> P same(Part other, Class<P> kind) {
        if (!kind.isInstance(other)) {
            throw new IllegalArgumentException("order tokens of different stores cannot be compared: " + other);
        }
        return kind.cast(other);
    }
}
