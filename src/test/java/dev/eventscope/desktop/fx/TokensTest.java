package dev.eventscope.desktop.fx;

import java.util.Arrays;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(ApplicationExtension.class)
class TokensTest {

    private final Theme theme = new Theme();
    private final Tokens tokens = new Tokens();

    @Start
    void start(Stage stage) {
        Scene scene = new Scene(new StackPane(tokens), 300, 200);
        theme.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void every_token_is_resolved_for_painters() {
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(Arrays.stream(Token.values()).filter(token -> tokens.get(token).equals(Token.UNSET))).isEmpty();
        assertThat(tokens.get(Token.BG_0)).isEqualTo(Color.web("#0f1115"));
    }

    @Test
    void a_change_of_theme_is_told_once_with_all_colours_in_place(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        int before = tokens.versionProperty().get();

        robot.interact(theme::toggle);
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(tokens.get(Token.BG_0)).isEqualTo(Color.web("#ffffff"));
        assertThat(tokens.versionProperty().get()).isEqualTo(before + 1);
    }

    @Test
    void a_category_has_the_colour_of_its_hue() {
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(tokens.category("content")).isEqualTo(tokens.get(Token.CAT_1));
    }
}
