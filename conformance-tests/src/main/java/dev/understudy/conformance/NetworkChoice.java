package dev.understudy.conformance;

import dev.understudy.network.FaultNetwork;
import java.util.Optional;

/**
 * Which fault proxies a run uses, and why there are none if there are none. Closing it ends them.
 *
 * @param description for reports
 */
record NetworkChoice(Optional<FaultNetwork> network, String description) implements AutoCloseable {
    /** Whether the settings, or the target's address, leave no room for a fault proxy; the reason if so. */
    static String reason(TargetProfile profile, SuiteSettings settings) {
        if (settings.toxiproxy().equals(Optional.of("none"))) {
            return "--toxiproxy none";
        }
        return profile.baseUrl().getScheme().equals("http")
                ? ""
                : "the target speaks TLS, which a fault proxy cannot carry under another name";
    }

    static NetworkChoice of(TargetProfile profile, SuiteSettings settings) {
        var reason = reason(profile, settings);
        if (!reason.isEmpty()) {
            return new NetworkChoice(Optional.empty(), "none: " + reason);
        }
        var network = settings.toxiproxy().equals(Optional.of("embedded"))
                ? FaultNetwork.embedded()
                : FaultNetwork.choose(settings.toxiproxy());
        return new NetworkChoice(Optional.of(network), network.description());
    }

    @Override
    public void close() {
        network.ifPresent(FaultNetwork::close);
    }
}
