package dev.eventscope.saga;

import org.jspecify.annotations.Nullable;

/// An attempt that a runner works on, and whose action another thread may give up.
///
/// Threads: [#giveUp] and [#replace] from any thread; the rest from the one that runs the action.
final class Running {

    private final StepLease lease;
    private final Thread thread = Thread.currentThread();
    private boolean inAction;
    private @Nullable StepError givenUp;
    private boolean replaced;

    Running(StepLease lease) {
        this.lease = lease;
    }

    StepLease lease() {
        return lease;
    }

    synchronized void enter() {
        inAction = true;
    }

    /// After it no interrupt comes any more: recording the outcome is not to be disturbed.
    synchronized void leave() {
        inAction = false;
        if (givenUp != null) {
            boolean _ = Thread.interrupted();
        }
    }

    /// Interrupts the action. Answers whether it was under way, and not given up before.
    synchronized boolean giveUp(StepError why) {
        if (!inAction || givenUp != null) {
            return false;
        }
        givenUp = why;
        thread.interrupt();
        return true;
    }

    /// Interrupts the action, and says that another worker takes the place of this one.
    synchronized boolean replace(StepError why) {
        boolean now = giveUp(why);
        replaced |= now;
        return now;
    }

    /// Why it was given up; null where it was not.
    synchronized @Nullable StepError whyGivenUp() {
        return givenUp;
    }

    synchronized boolean isReplaced() {
        return replaced;
    }
}
