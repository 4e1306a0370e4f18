package dev.eventscope.event;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a text is not JSON, in words for people: what the parser says names its own settings and classes.
///
/// Source: messages of jackson-core 2.22. One that is not known here becomes "this is not JSON"; the place stays.
final class JsonReason {

    private static final int MOST_CHARS = 40;
    private static final String CHARACTER = "^Unexpected character \\('(.+?)' \\(code (\\d+).*?\\)\\)";

    private record Rule(Pattern message, Function<MatchResult, String> reason) {}

    private static final List<Rule> RULES = List.of(
            rule("^there is more after |^Trailing token", _ -> "there is more after the end of the value"),
            rule("^Unexpected end-of-input.*close marker for (Object|Array).*line: (\\d+), column: (\\d+)",
                    found -> "it ends within the " + kind(found) + " that begins at line " + found.group(2)
                            + ", column " + found.group(3)),
            rule("^Unexpected end-of-input.*(VALUE_STRING|FIELD_NAME|quote|escape|name)",
                    _ -> "it ends within a text"),
            rule("^Unexpected end-of-input.*(Object|Array)", found -> "it ends within an " + kind(found)),
            rule("^Unexpected end-of-input", _ -> "it ends within a value"),
            rule("^Unexpected close marker '(.)': expected '(.)'",
                    found -> "'" + found.group(1) + "' where '" + found.group(2) + "' is wanted"),
            rule("^Unexpected close marker '(.)'", found -> "'" + found.group(1) + "' closes nothing"),
            rule("^Unexpected character \\('/'.*comment", _ -> "a comment, which JSON does not have"),
            rule(CHARACTER + ".*start field name",
                    found -> character(found) + " where a name in double quotes is wanted"),
            rule(CHARACTER + ".*a colon", found -> character(found) + " where a colon is wanted"),
            rule(CHARACTER + ".*comma", found -> character(found) + " where a comma is wanted"),
            rule(CHARACTER + ".*hex-digit", found -> character(found) + " where a hex digit is wanted"),
            rule(CHARACTER + ".*plus signs", _ -> "a number with a plus sign"),
            rule(CHARACTER + ".*numeric value|^Invalid numeric value",
                    _ -> "a number that is not written as JSON has it, like 0.5 or -1e9"),
            rule(CHARACTER + ".*value", found -> character(found) + " where a value is wanted"),
            rule("^(?:Unrecognized|Non-standard) token '(.+?)'",
                    found -> "'" + shortened(found.group(1)) + "' is no value: text wants double quotes"),
            rule("^Illegal unquoted character .*code (\\d+)",
                    found -> named(found.group(1)) + " within a text, where it wants an escape"),
            rule("^Illegal character .*code (\\d+)", found -> named(found.group(1)) + " between values"),
            rule("^Unrecognized character escape .*code (\\d+)",
                    found -> "a backslash before " + named(found.group(1)) + ", which is no escape"),
            rule("nesting depth .*maximum allowed \\((\\d+)",
                    found -> "it is nested deeper than " + found.group(1) + " levels"),
            rule("^Number value length .*maximum allowed \\((\\d+)",
                    found -> "a number of more than " + found.group(1) + " digits"),
            rule("^(?:String|Name) .*length .*maximum allowed \\((\\d+)",
                    found -> "a text of more than " + found.group(1) + " characters"),
            rule("^a number that is beyond what can be held", MatchResult::group),
            rule("^Invalid UTF-8|^Invalid UTF-32", _ -> "bytes that are not UTF-8"));

    private JsonReason() {}

    static String of(String message) {
        for (Rule rule : RULES) {
            Matcher found = rule.message().matcher(message);
            if (found.find()) {
                return rule.reason().apply(found);
            }
        }
        return "this is not JSON";
    }

    private static Rule rule(String message, Function<MatchResult, String> reason) {
        return new Rule(Pattern.compile(message, Pattern.DOTALL), reason);
    }

    private static String kind(MatchResult found) {
        return found.group(1).toLowerCase(Locale.ROOT);
    }

    private static String character(MatchResult found) {
        return named(found.group(2));
    }

    /// A character that can be seen by itself, any other by its number: it may turn the line round.
    private static String named(String code) {
        int c = Integer.parseInt(code);
        return c > ' ' && c < 0x7f ? "'" + (char) c + "'" : "the character U+%04X".formatted(c);
    }

    private static String shortened(String token) {
        return token.length() > MOST_CHARS ? token.substring(0, MOST_CHARS) + "…" : token;
    }
}
