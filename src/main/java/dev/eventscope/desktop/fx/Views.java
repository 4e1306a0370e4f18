package dev.eventscope.desktop.fx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

import org.jspecify.annotations.Nullable;

/// Loads `fxml/<name>.fxml` and adds `styles/<name>.css` to its root.
public final class Views {

    private Views() {}

    /// Loads a view whose controllers have been made by the caller, with their collaborators in the constructor.
    ///
    /// Shape: each `fx:controller` of the file (and of what it includes) is answered by the one of `controllers` that has
    ///        that class.
    /// Errors: `IllegalArgumentException` where a file or a controller is missing: a defect of ours.
    public static Parent load(String name, Object... controllers) {
        FXMLLoader loader = new FXMLLoader(required("/fxml/" + name + ".fxml"));
        loader.setControllerFactory(type -> controllerFor(type, controllers));
        try {
            Parent root = loader.load();
            String styles = stylesheet(name);
            if (styles != null) {
                root.getStylesheets().add(styles);
            }
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(name + ".fxml cannot be loaded: " + e.getMessage(), e);
        }
    }

    /// The address of `styles/<name>.css`, absent where the view needs none of its own.
    public static @Nullable String stylesheet(String name) {
        URL url = Views.class.getResource("/styles/" + name + ".css");
        return url == null ? null : url.toExternalForm();
    }

    private static Object controllerFor(Class<?> type, Object... controllers) {
        return Arrays.stream(controllers).filter(type::isInstance).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no controller of " + type.getName() + " was given"));
    }

    private static URL required(String path) {
        URL url = Views.class.getResource(path);
        if (url == null) {
            throw new IllegalArgumentException("missing resource " + path);
        }
        return url;
    }
}
