package dev.eventscope.desktop.timeline;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.rules.Filter;

/// How a person has set the timeline: the axis, the filter, the switches of the tool bar.
///
/// Threads: FX thread.
final class Choices {

    private final ObjectProperty<Axis.Kind> axis = new SimpleObjectProperty<>(Axis.Kind.TIME);
    private final BooleanProperty wholeChain = new SimpleBooleanProperty();
    private final BooleanProperty folded = new SimpleBooleanProperty(true);
    private final BooleanProperty byCategory = new SimpleBooleanProperty();
    private final BooleanProperty dims = new SimpleBooleanProperty();
    private final ObjectProperty<LaneOrder> laneOrder = new SimpleObjectProperty<>(LaneOrder.NEWEST);
    private final BooleanProperty chainOpen = new SimpleBooleanProperty(true);
    private final ReadOnlyObjectWrapper<Filter> filter = new ReadOnlyObjectWrapper<>(Filter.everything());

    ObjectProperty<Axis.Kind> axisProperty() {
        return axis;
    }

    /// Whether the whole chain of the selected event is lit, or one hop.
    BooleanProperty wholeChainProperty() {
        return wholeChain;
    }

    /// Whether idle gaps are folded.
    BooleanProperty foldedProperty() {
        return folded;
    }

    /// Whether all but the pinned streams share one lane a category.
    BooleanProperty byCategoryProperty() {
        return byCategory;
    }

    /// Whether the filter dims what it does not let through, instead of hiding it.
    BooleanProperty dimsProperty() {
        return dims;
    }

    ObjectProperty<LaneOrder> laneOrderProperty() {
        return laneOrder;
    }

    /// Whether the table of the cause chain is open.
    BooleanProperty chainOpenProperty() {
        return chainOpen;
    }

    ReadOnlyObjectProperty<Filter> filterProperty() {
        return filter.getReadOnlyProperty();
    }

    Filter filter() {
        return filter.get();
    }

    /// Answers whether it differs from the one before.
    boolean filter(Filter newFilter) {
        boolean differs = !newFilter.text().equals(filter.get().text());
        if (differs) {
            filter.set(newFilter);
        }
        return differs;
    }
}
