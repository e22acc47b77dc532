package dev.understudy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.scenario.language.SchemaWriter;
import dev.understudy.yaml.InvalidDocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileReaderTest {
    private static final Path SCHEMA = Path.of("src/main/resources/profiles/profile.schema.json");

    @TempDir
    private Path folder;

    private TargetProfile read(String text) throws IOException {
        var file = Files.writeString(folder.resolve("profile.yaml"), text);
        return ProfileReader.read(file, Map.of("STAGING_TOKEN", "s3cr3t")::get);
    }

    /** With -Dunderstudy.regenerate=true it is written. */
    @Test
    void the_schema_is_what_the_language_gives() throws IOException {
        var schema = SchemaWriter.write(ProfileLanguage.file(), "Understudy target profile")
                        .toPrettyString()
                        .replace("\r\n", "\n")
                + "\n";
        if (Boolean.getBoolean("understudy.regenerate")) {
            Files.writeString(SCHEMA, schema);
        }
        assertThat(Files.readString(SCHEMA)).isEqualTo(schema);
    }

    @Test
    void a_word_that_is_not_known_is_told_with_its_place_and_its_neighbour() {
        assertThatThrownBy(() -> read("name: staging\ncapabilities: {reply: full}\n"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("profile.yaml:2:16  There is no 'reply' here. Did you mean 'replay'?");
    }

    @Test
    void a_token_comes_from_the_environment_and_is_not_shown() throws IOException {
        var profile = read("auth: {scheme: query, parameter: key, token: {env: STAGING_TOKEN}}\n");
        assertThat(profile.conditions().access().target("/x", "")).isEqualTo("/x?key=s3cr3t");
        assertThat(profile.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void a_token_that_is_nowhere_is_told_with_its_place() {
        assertThatThrownBy(() -> read("auth: {scheme: bearer, token: {env: NOT_SET}}\n"))
                .hasMessageContaining(
                        "profile.yaml:1:37  The environment variable NOT_SET is not set. Set it to the token.");
    }

    @Test
    void a_token_in_the_profile_itself_is_refused() {
        assertThatThrownBy(() -> read("auth: {scheme: bearer, token: s3cr3t}\n"))
                .hasMessageContaining("expected fields out of: env, file");
    }

    @Test
    void what_a_profile_leaves_out_is_told_case_by_case() throws IOException {
        var profile = read("capabilities: {cors: false}\njobs: {expiring: {results-ttl: 2h}}\n");
        assertThat(Catalog.of(profile.contract()).gaps(profile))
                .extracting(gap -> gap.id() + ": " + gap.why())
                .containsExactlyInAnyOrder(
                        "failing-job: the profile has no jobs.failing",
                        "expiry: the results of jobs.expiring live for 2h, and longest-wait is 1m; name an expired-job, or"
                                + " a kind of job with a shorter results-ttl",
                        "expired-job: the profile has no expired-job",
                        "rate-limit: the profile has no jobs.limited",
                        "idle-stream: the profile has no jobs.idle",
                        "stranger: the profile has no auth",
                        "gone-listeners: the profile has no open-streams",
                        "cors: The profile declares cors: false.",
                        "speed: the profile has no slo",
                        "event-latency: the profile has no slo.event-clock");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            jobs: {slow: {file: no-such.csv}} | profile.yaml:1:21  There is no file | Relative paths begin at the profile.
            contract: bokstrack | profile.yaml:1:11  There is no contract 'bokstrack' | Did you mean 'bookstrack'?
            slo: {event-clock: timestamp} | profile.yaml:1:20  'timestamp' is no clock. | Write id, or a pointer into the data
            base-url: example | profile.yaml:1:11  'example' is no address. | Write, for example, https://
            """)
    void what_cannot_be_is_told_with_its_place_and_a_way_out(String profile, String problem, String advice) {
        assertThatThrownBy(() -> read(profile + "\n"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(advice);
    }
}
