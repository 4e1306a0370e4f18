package dev.eventscope.rules.expression;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a text is no expression, in words for people: the compiler speaks of its grammar.
///
/// Source: messages of dev.cel 0.14.0. One that is not known here is passed on, its first line.
final class SyntaxReason {

    private record Rule(Pattern message, Function<MatchResult, String> reason) {}

    private static final List<Rule> RULES = List.of(
            rule("^(?:mismatched|extraneous) input '<EOF>'|^no viable alternative at input '<EOF>'",
                    _ -> "the expression ends too early: something is missing here"),
            rule("^(?:mismatched|extraneous) input '(.*?)'(?: expecting|$)|^no viable alternative at input '(.*)'",
                    found -> "'" + first(found.group(1), found.group(2)) + "' cannot stand here"),
            rule("^missing '(.*?)' at '<EOF>'", found -> "'" + found.group(1) + "' is missing at the end"),
            rule("^missing '(.*?)' at '(.*)'",
                    found -> "'" + found.group(1) + "' is missing before '" + found.group(2) + "'"),
            rule("^token recognition error at: '['\"]", _ -> "a text that is not closed"),
            rule("^token recognition error at: '(.*)'",
                    found -> "'" + found.group(1) + "' is no part of an expression"),
            rule("^undeclared reference to '(.*?)'", found -> "'" + found.group(1) + "' is not known"),
            rule("^found no matching overload for '_?(.*?)_?' applied to '\\(?(.*?)\\)?'(?: |$)",
                    found -> "'" + found.group(1) + "' does not take " + found.group(2)),
            rule("^For input string", _ -> "a number that is too large"),
            rule("code point size exceeds limit.*limit:? (\\d+)",
                    found -> "it is longer than " + found.group(1) + " characters"),
            rule("recursion limit exceeded.*limit:? (\\d+)",
                    found -> "it is nested deeper than " + found.group(1) + " levels"),
            rule("^invalid argument to has\\(\\)", _ -> "has(…) asks for a field, as in has(state.total)"),
            rule("must be a simple name",
                    _ -> "what is to stand for each element is a name, as in state.lines.map(l, l.price)"));

    private SyntaxReason() {}

    /// Shape: `names` are the variables there are.
    static String of(String message, String names) {
        String line = message.lines().findFirst().orElse("cannot be read");
        for (Rule rule : RULES) {
            Matcher found = rule.message().matcher(line);
            if (found.find()) {
                String reason = rule.reason().apply(found);
                return line.startsWith("undeclared") ? reason + ": there is " + names : reason;
            }
        }
        return line;
    }

    private static Rule rule(String message, Function<MatchResult, String> reason) {
        return new Rule(Pattern.compile(message, Pattern.DOTALL), reason);
    }

    private static String first(@org.jspecify.annotations.Nullable String one, String other) {
        return one == null ? other : one;
    }
}
