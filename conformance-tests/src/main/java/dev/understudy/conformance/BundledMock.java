package dev.understudy.conformance;

import dev.understudy.mock.MockServer;
import dev.understudy.mock.ServerSettings;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ScenarioReader;
import java.net.URI;

/** The mock server that stands in where no target is named. */
public final class BundledMock {
    /** Where it is in a profile, before it is started. */
    static final URI ADDRESS = URI.create("bundled:mock");

    private BundledMock() {}

    /** Whether the profile means it, and not a server somewhere. */
    public static boolean isMeantBy(TargetProfile profile) {
        return profile.baseUrl().equals(ADDRESS);
    }

    /** Starts it on a free port, with the profile's contract. */
    public static MockServer start(TargetProfile profile) {
        var contract = profile.contract();
        var settings = ServerSettings.defaults().withContract(contract.source());
        return MockServer.start(settings, contract, Catalogue.bundled(new ScenarioReader(contract)));
    }
}
