package dev.understudy.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.network.engine.Direction;
import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.YamlDocument;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SituationsTest {
    @Test
    void the_usual_networks_are_there() {
        assertThat(Situations.bundled().all())
                .extracting(Situation::name)
                .containsExactly("3g", "edge", "dsl", "lte", "wifi", "wifi-ac", "very-bad");
    }

    @Test
    void a_network_is_a_delay_and_a_limit_each_way() {
        assertThat(Situations.bundled().get("edge").impairments())
                .containsExactly(
                        Impairment.of("latency", Direction.UPSTREAM, Map.of("latency", 440L, "jitter", 0L)),
                        Impairment.of("bandwidth", Direction.UPSTREAM, Map.of("rate", 25L)),
                        Impairment.of("latency", Direction.DOWNSTREAM, Map.of("latency", 400L, "jitter", 0L)),
                        Impairment.of("bandwidth", Direction.DOWNSTREAM, Map.of("rate", 30L)));
    }

    @Test
    void an_unknown_name_is_answered_with_the_nearest() {
        var situations = Situations.bundled();

        assertThatThrownBy(() -> situations.get("lt"))
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith("There is no network 'lt'. Did you mean 'lte'?");
    }

    @Test
    void every_problem_of_a_file_has_its_place() {
        var text = "slow:\n  titel: Slow\n  down: {rate: 0, delay: soon}\n";

        assertThatThrownBy(() -> Situations.read(YamlDocument.parse("mine.yaml", text)))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "mine.yaml:2:3  There is no 'titel' here. Did you mean 'title'? Use one of: down, title, up.",
                        "mine.yaml:2:3  The network 'slow' has no title. Write what it is, for people.",
                        "mine.yaml:3:16  '0' is no rate. Write kilobytes per second, 1 or more.",
                        "mine.yaml:3:26  'soon' is no duration. Write 100ms or 1.5s."));
    }
}
