package dev.eventscope.desktop.workspace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.rules.Actor;
import dev.eventscope.rules.FilterVocabulary;
import dev.eventscope.store.CategorySummary;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamQuery;

/// What the open store has that a filter may name: types, categories, streams, and of its newest events actors and the
/// paths of payload and metadata.
///
/// Threads: [#learn()] on the FX thread, reads in the background; [#now()] from any thread.
public final class Vocabulary {

    private static final int MOST_TYPES = 1_000;
    private static final int MOST_STREAMS = 10;
    private static final int NEWEST = 200;
    private static final int MOST_PATHS = 300;
    private static final int DEEPEST = 4;
    private static final int LARGEST_PARSED = 100_000;

    private final Supplier<@Nullable Session> session;
    private final Background.Line learning;
    private @Nullable Session learned;
    private volatile FilterVocabulary now = FilterVocabulary.empty();

    Vocabulary(Background background, Supplier<@Nullable Session> session) {
        this.session = session;
        learning = background.line();
    }

    /// Reads it, once a store, when it may be wanted.
    public void learn() {
        Session open = session.get();
        if (open != null && !open.equals(learned)) {
            learned = open;
            now = FilterVocabulary.empty();
            learning.run(() -> read(open.reader())).orElse(_ -> learned = null).then(read -> now = read);
        }
    }

    /// Empty before it has been read.
    public FilterVocabulary now() {
        return now;
    }

    private static FilterVocabulary read(EventReader reader) {
        List<RecordedEvent> newest = reader.readEvents(EventQuery.backward(EventScope.all(), NEWEST));
        Set<String> actors = new TreeSet<>();
        newest.forEach(event -> tree(event.metadata(), node -> Actor.of(node).ifPresent(actors::add)));
        return new FilterVocabulary(reader.readTypeNames(MOST_TYPES),
                reader.readCategories().stream().map(CategorySummary::category).toList(),
                beginning -> streams(reader, beginning), paths(newest, RecordedEvent::payload),
                paths(newest, RecordedEvent::metadata), List.copyOf(actors));
    }

    private static List<String> streams(EventReader reader, String beginning) {
        String part = beginning.replace("*", "");
        return reader.pageStreams(new StreamQuery(null, part.isEmpty() ? null : part, null, MOST_STREAMS)).rows()
                .stream().map(stream -> stream.stream().name()).toList();
    }

    private static List<String> paths(List<RecordedEvent> events, Function<RecordedEvent, Payload> part) {
        Set<String> paths = new LinkedHashSet<>();
        events.forEach(event -> tree(part.apply(event), node -> addPaths(node, paths)));
        return paths.stream().limit(MOST_PATHS).sorted().toList();
    }

    private static void tree(Payload payload, Consumer<JsonNode> use) {
        if (payload.size() <= LARGEST_PARSED && payload.decode() instanceof Payload.Tree(var node)) {
            use.accept(node);
        }
    }

    private record Below(String path, int depth, JsonNode node) {}

    /// Only keys that the grammar can write; lists are not entered.
    private static void addPaths(JsonNode root, Set<String> paths) {
        Deque<Below> open = new ArrayDeque<>(List.of(new Below("", 0, root)));
        while (!open.isEmpty() && paths.size() < MOST_PATHS) {
            Below at = open.removeFirst();
            at.node().properties().forEach(field -> {
                if (field.getKey().matches("[A-Za-z0-9_]+")) {
                    String path = at.path().isEmpty() ? field.getKey() : at.path() + "." + field.getKey();
                    if (!field.getValue().isObject()) {
                        paths.add(path);
                    } else if (at.depth() < DEEPEST) {
                        open.add(new Below(path, at.depth() + 1, field.getValue()));
                    }
                }
            });
        }
    }
}
