package dev.eventscope.portfolio.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.eventscope.portfolio.sync.TopFolder;

/// Which remote is missing at first: one that some requests need, but not most, so that some sagas fail for a true reason.
final class MissingRemote {

    /// At most two in five may fail.
    private static final int MOST_PERCENT = 40;

    private MissingRemote() {}

    /// The folder that most requests touch of those that at most two in five do; where there is none, the one that the
    /// fewest touch. Of equals the first by name. `touched` is not empty: requests by folder.
    static TopFolder choose(Map<TopFolder, Integer> touched, int requests) {
        Comparator<TopFolder> byCount = Comparator.comparing((TopFolder folder) -> touched.getOrDefault(folder, 0));
        List<TopFolder> folders = touched.keySet().stream().sorted().toList();
        return folders.stream().filter(folder -> !folder.isRoot())
                .filter(folder -> touched.getOrDefault(folder, 0) * 100 <= requests * MOST_PERCENT)
                .max(byCount.thenComparing(Comparator.reverseOrder()))
                .orElseGet(() -> folders.stream().min(byCount).orElseThrow());
    }
}
