package dev.eventscope;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import dev.eventscope.cli.Cli;
import dev.eventscope.cli.DemoVerb;
import dev.eventscope.cli.StoreLocator;
import dev.eventscope.cli.StoreUrls;
import dev.eventscope.cli.Terminal;
import dev.eventscope.desktop.connect.RecentStores;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.Stores;
import dev.eventscope.store.log.NativeLayout;

/// The program: arguments, wiring, then desktop or terminal. Nobody imports it.
public final class App {

    private App() {}

    public static void main(String[] arguments) {
        Terminal terminal = new Terminal(utf8(FileDescriptor.out), utf8(FileDescriptor.err), System.getenv(),
                Clock.systemUTC());
        Path home = Path.of(System.getProperty("user.home"));
        Stores stores = new Stores(List.of(new NativeLayout()));
        int exitCode;
        try (DemoHouse demo = DemoHouse.ofUser(terminal, home)) {
            // Ctrl+C: services first, then the lease on the server. Closing twice does nothing.
            atExit(demo::close);
            RecentStores known = new RecentStores(Desktops.configFolder(terminal.environment(), home));
            StoreLocator urls = new StoreUrls(terminal.environment(), home, Passwords.none())
                    .marking(known::isProduction);
            Desktops desktops = new Desktops(terminal, home, stores, urls, demo);
            Cli cli = new Cli(terminal, stores, demo.orElse(urls), desktops::open,
                    List.of(work -> new TourVerb(work, desktops), work -> new DemoVerb(work, demo.folder(),
                            Path.of("").toAbsolutePath(), App::atExit)));
            exitCode = cli.run(arguments);
        }
        terminal.out().flush();
        System.exit(exitCode);
    }

    private static void atExit(Runnable work) {
        Runtime.getRuntime().addShutdownHook(new Thread(work));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
