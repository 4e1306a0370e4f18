package dev.eventscope.rules;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a term of a filter looks at.
///
/// What `:` means depends on the field: a name is matched whole, an id by its beginning, an actor by a part.
public enum FilterField {
    // @formatter:off
    TYPE("type", Kind.NAME, "ContentAdded", "event type; * stands for any text"),
    STREAM("stream", Kind.NAME, "content-src/*", "stream name; * stands for any text"),
    CATEGORY("category", Kind.NAME, "content", "category of the stream"),
    ID("id", Kind.ID, "9c41f7e", "event id, or its beginning"),
    CORRELATION("correlation", Kind.ID, "9c41f7e", "correlation id, or its beginning"),
    CAUSE("cause", Kind.ID, "9c41f7e", "id of the cause, or its beginning"),
    ACTOR("actor", Kind.ACTOR, "ann", "who did it, by the metadata"),
    AFTER("after", Kind.LIMIT, "-2h", "at that time or later"),
    BEFORE("before", Kind.LIMIT, "2026-03-04", "earlier than that time"),
    OCCURRED("occurred", Kind.TIME, "2026-03-04", "time by the writer's clock"),
    RECORDED("recorded", Kind.TIME, "2026-03-04", "time by the server's clock"),
    VERSION("version", Kind.NUMBER, "40", "version in its stream"),
    POSITION("position", Kind.NUMBER, "124000", "position in the store"),
    SCHEMA("schema", Kind.NAME, "2", "schema version as stored"),
    BYTES("bytes", Kind.SIZE, "4096", "size of the payload"),
    ANYWHERE("text", Kind.SEARCH, "timeout", "text in names, payload or metadata"),
    IS("is", Kind.FLAG, "failed", "failed or pinned"),
    DATA("data", Kind.VALUE, "100", "a field of the payload: data.size>100"),
    META("meta", Kind.VALUE, "x", "a field of the metadata: meta.commit=9c41f7e"),
    TEXT("", Kind.TEXT, "", "a word in stream, type or id");
    // @formatter:on

    /// Fields of one kind take the same operators and read values the same way.
    enum Kind {
        NAME, ID, ACTOR, LIMIT, TIME, NUMBER, SIZE, VALUE, FLAG, TEXT, SEARCH;

        Set<FilterOperator> operators() {
            return switch (this) {
                case NAME, ID, ACTOR -> EnumSet.of(FilterOperator.MATCHES, FilterOperator.EQUAL,
                        FilterOperator.NOT_EQUAL, FilterOperator.CONTAINS);
                case LIMIT, FLAG -> EnumSet.of(FilterOperator.MATCHES);
                case TIME -> EnumSet.complementOf(EnumSet.of(FilterOperator.MATCHES, FilterOperator.CONTAINS));
                case NUMBER, SIZE -> EnumSet.complementOf(EnumSet.of(FilterOperator.CONTAINS));
                case VALUE -> EnumSet.allOf(FilterOperator.class);
                case TEXT -> EnumSet.of(FilterOperator.CONTAINS);
                case SEARCH -> EnumSet.of(FilterOperator.MATCHES, FilterOperator.CONTAINS);
            };
        }
    }

    private final String word;
    private final Kind kind;
    private final String example;
    private final String meaning;

    FilterField(String word, Kind kind, String example, String meaning) {
        this.word = word;
        this.kind = kind;
        this.example = example;
        this.meaning = meaning;
    }

    public static Optional<FilterField> find(String word) {
        return Arrays.stream(values()).filter(field -> field != TEXT && field.word.equals(word)).findFirst();
    }

    /// The words of all fields, in the order in which they are offered.
    public static List<String> words() {
        return Arrays.stream(values()).filter(field -> field != TEXT).map(FilterField::word).toList();
    }

    /// As a filter names it; empty for bare text.
    public String word() {
        return word;
    }

    /// What the field is, in a few words.
    public String meaning() {
        return meaning;
    }

    /// A term that can be typed: `type:ContentAdded`.
    public String exampleTerm() {
        return switch (kind) {
            case VALUE -> word + ".title=" + example;
            case NUMBER, SIZE -> word + ">" + example;
            case TIME -> word + ">=" + example;
            case NAME, ID, ACTOR, LIMIT, FLAG, TEXT, SEARCH -> word + ":" + example;
        };
    }

    Kind kind() {
        return kind;
    }

    boolean needsPayload() {
        return kind == Kind.VALUE || kind == Kind.SIZE || kind == Kind.ACTOR || kind == Kind.SEARCH;
    }
}
