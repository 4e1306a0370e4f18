package dev.eventscope.saga;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.eventscope.saga.RedriveRefused.Reason;
import dev.eventscope.saga.RedriveRequest.Mode;

/// The sagas that many things at once could be asked about, as read at one moment, with what each of them allows.
///
/// Shape: in the order in which they started. `scope` says how they were chosen.
public record RedriveCandidates(String scope, List<Candidate> all) {

    /// A saga with the step that it stands at. `earlier` and `later` are its neighbours among the sagas of the same aggregate
    /// that have not ended; `refusals` has the modes that would be refused.
    record Candidate(PlannedItem item, @Nullable String earlier, @Nullable String later, Map<Mode, Reason> refusals) {

        /// Who has to go first: what goes forward goes in the order in which it started, what is undone the other way round.
        @Nullable
        String before(Mode mode) {
            return switch (mode) {
                case RETRY, SKIP, SUCCEEDED -> earlier;
                case COMPENSATE -> later;
                case PAUSE, RESUME, CANCEL -> null;
            };
        }
    }

    public RedriveCandidates {
        all = List.copyOf(all);
    }

    /// Those of them for which it may be asked, and how many may not.
    public RedrivePlan plan(Mode mode) {
        List<PlannedItem> items = all.stream().filter(one -> !one.refusals().containsKey(mode))
                .map(one -> one.item().behind(one.before(mode))).collect(Collectors.toCollection(ArrayList::new));
        return RedrivePlan.of(scope, mode, mode == Mode.COMPENSATE ? items.reversed() : items, leftOut(mode));
    }

    private List<RedrivePlan.LeftOut> leftOut(Mode mode) {
        Map<Reason, List<String>> refused = new EnumMap<>(Reason.class);
        all.forEach(one -> {
            Reason reason = one.refusals().get(mode);
            if (reason != null) {
                refused.computeIfAbsent(reason, _ -> new ArrayList<>()).add(one.item().sagaId());
            }
        });
        return refused.entrySet().stream().map(one -> new RedrivePlan.LeftOut(one.getKey(), one.getValue())).toList();
    }
}
