package dev.eventscope.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.eventscope.event.EventHeader;
import dev.eventscope.replay.DryRunDocument;
import dev.eventscope.replay.DryRunFile;
import dev.eventscope.replay.DryRunKept;
import dev.eventscope.replay.DryRunOptions;
import dev.eventscope.replay.DryRunPace;
import dev.eventscope.replay.DryRunProgress;
import dev.eventscope.replay.DryRunReason;
import dev.eventscope.replay.DryRunReport;
import dev.eventscope.replay.DryRunRow;
import dev.eventscope.replay.FoldError;
import dev.eventscope.replay.UpcastDryRun;
import dev.eventscope.replay.UpcastStateDifference;
import dev.eventscope.replay.UpcastStateDifference.Reducers;
import dev.eventscope.replay.UpcastStateScan;
import dev.eventscope.replay.UpcastStateSummary;
import dev.eventscope.rules.Closest;
import dev.eventscope.rules.structural.RuleFile;
import dev.eventscope.rules.structural.RuleSet;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;
import dev.eventscope.upcast.SchemaCheck;
import dev.eventscope.upcast.UpcastVerdict;
import dev.eventscope.upcast.Upcaster;
import dev.eventscope.upcast.Upcasts;

/// Tries upcast rules on everything that is stored.
@Command(name = "upcasts", sortOptions = false, description = {
    "Dry-run of upcast rules over the store; writes nothing. Each event that is upcast counts once:",
    "ok (every stored value is in the result), changed (one is told as another value), lossy (one is gone),",
    "failed (a step cannot be applied). Ends with 1 where one fails. A rule that had nothing to do in any",
    "event is named too: it may misspell a field."}, footer = {"",
        "Example: eventscope upcasts --rules content-v2.yaml --json",
        "         eventscope upcasts --rules content-v2.yaml --type ContentUpdated --sample 1000",
        "         eventscope upcasts --rules content-v2.yaml --rate 2000 --report upcasts.md --report upcasts.json",
        "         eventscope upcasts --rules content-v2.yaml --resume upcasts.state",
        "         eventscope upcasts --rules content-v2.yaml --states"})
final class UpcastsVerb implements Callable<Integer> {

    private static final Duration BETWEEN_FILES = Duration.ofSeconds(1);
    private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(5);
    private static final int MOST_REASONS = 20;

    private final Work work;
    private Instant said = Instant.MIN;
    private Instant kept = Instant.MIN;
    private @Nullable RuleFile candidate;

    @Nullable
    @Option(names = "--rules", paramLabel = "FILE", description = "A YAML file of candidate rules; without it the upcasters that are deployed.")
    Path rules;

    @Nullable
    @Option(names = "--type", paramLabel = "T", description = "Only events of this type.")
    String type;

    @Nullable
    @Option(names = "--sample", paramLabel = "N", description = "At most N events of each type and stored version, spread over the store.")
    Integer sample;

    @Nullable
    @Option(names = "--rate", paramLabel = "N", description = "At most N events a second, so that the store does not feel it.")
    Integer rate;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes a report: Markdown where the name ends with .md, JSON where it ends with .json. May be given twice.")
    List<Path> reports = List.of();

    @Nullable
    @Option(names = "--resume", paramLabel = "FILE", description = "Keeps in this file how far the dry-run has come, and goes on from there when it is run again; removed when it is done.")
    Path resume;

    @Option(names = "--states", description = "Instead of counting events, folds every stream with the deployed upcasters and with the rules, and lists those whose state at the head differs.")
    boolean states;

    UpcastsVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        checkOptions();
        readRules();
        Clock clock = work.terminal().clock();
        DryRunPace pace = rate == null ? DryRunPace.UNTHROTTLED : DryRunPace.perSecond(rate, clock);
        said = clock.instant();
        return states ? compareStates(pace) : countEvents(pace, clock);
    }

    private int countEvents(DryRunPace pace, Clock clock) {
        DryRunOptions options = DryRunOptions.wholeStore().ofType(type).sampling(sample == null ? 0 : sample).at(pace)
                .checking(new SchemaCheck(work.profile().schemas()));
        DryRunReport report;
        try (OpenStore store = work.open(Access.READ_ONLY);
                Printer printer = work.printer("type", "from", "to", "ok", "changed", "lossy", "failed",
                        "first_failed_id")) {
            Upcasts upcasts = upcasts(work.profile().upcasters(store.layout().id()));
            report = run(new UpcastDryRun(store.reader(), ForkJoinPool.commonPool(), clock), upcasts, options);
            report.rows().forEach(row -> printer.row(row(row)));
        }
        explain(report);
        String rulesName = candidate == null ? "deployed" : candidate.name();
        reports.forEach(file -> UpcastReportFile.write(file,
                new DryRunDocument(work.storeName(), rulesName, clock.instant(), report)));
        return report.hasFailures() ? ExitCode.NO : ExitCode.DONE;
    }

    private DryRunReport run(UpcastDryRun run, Upcasts upcasts, DryRunOptions options) {
        if (resume == null) {
            return run.run(upcasts, options.reporting(this::report));
        }
        DryRunFile file = DryRunFile.at(resume, whatIsCounted());
        DryRunOptions keeping = options.reporting(progress -> {
            report(progress);
            keep(run, file);
        });
        DryRunReport report;
        try {
            Optional<JsonNode> before = file.read();
            report = before.isPresent()
                    ? run.resume(upcasts, keeping, before.get())
                    : run.run(upcasts, keeping);
            file.delete();
        } catch (IllegalArgumentException e) {
            throw VerbFailed.usage("--resume: " + e.getMessage() + ": remove '" + resume + "' to begin anew");
        } catch (UncheckedIOException e) {
            throw VerbFailed.usage("--resume: " + e.getMessage());
        }
        return report;
    }

    /// Often enough that a process that is killed loses seconds of work, seldom enough that it costs nothing.
    private void keep(UpcastDryRun run, DryRunFile file) {
        Instant now = work.terminal().clock().instant();
        if (Duration.between(kept, now).compareTo(BETWEEN_FILES) >= 0) {
            kept = now;
            run.state().ifPresent(file::write);
        }
    }

    private List<String> whatIsCounted() {
        List<String> all = new ArrayList<>(List.of(work.storeName(), String.valueOf(type)));
        all.addAll(work.profile().rules().lines());
        work.profile().schemas().forEach((of, schema) -> all.add(of + schema.text()));
        if (candidate != null) {
            all.addAll(candidate.lines());
        }
        return all;
    }

    /// Ends with 1 only where a fold stops that did not stop before: another state is what rules may be for.
    private int compareStates(DryRunPace pace) {
        UpcastStateSummary summary;
        try (OpenStore store = work.open(Access.READ_ONLY);
                Printer printer = work.printer("stream", "version", "changes", "first_change", "error")) {
            String layout = store.layout().id();
            List<Upcaster> deployed = work.profile().upcasters(layout);
            summary = UpcastStateScan.run(store.reader(), new Reducers(layout, work.profile().reducersFor(layout)),
                    Upcasts.of(List.of(), deployed), upcasts(deployed), pace, found -> printer.row(row(found)));
        }
        work.say("eventscope: " + summary.streams() + " streams folded twice, " + summary.diverged()
                + " with another state, " + summary.broken() + " whose fold now stops");
        return summary.broken() > 0 ? ExitCode.NO : ExitCode.DONE;
    }

    private void checkOptions() {
        if (sample != null && sample < 1) {
            throw VerbFailed.usage("--sample must be 1 or more, was " + sample);
        }
        if (rate != null && rate < 1) {
            throw VerbFailed.usage("--rate must be 1 or more, was " + rate);
        }
        if (resume != null && (states || sample != null)) {
            throw VerbFailed.usage("--resume goes with neither --sample nor --states");
        }
        if (states && (rules == null || type != null || sample != null || !reports.isEmpty())) {
            throw VerbFailed.usage("--states takes --rules FILE, and none of --type, --sample and --report");
        }
        reports.forEach(UpcastReportFile::check);
    }

    private Upcasts upcasts(List<Upcaster> deployed) {
        if (candidate == null) {
            return Upcasts.of(List.of(), deployed);
        }
        RuleFile file = candidate;
        Set<String> types = file.sets().stream().map(RuleSet::type).collect(Collectors.toSet());
        Upcasts upcasts = Upcasts.candidate(file,
                deployed.stream().filter(upcaster -> types.contains(upcaster.type())).toList());
        upcasts.problems().stream().findFirst().ifPresent(problem -> {
            throw VerbFailed.usage(file.name() + ": " + problem.message());
        });
        return upcasts;
    }

    /// A file that is wrong is refused before any store is opened.
    private void readRules() {
        if (rules == null) {
            return;
        }
        RuleFile file = RuleFile.read(rules);
        Upcasts alone = Upcasts.of(file);
        if (type != null && !alone.types().contains(type)) {
            throw VerbFailed.usage("--type: " + file.name() + " has no rules for '" + type + "'"
                    + Closest.hint(type, alone.types()));
        }
        candidate = file;
    }

    private static Row row(DryRunRow row) {
        EventHeader failed = row.firstFailed();
        return Row.of("type", row.type()).with("from", row.from()).with("to", row.to()).with("ok", row.ok())
                .with("changed", row.changed()).with("lossy", row.lossy()).with("failed", row.failed())
                .with("first_failed_id", failed == null ? null : failed.id());
    }

    private static Row row(UpcastStateDifference found) {
        FoldError error = found.candidate().error();
        return Row.of("stream", found.candidate().stream().name()).with("version", found.version())
                .with("changes", found.changes().size())
                .with("first_change", found.changes().isEmpty() ? null : found.changes().getFirst().path())
                .with("error", error == null ? null : error.message())
                .with("failed_id", error == null ? null : error.eventId())
                .with("fidelity", found.fidelity().word());
    }

    /// Why events fail or lose something, and which come through as they are: one line each on stderr.
    private void explain(DryRunReport report) {
        if (candidate == null && report.read() == 0) {
            work.say("eventscope: no stored event is older than the upcasters that are deployed");
        }
        List<DryRunReason> reasons = report.reasons().stream()
                .filter(reason -> reason.verdict() != UpcastVerdict.CHANGED).toList();
        reasons.stream().limit(MOST_REASONS).map(UpcastsVerb::sentence).forEach(work::say);
        if (reasons.size() > MOST_REASONS) {
            work.say("… and " + (reasons.size() - MOST_REASONS) + " more reasons");
        }
        for (DryRunKept kept : report.kept()) {
            work.say("kept: " + kept.events() + " of " + kept.type() + " at schema version " + kept.schemaVersion()
                    + ", from which no step begins");
        }
    }

    private static String sentence(DryRunReason reason) {
        String place = reason.line() > 0
                ? reason.place().replaceFirst(":\\d+$", "") + ":" + reason.line()
                : reason.place();
        return reason.verdict().word() + ": " + reason.events() + " of " + reason.type() + ", " + reason.why() + " ("
                + place + ")";
    }

    private void report(DryRunProgress progress) {
        Instant now = work.terminal().clock().instant();
        if (Duration.between(said, now).compareTo(BETWEEN_MESSAGES) >= 0) {
            said = now;
            work.say(String.format(Locale.ROOT, "%d of %s events, %.0f a second%s", progress.done(),
                    progress.total() == 0 ? "?" : Long.toString(progress.total()), progress.rate(),
                    progress.left().map(left -> ", " + left.toSeconds() + " s left").orElse("")));
        }
    }
}
