package dev.eventscope.desktop.causation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.eventscope.causality.CausalOrder;
import dev.eventscope.causality.CausationGraph;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.VectorClock;

/// How each event of a graph stands to the selected one: by vector clock where both carry one, by version within a
/// stream, else by causation.
///
/// Shape: `byClock` where vector clocks had a say. Empty where nothing is selected.
record Relations(List<CausalOrder> orders, boolean byClock) {

    static final Relations NONE = new Relations(List.of(), false);

    static Relations of(CausationGraph graph, Map<String, VectorClock> clocks, int selected) {
        if (selected == CausationGraph.NONE) {
            return NONE;
        }
        BitSet past = graph.past(selected);
        BitSet future = graph.future(selected);
        List<CausalOrder> orders = new ArrayList<>();
        boolean byClock = false;
        for (int i = 0; i < graph.size(); i++) {
            CausalOrder order = past.get(i)
                    ? CausalOrder.BEFORE
                    : future.get(i) ? CausalOrder.AFTER : byClocks(graph, clocks, i, selected);
            byClock |= clocks.containsKey(graph.event(i).id());
            orders.add(order == CausalOrder.UNKNOWN ? CausalOrder.CONCURRENT : order);
        }
        return new Relations(List.copyOf(orders), byClock);
    }

    private static CausalOrder byClocks(CausationGraph graph, Map<String, VectorClock> clocks, int event,
            int selected) {
        EventHeader one = graph.event(event);
        EventHeader other = graph.event(selected);
        return CausalOrder.order(one, () -> Optional.ofNullable(clocks.get(one.id())), other,
                () -> Optional.ofNullable(clocks.get(other.id())));
    }

    int count(CausalOrder order) {
        return Collections.frequency(orders, order);
    }

    CausalOrder of(int event) {
        return event < 0 || event >= orders.size() ? CausalOrder.CONCURRENT : orders.get(event);
    }
}
