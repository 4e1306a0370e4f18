package dev.eventscope.desktop.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.application.Platform;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

import dev.eventscope.desktop.Story;
import dev.eventscope.desktop.browse.BrowsePane;
import dev.eventscope.desktop.connect.StoreRequest;
import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.store.Access;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.StoreUnreachable;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TourTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @TempDir
    private Path folder;

    @BeforeAll
    static void write() throws Exception {
        Story.writeTo(STORE.appender());
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void every_view_becomes_a_picture_of_its_own_at_the_size_asked_for() throws IOException {
        Tour tour = tour(null, new Tour.Plan(folder, 1_280, 800, Theme.Mode.DARK));

        Platform.runLater(tour::start);
        List<Tour.Picture> pictures = tour.await();

        assertThat(pictures).extracting(Tour.Picture::view).containsExactly("connect", "streams", "keys");
        for (Tour.Picture picture : pictures) {
            var image = ImageIO.read(picture.file().toFile());
            assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo("1280x800");
        }
        assertThat(distinctFiles()).isEqualTo(3);
    }

    @Test
    void a_store_that_cannot_be_opened_ends_the_tour_with_its_sentence() {
        Tour tour = tour(new StoreUnreachable("no connection to PostgreSQL at db:5432", null),
                new Tour.Plan(folder, 800, 600, Theme.Mode.LIGHT));

        Platform.runLater(tour::start);

        assertThatThrownBy(tour::await).isInstanceOf(StoreException.class)
                .hasMessageContaining("o connection to PostgreSQL at db:5432");
    }

    @Test
    void a_size_that_makes_no_picture_is_refused() {
        assertThatThrownBy(() -> new Tour.Plan(folder, 10, 10, Theme.Mode.DARK))
                .hasMessage("the size must be 640x480 to 7680x4320, was 10x10");
    }

    private Tour tour(StoreException failure, Tour.Plan plan) {
        AtomicReference<StoreException> fails = new AtomicReference<>(failure);
        Parts parts = new Parts(Clock.systemUTC(), (request, _) -> {
            if (fails.get() != null) {
                throw fails.get();
            }
            return TestStore.open(STORE.spec(), request.access());
        }, List.of(BrowsePane::new), folder.resolve("config"), "ines");
        return new Tour(parts, new StoreRequest.Demo(Access.READ_ONLY), plan, _ -> {});
    }

    private long distinctFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".png")).map(TourTest::bytes).distinct().count();
        }
    }

    private static String bytes(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(Files.readAllBytes(file)));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
