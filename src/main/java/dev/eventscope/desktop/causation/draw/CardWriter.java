package dev.eventscope.desktop.causation.draw;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.causation.draw.Card.Chip;
import dev.eventscope.desktop.causation.draw.Card.ChipState;
import dev.eventscope.desktop.causation.draw.Card.Status;
import dev.eventscope.desktop.fx.EventFacts;
import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.SagaPart;
import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.fx.TextMeasure.Face;
import dev.eventscope.event.EventHeader;

/// Writes the cards of a plan's units.
public final class CardWriter {

    static final double HEIGHT = 40;
    static final double SAGA_HEIGHT = 52;
    private static final double NARROWEST = 128;
    private static final double WIDEST = 232;
    private static final double TEXT_LEFT = 27;
    private static final double RIGHT = 10;
    private static final double CHIP_PADDING = 12;
    private static final double FAILED_CHIP_PADDING = 26;
    private static final double CHIP_GAP = 4;
    private static final double CHIP_ROOM = 64;
    private static final int MOST_CHIPS = 6;

    private final CausationGraph graph;
    private final EventFacts.Book facts;
    private final TextMeasure measure;
    private final boolean whole;

    /// `whole` where the graph has every event of its sagas: only then it can be told what runs and what is to come.
    public CardWriter(CausationGraph graph, EventFacts.Book facts, TextMeasure measure, boolean whole) {
        this.graph = graph;
        this.facts = facts;
        this.measure = measure;
        this.whole = whole;
    }

    public List<Card> write(Unit.Plan plan) {
        return plan.units().stream().map(this::write).toList();
    }

    private Card write(Unit unit) {
        String badge = badge(unit);
        return switch (unit.kind()) {
            case GHOST -> card(EventKind.EVENT, graph.event(0).category(), "Not in this store",
                    String.valueOf(graph.missing()), "");
            case SAGA -> saga(unit, badge);
            case GROUP -> {
                EventHeader first = graph.event(unit.events().getFirst());
                long types = unit.events().stream().map(number -> graph.event(number).type()).distinct().limit(2)
                        .count();
                boolean sagas = SagaPart.of(first.type()) == SagaPart.STARTED;
                String title = sagas || types == 1 ? first.type() : "Other types";
                yield card(EventKind.of(first.type()), first.category(), title, streams(unit), badge);
            }
            case EVENT -> {
                EventHeader event = graph.event(unit.events().getFirst());
                yield card(EventKind.of(event.type()), event.category(), event.type(), detail(event, unit), badge);
            }
        };
    }

    private static String badge(Unit unit) {
        String more = unit.hidden() > 0 ? "+" + Figures.count(unit.hidden()) : "";
        if (unit.kind() != Unit.Kind.GROUP) {
            return more;
        }
        return "×" + Figures.count(unit.events().size()) + (more.isEmpty() ? "" : " " + more);
    }

    private String streams(Unit unit) {
        List<String> streams = unit.events().stream().map(number -> graph.event(number).stream().name()).distinct()
                .limit(2).toList();
        if (streams.size() == 1) {
            return shortName(graph.event(unit.events().getFirst()));
        }
        long all = unit.events().stream().map(number -> graph.event(number).stream().name()).distinct().count();
        return Figures.plural(all, "stream");
    }

    /// The stream; of a stream that is at hand already only the version.
    private String detail(EventHeader event, Unit unit) {
        int cause = graph.cause(unit.events().getFirst());
        boolean same = cause != CausationGraph.NONE && graph.event(cause).stream().equals(event.stream());
        return same && event.version() != null ? "v" + event.version() : shortName(event);
    }

    /// A stream's name without its category, which the lane tells; of a path its end, of a long id its beginning.
    private String shortName(EventHeader event) {
        String name = event.stream().name();
        String prefix = event.category() + "-";
        String bare = name.startsWith(prefix) && name.length() > prefix.length()
                ? name.substring(prefix.length())
                : name;
        double room = WIDEST - TEXT_LEFT - RIGHT - 40;
        if (!bare.contains("/")) {
            return bare.matches("[0-9a-f-]{20,}") ? bare.substring(0, 8) : measure.fitted(bare, Face.SMALL, room);
        }
        String rest = bare;
        while (measure.widthPx(rest, Face.SMALL) > room && rest.indexOf('/', 1) > 0) {
            rest = rest.substring(rest.indexOf('/', 1));
        }
        return measure.fitted(rest.length() < bare.length() ? "…" + rest : rest, Face.SMALL, room);
    }

