package dev.eventscope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/// The walls of the house: which room may import which, and what only one room may say.
class ArchitectureTest {

    private static final String BASE = "dev.eventscope.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.eventscope");

    /// The rooms, lowest first: a room imports its own level only where it is listed there, and everything below.
    private static final List<List<String>> LEVELS = List.of(
            List.of("event"),
            List.of("rules"),
            List.of("store"),
            List.of("store.log", "store.embedded", "store.layout", "upcast", "causality", "telemetry", "wire"),
            List.of("projection", "outbox", "replay", "saga"),
            List.of("check", "profile", "portfolio"),
            List.of("desktop.fx"),
            List.of("desktop.workspace"));

    @Test
    void rooms_import_only_what_stands_above_them_in_the_table() {
        for (int level = 0; level < LEVELS.size(); level++) {
            for (String room : LEVELS.get(level)) {
                String[] below = LEVELS.subList(level + 1, LEVELS.size()).stream().flatMap(List::stream)
                        .map(ArchitectureTest::room).toArray(String[]::new);
                check(noClasses().that(residesIn(room)).should().dependOnClassesThat(resideInAnyPackage(below)
                        .or(resideInAnyPackage(BASE + "cli..", BASE + "bench..", BASE + "desktop.shell.."))
                        .and(not(residesIn(room)))).as(room + " imports nothing from a room below it"));
            }
        }
    }

    @Test
    void jdbc_stops_at_the_store() {
        check(noClasses().that().resideOutsideOfPackages(BASE + "store..", BASE + "bench..").should()
                .dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..",
                        "com.zaxxer.."));
    }

    @Test
    void javafx_stops_at_the_desktop() {
        check(noClasses().that().resideOutsideOfPackage(BASE + "desktop..").and(not(simpleName("App"))).should()
                .dependOnClassesThat().resideInAnyPackage("javafx..", "org.controlsfx.."));
    }

    /// A payload may claim to be a serialised Java object: nothing here may bring one to life.
    @Test
    void nobody_deserialises_java_objects() {
        check(noClasses().should().dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream").orShould().dependOnClassesThat()
                .haveFullyQualifiedName("java.beans.XMLDecoder"));
    }

    @Test
    void view_models_know_no_scene_graph() {
        check(noClasses().that().haveSimpleNameEndingWith("ViewModel").should().dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "javafx.fxml..", "javafx.stage.."));
    }

    @Test
    void panes_never_import_panes() {
        check(slices().matching(BASE + "desktop.(*)..").should().notDependOnEachOther()
                .ignoreDependency(resideInAnyPackage(BASE + "desktop.shell..").or(simpleName("App")),
                        resideInAnyPackage(BASE + "desktop.."))
                .ignoreDependency(resideInAnyPackage(BASE + "desktop.."),
                        resideInAnyPackage(BASE + "desktop.fx..", BASE + "desktop.workspace.."))
                .as("panes never import panes"));
    }

    @Test
    void rooms_within_the_replay_view_do_not_know_it_nor_each_other() {
        check(noClasses().that().resideInAPackage(BASE + "desktop.replay.*..").should().dependOnClassesThat()
                .resideInAPackage(BASE + "desktop.replay"));
        check(slices().matching(BASE + "desktop.replay.(*)..").should().notDependOnEachOther());
    }

    @Test
    void there_are_no_cycles_between_rooms() {
        check(slices().matching(BASE + "(*)..").should().beFreeOfCycles());
        check(slices().matching(BASE + "desktop.(*)..").should().beFreeOfCycles());
    }

    @Test
    void only_those_who_wire_know_the_portfolio() {
        check(noClasses().that()
                .resideOutsideOfPackages("dev.eventscope", BASE + "portfolio..", BASE + "cli..", BASE + "bench..")
                .should().dependOnClassesThat().resideInAPackage(BASE + "portfolio.."));
    }

    @Test
    void nobody_imports_app() {
        check(noClasses().that(not(com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf(App.class)))
                .should().dependOnClassesThat().belongToAnyOf(App.class));
    }

    @Test
    void threads_and_run_later_belong_to_desktop_fx_and_app() {
        check(noClasses().that().resideOutsideOfPackage(BASE + "desktop.fx..").and(not(simpleName("App"))).should()
                .callMethod("javafx.application.Platform", "runLater", "java.lang.Runnable").orShould()
                .callConstructor(Thread.class, Runnable.class).orShould().callMethod(Thread.class, "ofVirtual")
                .orShould().callMethod(Thread.class, "ofPlatform"));
    }

    @Test
    void only_app_reads_the_system_clock_and_writes_to_the_console() {
        ArchRule clock = noClasses().that().doNotHaveSimpleName("App").should().callMethod(Instant.class, "now")
                .orShould().callMethod(Clock.class, "systemUTC").orShould()
                .callMethod(Clock.class, "systemDefaultZone");
        ArchRule console = noClasses().that().doNotHaveSimpleName("App").should().accessField(System.class, "out")
                .orShould().accessField(System.class, "err");
        check(clock);
        check(console);
    }

    @Test
    void every_package_says_what_it_is_for_and_is_null_marked() throws IOException {
        try (Stream<Path> folders = Files.walk(Path.of("src/main/java/dev/eventscope"))) {
            assertThat(folders.filter(Files::isDirectory).filter(ArchitectureTest::holdsJava).filter(
                    folder -> !nullMarked(folder.resolve("package-info.java")))).isEmpty();
        }
    }

    @Test
    void classes_are_final_or_meant_for_extension() {
        check(classes().that().resideInAPackage("dev.eventscope..").and().areTopLevelClasses().and().areNotInterfaces()
                .and().areNotEnums().and().areNotAnnotations().and().haveSimpleNameNotEndingWith("package-info").and()
                .doNotHaveFullyQualifiedName(BASE + "store.StoreException").should()
                .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL).orShould()
                .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT));
    }

    private static com.tngtech.archunit.base.DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass> residesIn(
            String room) {
        // `store` is a room, and its sub-rooms are rooms of their own.
        return room.equals("store") ? resideInAnyPackage(BASE + "store") : resideInAnyPackage(room(room));
    }

    private static String room(String room) {
        return BASE + room + "..";
    }

    private static boolean holdsJava(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean nullMarked(Path info) {
        try {
            return Files.exists(info) && Files.readString(info).contains("@NullMarked");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
