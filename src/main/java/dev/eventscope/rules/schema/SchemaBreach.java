package dev.eventscope.rules.schema;

/// Where a payload does not fit its schema.
///
/// Shape: `path` is a JSON Pointer, empty for the payload itself. `why` says it in general and holds no piece of the payload,
///        so that the breaches of many events group together.
public record SchemaBreach(String path, String why) {}
