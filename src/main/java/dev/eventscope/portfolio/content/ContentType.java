package dev.eventscope.portfolio.content;

import java.util.Locale;
import java.util.Map;

/// What kind of thing a file is, by its mode in Git and the end of its name.
public enum ContentType {
    MARKDOWN, CODE, DATA, STYLE, IMAGE, TEXT, LINK, SUBMODULE, OTHER;

    private static final Map<String, ContentType> BY_ENDING = Map.ofEntries(
            Map.entry("md", MARKDOWN), Map.entry("markdown", MARKDOWN), Map.entry("mdx", MARKDOWN),
            Map.entry("java", CODE), Map.entry("kt", CODE), Map.entry("kts", CODE), Map.entry("groovy", CODE),
            Map.entry("scala", CODE), Map.entry("js", CODE), Map.entry("mjs", CODE), Map.entry("ts", CODE),
            Map.entry("tsx", CODE), Map.entry("jsx", CODE), Map.entry("py", CODE), Map.entry("rb", CODE),
            Map.entry("go", CODE), Map.entry("rs", CODE), Map.entry("c", CODE), Map.entry("h", CODE),
            Map.entry("cpp", CODE), Map.entry("cs", CODE), Map.entry("sh", CODE), Map.entry("sql", CODE),
            Map.entry("json", DATA), Map.entry("yaml", DATA), Map.entry("yml", DATA), Map.entry("toml", DATA),
            Map.entry("xml", DATA), Map.entry("fxml", DATA), Map.entry("csv", DATA), Map.entry("properties", DATA),
            Map.entry("css", STYLE), Map.entry("scss", STYLE), Map.entry("html", TEXT), Map.entry("txt", TEXT),
            Map.entry("adoc", TEXT), Map.entry("rst", TEXT), Map.entry("png", IMAGE), Map.entry("jpg", IMAGE),
            Map.entry("jpeg", IMAGE), Map.entry("gif", IMAGE), Map.entry("svg", IMAGE), Map.entry("webp", IMAGE),
            Map.entry("ico", IMAGE));

    static ContentType of(String mode, String path) {
        return switch (mode) {
            case "120000" -> LINK;
            case "160000" -> SUBMODULE;
            default -> {
                String name = path.substring(path.lastIndexOf('/') + 1);
                String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
                yield name.contains(".") ? BY_ENDING.getOrDefault(ending, OTHER) : OTHER;
            }
        };
    }

    /// As the read model's table and a terminal write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ContentType ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
