package dev.eventscope.desktop.browse;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.Json;
import dev.eventscope.profile.ProfileField;
import dev.eventscope.rules.structural.FieldPointer;

/// The payload fields that have a column of their own: those that the team's profile pins, and those a person added, which
/// are remembered with the store.
///
/// Threads: FX thread.
final class PinnedFields {

    static final int MOST = 12;
    private static final String KEY = "streamsView.pinned";

    private final Workspace workspace;
    private final ObservableList<FieldPointer> fields = FXCollections.observableArrayList();
    private final List<FieldPointer> own = new ArrayList<>();

    PinnedFields(Workspace workspace) {
        this.workspace = workspace;
        workspace.sessionProperty().subscribe(_ -> remember());
        workspace.profileProperty().subscribe(_ -> show());
    }

    ObservableList<FieldPointer> fields() {
        return fields;
    }

    /// Whether the profile pins it, so that it cannot be taken out here.
    boolean isOfProfile(FieldPointer field) {
        return ofProfile().contains(field);
    }

    void add(FieldPointer field) {
        if (!fields.contains(field) && fields.size() < MOST) {
            own.add(field);
            keep();
        }
    }

    void remove(FieldPointer field) {
        own.remove(field);
        keep();
    }

    /// What stands over the column.
    String label(FieldPointer field) {
        return workspace.profile().labels().ofField(field);
    }

    private List<FieldPointer> ofProfile() {
        return workspace.profile().pins().stream().map(ProfileField::path).distinct().limit(MOST).toList();
    }

    private void remember() {
        own.clear();
        for (JsonNode node : workspace.memory().get(workspace.session(), KEY)) {
            if (node.asText().startsWith("/") && own.size() < MOST) {
                own.add(FieldPointer.parse(node.asText()));
            }
        }
        show();
    }

    private void keep() {
        ArrayNode array = Json.mapper().createArrayNode();
        own.forEach(field -> array.add(field.toString()));
        workspace.memory().put(workspace.session(), KEY, array);
        show();
    }

    private void show() {
        List<FieldPointer> all = new ArrayList<>(ofProfile());
        own.stream().filter(field -> !all.contains(field)).forEach(all::add);
        if (!all.equals(fields)) {
            fields.setAll(all);
        }
    }
}
