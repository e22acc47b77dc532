package dev.understudy.network.differential;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.network.InstalledToxiproxy;
import dev.understudy.network.toxiproxy.EmbeddedToxiproxy;
import dev.understudy.network.toxiproxy.ToxiproxySettings;
import java.net.URI;
import java.util.Random;

/** A server that the suite runs against. */
enum Target {
    EMBEDDED {
        @Override
        Running start() {
            var server = EmbeddedToxiproxy.start(
                    ToxiproxySettings.at("127.0.0.1", 0).withProxyMetrics().withRandom(new Random(7)));
            return new Running(server.uri(), server::close);
        }
    },
    ORIGINAL {
        @Override
        Running start() {
            var url = System.getenv("TOXIPROXY_URL");
            if (url != null) {
                return new Running(URI.create(url), () -> {});
            }
            return startOwn();
        }

        @Override
        Running startOwn() {
            var program = InstalledToxiproxy.find(System.getenv("PATH"));
            assumeTrue(
                    program.isPresent(),
                    "No original to compare with: no toxiproxy-server is on the PATH, and TOXIPROXY_URL is not set or names"
                            + " one that must not be broken.");
            var server = InstalledToxiproxy.start(program.orElseThrow(), "-proxy-metrics");
            return new Running(server.uri(), server::close);
        }
    };

    /** Starts it, or says through an assumption why it cannot be. */
    abstract Running start();

    /** Starts one that may be broken. */
    Running startOwn() {
        return start();
    }

    /** A server that answers. */
    record Running(URI uri, Runnable end) implements AutoCloseable {
        Api api() {
            return new Api(uri);
        }

        @Override
        public void close() {
            end.run();
        }
    }
}
