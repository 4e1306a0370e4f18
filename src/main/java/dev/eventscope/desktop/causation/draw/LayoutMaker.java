package dev.eventscope.desktop.causation.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.eventscope.desktop.causation.draw.ElkLayers.Place;
import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.GraphLayout.Lane;
import dev.eventscope.desktop.fx.TextMeasure;

/// Lays a plan out: layers from left to right and the order within them as ELK says, lanes by category, rows in the lanes.
///
/// Shape: ELK knows no lanes, so only its layers and its order are taken. In a lane all rows have one height, so that between
///        two of them there is always a free run for an arrow that passes.
/// Threads: blocks for as long as ELK takes; off the FX thread.
public final class LayoutMaker {

    static final double ROW_GAP = 16;
    private static final double LANE_HEAD = 30;
    private static final double LEFT = 16;

    /// What is to be laid out. `labels` are by link.
    public record Subject(Unit.Plan plan, List<Card> cards, List<String> labels) {}

    private final Subject subject;
    private final TextMeasure measure;
    private final List<Place> places;
    private final SortedMap<Integer, List<Integer>> layers = new TreeMap<>();
    private final Map<String, Integer> laneOf = new LinkedHashMap<>();
    private final Map<Integer, Integer> rowOf = new HashMap<>();

    private LayoutMaker(Subject subject, TextMeasure measure) {
        this.subject = subject;
        this.measure = measure;
        places = ElkLayers.of(subject.plan());
    }

    public static GraphLayout make(Subject subject, TextMeasure measure) {
        return subject.plan().units().isEmpty() ? GraphLayout.EMPTY : new LayoutMaker(subject, measure).make();
    }

    private GraphLayout make() {
        fillLayers();
        giveRows();
        List<Lane> lanes = lanes();
        double[] tops = new double[places.size()];
        for (Unit unit : subject.plan().units()) {
            int lane = lane(unit.number());
            tops[unit.number()] = lanes.get(lane).top() + LANE_HEAD + row(unit.number()) * pitch(lane);
        }
        RouteMaker router = new RouteMaker(subject, places, tops, measure);
        List<Box> boxes = boxes(tops, router);
        double right = boxes.stream().mapToDouble(Box::right).max().orElse(0) + LEFT;
        return new GraphLayout(boxes, lanes, router.routes(boxes), right, lanes.getLast().top()
                + lanes.getLast().height());
    }

    private void fillLayers() {
        for (Unit unit : subject.plan().units()) {
            layers.computeIfAbsent(places.get(unit.number()).layer(), _ -> new ArrayList<>()).add(unit.number());
        }
        for (List<Integer> layer : layers.values()) {
            layer.sort(Comparator.comparingDouble(unit -> places.get(unit).order()));
            layer.forEach(unit -> laneOf.putIfAbsent(subject.cards().get(unit).category(), laneOf.size()));
        }
    }

    /// A unit stands beside its cause where that row is free, else in the next free one.
    private void giveRows() {
        for (List<Integer> layer : layers.values()) {
            Map<Integer, Integer> free = new HashMap<>();
            for (int unit : layer) {
                int lane = lane(unit);
                int parent = subject.plan().units().get(unit).parent();
                boolean beside = parent != Unit.NONE && lane(parent) == lane && rowOf.containsKey(parent);
                int row = Math.max(free.getOrDefault(lane, 0), beside ? row(parent) : 0);
                rowOf.put(unit, row);
                free.put(lane, row + 1);
            }
        }
    }

    private List<Lane> lanes() {
        int[] rows = new int[laneOf.size()];
        for (int unit = 0; unit < places.size(); unit++) {
            rows[lane(unit)] = Math.max(rows[lane(unit)], row(unit) + 1);
        }
        List<Lane> lanes = new ArrayList<>();
        double top = 0;
        for (Map.Entry<String, Integer> lane : laneOf.entrySet()) {
            double height = LANE_HEAD + rows[lane.getValue()] * pitch(lane.getValue());
            lanes.add(new Lane(lane.getKey(), top, height));
            top += height;
        }
        return lanes;
    }

    private List<Box> boxes(double[] tops, RouteMaker router) {
        Box[] boxes = new Box[places.size()];
        double x = LEFT;
        for (Map.Entry<Integer, List<Integer>> layer : layers.entrySet()) {
            x = router.passGap(layer.getKey(), x);
            double widest = 0;
            for (int unit : layer.getValue()) {
                Card card = subject.cards().get(unit);
                boxes[unit] = new Box(x, tops[unit], card.width(), card.height());
                widest = Math.max(widest, card.width());
            }
            x += widest;
        }
        router.passGap(layers.lastKey() + 1, x);
        return List.of(boxes);
    }

    private final Map<Integer, Double> pitches = new HashMap<>();

    private double pitch(int lane) {
        return pitches.computeIfAbsent(lane, _ -> {
            double highest = 0;
            for (int unit = 0; unit < places.size(); unit++) {
                if (lane(unit) == lane) {
                    highest = Math.max(highest, subject.cards().get(unit).height());
                }
            }
            return highest + ROW_GAP;
        });
    }

    private int lane(int unit) {
        return laneOf.getOrDefault(subject.cards().get(unit).category(), 0);
    }

    private int row(int unit) {
        return rowOf.getOrDefault(unit, 0);
    }
}
