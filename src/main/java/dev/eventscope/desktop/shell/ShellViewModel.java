package dev.eventscope.desktop.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.CategorySummary;
import dev.eventscope.store.EventCounter.Count;
import dev.eventscope.store.EventScope;

/// What the frame around the views shows: categories, the number of events, and where a person has been.
final class ShellViewModel {

    private static final int MOST_RECENT = 8;
    private static final Duration COUNT_AGAIN = Duration.ofSeconds(10);

    private final Workspace workspace;
    private final Background.Line categoryLine;
    private final Background.Line countLine;
    private final ObservableList<CategorySummary> categories = FXCollections.observableArrayList();
    private final ObservableList<Selected> recent = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Count> eventCount = new ReadOnlyObjectWrapper<>();
    private Instant countedAt = Instant.MIN;

    ShellViewModel(Workspace workspace) {
        this.workspace = workspace;
        categoryLine = workspace.background().line();
        countLine = workspace.background().line();
        workspace.sessionProperty().subscribe(this::begin);
        workspace.tail().headProperty().addListener((_, _, _) -> countAgain());
        workspace.selection().selectedProperty().addListener((_, _, now) -> remember(now));
    }

    ObservableList<CategorySummary> categories() {
        return categories;
    }

    /// Streams that were looked at, newest first.
    ObservableList<Selected> recent() {
        return recent;
    }

    /// Null until counted: nothing waits for a count.
    ReadOnlyObjectProperty<@Nullable Count> eventCountProperty() {
        return eventCount.getReadOnlyProperty();
    }

    private void begin(@Nullable Session session) {
        categories.clear();
        recent.clear();
        eventCount.set(null);
        countedAt = Instant.MIN;
        categoryLine.cancel();
        countLine.cancel();
        if (session != null) {
            read(session);
        }
    }

    private void read(Session session) {
        countedAt = workspace.clock().instant();
        categoryLine.run(session.reader()::readCategories).then(this::show);
        countLine.run(() -> session.reader().countEvents(EventScope.all())).then(eventCount::set);
    }

    private void show(List<CategorySummary> read) {
        if (!read.equals(categories)) {
            categories.setAll(read);
        }
    }

    /// New events came. Counting costs the store something, so it is not done at every tick.
    private void countAgain() {
        Session session = workspace.session();
        boolean due = countedAt.equals(Instant.MIN)
                || Duration.between(countedAt, workspace.clock().instant()).compareTo(COUNT_AGAIN) >= 0;
        if (session != null && due) {
            read(session);
        }
    }

    private void remember(Selected now) {
        StreamId stream = now.stream();
        if (stream == null) {
            return;
        }
        recent.removeIf(old -> Objects.equals(old.stream(), stream));
        recent.addFirst(now);
        if (recent.size() > MOST_RECENT) {
            recent.removeLast();
        }
    }
}
