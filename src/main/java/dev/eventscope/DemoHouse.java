package dev.eventscope;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.eventscope.cli.StoreLocator;
import dev.eventscope.cli.Terminal;
import dev.eventscope.portfolio.demo.Demo;
import dev.eventscope.portfolio.demo.DemoServices;
import dev.eventscope.portfolio.demo.DemoStore;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.embedded.DataFolder;
import dev.eventscope.store.embedded.EmbeddedServer;

/// The demo store of this run: opened by whoever needs it first, built where there is none, closed with the program.
///
/// Threads: safe from any thread; opening blocks.
final class DemoHouse implements AutoCloseable {

    static final String NAME = "demo";

    /// That services are to run, and the broker they relay to, absent where none is named.
    record Services(@Nullable String kafka) {}

    private final Terminal terminal;
    private final DataFolder folder;
    private @Nullable Demo store;
    private @Nullable DemoServices services;
    private @Nullable ExecutorService executor;

    private DemoHouse(Terminal terminal, DataFolder folder) {
        this.terminal = terminal;
        this.folder = folder;
    }

    static DemoHouse ofUser(Terminal terminal, Path home) {
        return new DemoHouse(terminal,
                DataFolder.ofUser(terminal.environment(), home, System.getProperty("os.name", "")));
    }

    DataFolder folder() {
        return folder;
    }

    Passwords passwords() {
        return EmbeddedServer.passwords(folder);
    }

    /// Finds `demo` here and everything else there.
    StoreLocator orElse(StoreLocator others) {
        return name -> name.equals(NAME) ? locate() : withOurPasswords(others.locate(name));
    }

    /// Opens the demo store, with its services where they are asked for.
    OpenStore open(Access access, @Nullable Services with, Consumer<String> doing) {
        Demo demo = demo(doing);
        if (with != null) {
            startServices(demo, with);
        }
        return demo.openStore(access);
    }

    @Override
    public synchronized void close() {
        if (services != null) {
            services.close();
            services = null;
        }
        if (executor != null) {
            executor.close();
            executor = null;
        }
        if (store != null) {
            store.close();
            store = null;
        }
    }

    private StoreLocator.Location locate() {
        Demo demo = demo(line -> {
            terminal.err().println(line);
            terminal.err().flush();
        });
        return new StoreLocator.Location(demo.spec(), demo.passwords());
    }

    private StoreLocator.Location withOurPasswords(StoreLocator.Location found) {
        return new StoreLocator.Location(found.spec(), passwords().orElse(found.passwords()), found.production());
    }

    private synchronized Demo demo(Consumer<String> doing) {
        if (store == null) {
            store = DemoStore.open(folder, Path.of("").toAbsolutePath(), terminal.clock(), doing);
        }
        return store;
    }

    private synchronized void startServices(Demo demo, Services with) {
        if (services == null) {
            executor = Executors.newCachedThreadPool();
            services = demo.startServices(executor, terminal.environment(), with.kafka());
        }
    }
}
