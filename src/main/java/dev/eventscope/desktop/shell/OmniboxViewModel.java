package dev.eventscope.desktop.shell;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Words;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Permalink;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.FilterCompletion;
import dev.eventscope.rules.FilterTime;
import dev.eventscope.rules.MalformedFilter;

/// What the omnibox offers for what is typed: an id, a stream, `>command`, `@time`, or a filter.
final class OmniboxViewModel {

    /// One line of the list. `category` gives the mark its hue; where it is null, `icon` stands there instead.
    record Suggestion(
            String title,
            String detail,
            @Nullable String category,
            EventKind kind,
            String icon,
            Runnable go) {

        static Suggestion plain(String icon, String title, String detail, Runnable go) {
            return new Suggestion(title, detail, null, EventKind.EVENT, icon, go);
        }
    }

    private static final int MOST_COMPLETIONS = 8;

    private final Workspace workspace;
    private final ObservableList<Selected> recent;
    private final Supplier<List<KeyAction>> commands;
    private final FilterTarget filterTarget;
    private final LinkFollower links;
    private final Background.Line looking;
    private final ObservableList<Suggestion> suggestions = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper("");

    /// Where a filter goes that is typed into the omnibox.
    interface FilterTarget {
        /// The title of the view that would be filtered.
        String title();

        void filter(String text);
    }

    OmniboxViewModel(Workspace workspace, ObservableList<Selected> recent, Supplier<List<KeyAction>> commands,
            FilterTarget filterTarget, LinkFollower links) {
        this.workspace = workspace;
        this.recent = recent;
        this.commands = commands;
        this.filterTarget = filterTarget;
        this.links = links;
        looking = workspace.background().line();
    }

    ObservableList<Suggestion> suggestions() {
        return suggestions;
    }

    /// What stands under the list: what may be typed, what is wrong with the text, or that nothing was found.
    ReadOnlyStringProperty hintProperty() {
        return hint.getReadOnlyProperty();
    }

    void type(String typed) {
        String text = typed.strip();
        looking.cancel();
        if (text.isEmpty()) {
            show(recent.stream().map(this::ofRecent).toList(),
                    "An event id, position, stream or stream@version, >command, @time, or a filter");
        } else if (text.startsWith(">")) {
            offerCommands(text.substring(1).strip().toLowerCase(Locale.ROOT));
        } else if (Permalink.isOne(text)) {
            offerLink(text);
        } else if (text.startsWith("@")) {
            offerTime(text.substring(1).strip());
        } else {
            offerFound(text);
        }
    }

    private void offerCommands(String part) {
        List<Suggestion> found = commands.get().stream()
                .filter(action -> action.does().toLowerCase(Locale.ROOT).contains(part))
                .map(action -> Suggestion.plain("fth-chevron-right", Words.capital(action.does()), action.keys(),
                        action.run()))
                .toList();
        show(found, found.isEmpty() ? "No command holds '" + part + "'" : "");
    }

    private void offerLink(String text) {
        Permalink link = Permalink.parse(text).orElse(null);
        if (link == null) {
            show(List.of(), "This is not a whole link: eventscope:store#view?stream=…");
            return;
        }
        String place = Objects.requireNonNullElse(link.selection().stream(), link.viewId()).toString();
        Suggestion here = Suggestion.plain("fth-link", "Follow the link in the open store", place,
                () -> links.follow(link));
        Suggestion there = Suggestion.plain("fth-database", "Open the store of the link and follow it", link.store(),
                () -> links.openAndFollow(link));
        if (links.isHere(link)) {
            show(List.of(here), "");
        } else {
            show(workspace.session() == null ? List.of(there) : List.of(there, here),
                    "The link is of another store: " + link.store());
        }
    }

