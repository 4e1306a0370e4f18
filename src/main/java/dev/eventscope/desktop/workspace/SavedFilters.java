package dev.eventscope.desktop.workspace;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;

/// Filters with a name, kept with the store: what a person asks again and again.
///
/// Threads: FX thread.
public final class SavedFilters {

    /// A name, a filter, and the view in which it was saved.
    public record Saved(String name, String filter, String viewId) {}

    private static final String KEY = "saved";
    private static final int MOST = 50;

    private final Memory memory;
    private final ObservableList<Saved> all = FXCollections.observableArrayList();
    private final ObservableList<Saved> readOnly = FXCollections.unmodifiableObservableList(all);
    private @Nullable Session session;

    SavedFilters(Memory memory) {
        this.memory = memory;
    }

    public ObservableList<Saved> all() {
        return readOnly;
    }

    /// Puts it at the end; one of the same name in its place.
    public void save(Saved saved) {
        int same = all.stream().map(Saved::name).toList().indexOf(saved.name());
        if (same >= 0) {
            all.set(same, saved);
        } else if (all.size() < MOST) {
            all.add(saved);
        }
        keep();
    }

    public void remove(Saved saved) {
        all.remove(saved);
        keep();
    }

    void follow(@Nullable Session newSession) {
        session = newSession;
        all.clear();
        for (JsonNode node : memory.get(newSession, KEY)) {
            String name = node.path("name").asText();
            if (!name.isBlank()) {
                all.add(new Saved(name, node.path("filter").asText(), node.path("view").asText()));
            }
        }
    }

    private void keep() {
        ArrayNode array = Json.mapper().createArrayNode();
        all.forEach(saved -> array.addObject().put("name", saved.name()).put("filter", saved.filter())
                .put("view", saved.viewId()));
        memory.put(session, KEY, array);
    }
}
