package dev.eventscope.rules;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The one filter grammar, for the filter line, the omnibox and `--where`.
///
/// ```
/// type:Content* stream:content-src/* after:-2h before:2026-03-04 data.size>100 data.title~"x" bytes>4kB
/// correlation:9c41f7e actor:ann is:failed -type:ContentAdded (category:saga or category:sync) text:timeout word
/// ```
///
/// Shape: terms side by side must all hold; `or` between them binds weaker, as in SQL; `-` negates the term or the
///        group in parentheses after it; `and` may be written. A value in quotes is taken letter by letter, else `*`
///        is any text. `:` matches a name whole, an id by its beginning, an actor by a part; `~` is contains, whatever
///        the case; `= != > >= < <=` compare. A bare word is text in stream, type or id, `text:` also in
///        payload and metadata. The empty filter holds always.
///        A field that an event does not have passes no test, not even `!=`; `-field:…` holds for it.
/// Units: `after` includes its instant and `before` does not; both are UTC, relative ones from the moment of parsing.
/// Threads: immutable. Bounded: at most 4,096 characters and 256 terms; each test is linear in what it looks at.
public final class Filter {

    private static final Filter EVERYTHING = new Filter("", new FilterExpression.AllOf(List.of()));

    private final String text;
    private final FilterExpression expression;

    private Filter(String text, FilterExpression expression) {
        this.text = text;
        this.expression = expression;
    }

    /// Errors: [MalformedFilter] with the column and what to do.
    public static Filter parse(String text, Clock clock) {
        return text.isBlank() ? EVERYTHING : new Filter(text, new FilterParser(text, clock.instant()).parse());
    }

    public static Filter everything() {
        return EVERYTHING;
    }

    /// As it was typed.
    public String text() {
        return text;
    }

    public FilterExpression expression() {
        return expression;
    }

    public boolean isEverything() {
        return expression instanceof FilterExpression.AllOf(var parts) && parts.isEmpty();
    }

    /// Errors: `IllegalStateException` where [#needsPayload()] and the subject has only a header.
    public boolean matches(FilterSubject subject) {
        return expression.matches(subject);
    }

    /// Whether payload or metadata must be read to decide.
    public boolean needsPayload() {
        return expression.needsPayload();
    }

    /// The one stream that this filter can match at all, so that only it need be read; the filter still decides.
    public Optional<String> onlyStream() {
        return only(FilterField.STREAM);
    }

    public Optional<String> onlyType() {
        return only(FilterField.TYPE);
    }

    public Optional<String> onlyCategory() {
        return only(FilterField.CATEGORY);
    }

    /// The one correlation: where it is given whole, by `=` or as a UUID.
    public Optional<String> onlyCorrelation() {
        return only(FilterField.CORRELATION);
    }

    /// The one event: where its id is given whole, by `=` or as a UUID.
    public Optional<String> onlyId() {
        return only(FilterField.ID);
    }

    private Optional<String> only(FilterField field) {
        List<FilterExpression> parts = expression instanceof FilterExpression.AllOf(var all)
                ? all
                : List.of(expression);
        return parts.stream()
                .flatMap(part -> part instanceof FilterExpression.Term term && term.field() == field
                        ? Optional.ofNullable(term.onlyValue()).stream()
                        : Stream.empty())
                .findFirst();
    }

    @Override
    public String toString() {
        return text;
    }
}
