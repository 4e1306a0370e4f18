package dev.eventscope.desktop.workspace;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;

/// A place as a text that can be sent to somebody: which store, which view, what is selected, and how the view stands.
///
/// Shape: `eventscope:postgresql://db:5432/orders#timelineView?stream=order-7&version=3&from=2026-03-04T11:02:00Z`. `store`
///        is `demo`, or where the store is: without user and without password. `view` is what a pane's own [Pane#link()]
///        says: its filter, its range.
/// Threads: immutable.
public record Permalink(String store, String viewId, Map<String, String> selected, Map<String, String> view) {

    private static final String SCHEME = "eventscope:";
    private static final String EVENT = "event";
    private static final String STREAM = "stream";
    private static final String VERSION = "version";
    private static final String CORRELATION = "correlation";
    private static final String SAGA = "saga";

    public Permalink {
        selected = new TreeMap<>(selected);
        view = new TreeMap<>(view);
    }

    public static Permalink of(Session session, String viewId, Selected selected, Map<String, String> view) {
        Map<String, String> parts = new TreeMap<>();
        EventHeader event = selected.event();
        StreamId stream = selected.stream();
        put(parts, EVENT, event == null ? null : event.id());
        put(parts, STREAM, stream == null ? null : stream.name());
        put(parts, VERSION, selected.version() == null ? null : selected.version().toString());
        put(parts, CORRELATION, selected.correlationId());
        put(parts, SAGA, selected.sagaId());
        return new Permalink(session.address(), viewId, parts, view);
    }

    /// Whether a text means to be a link.
    public static boolean isOne(String text) {
        return text.startsWith(SCHEME);
    }

    /// Empty where the text is not a whole link.
    public static Optional<Permalink> parse(String text) {
        int view = text.indexOf('#');
        if (!isOne(text) || view < 0) {
            return Optional.empty();
        }
        int query = text.indexOf('?', view);
        String viewId = text.substring(view + 1, query < 0 ? text.length() : query);
        Map<String, String> selected = new LinkedHashMap<>();
        Map<String, String> ofView = new LinkedHashMap<>();
        for (String pair : query < 0 ? new String[0] : text.substring(query + 1).split("&", -1)) {
            String[] sides = pair.split("=", 2);
            if (sides.length < 2) {
                return Optional.empty();
            }
            boolean isSelected = switch (sides[0]) {
                case EVENT, STREAM, VERSION, CORRELATION, SAGA -> true;
                default -> false;
            };
            (isSelected ? selected : ofView).put(sides[0], decoded(sides[1]));
        }
        boolean sane = viewId.matches("\\w+") && selected.getOrDefault(VERSION, "0").matches("\\d{1,18}");
        String store = text.substring(SCHEME.length(), view);
        return sane ? Optional.of(new Permalink(store, viewId, selected, ofView)) : Optional.empty();
    }

    /// The id of the selected event; null where none was selected.
    public @Nullable String event() {
        return selected.get(EVENT);
    }

    /// What was selected, as far as it is known without asking the store.
    public Selected selection() {
        String stream = selected.get(STREAM);
        String version = selected.get(VERSION);
        return new Selected(stream == null ? null : new StreamId(stream), null,
                version == null ? null : Long.valueOf(version), selected.get(CORRELATION), selected.get(SAGA));
    }

    /// As it is sent; [#parse] reads it.
    @Override
    public String toString() {
        Map<String, String> all = new LinkedHashMap<>(selected);
        all.putAll(view);
        String query = all.entrySet().stream().map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        return SCHEME + store + "#" + viewId + (query.isEmpty() ? "" : "?" + query);
    }

    private static void put(Map<String, String> parts, String key, @Nullable String value) {
        if (value != null) {
            parts.put(key, value);
        }
    }

    /// What needs no escape in the middle of a text stays readable.
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":")
                .replace("%2F", "/");
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
