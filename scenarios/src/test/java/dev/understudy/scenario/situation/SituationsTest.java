package dev.understudy.scenario.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.YamlDocument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SituationsTest {
    @Test
    void every_named_network_is_there() {
        assertThat(Situations.bundled().profileNames())
                .containsExactly(
                        "100-percent-loss",
                        "3g",
                        "3g-good",
                        "edge",
                        "edge-good",
                        "dsl",
                        "lte",
                        "wifi",
                        "wifi-ac",
                        "very-bad");
        assertThat(Situations.bundled().transitionNames())
                .containsExactly(
                        "wifi-to-cellular",
                        "wifi-to-cellular-noticed",
                        "tunnel",
                        "airplane-mode",
                        "nat-idle",
                        "captive-portal",
                        "vpn-toggle",
                        "suspended-app",
                        "server-restart",
                        "radio-sleep",
                        "buffering-proxy");
    }

    @Test
    void a_profile_is_a_delay_and_a_limit_each_way() {
        assertThat(Situations.bundled().get("edge"))
                .isEqualTo(new Profile(
                        "edge",
                        "EDGE, average",
                        "NLC \"Edge\", 240/200 kbit/s; three copies of the profile agree",
                        new Profile.Road(Optional.of(30), Duration.ofMillis(400), Duration.ZERO, false),
                        new Profile.Road(Optional.of(25), Duration.ofMillis(440), Duration.ZERO, false),
                        Optional.empty(),
                        true));
    }

    @Test
    void what_cannot_be_had_says_why() {
        var slowNames = (Profile) Situations.bundled().get("high-latency-dns");

        assertThat(slowNames.possible()).isFalse();
        assertThat(slowNames.missing().orElseThrow()).startsWith("A client looks the name up before it connects");
    }

    @Test
    void a_transition_is_a_list_of_changes_in_time() {
        var tunnel = (Transition) Situations.bundled().get("tunnel");

        assertThat(tunnel.steps())
                .containsExactly(
                        new Transition.Step(Duration.ZERO, Change.Plain.STALL),
                        new Transition.Step(Duration.ZERO, new Change.Newcomers(Change.Reception.UNANSWERED)),
                        new Transition.Step(Duration.ofSeconds(10), new Change.Newcomers(Change.Reception.SERVED)),
                        new Transition.Step(Duration.ZERO, Change.Plain.RESUME));
        assertThat(tunnel.length()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void every_change_can_be_written() {
        var text = "profiles: {slow: {title: x, source: y}}\ntransitions: {t: {title: x, source: y, steps: ["
                + String.join(
                        ", ",
                        Changes.family(List.of("slow")).kinds().stream()
                                .map(kind -> kind.example().replace("lte", "slow"))
                                .toList())
                + "]}}\n";

        var transition = (Transition)
                Situations.read(YamlDocument.parse("mine.yaml", text)).get("t");

        assertThat(transition.steps())
                .hasSameSizeAs(Changes.family(List.of()).kinds())
                .contains(new Transition.Step(
                        Duration.ZERO, new Change.Burst(Duration.ofSeconds(2), Duration.ofMillis(100))));
    }

    @Test
    void an_unknown_name_is_answered_with_the_nearest_and_all() {
        var situations = Situations.bundled();

        assertThatThrownBy(() -> situations.get("wifi-to-celular"))
                .isInstanceOf(UnknownSituationException.class)
                .hasMessageStartingWith(
                        "There is no network 'wifi-to-celular'. Did you mean 'wifi-to-cellular'? Use one of: 100-percent-loss,");
    }

    @Test
    void every_problem_of_a_file_has_its_place() {
        var text = String.join(
                "\n",
                "profiles:",
                "  slow:",
                "    titel: Slow",
                "    source: me",
                "    down: {rate: 0, delay: soon}",
                "transitions:",
                "  slow:",
                "    title: Again",
                "    source: me",
                "    steps: [silense, {after: 1s, profile: slov}]",
                "");

        assertThatThrownBy(() -> Situations.read(YamlDocument.parse("mine.yaml", text)))
                .isInstanceOf(InvalidDocumentException.class)
                .message()
                .contains(
                        "mine.yaml:3:5  There is no 'titel' here. Did you mean 'title'?",
                        "'title' is missing",
                        "mine.yaml:5:18  Found 0, expected a whole number of at least 1.",
                        "mine.yaml:5:28  Found \"soon\", expected a duration",
                        "mine.yaml:7:3  A profile is called 'slow' already.",
                        "mine.yaml:10:13  There is no 'silense' here. Did you mean 'silence'?",
                        "mine.yaml:10:43  'slov' is not known here. Did you mean 'slow'?");
    }
}
