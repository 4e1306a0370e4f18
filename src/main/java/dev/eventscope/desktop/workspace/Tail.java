package dev.eventscope.desktop.workspace;

import java.time.Duration;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.event.OrderToken;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.HeadReader;
import dev.eventscope.store.StoreException;

/// Where the store ends, asked again every two seconds, and up to where the views show it.
///
/// Shape: while live, `shown` follows the head: a pane listens to it and appends what is new, without moving what a person
///        looks at. While paused, `shown` stays and new events are counted, up to 1,000. When the connection is lost,
///        `lost` says so and asking goes on; `shown` stays. `unsettled` says why events below the end may still appear, where
///        this store or this server can never tell that none will. `opens` counts the answers, while live, to which
///        something below a head that is as it was may have appeared.
/// Threads: FX thread.
public final class Tail {

    public static final int MOST_COUNTED = 1_000;
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private record Answer(HeadReader.Head head, long newEvents) {

        /// Whether something may still appear below the end.
        boolean isOpen() {
            OrderToken last = head.last();
            OrderToken settled = head.settled();
            return last != null && (settled == null || settled.compareTo(last) < 0);
        }
    }

    private final Background background;
    private final Background.Line asking;
    private final BooleanProperty live = new SimpleBooleanProperty(true);
    private final BooleanProperty lost = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<@Nullable OrderToken> head = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable OrderToken> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable String> unsettled = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyLongWrapper newEvents = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper opens = new ReadOnlyLongWrapper();
    private boolean open;
    private @Nullable EventReader reader;

    Tail(Background background) {
        this.background = background;
        asking = background.line();
        live.addListener((_, _, _) -> show());
    }

    /// Begins to ask, until the window goes.
    public Background.Ticker start() {
        return background.every(PERIOD, this::ask);
    }

    /// Asks once now; nothing happens while the last question is open.
    public void ask() {
        EventReader asked = reader;
        if (asked == null || asking.busyProperty().get()) {
            return;
        }
        OrderToken from = live.get() ? null : shown.get();
        asking.run(() -> answer(asked, from)).orElse(this::onFailure).then(this::take);
    }

    /// Whether the views follow the head.
    public BooleanProperty liveProperty() {
        return live;
    }

    public void toggleLive() {
        live.set(!live.get());
    }

    /// Whether the last question could not be answered: what is shown is as of the one before.
    public BooleanProperty lostProperty() {
        return lost;
    }

    /// The last event of the store; null in an empty store, and before the first answer.
    public ReadOnlyObjectProperty<@Nullable OrderToken> headProperty() {
        return head.getReadOnlyProperty();
    }

    /// The last event that views show.
    public ReadOnlyObjectProperty<@Nullable OrderToken> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// Why the end of the store is unsettled, as a sentence without its full stop; null where it is not.
    public ReadOnlyObjectProperty<@Nullable String> unsettledProperty() {
        return unsettled.getReadOnlyProperty();
    }

    /// How many events came while paused; [#MOST_COUNTED] stands for that many or more.
    public ReadOnlyLongProperty newEventsProperty() {
        return newEvents.getReadOnlyProperty();
    }

    /// How often something below the head may have appeared since it was shown.
    public ReadOnlyLongProperty opensProperty() {
        return opens.getReadOnlyProperty();
    }

    void follow(@Nullable Session session) {
        asking.cancel();
        open = false;
        reader = session == null ? null : session.reader();
        head.set(null);
        shown.set(null);
        unsettled.set(null);
        newEvents.set(0);
        lost.set(false);
        live.set(true);
        ask();
    }

    private static Answer answer(EventReader reader, @Nullable OrderToken from) {
        HeadReader.Head head = reader.readHead();
        if (from == null || from.equals(head.last())) {
            return new Answer(head, 0);
        }
        EventQuery beyond = EventQuery.forward(EventScope.all(), MOST_COUNTED).in(EventRange.after(from));
        return new Answer(head, reader.readHeaders(beyond).size());
    }

    private void take(Answer answer) {
        lost.set(false);
        OrderToken last = answer.head().last();
        boolean mayHaveFilled = (open || answer.isOpen()) && live.get() && Objects.equals(last, head.get());
        open = answer.isOpen();
        unsettled.set(answer.head().unsettledBecause());
        head.set(last);
        newEvents.set(answer.newEvents());
        if (shown.get() == null) {
            shown.set(last);
        }
        show();
        if (mayHaveFilled) {
            opens.set(opens.get() + 1);
        }
    }

    private void show() {
        if (live.get()) {
            newEvents.set(0);
            shown.set(head.get());
        }
    }

    /// A lost connection is a state, shown as such, not a notice every two seconds.
    private void onFailure(Throwable failure) {
        if (!(failure instanceof StoreException)) {
            throw new IllegalStateException("asking for the head failed", failure);
        }
        lost.set(true);
    }
}
