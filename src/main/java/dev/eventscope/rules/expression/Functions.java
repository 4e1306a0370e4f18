package dev.eventscope.rules.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;

/// Functions beside CEL's own: arithmetic of whole and broken numbers together, a few on lists and text, and bounded ones
/// in place of the standard ones that are not linear or that make text without end.
final class Functions {

    /// Standard overloads that are left out, by their ids: bytes, which JSON does not have, and those replaced below.
    private static final List<String> REPLACED = List.of("add_string", "add_bytes", "contains_string", "matches",
            "matches_string", "string_to_bytes", "bytes_to_string", "bytes_to_bytes", "size_bytes", "bytes_size");
    private static final int MAX_PATTERN = 500;
    private static final int MAX_REPEATS = 1_000;
    private static final int MAX_PATTERNS_KEPT = 256;
    private static final java.util.regex.Pattern REPEAT = java.util.regex.Pattern
            .compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType ANY_LIST = ListType.create(SimpleType.DYN);

    private Functions() {}

    static boolean isStandard(String overloadId) {
        return !REPLACED.contains(overloadId.toLowerCase(Locale.ROOT));
    }

    static List<CelFunctionDecl> declarations() {
        List<CelFunctionDecl> all = new ArrayList<>();
        for (String sign : List.of("add", "subtract", "multiply", "divide")) {
            all.add(CelFunctionDecl.newFunctionDeclaration(operator(sign),
                    CelOverloadDecl.newGlobalOverload(sign + "_whole_broken", SimpleType.DOUBLE, SimpleType.INT,
                            SimpleType.DOUBLE),
                    CelOverloadDecl.newGlobalOverload(sign + "_broken_whole", SimpleType.DOUBLE, SimpleType.DOUBLE,
                            SimpleType.INT)));
        }
        all.add(CelFunctionDecl.newFunctionDeclaration("_+_",
                CelOverloadDecl.newGlobalOverload("add_texts", TEXT, TEXT, TEXT)));
        all.add(member("contains", SimpleType.BOOL, TEXT, TEXT));
        all.add(member("matches", SimpleType.BOOL, TEXT, TEXT));
        all.add(member("lower", TEXT, TEXT));
        all.add(member("upper", TEXT, TEXT));
        all.add(member("trim", TEXT, TEXT));
        all.add(member("split", ListType.create(TEXT), TEXT, TEXT));
        all.add(member("join", TEXT, ANY_LIST, TEXT));
        all.add(member("sum", SimpleType.DYN, ANY_LIST));
        all.add(member("round", SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.INT));
        return all;
    }

    static List<CelFunctionBinding> bindings() {
        return List.of(
                CelFunctionBinding.from("add_whole_broken", Long.class, Double.class, (a, b) -> a + b),
                CelFunctionBinding.from("add_broken_whole", Double.class, Long.class, (a, b) -> a + b),
                CelFunctionBinding.from("subtract_whole_broken", Long.class, Double.class, (a, b) -> a - b),
                CelFunctionBinding.from("subtract_broken_whole", Double.class, Long.class, (a, b) -> a - b),
                CelFunctionBinding.from("multiply_whole_broken", Long.class, Double.class, (a, b) -> a * b),
                CelFunctionBinding.from("multiply_broken_whole", Double.class, Long.class, (a, b) -> a * b),
                CelFunctionBinding.from("divide_whole_broken", Long.class, Double.class, (a, b) -> a / b),
                CelFunctionBinding.from("divide_broken_whole", Double.class, Long.class, (a, b) -> a / b),
                CelFunctionBinding.from("add_texts", String.class, String.class, Functions::concat),
                CelFunctionBinding.from("member_contains", String.class, String.class, Functions::contains),
                CelFunctionBinding.from("member_matches", String.class, String.class, Functions::matches),
                CelFunctionBinding.from("member_lower", String.class, text -> charged(text).toLowerCase(Locale.ROOT)),
                CelFunctionBinding.from("member_upper", String.class, text -> charged(text).toUpperCase(Locale.ROOT)),
                CelFunctionBinding.from("member_trim", String.class, text -> charged(text).strip()),
                CelFunctionBinding.from("member_split", String.class, String.class, Functions::split),
                CelFunctionBinding.from("member_join", List.class, String.class, Functions::join),
                CelFunctionBinding.from("member_sum", List.class, Functions::sum),
                CelFunctionBinding.from("member_round", Double.class, Long.class, Functions::round));
    }

