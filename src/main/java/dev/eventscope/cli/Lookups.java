package dev.eventscope.cli;

import java.util.List;

import dev.eventscope.event.OrderToken;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.StreamSummary;

/// From what a person typed to what is in the store.
///
/// Errors: [VerbFailed], "no" where nothing is found, wrong usage where it is not clear which one is meant.
final class Lookups {

    private static final int SHORTEST_PREFIX = 4;

    private Lookups() {}

    static StreamSummary stream(EventReader reader, String name) {
        if (name.isEmpty()) {
            throw VerbFailed.usage("the name of the stream is empty");
        }
        return reader.findStream(new StreamId(name)).orElseThrow(() -> VerbFailed.no("there is no stream '" + name
                + "': 'eventscope streams --like TEXT' finds names"));
    }

    /// An event by its id, or by the first characters of it where only one begins so.
    static RecordedEvent event(EventReader reader, String idOrPrefix) {
        return reader.findEvent(idOrPrefix).orElseGet(() -> {
            List<String> ids = only("event", idOrPrefix, reader.findEventIds(idOrPrefix, 2));
            return reader.findEvent(ids.getFirst()).orElseThrow();
        });
    }

    static String correlation(EventReader reader, String idOrPrefix) {
        return only("correlation", idOrPrefix, reader.findCorrelationIds(idOrPrefix, 2)).getFirst();
    }

    static OrderToken position(String text) {
        if (text.startsWith("-")) {
            throw VerbFailed.usage("--position must be 0 or more, was " + text);
        }
        try {
            return OrderToken.parse(text);
        } catch (IllegalArgumentException e) {
            throw VerbFailed.usage(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> only(String what, String prefix, List<String> found) {
        if (prefix.length() < SHORTEST_PREFIX) {
            throw VerbFailed.usage("'" + prefix + "' is too short for an id: give " + SHORTEST_PREFIX
                    + " characters or more");
        }
        if (found.isEmpty()) {
            throw VerbFailed.no("there is no " + what + " whose id is '" + prefix + "' or begins so");
        }
        if (found.size() > 1) {
            throw VerbFailed.usage("more than one " + what + " begins with '" + prefix + "': give more characters");
        }
        return found;
    }
}
