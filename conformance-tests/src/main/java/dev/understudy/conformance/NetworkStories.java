package dev.understudy.conformance;

import dev.understudy.contract.Contract;
import dev.understudy.journal.Entry;
import dev.understudy.network.FaultProxy;
import dev.understudy.network.NetworkException;
import dev.understudy.network.engine.ConnectionView;
import dev.understudy.network.engine.Side;
import dev.understudy.network.toxiproxy.LiveProxy;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.NetworkFault;
import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.ScenarioReader;
import dev.understudy.scenario.Trigger;
import dev.understudy.scenario.situation.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The network's part of the catalogue's scenarios, played between a real server and a listener, while another listens directly.
 */
final class NetworkStories {
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration NOTICED_WITHIN = Duration.ofMillis(500);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final int TRIES = 30;
    private static final String LAST_CHUNK = "0\r\n\r\n";
    private static final int FURTHEST_EVENT = 100;

    private NetworkStories() {}

    /** A case for each scenario of the catalogue that says what the network does. */
    static List<ConformanceCase> cases(Contract contract) {
        return Catalogue.bundled(new ScenarioReader(contract)).networkStories().stream()
                .map(NetworkStories::caseOf)
                .toList();
    }

    private static ConformanceCase caseOf(Scenario scenario) {
        var needs = new ArrayList<>(List.of("slow", Needs.NETWORK));
        var proves = new ArrayList<>(List.of("RESUME-LOSSLESS", "RESUME-NO-REPEAT", "RESUME-UNCHANGED"));
        if (hasTransition(scenario)) {
            needs.add(Needs.LIVE_NETWORK);
            proves.add("TERMINAL-RELEASES");
        }
        return new ConformanceCase(
                "network-" + scenario.id(),
                scenario.title(),
                ConformanceCase.Scope.TARGET,
                needs,
                proves,
                (driver, pipeline) -> play(driver, pipeline, scenario));
    }

    private static boolean hasTransition(Scenario scenario) {
        return scenario.network().stream()
                .anyMatch(fault ->
                        fault.what() instanceof NetworkFault.Named named && named.situation() instanceof Transition);
    }

    private static void play(Driver driver, String pipeline, Scenario scenario) throws InterruptedException {
        var disturbances = scenario.network().stream().map(NetworkFault::what).toList();
        var job = driver.create(pipeline, "slow");
        try (var proxy = driver.openProxy(job, disturbances)) {
            var control = driver.stream(job, "stream");
            control.awaitEvents(1, PATIENCE);
            var subject = disturbed(driver, proxy, job, scenario);
            comeBack(driver, proxy, job, subject.stream());
            driver.awaitEnd(control);
            if (subject.fellSilent()) {
                awaitRelease(driver, proxy, subject.stream());
            }
        } catch (NetworkException e) {
            throw new CaseStoppedException("the fault proxy failed: " + e.getMessage());
        }
    }

    /**
     * The listener that the network strikes.
     *
     * @param fellSilent whether its connection went silent, which can be seen only until both sides have left it
     */
    private record Subject(ObservedStream stream, boolean fellSilent) {}

    /** Listens through the proxy, and lets the network do its part when its time has come. */
    private static Subject disturbed(Driver driver, FaultProxy proxy, Driver.JobRef job, Scenario scenario)
            throws InterruptedException {
        scenario.network().stream()
                .filter(fault -> eventsBefore(fault.when()) == 0)
                .forEach(fault -> proxy.apply(fault.what()));
        var subject = driver.streamThrough(proxy.address(), job, "stream-cut-disturbed", Optional.empty());
        boolean fellSilent = false;
        for (var fault : scenario.network()) {
            int events = eventsBefore(fault.when());
            if (events > 0) {
                subject.awaitEvents(events, PATIENCE);
                subject.noteFault(fault.what().toString());
                proxy.apply(fault.what());
                fellSilent |= proxy.live().filter(NetworkStories::isSilent).isPresent();
            }
        }
        // Who changes networks knows it, and does not wait for the old one.
        driver.awaitEnd(subject, hasTransition(scenario) ? NOTICED_WITHIN : PATIENCE);
        return new Subject(subject, fellSilent);
    }

    /**
     * Watches the server's side of the first connection, which has fallen silent: nothing that the server does on it comes
     * through, so only the proxy can tell whether it has let go. A connection that both sides have left is not there any more.
     */
    private static void awaitRelease(Driver driver, FaultProxy proxy, ObservedStream subject) {
        var live = proxy.live().orElseThrow();
        var end = driver.awaitFor(driver.profile().terms().closeWithin().plusSeconds(1), () -> farEnd(live));
        subject.noteFarEnd(end.orElse(Entry.How.GIVEN_UP));
    }

    private static boolean isSilent(LiveProxy live) {
        return first(live)
                .filter(connection -> connection.state() == ConnectionView.State.SILENT)
                .isPresent();
    }

    private static Optional<ConnectionView> first(LiveProxy live) {
        return live.connections().stream()
                .filter(connection -> connection.number() == 1)
                .findFirst();
    }

    /** A server lets go by ending the answer, after which it may keep the connection for a next request, or by closing. */
    private static Optional<Entry.How> farEnd(LiveProxy live) {
        var connection = first(live);
        if (connection.isPresent() && connection.get().tail().endsWith(LAST_CHUNK)) {
            return Optional.of(Entry.How.CLEAN);
        }
        boolean open =
                connection.filter(view -> !view.ended().contains(Side.SERVER)).isPresent();
        return open ? Optional.empty() : Optional.of(Entry.How.CUT);
    }

    /** After how many whole events a network's fault comes. */
    private static int eventsBefore(Trigger trigger) {
        for (int number = 1; number <= FURTHEST_EVENT; number++) {
            var at = trigger.within(number, "", FURTHEST_EVENT);
            if (at.isPresent()) {
                return at.getAsInt() == 0 ? number - 1 : number;
            }
        }
        return 0;
    }

    /** Connects again, as long as the final event has not come, the network being as it is. */
    private static void comeBack(Driver driver, FaultProxy proxy, Driver.JobRef job, ObservedStream first)
            throws InterruptedException {
        var last = first;
        var lastEventId = first.lastEventId();
        for (int i = 0; i < TRIES && !last.sawFinalEvent(); i++) {
            driver.letPass(BETWEEN_TRIES);
            var purpose = lastEventId.isPresent() ? "stream-resume-disturbed" : "stream-again-disturbed";
            last = driver.streamThrough(proxy.address(), job, purpose, lastEventId);
            driver.awaitEnd(last, driver.streamPatience());
            last.putOff(driver.profile().conditions().longestWait()).ifPresent(driver::letPass);
            lastEventId = last.lastEventId().isPresent() ? last.lastEventId() : lastEventId;
        }
        if (!last.sawFinalEvent()) {
            throw new CaseStoppedException("the listener never got the final event in " + TRIES + " tries");
        }
    }
}
