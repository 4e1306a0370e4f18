package dev.eventscope.portfolio.content;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.eventscope.event.Json;

/// The front matter of a Markdown file: the fields between the two `---` at its beginning.
///
/// Shape: only `name: text` and `name: [a, b]` on one line; what is nested or written otherwise is left out. All values are
///        text, for nobody says what else they would be. At most [#MAX_FIELDS] fields.
public final class FrontMatter {

    private static final int MAX_FIELDS = 32;
    private static final int MAX_CHARS = 500;
    private static final Pattern BLOCK = Pattern.compile(
            "\\A\\uFEFF?---[ \\t]*\\R(.*?)^(?:---|\\.\\.\\.)[ \\t]*$",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z0-9_-]{0,63}):[ \\t]+(\\S.*?)[ \\t]*");

    private FrontMatter() {}

    /// The fields of a file from its beginning; empty where it is no Markdown or has none.
    public static ObjectNode of(String path, String beginning) {
        ObjectNode fields = Json.object();
        Matcher block = BLOCK.matcher(beginning);
        if (!Title.isMarkdown(path) || !block.find()) {
            return fields;
        }
        for (String line : (Iterable<String>) block.group(1).lines()::iterator) {
            Matcher field = FIELD.matcher(line);
            if (field.matches() && fields.size() < MAX_FIELDS && line.length() <= MAX_CHARS) {
                fields.set(field.group(1), value(field.group(2)));
            }
        }
        return fields;
    }

    private static JsonNode value(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            return TextNode.valueOf(Title.unquoted(text));
        }
        ArrayNode list = Json.mapper().createArrayNode();
        for (String element : text.substring(1, text.length() - 1).split(",", -1)) {
            if (!element.isBlank()) {
                list.add(Title.unquoted(element.strip()));
            }
        }
        return list;
    }
}
