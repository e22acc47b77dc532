package dev.understudy.conformance;

import dev.understudy.contract.Contract;
import dev.understudy.network.FaultProxy;
import dev.understudy.network.NetworkException;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.NetworkFault;
import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.ScenarioReader;
import dev.understudy.scenario.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The network's part of the catalogue's scenarios, played between a real server and a listener, while another listens directly.
 */
final class NetworkStories {
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final int TRIES = 30;
    private static final int FURTHEST_EVENT = 100;

    private NetworkStories() {}

    /** A case for each scenario of the catalogue that says what the network does. */
    static List<ConformanceCase> cases(Contract contract) {
        return Catalogue.bundled(new ScenarioReader(contract)).all().stream()
                .filter(scenario -> !scenario.network().isEmpty())
                .map(NetworkStories::caseOf)
                .toList();
    }

    private static ConformanceCase caseOf(Scenario scenario) {
        return new ConformanceCase(
                "network-" + scenario.id(),
                scenario.title(),
                ConformanceCase.Scope.TARGET,
                List.of("slow", ConformanceCase.NETWORK),
                List.of("RESUME-LOSSLESS", "RESUME-NO-REPEAT", "RESUME-UNCHANGED"),
                (driver, pipeline) -> play(driver, pipeline, scenario));
    }

    private static void play(Driver driver, String pipeline, Scenario scenario) throws InterruptedException {
        var disturbances = scenario.network().stream().map(NetworkFault::what).toList();
        var job = driver.create(pipeline, "slow");
        try (var proxy = driver.openProxy(job, disturbances)) {
            var control = driver.stream(job, "stream");
            var subject = disturbed(driver, proxy, job, scenario);
            comeBack(driver, proxy, job, subject);
            driver.awaitEnd(control);
        } catch (NetworkException e) {
            throw new CaseStoppedException("the fault proxy failed: " + e.getMessage());
        }
    }

    /** Listens through the proxy, and lets the network do its part when its time has come. */
    private static ObservedStream disturbed(Driver driver, FaultProxy proxy, Driver.JobRef job, Scenario scenario)
            throws InterruptedException {
        scenario.network().stream()
                .filter(fault -> eventsBefore(fault.when()) == 0)
                .forEach(fault -> proxy.apply(fault.what()));
        var subject = driver.streamThrough(proxy.address(), job, "stream-cut-disturbed", Optional.empty());
        for (var fault : scenario.network()) {
            int events = eventsBefore(fault.when());
            if (events > 0) {
                subject.awaitEvents(events, PATIENCE);
                subject.noteFault(fault.what().toString());
                proxy.apply(fault.what());
            }
        }
        driver.awaitEnd(subject, PATIENCE);
        return subject;
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
            lastEventId = last.lastEventId().isPresent() ? last.lastEventId() : lastEventId;
        }
        if (!last.sawFinalEvent()) {
            throw new CaseStoppedException("the listener never got the final event in " + TRIES + " tries");
        }
    }
}
