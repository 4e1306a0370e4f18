package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.fx.TextMeasure.Face;
import dev.eventscope.desktop.timeline.draw.Drawing.Bundle;
import dev.eventscope.desktop.timeline.model.LinkBundles;

/// Where there are too many links for arrows: one upright line for those between two lanes, as thick as they are many, with
/// their count.
///
/// Shape: the strongest pairs of lanes in sight; a line stands where the middle one of its links does, or in the next free
///        slot. Of two labels that would overlap one is left out.
final class BundleDrawing {

    /// So many links in sight are still arrows.
    private static final int FEW = 300;
    private static final int MOST = 14;
    /// Pairs with a smaller share of the strongest are left out.
    private static final double LEAST_SHARE = 0.02;
    private static final double SLOT = 56;
    private static final double LABEL_GAP = 4;

    private record Candidate(LinkBundles.Pair pair, int count) {}

    private final LinkBundles links;
    private final TimeScale scale;
    private final LaneLayout layout;
    private final TextMeasure measure;

    BundleDrawing(DrawingMaker.Subject subject, TimeScale scale, LaneLayout layout, TextMeasure measure) {
        links = subject.bundles();
        this.scale = scale;
        this.layout = layout;
        this.measure = measure;
    }

    List<Bundle> bundles() {
        double from = scale.at(scale.plot().left());
        double to = scale.at(scale.plot().right());
        List<Candidate> found = new ArrayList<>();
        long all = 0;
        for (LinkBundles.Pair pair : links.pairs()) {
            int count = isInSight(pair.from()) && isInSight(pair.to()) ? links.count(pair, from, to) : 0;
            all += count;
            if (count > 0) {
                found.add(new Candidate(pair, count));
            }
        }
        if (all <= FEW) {
            return List.of();
        }
        found.sort(Comparator.comparingInt(Candidate::count).reversed()
                .thenComparingInt(candidate -> candidate.pair().from())
                .thenComparingInt(candidate -> candidate.pair().to()));
        double least = found.getFirst().count() * LEAST_SHARE;
        return drawn(found.stream().limit(MOST).filter(candidate -> candidate.count() >= least).toList(), from, to);
    }

    private List<Bundle> drawn(List<Candidate> candidates, double from, double to) {
        List<Bundle> bundles = new ArrayList<>();
        BitSet taken = new BitSet();
        int slots = Math.max(1, (int) (scale.plot().width() / SLOT) - 1);
        for (Candidate candidate : candidates) {
            double middle = scale.px((double) links.middle(candidate.pair(), from, to)) - scale.plot().left();
            int slot = nearestFree(Math.clamp((int) (middle / SLOT), 0, slots - 1), slots, taken);
            if (slot >= 0) {
                taken.set(slot);
                bundles.add(bundle(candidate, Math.rint(scale.plot().left() + (slot + 0.25) * SLOT)));
            }
        }
        return bundles;
    }

    private static int nearestFree(int wanted, int slots, BitSet taken) {
        for (int step = 0; step < slots; step++) {
            if (wanted + step < slots && !taken.get(wanted + step)) {
                return wanted + step;
            }
            if (wanted - step >= 0 && !taken.get(wanted - step)) {
                return wanted - step;
            }
        }
        return -1;
    }

    private Bundle bundle(Candidate candidate, double x) {
        double fromY = layout.centreOfLane(candidate.pair().from());
        double toY = layout.centreOfLane(candidate.pair().to());
        String label = Figures.count(candidate.count());
        boolean fits = x + 2 * LABEL_GAP + measure.widthPx(label, Face.FIGURE) < scale.plot().right();
        return new Bundle(x, fromY, toY, 1 + Math.min(4, Math.floor(Math.log10(candidate.count()))),
                candidate.count(), fits ? label : "", x + 2 * LABEL_GAP, Math.rint((fromY + toY) / 2) + LABEL_GAP,
                measure.widthPx(label, Face.FIGURE));
    }

    private boolean isInSight(int lane) {
        return layout.ofLane(lane).filter(layout::isInSight).isPresent();
    }
}
