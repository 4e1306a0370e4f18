package dev.eventscope.desktop.saga;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.eventscope.saga.RedriveJob;

/// One job as it was read: its items, the failures that it did not set out to mend, and the server's clock.
record JobShown(RedriveJob.Overview overview, List<RedriveJob.Item> items, Map<String, Integer> fresh, Instant now) {

    RedriveJob job() {
        return overview.job();
    }

    /// Whether nothing more can have happened to it: it has ended, and no item is open.
    boolean isAsItWas(RedriveJob.Overview now) {
        return overview.equals(now) && job().status() != RedriveJob.Status.RUNNING
                && items.stream().noneMatch(item -> item.state().isOpen());
    }

    /// Whether whoever sent its items is gone: it can be taken up again.
    boolean isLeftBehind() {
        return JobWords.isLeftBehind(job(), now);
    }
}