    private void offerTime(String text) {
        Session session = workspace.session();
        Optional<Instant> time = FilterTime.parse(text.replace(' ', 'T'), workspace.clock().instant());
        if (time.isEmpty() || session == null) {
            show(List.of(), "A time in UTC: @2026-03-04T11:02, @2026-03-04, @-2h, @yesterday");
            return;
        }
        Lookup lookup = new Lookup(session.reader());
        show(List.of(), "Looking");
        looking.run(() -> lookup.findAtOrAfter(time.get())).orElse(this::onFailure).then(event -> show(
                event.stream().map(header -> ofEvent(header, "first event at or after")).toList(),
                event.isEmpty() ? "No event was recorded at " + workspace.times().full(time.get()) + " or later" : ""));
    }

    private void offerFound(String text) {
        Session session = workspace.session();
        List<Suggestion> filter = offerFilter(text);
        List<Suggestion> completions = offerCompletions(text);
        if (session == null) {
            show(List.of(), "No store is open");
            return;
        }
        Lookup lookup = new Lookup(session.reader());
        looking.run(() -> lookup.find(text)).orElse(this::onFailure).then(found -> {
            List<Suggestion> all = new ArrayList<>();
            found.forEach(one -> all.add(suggestion(one)));
            all.addAll(filter);
            all.addAll(completions);
            show(all, all.isEmpty() ? "Nothing in this store begins with or holds '" + text + "'" : "");
        });
    }

    /// What the last term may go on with, where it is one of the filter grammar; choosing it filters by it.
    private List<Suggestion> offerCompletions(String text) {
        workspace.vocabulary().learn();
        if (text.indexOf(':') < 0 && text.indexOf('.') < 0) {
            return List.of();
        }
        FilterCompletion completion = FilterCompletion.suggest(text, text.length(), workspace.vocabulary().now());
        return completion.suggestions().stream().map(one -> Map.entry(completion.apply(text, one), one.label()))
                .filter(one -> !one.getKey().equals(text)).limit(MOST_COMPLETIONS)
                .map(one -> Suggestion.plain("fth-corner-down-right", one.getKey(), one.getValue(),
                        () -> filterTarget.filter(one.getKey())))
                .toList();
    }

    private List<Suggestion> offerFilter(String text) {
        try {
            Filter.parse(text, workspace.clock());
            return List.of(Suggestion.plain("fth-filter", "Filter " + filterTarget.title(), text,
                    () -> filterTarget.filter(text)));
        } catch (MalformedFilter e) {
            return List.of();
        }
    }

    private Suggestion suggestion(Lookup.Found found) {
        return switch (found) {
            case Lookup.Found.Event(var header, var why) -> ofEvent(header, why);
            case Lookup.Found.Stream(var stream) -> new Suggestion(stream.stream().name(),
                    stream.version() == null ? "" : "v" + stream.version(), stream.category(), EventKind.EVENT, "",
                    () -> go(Selected.of(stream.stream())));
            case Lookup.Found.Version(var stream, var version) -> new Suggestion(stream.name(), "v" + version,
                    stream.conventionalCategory(), EventKind.EVENT, "", () -> go(Selected.of(stream, version)));
            case Lookup.Found.Correlation(var id) -> Suggestion.plain("fth-git-commit", id, "correlation",
                    () -> go(workspace.selection().get().withCorrelation(id)));
        };
    }

    private Suggestion ofRecent(Selected selected) {
        StreamId stream = Objects.requireNonNull(selected.stream());
        return new Suggestion(stream.name(), selected.version() == null ? "" : "v" + selected.version(),
                stream.conventionalCategory(), EventKind.EVENT, "", () -> go(selected));
    }

    private Suggestion ofEvent(EventHeader header, String why) {
        StreamId stream = header.stream();
        Instant time = header.time(workspace.eventClock());
        String detail = stream + (header.version() == null ? "" : " v" + header.version()) + ", "
                + (time == null ? why : workspace.times().full(time));
        return new Suggestion(header.type(), detail, header.category(), EventKind.of(header.type()), "",
                () -> go(Selected.of(header)));
    }

    private void go(Selected selected) {
        Jump.to(selected, workspace.history());
    }

    private void onFailure(Throwable failure) {
        show(List.of(), "Cannot look: " + Notices.sentence(failure));
    }

    private void show(List<Suggestion> found, String newHint) {
        suggestions.setAll(found);
        hint.set(newHint);
    }
}
