package dev.understudy.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.understudy.contract.Contract;
import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {
    private static final Schema SCHEMA = schema();

    @TempDir
    Path folder = Path.of("");

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(Path.of("scenario.schema.json")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Stream<Path> files() throws IOException {
        try (var files = Files.walk(Path.of("catalogue"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    static List<String> packs() {
        return Contract.bundled();
    }

    /** {@code catalogue/<group>/<id>.yaml} is the default pack's, {@code catalogue/<pack>/<group>/<id>.yaml} another's. */
    private static String packOf(Path file) {
        return file.getNameCount() == 3 ? Contract.DEFAULT : file.getName(1).toString();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Catalogue catalogue(boolean skipBroken) {
        return Catalogue.with(Yaml.READER, List.of(folder), skipBroken);
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_scenario_is_in_order_and_has_the_name_of_its_file(Path file) {
        var scenario = Yaml.reader(packOf(file)).read(file);
        assertThat(file.getFileName()).hasToString(scenario.id() + ".yaml");
        assertThat(Objects.requireNonNull(file.getParent()).getFileName()).hasToString(scenario.group());
        assertThat(scenario.tags()).isNotEmpty();
    }

    @Test
    void a_scenario_says_by_what_one_sees_that_a_client_did_right_and_a_server_where_the_network_acts() {
        assertThat(Catalogue.bundled(Yaml.READER).all()).allSatisfy(scenario -> {
            assertThat(scenario.expect().client()).as(scenario.id()).isNotEmpty();
            assertThat(scenario.expect().server().isEmpty())
                    .as(scenario.id())
                    .isEqualTo(scenario.network().isEmpty());
        });
    }

    @Test
    void a_file_has_the_name_of_its_id() throws IOException {
        file("other.yaml", Yaml.HEAD);
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> catalogue(false))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(problem -> problem.toString())
                        .containsExactly(
                                folder.resolve("other.yaml") + ":1:5  The id is 'x', and the file is called 'other'."
                                        + " Call the file x.yaml, or give it the id 'other'."));
        assertThat(catalogue(true).find("x")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_scenario_fits_the_schema_for_editors(Path file) {
        assertThat(SCHEMA.validate(YamlDocument.read(file).root())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tags: [a]",
                "jbo: {}",
                "job: {items: many}",
                "job: {items: 0}",
                "job: {age: 5}",
                "job: {age: soon}",
                "job: {auth: baerer}",
                "job: {timeline: [complet]}",
                "job: {timeline: [comment]}",
                "job: {timeline: [{initialized, completed}]}",
                "job: {timeline: [{}]}",
                "job: {timeline: [{heartbeat: 3}]}",
                "pipelines: [import]",
                "connections: [{faults: [{when: {events: 1}}]}]",
                "answers: {stream: [normal]}",
                "answers: {results: [{status: 700}]}",
                "rate-limit: {create: {calls: 1}}"
            })
    void what_the_reader_refuses_the_schema_refuses_where_it_can_know(String rest) {
        var text = rest.startsWith("tags") ? rest : Yaml.HEAD + rest;
        assertThat(Yaml.problems(text)).isNotEmpty();
        assertThat(SCHEMA.validate(YamlDocument.parse("x.yaml", text).root())).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "job: {age: 0, items: 3, timeline: [initialized, {after: 0, completed}]}",
                "job: {timeline: [{comment: 42}, {after: 1s, ramp}, {ramp: {every: 1.5s}}, {until: {connections: 2}, completed}]}",
                "connections: [{retry: none, heartbeat: 1s}, {faults: [{when: {event: 1, byte: 3}, do: {silence: 2s}}]}]",
                "answers: {results: [normal, {error: rate-limited, retry-after: 2s}, {drop: reset}, {status: 502, body: x}]}"
            })
    void what_the_reader_takes_the_schema_takes(String rest) {
        assertThat(Yaml.problems(Yaml.HEAD + rest)).isEmpty();
        assertThat(SCHEMA.validate(
                        YamlDocument.parse("x.yaml", Yaml.HEAD + rest).root()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("packs")
    void the_bundled_catalogue_of_a_pack_has_every_file_once(String pack) throws IOException {
        var catalogue = Catalogue.bundled(Yaml.reader(pack));
        assertThat(List.copyOf(catalogue.ids()))
                .hasSize((int) files().filter(file -> packOf(file).equals(pack)).count())
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(catalogue.all()).hasSameSizeAs(catalogue.ids());
    }

    @ParameterizedTest
    @MethodSource("packs")
    void every_pack_has_what_plays_where_nothing_is_chosen(String pack) {
        assertThat(Catalogue.bundled(Yaml.reader(pack)).find("happy-path")).isPresent();
    }

    @Test
    void every_file_is_some_packs() throws IOException {
        assertThat(files().map(CatalogueTest::packOf)).isSubsetOf(packs());
    }

    @Test
    void the_networks_stories_are_found_without_reading_all() {
        var catalogue = Catalogue.bundled(Yaml.READER);

        assertThat(catalogue.networkStories())
                .isNotEmpty()
                .isEqualTo(catalogue.all().stream()
                        .filter(scenario -> !scenario.network().isEmpty())
                        .toList());
    }

    @Test
    void an_unknown_scenario_is_refused_with_the_nearest_one() {
        var catalogue = Catalogue.bundled(Yaml.READER);
        assertThat(catalogue.find("reset-mid-evnt")).isEmpty();
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(() -> catalogue.get("reset-mid-evnt"))
                .withMessage(
                        "There is no scenario 'reset-mid-evnt'. Did you mean 'reset-mid-event'? The command 'list' shows all "
                                + catalogue.ids().size() + ".");
    }

    @Test
    void a_folders_scenarios_come_with_the_bundled_ones_and_may_stand_in_their_place() throws IOException {
        file("my-own.yml", "id: my-own\ntitle: Mine\nabout: A\n");
        file("happy-path.yaml", "id: happy-path\ntitle: My happy path\nabout: A\n");
        file("notes.txt", "no scenario");
        var catalogue = catalogue(false);
        assertThat(catalogue.get("my-own").title()).isEqualTo("Mine");
        assertThat(catalogue.get("happy-path").title()).isEqualTo("My happy path");
        assertThat(catalogue.ids()).contains("reset-mid-event").doesNotContain("notes");
    }

    @Test
    void two_files_with_one_id_are_refused() throws IOException {
        var first = file("x.yaml", Yaml.HEAD);
        var second = file("x.yml", Yaml.HEAD);
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> catalogue(false))
                .withMessage(second + ":1:1  The id 'x' is taken by " + first
                        + ". Give it another id, and the file the same name.");
    }

    @Test
    void broken_files_are_refused_all_at_once_or_left_out() throws IOException {
        file("a.yaml", "id: a\n");
        file("b.yaml", "{");
        file("c.yaml", "id: c\ntitle: T\nabout: A\n");
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> catalogue(false))
                .satisfies(e -> assertThat(e.problems()).hasSize(3));
        assertThat(catalogue(true).find("c")).isPresent();
        assertThat(catalogue(true).find("a")).isEmpty();
    }

    @Test
    void a_folder_that_is_not_there_is_named() {
        var missing = folder.resolve("missing");
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(() -> Catalogue.with(Yaml.READER, List.of(missing), false))
                .withMessage("The folder " + missing + " is not there. Give one with --scenarios DIR.");
    }

    @Test
    void a_contract_of_ones_own_gets_those_scenarios_that_fit_it() throws IOException {
        var pack = Path.of("../contracts/bookstrack-guide");
        for (var document : List.of("openapi.yaml", "asyncapi.yaml", "rules.yaml")) {
            Files.copy(pack.resolve(document), folder.resolve(document));
        }
        var own = Catalogue.bundled(new ScenarioReader(Contract.load(folder.toString())));

        assertThat(own.all()).extracting(Scenario::id).contains("happy-path", "reset-mid-event");
        assertThat(own.find("always-unauthorized")).isEmpty();
        assertThat(own.mutants()).isNotEmpty();
    }
}
