package dev.eventscope;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// `packaging/eventscope` in a project of its own, with a `java` that says how it was called.
class LauncherTest {

    /// What a run left behind.
    record Run(int exitCode, String output, String errors) {}

    @TempDir
    Path temporary;

    private Path project;
    private Path launcher;

    @BeforeEach
    void prepare() throws IOException {
        project = Files.createDirectories(temporary.toRealPath().resolve("a project"));
        launcher = project.resolve("packaging/eventscope");
        Files.createDirectory(launcher.getParent());
        Files.copy(Path.of("packaging/eventscope"), launcher);
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void it_runs_on_the_jdk_that_built_it_with_every_argument_as_given() throws Exception {
        build();

        Run run = start(launcher, "--store", "demo", "a b", "", "*", "$HOME", "@file");

        assertThat(run.output().lines()).containsExactly(
                "@" + project + "/packaging/java.options",
                "--module-path=" + project + "/target/jfx",
                "-classpath", project + "/target/eventscope.jar:" + project + "/target/lib/*",
                "dev.eventscope.App", "--store", "demo", "a b", "", "*", "$HOME", "@file", "stdin: from the terminal");
        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).as("the program's own").isEqualTo(42);
    }

    @Test
    void it_finds_the_project_through_relative_and_absolute_links() throws Exception {
        build();
        Path elsewhere = Files.createDirectories(temporary.resolve("bin/deep"));
        Path absolute = Files.createSymbolicLink(elsewhere.resolve("absolute"), launcher);
        Path relative = Files.createSymbolicLink(temporary.resolve("bin/relative"), Path.of("deep/absolute"));

        assertThat(start(absolute).output()).contains(project + "/target/eventscope.jar");
        assertThat(start(relative).output()).contains(project + "/target/eventscope.jar");
    }

    @Test
    void not_built_yet_is_one_sentence_and_3() throws Exception {
        Run run = start(launcher, "streams", "--json");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors().lines()).singleElement().asString()
                .startsWith("eventscope: not built yet: run 'mvn package'")
                .contains(project.toString(), "JDK 25");
    }

    @Test
    void a_jdk_that_is_gone_is_one_sentence_and_3() throws Exception {
        build();
        Files.writeString(project.resolve("target/jdk.properties"), "    java.home = /nowhere/jdk-25\n");

        Run run = start(launcher);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.errors().lines()).singleElement().asString().contains("/nowhere/jdk-25", "install a JDK 25");
    }

    @Test
    void the_options_are_those_of_the_build_and_java_takes_them() throws Exception {
        Path options = Path.of("packaging/java.options");
        assertThat(Files.readString(Path.of("pom.xml"))).contains("@${project.basedir}/packaging/java.options");
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + options,
                "--module-path=target/jfx", "--version");

        Run run = run(new ProcessBuilder(command));

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.errors()).isEmpty();
    }

    /// What `mvn package` leaves, as far as the launcher looks at it.
    private void build() throws IOException {
        Path target = project.resolve("target");
        Files.createDirectories(target.resolve("lib"));
        Files.createDirectories(target.resolve("jfx"));
        Files.createFile(target.resolve("eventscope.jar"));
        Path java = project.resolve("a jdk/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, """
                #!/bin/sh
                printf '%s\\n' "$@"
                printf 'stdin: %s\\n' "$(cat)"
                exit 42
                """);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(target.resolve("jdk.properties"), """
                Property settings:
                    file.encoding = UTF-8
                    java.home = %s
                    java.io.tmpdir = /tmp
                """.formatted(project.resolve("a jdk")));
    }

    private Run start(Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return run(new ProcessBuilder(command).directory(temporary.toFile()));
    }

    private Run run(ProcessBuilder builder) throws Exception {
        Path errors = temporary.resolve("errors");
        Path input = Files.writeString(temporary.resolve("input"), "from the terminal");
        Process process = builder.redirectInput(input.toFile()).redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output, Files.readString(errors));
    }
}
