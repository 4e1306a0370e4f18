package dev.eventscope.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventscope.telemetry.OpenMetricsParser.Sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OpenMetricsTest {

    private static final Instant AT = Instant.parse("2026-03-04T10:00:00.250Z");

    @Test
    void what_is_printed_holds_every_figure_and_passes_a_strict_parser() {
        HandlingFigures figures = HandlingFigures.once(100, false, AT).plus(HandlingFigures.once(3_000, true, AT))
                .plus(HandlingFigures.once(100_000_000, false, AT));
        Map<HandlingKey, HandlingFigures> handlers = new TreeMap<>(
                java.util.Comparator.comparing(HandlingKey::handler));
        handlers.put(new HandlingKey("A", Operation.HANDLE, "plain"), figures);
        handlers.put(new HandlingKey("odd \"\\\n", Operation.STEP, "x/y"), figures);

        List<Sample> samples = OpenMetricsParser
                .parse(OpenMetrics.text(new TreeMap<>(Map.of("A", 12L, "odd \"\\\n", 1L)), handlers));

        Map<String, String> plain = Map.of("type", "A", "operation", "handle", "handler", "plain");
        assertThat(samples).contains(new Sample("eventscope_events_total", Map.of("type", "A"), 12),
                new Sample("eventscope_events_total", Map.of("type", "odd \"\\\n"), 1),
                new Sample("eventscope_handling_seconds_count", plain, 3),
                new Sample("eventscope_handling_seconds_sum", plain, 100.0031),
                new Sample("eventscope_handling_errors_total", plain, 1),
                new Sample("eventscope_handling_last_timestamp_seconds", plain, 1_772_618_400.25));
        assertThat(bucket(samples, plain, "0.000128")).isEqualTo(1);
        assertThat(bucket(samples, plain, "0.004096")).isEqualTo(2);
        assertThat(bucket(samples, plain, "67.108864")).isEqualTo(2);
        assertThat(bucket(samples, plain, "+Inf")).isEqualTo(3);
    }

    @Test
    void a_store_without_events_is_told_in_a_valid_text_too() {
        assertThat(OpenMetricsParser.parse(OpenMetrics.text(Map.of(), Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a 1\n",
        "a 1\n# EOF",
        "a 1\r\n# EOF\n",
        "a 1\n\n# EOF\n",
        "a 1 \n# EOF\n",
        "a  1\n# EOF\n",
        "a one\n# EOF\n",
        "a{x=\"1\",} 1\n# EOF\n",
        "a{x=\"1\",x=\"2\"} 1\n# EOF\n",
        "a{x=\"\\t\"} 1\n# EOF\n",
        "a{1x=\"\"} 1\n# EOF\n",
        "a 1\na 2\n# EOF\n",
        "a{x=\"1\"} 1\na{x=\"2\"} 1\nb 1\na{x=\"3\"} 1\n# EOF\n",
        "a 1\n# TYPE a gauge\n# EOF\n",
        "# TYPE a gauge\n# TYPE a gauge\n# EOF\n",
        "# TYPE a meter\n# EOF\n",
        "# UNIT a seconds\n# EOF\n",
        "# EOF\n# EOF\n",
        "# a comment\n# EOF\n",
        "# TYPE a counter\na_total -1\n# EOF\n",
        "# TYPE a histogram\na_bucket{le=\"1\"} 1\na_count 1\na_sum 1\n# EOF\n",
        "# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\na_count 1\na_sum 1\n# EOF\n",
        "# TYPE a histogram\na_bucket{le=\"+Inf\"} 1\na_count 2\na_sum 1\n# EOF\n",
        "# TYPE a histogram\na_bucket{le=\"+Inf\"} 1\na_count 1\n# EOF\n"
    })
    void the_parser_refuses_what_the_specification_forbids(String text) {
        assertThatThrownBy(() -> OpenMetricsParser.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double bucket(List<Sample> samples, Map<String, String> labels, String le) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put("le", le);
        return samples.stream().filter(sample -> sample.name().equals("eventscope_handling_seconds_bucket")
                && sample.labels().equals(all)).findFirst().orElseThrow().value();
    }
}
