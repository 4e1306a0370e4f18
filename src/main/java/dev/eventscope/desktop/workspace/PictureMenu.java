package dev.eventscope.desktop.workspace;

import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.stage.FileChooser;

import dev.eventscope.desktop.fx.Picture;

/// Fills the menu by which a view saves a picture of itself, as seen: PNG and SVG.
///
/// Threads: FX thread.
public final class PictureMenu {

    private final MenuButton button;
    private final Notices notices;
    private final Supplier<Picture> picture;
    private final Supplier<String> fileName;

    private PictureMenu(MenuButton button, Notices notices, Supplier<Picture> picture, Supplier<String> fileName) {
        this.button = button;
        this.notices = notices;
        this.picture = picture;
        this.fileName = fileName;
    }

    /// Shape: `fileName` is proposed, without its ending.
    public static void fill(MenuButton button, Notices notices, Supplier<Picture> picture,
            Supplier<String> fileName) {
        PictureMenu menu = new PictureMenu(button, notices, picture, fileName);
        button.getItems().setAll(
                menu.item("pngItem", "PNG picture", "png", file -> picture.get().writePng(file)),
                menu.item("svgItem", "SVG picture", "svg", file -> picture.get().writeSvg(file)));
    }

    private MenuItem item(String id, String kind, String ending, Consumer<Path> write) {
        MenuItem item = new MenuItem("Save as " + kind);
        item.setId(id);
        item.setOnAction(_ -> save(kind, ending, write));
        return item;
    }

    private void save(String kind, String ending, Consumer<Path> write) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Save " + picture.get().title());
        chooser.setInitialFileName(fileName.get() + "." + ending);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, "*." + ending));
        File file = chooser.showSaveDialog(button.getScene().getWindow());
        if (file != null) {
            try {
                write.accept(file.toPath());
                notices.info("Saved " + file);
            } catch (UncheckedIOException e) {
                notices.warning(String.valueOf(e.getMessage()));
            }
        }
    }
}
