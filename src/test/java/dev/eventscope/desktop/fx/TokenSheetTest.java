package dev.eventscope.desktop.fx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.paint.Color;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// The colours as they are written in `styles/tokens.css`, by the contrast of WCAG.
class TokenSheetTest {

    private static final Pattern TOKEN = Pattern.compile("(-es-[a-z0-9-]+): (#[0-9a-f]{6});");

    @Test
    void every_token_has_a_colour_in_dark_and_in_light() throws IOException {
        List<String> names = Arrays.stream(Token.values()).map(Token::css).toList();

        assertThat(theme(0)).containsKeys(names.toArray(String[]::new));
        assertThat(theme(1)).containsKeys(names.toArray(String[]::new));
    }

    @Test
    void text_has_the_contrast_that_it_needs_on_every_ground() throws IOException {
        for (Map<String, Color> theme : List.of(theme(0), theme(1))) {
            Stream<String> texts = Stream.concat(Stream.of("-es-fg", "-es-fg-muted", "-es-fg-faint", "-es-accent",
                    "-es-success", "-es-warn", "-es-danger", "-es-past", "-es-future"),
                    IntStream.rangeClosed(1, 8).mapToObj(hue -> "-es-cat-" + hue));

            texts.forEach(text -> assertThat(contrast(theme, text, "-es-bg-0")).as(text).isGreaterThanOrEqualTo(4.5));
        }
    }

    @Test
    void states_can_be_read_on_their_own_tints() throws IOException {
        for (Map<String, Color> theme : List.of(theme(0), theme(1))) {
            for (String state : List.of("-es-accent", "-es-success", "-es-warn", "-es-danger", "-es-whatif")) {
                assertThat(contrast(theme, state, state + "-tint")).as(state).isGreaterThanOrEqualTo(4.5);
            }
        }
    }

    @Test
    void sheets_other_than_the_tokens_hold_no_colours_of_their_own() throws IOException {
        try (Stream<Path> sheets = Files.list(Path.of("styles"))) {
            for (Path sheet : sheets.filter(path -> !path.endsWith("tokens.css")).toList()) {
                assertThat(Files.readString(sheet)).as(sheet.toString())
                        .doesNotContainPattern("#[0-9a-fA-F]{3,8}\\b[^{]*;")
                        .doesNotContain("rgb(", "rgba(", "hsb(");
            }
        }
    }

    private static Map<String, Color> theme(int index) throws IOException {
        String[] parts = Files.readString(Path.of("styles/tokens.css")).split("\\.root\\.light \\{");
        Map<String, Color> colors = new HashMap<>();
        Matcher matcher = TOKEN.matcher(parts[index]);
        while (matcher.find()) {
            colors.put(matcher.group(1), Color.web(matcher.group(2)));
        }
        return colors;
    }

    private static double contrast(Map<String, Color> theme, String one, String other) {
        double a = luminance(theme.get(one));
        double b = luminance(theme.get(other));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
