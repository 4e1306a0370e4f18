package dev.eventscope.desktop.upcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.upcast.RulesModel.Candidate;
import dev.eventscope.desktop.workspace.Job;
import dev.eventscope.desktop.workspace.Jobs;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.replay.DryRunDocument;
import dev.eventscope.replay.DryRunFile;
import dev.eventscope.replay.DryRunReport;
import dev.eventscope.replay.UpcastDryRun;
import dev.eventscope.upcast.SchemaCheck;

/// The dry-run of the chosen rules: run, stop, go on, run again, save what it came to.
///
/// Threads: FX thread; the rules are read and run in the background.
final class DryRunModel {

    enum State {
        NO_RULES, MALFORMED, READY, RUNNING, STOPPED, DONE
    }

    private final Workspace workspace;
    private final Executor workers;
    private final RulesModel rules;
    private final DryRunShelf shelf;
    private final Background.Line finding;
    private final Background.Line saving;
    private final ReadOnlyObjectWrapper<@Nullable DryRunReport> report = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NO_RULES);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ObjectProperty<DryRunSettings> settings = new SimpleObjectProperty<>(DryRunSettings.STANDARD);
    private @Nullable DryRunCourse course;
    /// What an earlier window has counted with these rules, to go on with.
    private @Nullable JsonNode counted;

    DryRunModel(Workspace workspace, Executor workers, RulesModel rules, DryRunShelf shelf) {
        this.workspace = workspace;
        this.workers = workers;
        this.rules = rules;
        this.shelf = shelf;
        finding = workspace.background().line();
        saving = workspace.background().longLine();
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

    /// Takes the file that was opened last for this store, where nothing is chosen yet; and offers the example.
    void offer(RuleSource.Example example, Set<String> storedTypes) {
        if (rules.sourceProperty().get() == null) {
            rules.lastFile().ifPresent(this::open);
        }
        rules.offer(example, storedTypes);
    }

    /// Takes a file a person has picked.
    void open(Path path) {
        choose(rules.offer(path));
    }

    /// Takes what a person has typed.
    void type(String text) {
        choose(rules.offer(text));
    }

    void choose(RuleSource chosen) {
        stop();
        rules.choose(chosen);
        read(this::offerResume);
    }

    /// Reads the rules again, since the file may have been edited, and runs them.
    void run() {
        if (state.get() != State.RUNNING) {
            read(this::start);
        }
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
        Candidate chosen = rules.candidateProperty().get();
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
        if (rules.candidateProperty().get() != null) {
            state.set(State.READY);
            message.set("");
        }
    }

    private void read(Runnable then) {
        finding.cancel();
        rules.read(() -> {
            renew(State.READY, "");
            then.run();
        }, why -> renew(State.MALFORMED, why));
    }

    private void renew(State now, String words) {
        course = null;
        counted = null;
        report.set(null);
        message.set(words);
        state.set(now);
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
        Candidate chosen = rules.candidateProperty().get();
        if (session == null || chosen == null) {
            return null;
        }
        return new DryRunCourse(new UpcastDryRun(session.reader(), workers, workspace.clock()), workspace.clock(),
                chosen.upcasts(), new SchemaCheck(workspace.profile().schemas()), shelf.fileOf(session, chosen));
    }

    /// Looks for what an earlier window has counted; a file that cannot be used counts as none.
    private void offerResume() {
        Session session = workspace.session();
        Candidate chosen = rules.candidateProperty().get();
        if (session == null || chosen == null) {
            return;
        }
        DryRunFile file = shelf.fileOf(session, chosen);
        if (file == null) {
            return;
        }
        finding.run(() -> {
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
        Candidate chosen = rules.candidateProperty().get();
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
