package dev.eventscope.desktop.connect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import dev.eventscope.cli.Cli;
import dev.eventscope.cli.ExitCode;
import dev.eventscope.cli.StoreUrls;
import dev.eventscope.cli.Terminal;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.Stores;
import dev.eventscope.store.log.NativeLayout;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;

/// U10: a password is nowhere but where it is used.
class CanaryTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final List<String> LINES = List.of("streams --json", "events --all --json", "sagas --groups",
            "audit --verify --json", "audit --out %s/audit.csv", "audit --out %s/audit.jsonl", "note 9c41f7e012 text",
            "jobs", "metrics", "init", "redrive sync-1 1 --reason why", "nonsense --store %s");

    private static final List<String> WATCHED = List.of("dev.eventscope", "com.zaxxer.hikari", "org.flywaydb",
            "org.postgresql");

    @TempDir
    private Path folder;

    private final Map<String, String> places = new TreeMap<>();

    @Test
    void it_is_in_no_log_no_setting_no_argument_and_no_export() throws IOException {
        Trials trials = Trials.of("U10", 1, 50);
        String canary = "canary-" + Long.toHexString(trials.random().nextLong());
        ListAppender<ILoggingEvent> log = listen();

        connectInTheWindow(canary);
        for (String line : LINES) {
            run(canary, STORE.spec().url(), line.replace("%s", folder.toString()));
        }
        run(canary, "postgresql://ops@localhost:1/nowhere", "streams");
        run(canary, "postgresql://ops:" + canary + "@localhost/orders", "streams");
        gather(log);

        assertThat(hits(canary)).as(trials + ", " + places.size() + " places").isEmpty();
        assertThat(places.keySet()).anyMatch(place -> place.endsWith("stores.json")).contains("log", "server");
        assertThat(log.list).as("what is logged at its finest").isNotEmpty();
        System.out.println("U10: " + places.size() + " places, " + log.list.size() + " log lines searched");
        LoggerFactory.getLogger(CanaryTest.class).info("careless: connecting with {}", canary);
        Files.writeString(folder.resolve("careless.json"), "postgresql://ops:" + canary + "@db/orders");
        gather(log);
        assertThat(hits(canary)).as("what a careless program leaves is found").contains("log",
                folder.resolve("careless.json").toString());
        stopListening(log);
    }

    private void connectInTheWindow(String canary) {
        Workspace workspace = Workspace.direct(Clock.systemUTC());
        Stores stores = new Stores(List.of(new NativeLayout()));
        ConnectViewModel model = new ConnectViewModel(workspace,
                (request, _) -> request instanceof StoreRequest.Server(var spec, var access, var typed, _, _)
                        ? stores.open(spec, access, typed, null)
                        : null,
                new RecentStores(folder), "postgres");
        model.open(new StoreRequest.Server(STORE.spec(), Access.READ_ONLY, Passwords.of(canary)));
        assertThat(workspace.session()).isNotNull();
        ConnectionSpec nowhere = ConnectionSpec.parse("postgresql://ops@localhost:1/orders", "x");
        model.open(new StoreRequest.Server(nowhere, Access.READ_ONLY, Passwords.of(canary)));
        places.put("problem", model.problemProperty().get());
        model.form().byUrl.set(true);
        model.form().url.set("postgresql://ops:" + canary + "@db/orders");
        model.openTyped();
        places.put("problem of the form", model.problemProperty().get());
        places.put("session", workspace.session().toString() + workspace.notices().all());
        places.put("server", STORE.database().read(tx -> tx.query(
                "select string_agg(query || ' ' || application_name || ' ' || usename, ' ') as text from pg_stat_activity",
                row -> row.string("text"))).getFirst());
        workspace.session().store().close();
    }

    private void run(String canary, String store, String line) {
        List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
        if (!arguments.contains("--store")) {
            arguments.addAll(List.of("--store", store));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(out, false, StandardCharsets.UTF_8);
        Map<String, String> environment = Map.of("PGPASSWORD", canary, "EVENTSCOPE_DEBUG", "1");
        new Cli(new Terminal(both, both, environment, Clock.systemUTC()), new Stores(List.of(new NativeLayout())),
                new StoreUrls(environment, Path.of("/nowhere"), Passwords.none()), _ -> ExitCode.DONE, List.of())
                .run(arguments.toArray(String[]::new));
        both.flush();
        places.put("terminal: " + line + places.size(), out.toString(StandardCharsets.UTF_8));
    }

    private void gather(ListAppender<ILoggingEvent> log) throws IOException {
        StringBuilder lines = new StringBuilder();
        List.copyOf(log.list)
                .forEach(event -> lines.append(event.getFormattedMessage()).append(event.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(event.getThrowableProxy())).append('\n'));
        places.put("log", lines.toString());
        places.put("arguments", ProcessHandle.current().info().commandLine().orElse(""));
        StringWriter properties = new StringWriter();
        System.getProperties().list(new PrintWriter(properties));
        places.put("properties", properties.toString());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                places.put(file.toString(), Files.readString(file));
            }
        }
    }

    private List<String> hits(String canary) {
        return places.entrySet().stream().filter(place -> place.getValue().contains(canary)).map(Map.Entry::getKey)
                .toList();
    }

    /// At their finest, and to nobody else: the console is not to be flooded.
    private static ListAppender<ILoggingEvent> listen() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        for (String name : WATCHED) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            logger.setLevel(Level.TRACE);
            logger.setAdditive(false);
            logger.addAppender(log);
        }
        return log;
    }

    private static void stopListening(ListAppender<ILoggingEvent> log) {
        for (String name : WATCHED) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            logger.setLevel(name.equals("com.zaxxer.hikari") ? Level.ERROR : null);
            logger.setAdditive(true);
            logger.detachAppender(log);
        }
    }
}
