package dev.understudy.network.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The client of other people's projects, unchanged. */
class ToxiproxyJavaTest extends EveryTarget {
    @Test
    void proxies_are_made_found_and_deleted() throws IOException {
        var made = client().createProxy("made", "127.0.0.1:0", "localhost:9");

        assertThat(made.getName()).isEqualTo("made");
        assertThat(made.getListen()).startsWith("127.0.0.1:");
        assertThat(made.getUpstream()).isEqualTo("localhost:9");
        assertThat(made.isEnabled()).isTrue();
        assertThat(client().getProxies()).extracting(Proxy::getName).containsExactlyInAnyOrder("made", "p");
        assertThat(client().getProxyOrNull("nobody")).isNull();

        made.delete();

        assertThat(client().getProxyOrNull("made")).isNull();
    }

    @Test
    void proxies_are_changed() throws IOException {
        var proxy = client().getProxy("p");

        proxy.disable();
        assertThat(client().getProxy("p").isEnabled()).isFalse();
        proxy.enable();
        assertThat(client().getProxy("p").isEnabled()).isTrue();
        proxy.setUpstream("localhost:10");
        assertThat(client().getProxy("p").getUpstream()).isEqualTo("localhost:10");
        proxy.setListen("127.0.0.1:0");
        assertThat(client().getProxy("p").getListen()).isNotEqualTo("127.0.0.1:" + road().port());
    }

    @Test
    void refusals_carry_their_text() {
        assertThatThrownBy(() -> client().createProxy("p", "127.0.0.1:0", "localhost:9"))
                .isInstanceOf(IOException.class)
                .hasMessage("[409] proxy already exists");
        assertThatThrownBy(() -> client().createProxy("", "127.0.0.1:0", "localhost:9"))
                .hasMessage("[400] missing required field: name");
        assertThatThrownBy(() -> client().getProxy("nobody")).hasMessage("[404] proxy not found");
    }

    @Test
    void every_toxic_is_made_and_changed() throws IOException {
        var toxics = client().getProxy("p").toxics();

        var latency = toxics.latency("latency", ToxicDirection.DOWNSTREAM, 10)
                .setJitter(3)
                .setLatency(20);
        var bandwidth =
                toxics.bandwidth("bandwidth", ToxicDirection.UPSTREAM, 10).setRate(20);
        var slowClose = toxics.slowClose("slow", ToxicDirection.DOWNSTREAM, 10).setDelay(20);
        var timeout = toxics.timeout("timeout", ToxicDirection.UPSTREAM, 10).setTimeout(20);
        var slicer = toxics.slicer("slicer", ToxicDirection.DOWNSTREAM, 10, 1)
                .setAverageSize(20)
                .setSizeVariation(2)
                .setDelay(3);
        var limit = toxics.limitData("limit", ToxicDirection.UPSTREAM, 10).setBytes(20);
        var reset = toxics.resetPeer("reset", ToxicDirection.DOWNSTREAM, 10).setTimeout(20);

        assertThat(latency.getLatency() + latency.getJitter()).isEqualTo(23);
        assertThat(bandwidth.getRate()).isEqualTo(20);
        assertThat(slowClose.getDelay()).isEqualTo(20);
        assertThat(timeout.getTimeout()).isEqualTo(20);
        assertThat(slicer.getAverageSize() + slicer.getSizeVariation() + slicer.getDelay())
                .isEqualTo(25);
        assertThat(limit.getBytes()).isEqualTo(20);
        assertThat(reset.getTimeout()).isEqualTo(20);
        assertThat(toxics.getAll())
                .extracting(Toxic::getName)
                .containsExactly("bandwidth", "timeout", "limit", "latency", "slow", "slicer", "reset");
    }

    @Test
    void a_toxic_is_found_by_name_and_removed() throws IOException {
        var toxics = client().getProxy("p").toxics();
        toxics.latency("mine", ToxicDirection.UPSTREAM, 7).setToxicity(0.5f);

        var found = toxics.get("mine", Latency.class);

        assertThat(found.getLatency()).isEqualTo(7);
        assertThat(found.getStream()).isEqualTo(ToxicDirection.UPSTREAM);
        assertThat(found.getToxicity()).isEqualTo(0.5f);
        found.remove();
        assertThat(toxics.getAll()).isEmpty();
        assertThatThrownBy(() -> toxics.get("mine")).hasMessage("[404] toxic not found");
    }

    @Test
    void reset_enables_and_cleans() throws IOException {
        var client = client();
        var proxy = client.getProxy("p");
        proxy.toxics().latency("mine", ToxicDirection.UPSTREAM, 7);
        proxy.disable();

        client.reset();

        assertThat(client.getProxy("p").isEnabled()).isTrue();
        assertThat(client.getProxy("p").toxics().getAll()).isEmpty();
    }

    @Test
    void the_version_is_what_the_server_says() throws IOException {
        assertThat(client().version()).matches("\\{\"version\": \"[\\w.]+\"}");
    }

    private ToxiproxyClient client() {
        return new ToxiproxyClient(uri().getHost(), uri().getPort());
    }
}
