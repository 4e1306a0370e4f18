package dev.eventscope.desktop.causation.draw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

import dev.eventscope.desktop.causation.draw.Unit.Link;
import dev.eventscope.store.Cancellation;

/// The layer of each unit, and the order within it, by ELK's layered algorithm.
///
/// Shape: ELK cannot cope with thousands of arrows at one node (two thousand effects of one cause take it 15 s), so siblings
///        beyond [#SIBLINGS] are handed to it in bundles, and stand in a bundle in the order of the plan.
/// Threads: blocks; the layout itself cannot be stopped, only what is before and after it.
final class ElkLayers {

    static final int SIBLINGS = 24;

    /// Where a unit stands: its layer, and a number by which those of a layer are in order.
    record Place(int layer, double order) {}

    private final Unit.Plan plan;
    private final int[] bundleOf;
    private final List<List<Integer>> bundles = new ArrayList<>();

    private ElkLayers(Unit.Plan plan) {
        this.plan = plan;
        bundleOf = new int[plan.units().size()];
    }

    static List<Place> of(Unit.Plan plan) {
        return new ElkLayers(plan).places();
    }

    private List<Place> places() {
        bundle();
        Cancellation.check();
        ElkNode[] nodes = layOut();
        Cancellation.check();
        List<Place> places = new ArrayList<>();
        for (Unit unit : plan.units()) {
            ElkNode node = nodes[bundleOf[unit.number()]];
            List<Integer> bundle = bundles.get(bundleOf[unit.number()]);
            double within = (double) bundle.indexOf(unit.number()) / bundle.size();
            places.add(new Place(node.getProperty(LayeredOptions.LAYERING_LAYER_ID),
                    node.getProperty(LayeredOptions.CROSSING_MINIMIZATION_POSITION_ID) + within));
        }
        return places;
    }

    /// Units of one parent's bundle share bundles once there are more of them than ELK likes.
    private void bundle() {
        Map<Integer, List<Integer>> level = new TreeMap<>();
        for (Unit unit : plan.units()) {
            if (unit.parent() == Unit.NONE) {
                add(List.of(unit.number()));
                level.put(bundleOf[unit.number()], List.of(unit.number()));
            }
        }
        Map<Integer, List<Integer>> childrenOf = new HashMap<>();
        for (Unit unit : plan.units()) {
            childrenOf.computeIfAbsent(unit.parent(), _ -> new ArrayList<>()).add(unit.number());
        }
        while (!level.isEmpty()) {
            Map<Integer, List<Integer>> next = new TreeMap<>();
            for (List<Integer> parents : level.values()) {
                List<Integer> children = new ArrayList<>();
                parents.forEach(parent -> children.addAll(childrenOf.getOrDefault(parent, List.of())));
                int size = Math.max(1, (children.size() + SIBLINGS - 1) / SIBLINGS);
                for (int from = 0; from < children.size(); from += size) {
                    List<Integer> members = children.subList(from, Math.min(children.size(), from + size));
                    next.put(add(members), members);
                }
            }
            level = next;
        }
    }

    private int add(List<Integer> members) {
        members.forEach(member -> bundleOf[member] = bundles.size());
        bundles.add(List.copyOf(members));
        return bundles.size() - 1;
    }

    private ElkNode[] layOut() {
        ElkNode graph = ElkGraphUtil.createGraph();
        graph.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        graph.setProperty(CoreOptions.SEPARATE_CONNECTED_COMPONENTS, false);
        graph.setProperty(LayeredOptions.LAYERING_STRATEGY, LayeringStrategy.LONGEST_PATH_SOURCE);
        graph.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.SIMPLE);
        graph.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
        graph.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.PREFER_NODES);
        graph.setProperty(LayeredOptions.GENERATE_POSITION_AND_LAYER_IDS, true);
        graph.setProperty(LayeredOptions.THOROUGHNESS, 3);
        ElkNode[] nodes = new ElkNode[bundles.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = ElkGraphUtil.createNode(graph);
            nodes[i].setDimensions(CardWriter.HEIGHT, CardWriter.HEIGHT);
        }
        plan.links().stream().filter(link -> bundleOf[link.from()] != bundleOf[link.to()])
                .map(this::bundled).distinct()
                .forEach(link -> ElkGraphUtil.createSimpleEdge(nodes[link.from()], nodes[link.to()]));
        Service.ready();
        new LayeredLayoutProvider().layout(graph, new NullElkProgressMonitor());
        return nodes;
    }

    private Link bundled(Link link) {
        return new Link(bundleOf[link.from()], bundleOf[link.to()], List.of());
    }

    /// ELK clones the defaults of its options by a registry that somebody has to fill.
    private static final class Service {

        static {
            LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        }

        static void ready() {}
    }
}
