package dev.eventscope.desktop.replay.shown;

/// How old what a version wrote is at the version shown.
///
/// Units: versions; `first` is the oldest that a value can be from.
public record Ages(long first, long shown) {

    static final Ages NONE = new Ages(0, 0);

    /// 0 for what the version shown has written, going to 1 with the first.
    double of(long version) {
        double age = shown == first ? 0 : (double) (shown - version) / (shown - first);
        return Math.clamp(age, 0, 1);
    }

    /// Whether the version shown has written that line, a field of its own.
    boolean isChange(StateRow row) {
        return row.isField() && of(row.version()) == 0;
    }
}
