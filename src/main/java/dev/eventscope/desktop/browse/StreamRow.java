package dev.eventscope.desktop.browse;

import dev.eventscope.store.StreamSummary;

/// One stream of the list. `matches` counts the events that a filter lets through, and is 0 where none was asked.
record StreamRow(StreamSummary stream, long matches) {}
