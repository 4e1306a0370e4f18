package dev.eventscope.desktop.timeline;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.timeline.model.LaneRows;
import dev.eventscope.desktop.timeline.model.LinkBundles;

/// Gives the links between lanes; those of many events come after the first picture, since to sort them takes longer than a
/// frame may.
///
/// Threads: FX thread; sorts in the background.
final class Bundling {

    /// More events than this are many.
    private static final int MANY = 100_000;

    private final Background.Line sorting;
    private final int many;
    private final Runnable onSorted;
    private @Nullable LaneRows asked;

    Bundling(Background background, Runnable onSorted) {
        this(background, MANY, onSorted);
    }

    /// Shape: `onSorted` is called when links are known that were left out before.
    Bundling(Background background, int many, Runnable onSorted) {
        sorting = background.line();
        this.many = many;
        this.onSorted = onSorted;
    }

    /// The links between the lanes of so many events; none while they are sorted.
    LinkBundles of(LaneRows rows, int events) {
        if (rows.hasBundles() || events <= many) {
            return rows.bundles();
        }
        if (asked != rows) {
            asked = rows;
            sorting.run(rows::bundles).then(_ -> onSorted.run());
        }
        return LinkBundles.NONE;
    }

    /// Other events: what was asked for would hold those that were left.
    void forget() {
        sorting.cancel();
        asked = null;
    }
}
