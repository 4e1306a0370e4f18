package dev.eventscope.replay;

import java.util.ArrayList;
import java.util.List;

/// Chooses evenly spread elements of a sequence whose length is not known before, always the same ones.
///
/// Shape: keeps every k-th; k doubles when twice as many as wanted have been kept. At the end the kept ones are thinned
///        to what is wanted.
final class DryRunSpread {

    private final int wanted;
    private List<String> kept = new ArrayList<>();
    private long step = 1;
    private long seen;

    DryRunSpread(int wanted) {
        this.wanted = wanted;
    }

    void offer(String element) {
        if (seen++ % step != 0) {
            return;
        }
        kept.add(element);
        if (kept.size() >= 2L * wanted + 2) {
            List<String> thinned = new ArrayList<>();
            for (int i = 0; i < kept.size(); i += 2) {
                thinned.add(kept.get(i));
            }
            kept = thinned;
            step *= 2;
        }
    }

    List<String> chosen() {
        if (kept.size() <= wanted) {
            return kept;
        }
        List<String> chosen = new ArrayList<>(wanted);
        for (int i = 0; i < wanted; i++) {
            chosen.add(kept.get((int) ((long) i * kept.size() / wanted)));
        }
        return chosen;
    }
}
