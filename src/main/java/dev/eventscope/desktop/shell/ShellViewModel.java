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
///
/// Shape: the number of events follows the head of the store, unless counting takes long: then it rests between two counts.
final class ShellViewModel {

    private static final int MOST_RECENT = 8;
    private static final Duration CATEGORIES_REST = Duration.ofSeconds(10);
    /// A count that takes longer is not taken at every new event.
    private static final Duration QUICK_COUNT = Duration.ofMillis(500);
    private static final Duration COUNT_REST = Duration.ofSeconds(10);

    private final Workspace workspace;
    private final Background.Line categoryLine;
    private final Background.Line countLine;
    private final ObservableList<CategorySummary> categories = FXCollections.observableArrayList();
    private final ObservableList<Selected> recent = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Count> eventCount = new ReadOnlyObjectWrapper<>();
    private boolean isCountStale;
    private boolean areCategoriesStale;
    private Instant countAfter = Instant.MIN;
    private Instant categoriesAfter = Instant.MIN;

    ShellViewModel(Workspace workspace) {
        this.workspace = workspace;
        categoryLine = workspace.background().line();
        countLine = workspace.background().line();
        workspace.sessionProperty().subscribe(this::begin);
        workspace.tail().headProperty().addListener((_, _, _) -> onNewEvents());
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

    /// Reads again what new events have made stale, when it has rested long enough. To be called every second.
    void tick() {
        Session session = workspace.session();
        Instant now = workspace.clock().instant();
        if (session == null) {
            return;
        }
        if (isCountStale && !countLine.busyProperty().get() && !now.isBefore(countAfter)) {
            count(session, now);
        }
        if (areCategoriesStale && !categoryLine.busyProperty().get() && !now.isBefore(categoriesAfter)) {
            areCategoriesStale = false;
            categoriesAfter = now.plus(CATEGORIES_REST);
            categoryLine.run(session.reader()::readCategories).then(this::show);
        }
    }

    private void begin(@Nullable Session session) {
        categories.clear();
        recent.clear();
        eventCount.set(null);
        countAfter = Instant.MIN;
        categoriesAfter = Instant.MIN;
        categoryLine.cancel();
        countLine.cancel();
        onNewEvents();
    }

    private void onNewEvents() {
        isCountStale = true;
        areCategoriesStale = true;
        tick();
    }

    private void count(Session session, Instant begunAt) {
        isCountStale = false;
        countLine.run(() -> session.reader().countEvents(EventScope.all())).then(count -> {
            Instant now = workspace.clock().instant();
            boolean isQuick = Duration.between(begunAt, now).compareTo(QUICK_COUNT) < 0;
            countAfter = isQuick ? now : now.plus(COUNT_REST);
            eventCount.set(count);
        });
    }

    private void show(List<CategorySummary> read) {
        if (!read.equals(categories)) {
            categories.setAll(read);
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
