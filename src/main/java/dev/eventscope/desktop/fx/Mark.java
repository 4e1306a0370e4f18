package dev.eventscope.desktop.fx;

import javafx.scene.layout.Region;

/// The mark of an event in lists and heads: the shape of its kind in the hue of its category.
///
/// Shape: its looks are in `styles/controls.css` (`.mark`, `.mark-failure`, `.cat-3`).
public final class Mark extends Region {

    public Mark(EventKind kind, String category) {
        getStyleClass().add("mark");
        setMouseTransparent(true);
        show(kind, category);
    }

    /// The mark of a stream or a category: a disc.
    public static Mark ofCategory(String category) {
        return new Mark(EventKind.EVENT, category);
    }

    /// Changes what is shown; for cells that are used again.
    public void show(EventKind kind, String category) {
        Restyle.as(this, "mark", kind.styleClass(), Hue.styleClass(category));
    }
}
