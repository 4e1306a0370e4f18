package dev.eventscope.telemetry;

import java.util.HashMap;
import java.util.Map;

/// The figures since they were last written, in memory.
///
/// Shape: at most [#MAX_KEYS] handlers and types; what is beyond is counted as dropped.
/// Threads: safe from any thread; no call waits for more than another such call.
final class HandlingCounts {

    static final int MAX_KEYS = 10_000;

    private Map<HandlingKey, HandlingFigures> figures = new HashMap<>();
    private long dropped;

    synchronized void add(HandlingKey key, HandlingFigures more) {
        if (figures.size() >= MAX_KEYS && !figures.containsKey(key)) {
            dropped += more.count();
        } else {
            figures.merge(key, more, HandlingFigures::plus);
        }
    }

    /// Hands out what there is, and begins anew.
    synchronized Map<HandlingKey, HandlingFigures> take() {
        Map<HandlingKey, HandlingFigures> taken = figures;
        figures = new HashMap<>();
        return taken;
    }

    synchronized long dropped() {
        return dropped;
    }
}
