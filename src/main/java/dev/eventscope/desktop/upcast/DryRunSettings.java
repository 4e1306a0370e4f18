package dev.eventscope.desktop.upcast;

import java.time.Clock;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.replay.DryRunPace;

/// How much a dry-run looks at, and how fast.
///
/// Units: `sample` is the most events of each type and version, 0 for all; `perSecond` the most events a second, 0 for as
///        fast as it goes.
record DryRunSettings(int sample, int perSecond) {

    static final DryRunSettings STANDARD = new DryRunSettings(0, 0);

    DryRunPace pace(Clock clock) {
        return perSecond == 0 ? DryRunPace.UNTHROTTLED : DryRunPace.perSecond(perSecond, clock);
    }

    static String sampleName(int sample) {
        return sample == 0 ? "every event" : Figures.count(sample) + " of each version";
    }

    static String paceName(int perSecond) {
        return perSecond == 0 ? "full speed" : Figures.count(perSecond) + " a second";
    }
}
