package dev.eventscope.desktop.workspace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Words;
import dev.eventscope.saga.ArmingLog;
import dev.eventscope.store.Database;

/// Whether a person may act on the store: only while armed, for a quarter of an hour, in production after typing its name.
///
/// Shape: browsing never writes. Acting has a connection of its own, which is handed out only while armed; a job that has
///        begun goes on. Arming, and a wrong name, are in the audit.
/// Threads: FX thread.
public final class Arming {

    public static final Duration SPAN = Duration.ofMinutes(15);
    private static final Duration TICK = Duration.ofSeconds(1);

    private record Opened(@Nullable Database database, String refusal) {}

    private final Background background;
    private final Clock clock;
    private final BooleanSupplier production;
    private final Background.Line line;
    private final ReadOnlyObjectWrapper<@Nullable Database> database = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Duration> left = new ReadOnlyObjectWrapper<>(Duration.ZERO);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private @Nullable Function<Session, Optional<Database>> connect;
    private String actor = "";
    private @Nullable Session session;
    private @Nullable Instant until;
    private Background.@Nullable Ticker ticker;

    Arming(Background background, Clock clock, BooleanSupplier production) {
        this.background = background;
        this.clock = clock;
        this.production = production;
        line = background.line();
    }

    /// How the connection to act with is had, off the FX thread, and who the operating system says acts. Without this
    /// nothing can be armed.
    public void connectBy(Function<Session, Optional<Database>> acting, String osUser) {
        connect = acting;
        actor = osUser;
    }

    /// Whether there is anything to act on, so that arming is worth offering.
    public boolean isOffered() {
        Session open = session;
        return connect != null && open != null && open.isNative();
    }

    /// What may act; null while not armed.
    public ReadOnlyObjectProperty<@Nullable Database> databaseProperty() {
        return database.getReadOnlyProperty();
    }

    public boolean isArmed() {
        return database.get() != null;
    }

    /// Units: zero while not armed.
    public ReadOnlyObjectProperty<Duration> leftProperty() {
        return left.getReadOnlyProperty();
    }

    /// Why the last try to arm failed, in one sentence; empty where it did not.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Whether the store's name has to be typed.
    public boolean needsName() {
        return production.getAsBoolean();
    }

    /// The name that has to be typed in production.
    public String storeName() {
        Session open = session;
        return open == null ? "" : open.storeName();
    }

    /// Arms for [#SPAN]; `typedName` counts in production only.
    public void arm(String typedName) {
        Session open = session;
        Function<Session, Optional<Database>> acting = connect;
        if (open == null || acting == null || line.busyProperty().get()) {
            return;
        }
        boolean wrong = needsName() && !typedName.strip().equals(open.storeName());
        String who = actor;
        problem.set("");
        line.run(() -> open(acting.apply(open), open.storeName(), who, wrong)).orElse(this::refused)
                .then(this::take);
    }

    public void disarm() {
        if (ticker != null) {
            ticker.close();
            ticker = null;
        }
        line.cancel();
        until = null;
        left.set(Duration.ZERO);
        database.set(null);
    }

    void follow(@Nullable Session newSession) {
        disarm();
        problem.set("");
        session = newSession;
    }

    private static Opened open(Optional<Database> found, String name, String who, boolean wrong) {
        if (found.isEmpty()) {
            return new Opened(null, "Nothing can be done to this store from here");
        }
        String refusal = wrong ? "Type the store's name, " + name + ", to arm in production" : "";
        new ArmingLog(found.get()).record(UUID.randomUUID(), name, who, SPAN, wrong ? "wrong_name" : null);
        return new Opened(wrong ? null : found.get(), refusal);
    }

    private void take(Opened opened) {
        problem.set(opened.refusal());
        if (opened.database() != null) {
            until = clock.instant().plus(SPAN);
            left.set(SPAN);
            database.set(opened.database());
            if (ticker == null) {
                ticker = background.every(TICK, this::tick);
            }
        }
    }

    private void refused(Throwable why) {
        String text = Notices.sentence(why);
        problem.set(Words.capital(text));
    }

    /// Looks at the clock; the ticker does every second.
    void tick() {
        Instant end = until;
        if (end != null) {
            Duration now = Duration.between(clock.instant(), end);
            if (now.isPositive()) {
                left.set(now);
            } else {
                disarm();
            }
        }
    }
}
