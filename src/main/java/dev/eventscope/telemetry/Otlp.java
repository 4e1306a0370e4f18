package dev.eventscope.telemetry;

import java.util.Map;
import java.util.Optional;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way to a collector, by the variables that OpenTelemetry has for it.
final class Otlp {

    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String PROTOCOL = "OTEL_EXPORTER_OTLP_PROTOCOL";

    private static final Logger LOG = LoggerFactory.getLogger(Otlp.class);

    private Otlp() {}

    /// Empty where no endpoint is named, or none that can be one: telemetry holds up nothing that it watches. The queue of the
    /// processor is bounded, its thread a daemon of its own.
    static Optional<SpanProcessor> processor(Map<String, String> environment) {
        String endpoint = environment.getOrDefault(ENDPOINT, "").strip();
        if (endpoint.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(BatchSpanProcessor.builder(exporter(endpoint, environment)).build());
        } catch (IllegalArgumentException e) {
            LOG.warn("telemetry: spans go to no collector, {} is '{}': write http://HOST:PORT", ENDPOINT, endpoint);
            return Optional.empty();
        }
    }

    private static SpanExporter exporter(String endpoint, Map<String, String> environment) {
        boolean grpc = environment.getOrDefault(PROTOCOL, "http/protobuf").strip().equals("grpc");
        return grpc
                ? OtlpGrpcSpanExporter.builder().setEndpoint(endpoint).build()
                : OtlpHttpSpanExporter.builder().setEndpoint(endpoint.replaceFirst("/+$", "") + "/v1/traces").build();
    }
}
