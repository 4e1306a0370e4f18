package dev.eventscope.store.embedded;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DataFolderTest {

    private static final Path HOME = Path.of("/home/ann");

    @Test
    void xdg_data_home_names_the_place_and_a_relative_one_is_ignored() {
        assertThat(DataFolder.ofUser(Map.of("XDG_DATA_HOME", "/data"), HOME, "Linux").path())
                .isEqualTo(Path.of("/data/eventscope"));
        assertThat(DataFolder.ofUser(Map.of("XDG_DATA_HOME", "data"), HOME, "Linux").path())
                .isEqualTo(Path.of("/home/ann/.local/share/eventscope"));
    }

    @Test
    void each_system_has_its_usual_place() {
        assertThat(DataFolder.ofUser(Map.of(), HOME, "Linux").path())
                .isEqualTo(Path.of("/home/ann/.local/share/eventscope"));
        assertThat(DataFolder.ofUser(Map.of(), HOME, "Mac OS X").path())
                .isEqualTo(Path.of("/home/ann/Library/Application Support/eventscope"));
        assertThat(DataFolder.ofUser(Map.of("LOCALAPPDATA", "/local"), HOME, "Windows 11").path())
                .isEqualTo(Path.of("/local/eventscope"));
    }

    @ParameterizedTest
    @CsvSource({"Linux, amd64, linux-x86_64", "Linux, aarch64, linux-arm_64", "Mac OS X, aarch64, darwin-arm_64",
        "Mac OS X, x86_64, darwin-x86_64", "Windows 11, amd64, windows-x86_64"})
    void the_programs_are_chosen_by_system_and_machine(String os, String machine, String platform) {
        assertThat(Binaries.platform(os, machine)).isEqualTo(platform);
    }
}