    private static String operator(String sign) {
        return switch (sign) {
            case "add" -> "_+_";
            case "subtract" -> "_-_";
            case "multiply" -> "_*_";
            default -> "_/_";
        };
    }

    private static CelFunctionDecl member(String name, CelType result, CelType... of) {
        return CelFunctionDecl.newFunctionDeclaration(name,
                CelOverloadDecl.newMemberOverload("member_" + name, result, List.of(of)));
    }

    private static String charged(String text) {
        Meter.charge(text.length());
        return text;
    }

    private static String concat(String a, String b) {
        Meter.charge((long) a.length() + b.length());
        return a + b;
    }

    /// What is looked for may be at the end of everything that looks like it, so both lengths count.
    private static boolean contains(String text, String part) {
        Meter.charge((long) text.length() * Math.max(1, Math.min(part.length(), 64) / 8));
        return part.length() <= 64 ? text.contains(part) : LinearSearch.contains(text, part);
    }

    private static boolean matches(String text, String pattern) {
        Pattern compiled = PATTERNS.get(pattern);
        if (compiled == null) {
            compiled = compile(pattern);
            if (PATTERNS.size() >= MAX_PATTERNS_KEPT) {
                PATTERNS.clear();
            }
            PATTERNS.put(pattern, compiled);
        }
        Meter.charge((long) text.length() * (1 + compiled.programSize() / 4));
        return compiled.matcher(text).find();
    }

    /// Matching is linear in the text, whatever the pattern; what a pattern may become when it is compiled is bounded here.
    private static Pattern compile(String pattern) {
        long repeats = 1;
        for (MatchResult repeat : REPEAT.matcher(pattern).results().toList()) {
            String most = repeat.group(2) == null || repeat.group(2).isEmpty() ? repeat.group(1) : repeat.group(2);
            repeats = Math.min(MAX_REPEATS + 1L, repeats * Math.max(1, Long.parseLong(most)));
        }
        if (pattern.length() > MAX_PATTERN || repeats > MAX_REPEATS) {
            throw new ExpressionFailed("a pattern may have " + MAX_PATTERN + " characters and repeat "
                    + MAX_REPEATS + " times in all");
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new ExpressionFailed("a pattern cannot be read, " + e.getDescription());
        }
    }

    private static List<String> split(String text, String separator) {
        Meter.charge(text.length());
        if (separator.isEmpty()) {
            throw new ExpressionFailed("split needs a separator that is not empty");
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String join(List<?> parts, String separator) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            if (!(part instanceof String word)) {
                throw new ExpressionFailed("join takes a list of texts: write map(x, string(x)) before it");
            }
            Meter.charge((long) word.length() + separator.length());
            text.append(text.isEmpty() ? "" : separator).append(word);
        }
        return text.toString();
    }

    /// Whole while everything is whole.
    private static Object sum(List<?> numbers) {
        long whole = 0;
        BigDecimal broken = BigDecimal.ZERO;
        boolean isBroken = false;
        for (Object number : numbers) {
            Meter.charge(1);
            switch (number) {
                case Long value -> whole = Math.addExact(whole, value);
                case Double value when Double.isFinite(value) -> {
                    isBroken = true;
                    broken = broken.add(new BigDecimal(value.toString()));
                }
                case null, default -> throw new ExpressionFailed("sum takes a list of numbers");
            }
        }
        return isBroken ? (Object) broken.add(BigDecimal.valueOf(whole)).doubleValue() : (Object) whole;
    }

    private static Double round(double number, long digits) {
        if (!Double.isFinite(number) || digits < 0 || digits > 15) {
            throw new ExpressionFailed("round takes a number and 0 to 15 digits");
        }
        return new BigDecimal(Double.toString(number)).setScale((int) digits, java.math.RoundingMode.HALF_UP)
                .doubleValue();
    }
}
