package dev.understudy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows of the README's picture. A line here and the picture change together. */
class ArchitectureTest {
    private static final String ROOT = "dev.understudy";
    private static final int FEWEST_CLASSES = 150;

    /** Each package, and the packages of ours that it may import. A package's own folders belong to it, unless they are listed. */
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("yaml", List.of()),
            Map.entry("contract", List.of("yaml")),
            Map.entry("scenario", List.of("contract", "yaml")),
            Map.entry("journal", List.of()),
            Map.entry("verdict", List.of("contract", "journal", "scenario")),
            Map.entry("network", List.of("scenario", "yaml")),
            Map.entry("mock.job", List.of("contract", "journal", "scenario", "verdict", "yaml")),
            Map.entry("mock.script", List.of("contract", "mock.job", "scenario")),
            Map.entry("mock.wire", List.of("journal", "mock.script")),
            Map.entry(
                    "mock.http",
                    List.of("contract", "journal", "mock.job", "mock.script", "mock.wire", "scenario", "yaml")),
            Map.entry("mock.session", List.of("contract", "journal", "mock.job", "scenario", "verdict", "yaml")),
            Map.entry(
                    "mock.control",
                    List.of(
                            "contract",
                            "journal",
                            "mock.job",
                            "mock.script",
                            "mock.session",
                            "mock.wire",
                            "scenario",
                            "verdict",
                            "yaml")),
            Map.entry(
                    "mock",
                    List.of(
                            "contract",
                            "journal",
                            "mock.control",
                            "mock.http",
                            "mock.job",
                            "mock.script",
                            "mock.session",
                            "scenario",
                            "verdict",
                            "yaml")),
            Map.entry(
                    "mock.record",
                    List.of("contract", "journal", "mock", "mock.script", "mock.wire", "scenario", "yaml")),
            Map.entry("mock.junit", List.of("journal", "mock", "mock.job", "mock.session", "scenario", "verdict")),
            Map.entry(
                    "mock.cli",
                    List.of(
                            "contract",
                            "mock",
                            "mock.control",
                            "mock.record",
                            "mock.session",
                            "network",
                            "scenario",
                            "yaml")),
            Map.entry("conformance.socket", List.of("journal")),
            Map.entry(
                    "conformance",
                    List.of(
                            "conformance.socket",
                            "contract",
                            "journal",
                            "mock",
                            "mock.session",
                            "network",
                            "scenario",
                            "verdict",
                            "yaml")),
            Map.entry(
                    "conformance.client",
                    List.of(
                            "conformance",
                            "contract",
                            "journal",
                            "mock",
                            "mock.job",
                            "mock.session",
                            "scenario",
                            "verdict")),
            Map.entry(
                    "conformance.report",
                    List.of("conformance", "conformance.client", "contract", "journal", "scenario", "verdict", "yaml")),
            Map.entry(
                    "conformance.cli",
                    List.of(
                            "conformance",
                            "conformance.client",
                            "conformance.report",
                            "contract",
                            "mock",
                            "network",
                            "scenario",
                            "verdict",
                            "yaml")));

    /** Which of our packages alone may use a library. */
    private static final Map<String, List<String>> ONLY_IN = Map.of(
            "io.swagger..", List.of("contract"),
            "com.networknt..", List.of("contract"),
            "io.undertow..",
                    List.of("mock", "mock.wire", "mock.http", "mock.control", "mock.cli", "mock.record", "network"),
            "org.xnio..", List.of("mock", "mock.wire", "mock.http", "mock.control", "mock.record"),
            "org.junit..", List.of("mock.junit", "conformance"),
            "eu.rekawek..", List.of("network"),
            "io.restassured..", List.of("conformance"),
            "picocli..", List.of("mock.cli", "conformance.cli"));

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ArchitectureTest::isNoTestJar)
            .importPackages(ROOT);

    private static boolean isNoTestJar(Location location) {
        return !location.contains("-tests.jar");
    }

    @TestFactory
    Stream<DynamicTest> imports_follow_the_arrows() {
        return MAY_IMPORT.keySet().stream()
                .sorted()
                .map(name -> DynamicTest.dynamicTest(
                        name + " imports only " + MAY_IMPORT.get(name),
                        () -> assertThat(forbidden(name)).isEmpty()));
    }

    private List<String> forbidden(String name) {
        var allowed = MAY_IMPORT.getOrDefault(name, List.of());
        return OURS.stream()
                .filter(type -> room(type).equals(Optional.of(name)))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(arrow -> room(arrow.getTargetClass())
                        .filter(target -> !target.equals(name) && !allowed.contains(target))
                        .isPresent())
                .map(arrow -> arrow.getOriginClass().getSimpleName() + " -> "
                        + arrow.getTargetClass().getFullName())
                .distinct()
                .toList();
    }

    /** The listed package that a class belongs to: the longest name that fits. */
    private static Optional<String> room(JavaClass type) {
        var name = type.getPackageName();
        return MAY_IMPORT.keySet().stream()
                .filter(listed -> (name + ".").startsWith(ROOT + "." + listed + "."))
                .max(Comparator.comparingInt(String::length));
    }

    @TestFactory
    Stream<DynamicTest> libraries_stay_in_their_rooms() {
        return ONLY_IN.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey() + " only in " + entry.getValue(),
                        () -> noClasses()
                                .that(com.tngtech.archunit.base.DescribedPredicate.describe(
                                        "outside " + entry.getValue(),
                                        (JavaClass type) -> room(type)
                                                .filter(entry.getValue()::contains)
                                                .isEmpty()))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(entry.getKey())
                                .check(OURS)));
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void every_package_has_its_arrows_written_down_and_classes_were_found_at_all() {
        assertThat(OURS.size()).isGreaterThan(FEWEST_CLASSES);
        var unlisted = OURS.stream()
                .filter(type -> room(type).isEmpty())
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        assertThat(unlisted)
                .as("add to MAY_IMPORT what these packages may import")
                .isEmpty();
    }
}
