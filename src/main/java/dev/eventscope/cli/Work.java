package dev.eventscope.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.profile.Profile;
import dev.eventscope.saga.ArmingLog;
import dev.eventscope.saga.OperatorRole;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.PasswordRequired;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.RightMissing;
import dev.eventscope.store.StoreLayout;
import dev.eventscope.store.StoreUnusable;
import dev.eventscope.store.Stores;

/// What a verb works with: the terminal, and the way to its store.
///
/// Threads: one run, one thread.
public final class Work {

    private final Terminal terminal;
    private final Stores stores;
    private final StoreLocator locator;
    private final GlobalOptions options;
    private @Nullable String typed;
    private @Nullable Profile profile;

    Work(Terminal terminal, Stores stores, StoreLocator locator, GlobalOptions options) {
        this.terminal = terminal;
        this.stores = stores;
        this.locator = locator;
        this.options = options;
    }

    public Terminal terminal() {
        return terminal;
    }

    public List<StoreLayout> layouts() {
        return stores.layouts();
    }

    /// What `--store` says, `demo` where nobody said anything.
    public String storeName() {
        return options.storeOrDemo();
    }

    /// The broker that `--kafka` or `EVENTSCOPE_KAFKA` names.
    ///
    /// Errors: [VerbFailed] where it is no broker's address.
    public Optional<String> kafka() {
        return Optional.ofNullable(options.kafka());
    }

    /// Rows for stdout: a table with these columns of each row, or JSON Lines with everything.
    public Printer printer(String... tableColumns) {
        return new Printer(terminal.out(), options.json, List.of(tableColumns));
    }

    /// One line on stderr.
    public void say(String message) {
        terminal.err().println(message);
        terminal.err().flush();
    }

    /// The file that `--profile` names; null where nobody named one.
    public @Nullable Path profileFile() {
        return options.profile;
    }

    /// What `--profile` names; [Profile#none()] where nobody named one.
    ///
    /// Errors: [dev.eventscope.rules.yaml.MalformedRules] where the file is none.
    public Profile profile() {
        if (profile == null) {
            profile = options.profile == null ? Profile.none() : Profile.read(options.profile);
        }
        return profile;
    }

    /// Opens the store that the options name, as the profile lets it be seen. The caller closes it.
    ///
    /// Errors: [VerbFailed] for a layout that does not exist; [StoreUnusable] also where a right to read is missing.
    public OpenStore open(Access access) {
        String layout = options.layout == null ? profile().layout() : options.layout;
        if (layout != null && layouts().stream().noneMatch(known -> known.id().equals(layout))) {
            throw VerbFailed.usage((options.layout == null ? profile().name() : "--layout") + ": there is no layout '"
                    + layout + "': known are "
                    + String.join(", ", layouts().stream().map(StoreLayout::id).toList()));
        }
        Profile seenBy = profile();
        return opening((spec, passwords) -> seenBy.over(stores.open(spec, access, passwords, layout)));
    }

    /// Says that the end of a store is unsettled, where that can never be told: on stderr, and as `"unsettled":true` in each
    /// JSON row.
    void sayIfUnsettled(OpenStore store, Printer printer) {
        String why = store.reader().readHead().unsettledBecause();
        if (why != null) {
            say("unsettled: " + why + "; what is shown may lag, and lack events below its end");
            printer.endEachWith(Row.of("unsettled", true));
        }
    }

    /// Opens the native store that the options name, for writing.
    public OpenStore openNative() {
        OpenStore store = open(Access.READ_WRITE);
        if (store.isNative()) {
            return store;
        }
        store.close();
        throw VerbFailed.refused("the store has the layout '" + store.layout().id()
                + "', and only stores of the layout 'native' are written to: name another store");
    }

    /// Opens the native store that the options name to act on it, in the operator's role. In production its name has to be
    /// typed.
    ///
    /// Errors: [VerbFailed] of [ExitCode#REFUSED] where it was not, [RightMissing] with the GRANT to run; the audit has the
    ///         try.
    OpenStore openToAct(@Nullable String confirmed) {
        OpenStore store = openNative();
        try {
            Database acting = OperatorRole.acting(store.database(), osUser(), Duration.ZERO);
            refuseUnconfirmed(acting, confirmed);
            return new OpenStore(acting, store.layout(), store.reader());
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private void refuseUnconfirmed(Database acting, @Nullable String confirmed) {
        String name = acting.spec().database();
        if ((!locate().production() && !profile().isProduction()) || name.equals(confirmed)) {
            return;
        }
        new ArmingLog(acting).record(UUID.randomUUID(), name, osUser(), Duration.ZERO,
                confirmed == null ? "not_confirmed" : "wrong_name");
        throw VerbFailed.refused(name + " is in production: to act on it, add --confirm " + name);
    }

    /// Who acts, as the operating system says.
    static String osUser() {
        return System.getProperty("user.name");
    }

    /// Connects to the database of the store, whatever is in it. The caller closes it.
    public Database connect(Access access) {
        return opening((spec, passwords) -> Database.open(spec, access, passwords));
    }

    /// The password that a connection to the same server as this one was let in with, for more databases beside it.
    Passwords passwordsOf(Database database) {
        return _ -> typed == null ? locate().passwords().find(database.spec()) : Optional.of(typed);
    }

    StoreLocator.Location locate() {
        return locator.locate(storeName());
    }

    private interface Opening<T> {
        T of(ConnectionSpec spec, Passwords passwords);
    }

    /// A person is asked for a password only where the server wants one and none is known.
    private <T> T opening(Opening<T> opening) {
        StoreLocator.Location location = locate();
        try {
            return opening.of(location.spec(), location.passwords());
        } catch (PasswordRequired e) {
            String answer = StoreUrls.prompt(location.spec()).orElseThrow(() -> e);
            typed = answer;
            return opening.of(location.spec(), Passwords.of(answer));
        } catch (RightMissing e) {
            throw new StoreUnusable(String.valueOf(e.getMessage()), e);
        }
    }
}
