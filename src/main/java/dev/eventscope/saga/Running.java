package dev.eventscope.saga;

/// An attempt that a runner works on, and whose action another thread may give up.
///
/// Threads: [#giveUp()] and [#replace()] from any thread; the rest from the one that runs the action.
final class Running {

    private final StepLease lease;
    private final Thread thread = Thread.currentThread();
    private boolean inAction;
    private boolean givenUp;
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
        if (givenUp) {
            boolean _ = Thread.interrupted();
        }
    }

    /// Interrupts the action. Answers whether it was under way, and not given up before.
    synchronized boolean giveUp() {
        if (!inAction || givenUp) {
            return false;
        }
        givenUp = true;
        thread.interrupt();
        return true;
    }

    /// Interrupts the action, and says that another worker takes the place of this one.
    synchronized boolean replace() {
        boolean now = giveUp();
        replaced |= now;
        return now;
    }

    synchronized boolean isGivenUp() {
        return givenUp;
    }

    synchronized boolean isReplaced() {
        return replaced;
    }
}
