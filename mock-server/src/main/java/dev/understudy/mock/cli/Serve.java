package dev.understudy.mock.cli;

import dev.understudy.mock.CannotStartException;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.ServerSettings;
import dev.understudy.mock.ServerSettings.Address;
import dev.understudy.mock.session.LiveCatalogue;
import dev.understudy.scenario.situation.Situation;
import dev.understudy.scenario.situation.Situations;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves until it is told to stop. */
@Command(
        name = "serve",
        description = "Serve until told to stop. This is what happens without a command.",
        mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
    /** Where the server is when a network is in front of it. */
    private static final String BEHIND = "127.0.0.1";

    /** The server's threads keep the program alive. */
    static final int GOES_ON = -1;

    @Mixin
    Console console = new Console();

    @Mixin
    ScenarioOptions scenarios = new ScenarioOptions();

    @Mixin
    AddressOptions address = new AddressOptions();

    @Option(
            names = "--scenario",
            paramLabel = "ID",
            defaultValue = "happy-path",
            description = "Plays where a request does not choose one. Default: ${DEFAULT-VALUE}.")
    String scenario = "happy-path";

    @Mixin
    SpeedOption speed = new SpeedOption();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Makes ids and tokens the same on every run. Default: different ones.")
    @Nullable Long seed;

    @Option(
            names = "--results-ttl",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "How long results live, for example 2h. Default: the contract's.")
    @Nullable Duration resultsTtl;

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description =
                    "Serve through a network that is like this: a profile such as edge or very-bad, or a transition such as"
                            + " wifi-to-cellular, which begins 3 s after the first client has come.")
    @Nullable String network;

    @Override
    public Integer call() {
        var listen = address.checked(console);
        var situation = network == null ? null : Situations.bundled().get(network);
        var contract = scenarios.loadContract();
        var catalogue = scenarios.loadCatalogue(contract, console);
        var settings = situation == null ? settings(listen) : settings(new Address(BEHIND, 0));
        var server = MockServer.start(settings, contract, catalogue);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "mock-server shutdown"));
        server.onReload(this::tell);
        var about = catalogue.ids().size() + " scenarios; ";
        if (situation == null) {
            sayReady(server.baseUri(), about);
        } else {
            sayReady(putInFront(situation, server, listen), about + "network: " + situation.name() + "; ");
        }
        return GOES_ON;
    }

    private URI putInFront(Situation situation, MockServer server, Address listen) {
        try {
            CannotStartException.refuseForeign(listen.host());
            return NetworkInFront.open(situation, server.baseUri(), listen, () -> tellBegun(situation))
                    .baseUri();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** It happens once, and nothing else shows when. */
    private void tellBegun(Situation situation) {
        console.remark("The network: " + situation.name() + " begins (" + situation.title()
                + "). It happens once; start again for another time.");
    }

    private void sayReady(URI baseUri, String about) {
        console.print("Ready: " + baseUri + " (" + about + "control and timelines: " + baseUri + "/_mock/)");
    }

    /** Runs on a thread of the server, long after the command line was read. */
    private void tell(LiveCatalogue.Reload reload) {
        var err = console.err();
        reload.problems().forEach(err::println);
        err.println(
                reload.problems().isEmpty()
                        ? "Scenarios were read again: " + reload.scenarios() + "."
                        : reload.problems().size() + " problem(s). What is broken is played as it was before.");
        err.flush();
    }

    private ServerSettings settings(Address listen) {
        var settings = ServerSettings.defaults()
                .withScenario(scenario)
                .withAddress(listen.host(), listen.port())
                .withSpeed(speed.checked(console));
        if (seed != null) {
            settings = settings.withSeed(seed);
        }
        return resultsTtl == null ? settings : settings.withResultsTtl(resultsTtl);
    }
}
