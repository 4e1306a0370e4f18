package dev.eventscope.desktop.upcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.rules.structural.RuleFile;
import dev.eventscope.upcast.Upcasts;

/// The candidate rules: what can be chosen, what is chosen, and what has been read of it.
///
/// Threads: FX thread; files are read in the background.
final class RulesModel {

    /// Rules that have been read, and the chains they make together with what is deployed.
    record Candidate(RuleFile file, Upcasts upcasts) {}

    /// What the last file of rules of a store is remembered by.
    private static final String LAST_FILE = "upcasts.rules";
    /// What somebody begins with who types rules anew.
    private static final String NEW_FILE = """
            upcasters:
              - type:\s
                from: 1
                to: 2
                rules:
                  - rename: {from: /old, to: /new}
            """;

    private final Workspace workspace;
    private final Supplier<TeamCode> code;
    private final Background.Line reading;
    private final Background.Line readingText;
    private final ObservableList<RuleSource> sources = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable RuleSource> source = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Candidate> candidate = new ReadOnlyObjectWrapper<>();

    RulesModel(Workspace workspace, Supplier<TeamCode> code) {
        this.workspace = workspace;
        this.code = code;
        reading = workspace.background().line();
        readingText = workspace.background().longLine();
    }

    /// What can be chosen: the files opened so far and the examples.
    ObservableList<RuleSource> sources() {
        return sources;
    }

    ReadOnlyObjectProperty<@Nullable RuleSource> sourceProperty() {
        return source.getReadOnlyProperty();
    }

    /// The rules in view; null while there are none, or none that can be used.
    ReadOnlyObjectProperty<@Nullable Candidate> candidateProperty() {
        return candidate.getReadOnlyProperty();
    }

    /// The upcasters in view: the candidate's, else what is deployed.
    Upcasts upcasts() {
        Candidate chosen = candidate.get();
        return chosen == null ? code.get().deployed() : chosen.upcasts();
    }

    /// The file that was opened last for this store.
    Optional<Path> lastFile() {
        String last = workspace.memory().text(workspace.session(), LAST_FILE);
        return last.isEmpty() || !Path.of(last).isAbsolute() ? Optional.empty() : Optional.of(Path.of(last));
    }

    /// Offers the example, last, where the store holds what it is for.
    void offer(RuleSource.Example example, Set<String> storedTypes) {
        if (!example.fits(storedTypes)) {
            sources.remove(example);
        } else if (!sources.contains(example)) {
            sources.add(example);
        }
    }

    /// Offers a file that a person has picked, first, and remembers it for this store.
    RuleSource offer(Path path) {
        RuleSource.InFile opened = new RuleSource.InFile(path.toAbsolutePath().normalize());
        sources.remove(opened);
        sources.addFirst(opened);
        workspace.memory().put(workspace.session(), LAST_FILE, TextNode.valueOf(opened.path().toString()));
        return opened;
    }

    /// Offers what a person has typed, first, in place of what was typed before.
    RuleSource offer(String text) {
        sources.removeIf(RuleSource.Typed.class::isInstance);
        RuleSource typed = new RuleSource.Typed(text);
        sources.addFirst(typed);
        return typed;
    }

    void choose(RuleSource chosen) {
        source.set(chosen);
    }

    /// Reads the chosen rules anew, since a file may have been edited; nothing happens where none are chosen.
    ///
    /// Errors: rules that cannot be used leave no candidate, and `onRefused` hears why.
    void read(Runnable onRead, Consumer<String> onRefused) {
        RuleSource chosen = source.get();
        if (chosen == null) {
            return;
        }
        reading.run(() -> {
            RuleFile file = chosen.read();
            return new Candidate(file, Upcasts.candidate(file, code.get().upcasters()));
        }).orElse(failure -> refuse(Notices.sentence(failure), onRefused)).then(read -> {
            if (read.upcasts().problems().isEmpty()) {
                candidate.set(read);
                onRead.run();
            } else {
                refuse(read.file().name() + ": " + read.upcasts().problems().getFirst().message(), onRefused);
            }
        });
    }

    /// Hands the text of the chosen rules on, to be edited; what a new file begins with where none is chosen.
    void readText(Consumer<String> onFx) {
        RuleSource chosen = source.get();
        if (chosen == null) {
            onFx.accept(NEW_FILE);
            return;
        }
        readingText.run(() -> {
            try {
                return chosen.editable();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + chosen.label() + ": " + e.getMessage(), e);
            }
        }).then(onFx);
    }

    private void refuse(String why, Consumer<String> onRefused) {
        candidate.set(null);
        onRefused.accept(why);
    }
}
