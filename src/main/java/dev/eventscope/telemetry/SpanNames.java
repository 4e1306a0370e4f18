package dev.eventscope.telemetry;

import io.opentelemetry.api.common.AttributeKey;

/// The attributes of our spans.
final class SpanNames {

    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("eventscope.operation");
    static final AttributeKey<String> EVENT_TYPE = AttributeKey.stringKey("eventscope.event.type");
    static final AttributeKey<String> EVENT_ID = AttributeKey.stringKey("eventscope.event.id");
    static final AttributeKey<Long> EVENTS = AttributeKey.longKey("eventscope.events");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private SpanNames() {}
}
