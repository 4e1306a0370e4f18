package dev.eventscope.desktop.saga;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.saga.FailureGroup;
import dev.eventscope.saga.RedriveJob;

/// One row of the list of groups: a section's head, or a group.
sealed interface GroupRow {

    record Head(String title, String fact) implements GroupRow {}

    record Group(FailureGroup group) implements GroupRow {}

    /// The sections: what fails now, what came up during the last re-drive, what has been quiet since it was re-driven.
    static List<GroupRow> of(Board board, Times times) {
        List<GroupRow> rows = new ArrayList<>();
        List<FailureGroup> now = some(board, group -> group.count() > 0 && !board.fresh().contains(group.id()));
        List<FailureGroup> fresh = some(board, group -> group.count() > 0 && board.fresh().contains(group.id()));
        List<FailureGroup> quiet = some(board, group -> group.count() == 0);
        RedriveJob job = board.lastJob();
        add(rows, "New since the re-drive" + (job == null ? "" : " of " + times.seconds(job.at())), count(fresh),
                fresh);
        add(rows, "Failing now", count(now), now);
        add(rows, "Quiet since the last re-drive", Figures.plural(quiet.size(), "group"), quiet);
        return rows;
    }

    private static List<FailureGroup> some(Board board, Predicate<FailureGroup> wanted) {
        return board.groups().stream().filter(wanted).toList();
    }

    private static String count(List<FailureGroup> groups) {
        return Figures.plural(groups.stream().mapToLong(FailureGroup::count).sum(), "saga") + " in "
                + Figures.plural(groups.size(), "group");
    }

    private static void add(List<GroupRow> rows, String title, String fact, List<FailureGroup> groups) {
        if (!groups.isEmpty()) {
            rows.add(new Head(title, fact));
            groups.forEach(group -> rows.add(new Group(group)));
        }
    }
}
