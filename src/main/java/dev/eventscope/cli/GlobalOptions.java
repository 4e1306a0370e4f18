package dev.eventscope.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The program itself: options that every verb takes, and what happens without a verb.
@Command(name = "eventscope", versionProvider = Version.class, sortOptions = false, description = {
    "Inspects event stores in PostgreSQL.", "Without a verb it opens the window."}, footer = {"",
        "Exit codes: 0 done, 1 the answer is no, 2 wrong usage, 3 no usable store, 4 refused, 70 a defect of ours.",
        "", "Example: eventscope --store postgresql://viewer@db.example.org/shop streams --json"})
final class GlobalOptions implements Callable<Integer> {

    static final String DEMO = "demo";

    private static final String KAFKA_VARIABLE = "EVENTSCOPE_KAFKA";
    private static final Pattern BROKERS = Pattern.compile("[^\\s:,]+:\\d{1,5}(,[^\\s:,]+:\\d{1,5})*");

    private final Window window;
    private final Map<String, String> environment;

    @Nullable
    @Option(names = "--store", paramLabel = "URL", scope = ScopeType.INHERIT, description = "'demo' (where nothing is given), or postgresql://user@host:port/database; never with a password.")
    String store;

    @Nullable
    @Option(names = "--layout", paramLabel = "ID", scope = ScopeType.INHERIT, description = "The layout to read the store by, instead of the one that is detected.")
    String layout;

    @Nullable
    @Option(names = "--profile", paramLabel = "FILE", scope = ScopeType.INHERIT, description = "A team's profile of its store: environment, reducers, upcasters, labels, pinned and redacted fields.")
    Path profile;

    @Nullable
    @Option(names = "--kafka", paramLabel = "HOST:PORT", scope = ScopeType.INHERIT, description = "The broker that the services of the demo store publish to, and that 'bench relay' measures on; else EVENTSCOPE_KAFKA.")
    String kafka;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "One JSON object a line instead of a table.")
    boolean json;

    @Option(names = "--help", usageHelp = true, scope = ScopeType.INHERIT, description = "Shows this and ends.")
    boolean help;

    @Option(names = "--version", versionHelp = true, description = "Shows the version and ends.")
    boolean version;

    GlobalOptions(Window window, Map<String, String> environment) {
        this.window = window;
        this.environment = environment;
    }

    String storeOrDemo() {
        return store == null ? DEMO : store;
    }

    /// The broker that was named, absent where none was.
    ///
    /// Errors: [VerbFailed] where it is not `HOST:PORT`, or several with commas.
    @Nullable
    String kafka() {
        String variable = environment.getOrDefault(KAFKA_VARIABLE, "").strip();
        String named = kafka != null ? kafka : variable.isEmpty() ? null : variable;
        if (named != null && !BROKERS.matcher(named).matches()) {
            throw VerbFailed.usage((kafka != null ? "--kafka" : KAFKA_VARIABLE) + " must be HOST:PORT, was '" + named
                    + "'");
        }
        return named;
    }

    @Override
    public Integer call() {
        return window.open(new Window.Wish(store, layout, kafka(), profile));
    }
}
