package dev.eventscope.replay;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a dry-run found. Nothing was written.
///
/// Shape: rows by type, then stored version; reasons by verdict, worst first, then by count. Events at the latest version
///        and of types without upcasters are in no row.
/// Units: `read` counts the events that were looked at, kept ones among them.
public record DryRunReport(List<DryRunRow> rows, List<DryRunReason> reasons, List<DryRunKept> kept, long read,
        Duration elapsed) {

    public DryRunReport {
        rows = List.copyOf(rows);
        reasons = List.copyOf(reasons);
        kept = List.copyOf(kept);
    }

    /// All rows as one: counts summed, without type and versions.
    public DryRunRow sum() {
        return new DryRunRow("", 0, 0, rows.stream().mapToLong(DryRunRow::ok).sum(),
                rows.stream().mapToLong(DryRunRow::changed).sum(), rows.stream().mapToLong(DryRunRow::lossy).sum(),
                rows.stream().mapToLong(DryRunRow::failed).sum(), Map.of());
    }

    public boolean hasFailures() {
        return rows.stream().anyMatch(row -> row.failed() > 0);
    }
}
