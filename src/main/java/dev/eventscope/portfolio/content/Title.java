package dev.eventscope.portfolio.content;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The title of a file: the `title` of its front matter, else its first Markdown heading, else its name.
public final class Title {

    private static final int MAX_CHARS = 200;
    private static final Pattern FRONT_MATTER = Pattern.compile(
            "\\A\\uFEFF?---[ \\t]*\\R(.*?)^(?:---|\\.\\.\\.)[ \\t]*$",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern FRONT_TITLE = Pattern.compile("^title:[ \\t]*(\\S.*?)[ \\t]*$", Pattern.MULTILINE);
    private static final Pattern HEADING = Pattern.compile("^ {0,3}#{1,6}[ \\t]+(\\S.*?)[ \\t]*#*[ \\t]*$");
    private static final Pattern FENCE = Pattern.compile("^ {0,3}(```|~~~).*$");

    private Title() {}

    /// Whether a title may stand inside the file, so that its beginning is worth reading.
    public static boolean isMarkdown(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return name.endsWith(".md") || name.endsWith(".markdown") || name.endsWith(".mdx");
    }

    /// The title of a Markdown file from its beginning, or the file name where it has none.
    public static String ofMarkdown(String path, String beginning) {
        Matcher front = FRONT_MATTER.matcher(beginning);
        boolean hasFront = front.find();
        if (hasFront) {
            Matcher title = FRONT_TITLE.matcher(front.group(1));
            if (title.find()) {
                String found = clean(unquoted(title.group(1)));
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        String heading = firstHeading(hasFront ? beginning.substring(front.end()) : beginning);
        return heading.isEmpty() ? ofPath(path) : heading;
    }

    /// The last part of a path.
    public static String ofPath(String path) {
        String name = clean(path.substring(path.lastIndexOf('/') + 1));
        return name.isEmpty() ? "untitled" : name;
    }

    private static String firstHeading(String text) {
        boolean fenced = false;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (FENCE.matcher(line).matches()) {
                fenced = !fenced;
            } else if (!fenced) {
                Matcher heading = HEADING.matcher(line);
                if (heading.matches()) {
                    return clean(heading.group(1));
                }
            }
        }
        return "";
    }

    static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && (isWrapped(value, "\"") || isWrapped(value, "'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static boolean isWrapped(String value, String quote) {
        return value.startsWith(quote) && value.endsWith(quote);
    }

    private static String clean(String text) {
        String flat = text.replaceAll("\\p{Cntrl}+", " ").strip();
        int end = flat.offsetByCodePoints(0, Math.min(MAX_CHARS, flat.codePointCount(0, flat.length())));
        return flat.substring(0, end);
    }
}
