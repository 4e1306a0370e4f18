package dev.eventscope.desktop.upcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.workspace.Job;
import dev.eventscope.desktop.workspace.Jobs;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.replay.DryRunDocument;
import dev.eventscope.replay.DryRunFile;
import dev.eventscope.replay.DryRunReport;
import dev.eventscope.replay.UpcastDryRun;
import dev.eventscope.rules.structural.RuleFile;
import dev.eventscope.upcast.SchemaCheck;
import dev.eventscope.upcast.Upcasts;

/// The candidate rules and their dry-run: choose, read, run, stop, run again.
///
/// Threads: FX thread; reading and running are in the background.
final class DryRunModel {

    enum State {
        NO_RULES, MALFORMED, READY, RUNNING, STOPPED, DONE
    }

    /// Rules that have been read, and the chains they make together with what is deployed.
    record Candidate(RuleFile file, Upcasts upcasts) {}

    /// What the last file of rules of a store is remembered by.
    private static final String RULES = "upcasts.rules";

    private final Workspace workspace;
    private final Executor workers;
    private final Supplier<TeamCode> code;
    private final Background.Line reading;
    private final Background.Line saving;
    private final ObservableList<RuleSource> sources = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable RuleSource> source = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Candidate> candidate = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable DryRunReport> report = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NO_RULES);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ObjectProperty<DryRunSettings> settings = new SimpleObjectProperty<>(DryRunSettings.STANDARD);
    private final @Nullable Path shelf;
    private @Nullable DryRunCourse course;
    /// What an earlier window has counted with these rules, to go on with.
    private @Nullable JsonNode counted;

    /// Shape: how far runs have come is kept in `shelf`, where there is one, for the next window.
    DryRunModel(Workspace workspace, Executor workers, Supplier<TeamCode> code, @Nullable Path shelf) {
        this.shelf = shelf;
        this.workspace = workspace;
        this.workers = workers;
        this.code = code;
        reading = workspace.background().line();
        saving = workspace.background().longLine();
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

    ReadOnlyObjectProperty<@Nullable DryRunReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /// The run under way, or the last one.
    ReadOnlyObjectProperty<@Nullable Job> jobProperty() {
        return job.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// What is wrong with the rules, or what the last run came to: `8,229 events in 1.9 s, nothing written`.
    ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// How much is looked at, and how fast; a change of pace counts from the next start or resume on.
    ObjectProperty<DryRunSettings> settingsProperty() {
        return settings;
    }

    /// The upcasters in view: the candidate's, else what is deployed.
    Upcasts upcasts() {
        Candidate chosen = candidate.get();
        return chosen == null ? code.get().deployed() : chosen.upcasts();
    }

    /// Offers the example, last, where the store holds what it is for.
    void offer(RuleSource.Example example, Set<String> storedTypes) {
        String last = workspace.memory().text(workspace.session(), RULES);
        if (source.get() == null && !last.isEmpty() && Path.of(last).isAbsolute()) {
            open(Path.of(last));
        }
        if (!example.fits(storedTypes)) {
            sources.remove(example);
        } else if (!sources.contains(example)) {
            sources.add(example);
        }
    }

    /// Takes a file a person has picked.
    void open(Path path) {
        RuleSource.InFile opened = new RuleSource.InFile(path.toAbsolutePath().normalize());
        sources.remove(opened);
        sources.addFirst(opened);
        workspace.memory().put(workspace.session(), RULES, TextNode.valueOf(opened.path().toString()));
        choose(opened);
    }

    /// Takes what a person has typed.
    void type(String text) {
        sources.removeIf(RuleSource.Typed.class::isInstance);
        RuleSource typed = new RuleSource.Typed(text);
        sources.addFirst(typed);
        choose(typed);
    }

    void choose(RuleSource chosen) {
        stop();
        source.set(chosen);
        read(chosen, this::offerResume);
    }

    /// Reads the rules again, since the file may have been edited, and runs them.
    void run() {
        RuleSource chosen = source.get();
        if (chosen != null && state.get() != State.RUNNING) {
            read(chosen, this::start);
        }
    }

    /// Hands the text of the chosen rules on, to be edited; what a new file begins with where none is chosen.
    void readText(Consumer<String> onFx) {
        RuleSource chosen = source.get();
        if (chosen == null) {
            onFx.accept(
                    "upcasters:\n  - type: \n    from: 1\n    to: 2\n    rules:\n      - rename: {from: /old, to: /new}\n");
            return;
        }
        saving.run(() -> {
            try {
                return chosen.editable();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + chosen.label() + ": " + e.getMessage(), e);
            }
        }).then(onFx);
    }

    /// Whether there is a run that was stopped and can go on.
    boolean canResume() {
        return (course != null || counted != null) && settings.get().sample() == 0;
    }

    /// Goes on with the run that was stopped.
    void resume() {
        JsonNode before = counted;
        if (state.get() == State.STOPPED && course != null) {
            go(course);
        } else if (state.get() == State.STOPPED && before != null) {
            counted = null;
            DryRunCourse taken = newCourse();
            if (taken != null) {
                course = taken;
                run((how, progress) -> taken.goOn(how, progress, before));
            }
        }
    }

    void stop() {
        Job running = job.get();
        if (state.get() == State.RUNNING && running != null) {
            running.stop();
            stopped();
        }
    }

    /// Writes the last report to a file: as Markdown where its name ends so, else as JSON.
    void save(Path file) {
        DryRunReport done = report.get();
        Candidate chosen = candidate.get();
        Session session = workspace.session();
        if (done == null || chosen == null || session == null) {
            return;
        }
        DryRunDocument document = new DryRunDocument(session.title(), chosen.file().name(), workspace.clock().instant(),
                done);
        saving.run(() -> {
            boolean markdown = file.toString().toLowerCase(Locale.ROOT).endsWith(".md");
            try {
                Files.writeString(file, markdown ? document.markdown() : document.json().toPrettyString() + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
            }
            return file;
        }).then(written -> workspace.notices().info("The report is in " + written));
    }

    /// Another store: the rules stay, what they came to goes.
    void forget() {
        stop();
        course = null;
        counted = null;
        report.set(null);
        if (candidate.get() != null) {
            state.set(State.READY);
            message.set("");
        }
    }

    private void read(RuleSource chosen, Runnable then) {
        reading.run(() -> {
            RuleFile file = chosen.read();
            return new Candidate(file, Upcasts.candidate(file, code.get().upcasters()));
        }).orElse(this::refuse).then(read -> {
            course = null;
            counted = null;
            if (read.upcasts().problems().isEmpty()) {
                candidate.set(read);
                report.set(null);
                message.set("");
                state.set(State.READY);
                then.run();
            } else {
                refuse(read.file().name() + ": " + read.upcasts().problems().getFirst().message());
            }
        });
    }

    private void refuse(Throwable failure) {
        refuse(Notices.sentence(failure));
    }

    private void refuse(String why) {
        candidate.set(null);
        report.set(null);
        message.set(why);
        state.set(State.MALFORMED);
    }

    private void start() {
        DryRunCourse begun = newCourse();
        if (begun != null) {
            course = begun;
            go(begun);
        }
    }

    private @Nullable DryRunCourse newCourse() {
        Session session = workspace.session();
        Candidate chosen = candidate.get();
        if (session == null || chosen == null) {
            return null;
        }
        return new DryRunCourse(new UpcastDryRun(session.reader(), workers, workspace.clock()), workspace.clock(),
                chosen.upcasts(), new SchemaCheck(workspace.profile().schemas()), keptIn(session, chosen));
    }

    /// Where a run of these rules is kept: with other rules, other code, other schemas or another store it is another one.
    private @Nullable DryRunFile keptIn(Session session, Candidate chosen) {
        if (shelf == null) {
            return null;
        }
        List<String> of = new ArrayList<>(List.of(session.address()));
        of.addAll(chosen.file().lines());
        code.get().upcasters().forEach(each -> of.add(each.type() + " " + each.from() + " " + each.to() + " "
                + each.label()));
        of.addAll(workspace.profile().rules().lines());
        workspace.profile().schemas().forEach((type, schema) -> of.add(type + schema.text()));
        return DryRunFile.in(shelf, of);
    }

    /// Looks for what an earlier window has counted; a file that cannot be used counts as none.
    private void offerResume() {
        Session session = workspace.session();
        Candidate chosen = candidate.get();
        if (session == null || chosen == null) {
            return;
        }
        DryRunFile file = keptIn(session, chosen);
        if (file == null) {
            return;
        }
        reading.run(() -> {
            try {
                return file.read();
            } catch (IllegalArgumentException e) {
                return Optional.<JsonNode>empty();
            }
        }).then(found -> found.filter(_ -> state.get() == State.READY).ifPresent(before -> {
            counted = before;
            message.set(Figures.plural(before.path("read").asLong(), "event") + " counted before, nothing written");
            state.set(State.STOPPED);
        }));
    }

    private void go(DryRunCourse running) {
        run(running::go);
    }

    private void run(BiFunction<DryRunSettings, Jobs.Progress, DryRunReport> work) {
        Candidate chosen = candidate.get();
        if (chosen == null) {
            return;
        }
        DryRunSettings how = settings.get();
        state.set(State.RUNNING);
        message.set("");
        String title = "Dry-run of " + chosen.file().name();
        Job started = workspace.jobs().start(title, progress -> work.apply(how, progress), this::show, failure -> {
            workspace.notices().error(title, failure);
            message.set(Notices.sentence(failure));
            state.set(State.STOPPED);
        });
        job.set(started);
        started.stateProperty().addListener((_, _, now) -> {
            if (now == Job.State.STOPPED && job.get() == started && state.get() == State.RUNNING) {
                stopped();
            }
        });
    }

    private void stopped() {
        message.set("stopped, nothing written");
        state.set(State.STOPPED);
    }

    private void show(DryRunReport done) {
        course = null;
        report.set(done);
        message.set(Figures.plural(done.sum().events(), "event") + " in " + Times.span(done.elapsed())
                + ", nothing written");
        state.set(State.DONE);
    }
}