    private Card card(EventKind kind, String category, String title, String detail, String badge) {
        double room = WIDEST - TEXT_LEFT - RIGHT;
        String fitted = measure.fitted(title, Face.TEXT, room);
        double badgeWidth = badge.isEmpty() ? 0 : measure.widthPx(badge, Face.FIGURE) + 12;
        String second = measure.fitted(detail, Face.SMALL, room - badgeWidth);
        double text = Math.max(measure.widthPx(fitted, Face.TEXT), measure.widthPx(second, Face.SMALL) + badgeWidth);
        return new Card(kind, category, fitted, second, badge, Status.NONE, List.of(), width(text), HEIGHT);
    }

    private static double width(double text) {
        return Math.clamp(Math.ceil(text + TEXT_LEFT + RIGHT), NARROWEST, WIDEST);
    }

    private Card saga(Unit unit, String badge) {
        EventHeader first = graph.event(unit.events().getFirst());
        Status status = status(unit);
        List<Chip> chips = chips(unit);
        double end = chips.isEmpty() ? 0 : chips.getLast().x() + chips.getLast().width() + 8;
        double statusWidth = measure.widthPx(status.word(), Face.SMALL) + 16
                + (badge.isEmpty() ? 0 : measure.widthPx(badge, Face.FIGURE) + 10);
        String title = measure.fitted(first.stream().name(), Face.TEXT, WIDEST - TEXT_LEFT - statusWidth);
        double width = Math.max(end, width(measure.widthPx(title, Face.TEXT) + statusWidth));
        return new Card(EventKind.EVENT, first.category(), title, "", badge, status, chips, Math.ceil(width),
                SAGA_HEIGHT);
    }

    private Status status(Unit unit) {
        Status running = whole ? Status.RUNNING : Status.NONE;
        Status status = running;
        for (int number : unit.events()) {
            String type = graph.event(number).type();
            status = switch (SagaPart.of(type)) {
                case COMPLETED -> Status.COMPLETED;
                case FAILED -> Status.FAILED;
                case ENDED -> type.equals("SagaCancelled") ? Status.CANCELLED : Status.COMPENSATED;
                case STARTED, STEP_STARTED, COMPENSATION_STARTED -> running;
                default -> status;
            };
        }
        return status;
    }

    private record Attempt(String name, ChipState state, int event) {}

    private List<Chip> chips(Unit unit) {
        List<Attempt> attempts = attempts(unit);
        List<Chip> chips = new ArrayList<>();
        double x = 10;
        int from = Math.max(0, attempts.size() - MOST_CHIPS);
        if (from > 0) {
            String more = "+" + from;
            double width = Math.ceil(measure.widthPx(more, Face.SMALL)) + CHIP_PADDING;
            chips.add(new Chip(more, ChipState.DONE, attempts.get(from - 1).event(), x, width));
            x += width + CHIP_GAP;
        }
        for (Attempt attempt : attempts.subList(from, attempts.size())) {
            String name = measure.fitted(attempt.name(), Face.SMALL, CHIP_ROOM);
            double padding = attempt.state() == ChipState.FAILED ? FAILED_CHIP_PADDING : CHIP_PADDING;
            double width = Math.ceil(measure.widthPx(name, Face.SMALL)) + padding;
            chips.add(new Chip(name, attempt.state(), attempt.event(), x, width));
            x += width + CHIP_GAP;
        }
        return chips;
    }

    /// Each attempt of each step by how it ended; then the steps that were planned and have not begun.
    private List<Attempt> attempts(Unit unit) {
        Map<Integer, Attempt> attempts = new LinkedHashMap<>();
        Set<String> begun = new HashSet<>();
        Integer running = null;
        for (int number : unit.events()) {
            SagaPart part = SagaPart.of(graph.event(number).type());
            String name = name(facts.of(graph.event(number).id()).step());
            if (part.opensStep()) {
                running = number;
                begun.add(name);
                attempts.put(number, new Attempt(name, ChipState.RUNNING, number));
            } else if (part.closesStep()) {
                begun.add(name);
                Attempt open = running == null ? null : attempts.remove(running);
                ChipState state = part == SagaPart.STEP_SUCCEEDED ? ChipState.DONE : ChipState.FAILED;
                attempts.put(number, new Attempt(open == null ? name : open.name(), state, number));
                running = null;
            }
        }
        List<Attempt> all = new ArrayList<>(attempts.values());
        for (String step : facts.of(graph.event(unit.events().getFirst()).id()).planned()) {
            if (whole && !begun.contains(step)) {
                all.add(new Attempt(step, ChipState.EXPECTED, CausationGraph.NONE));
            }
        }
        return all;
    }

    private static String name(@Nullable String step) {
        return step == null ? "step" : step;
    }
}
