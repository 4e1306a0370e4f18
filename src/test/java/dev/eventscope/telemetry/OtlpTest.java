package dev.eventscope.telemetry;

import java.util.Map;

import io.opentelemetry.sdk.trace.SpanProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OtlpTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:4318", "ftp://collector", "http://a b"})
    void an_endpoint_that_cannot_be_one_is_left_out_and_stops_nothing(String endpoint) {
        assertThat(Otlp.processor(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint))).isEmpty();
    }

    @Test
    void an_endpoint_is_taken() {
        try (SpanProcessor processor = Otlp
                .processor(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318/")).orElseThrow()) {
            assertThat(processor.isEndRequired()).isTrue();
        }
    }
}
