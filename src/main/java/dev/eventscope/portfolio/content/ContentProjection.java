package dev.eventscope.portfolio.content;

import java.time.Instant;

import dev.eventscope.event.StreamId;

/// One file that exists now, as queries see it.
///
/// Units: `lastModified` is when its last event occurred, by the writer's clock.
public record ContentProjection(StreamId id, String path, String title, ContentType type, Instant lastModified,
        String searchText) {}
