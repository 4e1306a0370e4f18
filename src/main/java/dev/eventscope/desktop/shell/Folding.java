package dev.eventscope.desktop.shell;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;

import org.jspecify.annotations.Nullable;

/// Which of the two bars are open: by the width of the window and the view on screen, until a person says otherwise.
///
/// Shape: when narrow, first the left bar folds, then the inspector. A view with a detail pane of its own folds the
///        inspector. What a person chose holds until the window crosses a limit or the kind of view changes.
final class Folding {

    static final double SIDE_BAR_FITS = 1_360;
    static final double INSPECTOR_FITS = 1_080;

    private final ReadOnlyBooleanWrapper sideOpen = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper detailOpen = new ReadOnlyBooleanWrapper(true);
    private final BooleanProperty ownDetail = new SimpleBooleanProperty();
    private double width = Double.MAX_VALUE;
    private @Nullable Boolean sideChosen;
    private @Nullable Boolean detailChosen;

    ReadOnlyBooleanProperty sideOpenProperty() {
        return sideOpen.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty detailOpenProperty() {
        return detailOpen.getReadOnlyProperty();
    }

    void resize(double newWidth) {
        if (width >= SIDE_BAR_FITS != newWidth >= SIDE_BAR_FITS) {
            sideChosen = null;
        }
        if (width >= INSPECTOR_FITS != newWidth >= INSPECTOR_FITS) {
            detailChosen = null;
        }
        width = newWidth;
        decide();
    }

    void view(boolean hasOwnDetail) {
        if (ownDetail.get() != hasOwnDetail) {
            detailChosen = null;
            ownDetail.set(hasOwnDetail);
        }
        decide();
    }

    void toggleSide() {
        sideChosen = !sideOpen.get();
        decide();
    }

    void toggleDetail() {
        detailChosen = !detailOpen.get();
        decide();
    }

    private void decide() {
        sideOpen.set(sideChosen != null ? sideChosen : width >= SIDE_BAR_FITS);
        detailOpen.set(detailChosen != null ? detailChosen : width >= INSPECTOR_FITS && !ownDetail.get());
    }
}
