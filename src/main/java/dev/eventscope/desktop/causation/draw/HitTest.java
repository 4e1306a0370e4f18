package dev.eventscope.desktop.causation.draw;

import dev.eventscope.desktop.causation.draw.Drawing.Minimap;
import dev.eventscope.desktop.causation.draw.Drawing.Node;
import dev.eventscope.desktop.causation.draw.GraphLayout.Box;

/// What is at a point of a [Drawing]. It asks the boxes that were painted, so the two cannot differ.
public final class HitTest {

    private static final double BADGE_WIDTH = 56;

    public sealed interface Hit {}

    public record Nothing() implements Hit {}

    /// A unit; `event` is the step under the pointer, -1 for the unit as such. `badge` where the count is under it.
    public record OnUnit(int unit, int event, boolean badge) implements Hit {}

    /// The minimap, at a place of the graph.
    public record OnMinimap(double graphX, double graphY) implements Hit {}

    private HitTest() {}

    public static Hit at(Drawing drawing, double x, double y) {
        if (!new Box(0, 0, drawing.width(), drawing.height()).holds(x, y)) {
            return new Nothing();
        }
        Minimap minimap = drawing.minimap();
        if (minimap != null && minimap.box().holds(x, y)) {
            return new OnMinimap((x - minimap.box().x() - Minimap.PADDING) / minimap.scale(),
                    (y - minimap.box().y() - Minimap.PADDING) / minimap.scale());
        }
        for (int i = drawing.nodes().size() - 1; i >= 0; i--) {
            Node node = drawing.nodes().get(i);
            if (node.box().holds(x, y)) {
                return new OnUnit(node.unit(), chipAt(node, x, y, drawing.scale()), onBadge(node, x, y));
            }
        }
        return new Nothing();
    }

    private static int chipAt(Node node, double x, double y, double scale) {
        double within = (x - node.box().x()) / scale;
        if (y >= node.box().middleY()) {
            for (Card.Chip chip : node.card().chips()) {
                if (within >= chip.x() && within < chip.x() + chip.width()) {
                    return chip.event();
                }
            }
        }
        return -1;
    }

    /// The lower right corner of a card, the upper of a saga's, where its count stands.
    private static boolean onBadge(Node node, double x, double y) {
        Box box = node.box();
        boolean lower = y >= box.middleY();
        return !node.card().badge().isEmpty() && x >= box.right() - BADGE_WIDTH
                && lower == (node.kind() != Unit.Kind.SAGA);
    }
}
