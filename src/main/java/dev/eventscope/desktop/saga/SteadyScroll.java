package dev.eventscope.desktop.saga;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Scrolls where there is not room for all, and is never less high than it has been, so that what stands below it stays
/// where it is when its content becomes shorter.
final class SteadyScroll extends ScrollPane {

    SteadyScroll(Region content) {
        super(content);
        getStyleClass().add("steady-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        setMinHeight(0);
        setPrefHeight(0);
        VBox.setVgrow(this, Priority.ALWAYS);
        content.heightProperty().addListener((_, _, height) -> setPrefHeight(Math.max(getPrefHeight(),
                Math.ceil(height.doubleValue()))));
    }
}
