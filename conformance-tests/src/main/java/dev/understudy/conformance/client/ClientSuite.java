package dev.understudy.conformance.client;

import dev.understudy.contract.Contract;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.ServerSettings;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.ScenarioReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Plays scenarios to clients and has every one judged. */
public final class ClientSuite {
    private final ClientSettings settings;
    private final Contract contract;
    private final Catalogue catalogue;
    private final Consumer<ScenarioResult> whenDone;

    /**
     * A run that has not begun.
     *
     * @param whenDone called after each scenario, from one thread at a time, so that reports can be written as it goes
     */
    public ClientSuite(ClientSettings settings, Consumer<ScenarioResult> whenDone) {
        this.settings = settings;
        this.contract = Contract.load(settings.contract());
        this.catalogue = Catalogue.with(new ScenarioReader(contract), settings.scenarioFolders(), false);
        this.whenDone = whenDone;
    }

    /** The scenarios that would be played, in the order of the catalogue. */
    public List<Scenario> scenarios() {
        return catalogue.all().stream().filter(this::isSelected).toList();
    }

    /** The ids, groups and tags by which scenarios can be selected. */
    public Set<String> words() {
        var words = new TreeSet<String>();
        catalogue.all().forEach(scenario -> {
            words.add(scenario.id());
            words.add(scenario.group());
            words.addAll(scenario.tags());
        });
        return words;
    }

    private boolean isSelected(Scenario scenario) {
        var only = settings.only();
        return only.isEmpty()
                || only.contains(scenario.id())
                || only.contains(scenario.group())
                || scenario.tags().stream().anyMatch(only::contains);
    }

    /** Plays all selected scenarios to this client, each in a session of its own. */
    public ClientResult run(Client client) throws IOException, InterruptedException {
        long start = System.nanoTime();
        var pool = threads();
        try (var server = MockServer.start(server(), contract, catalogue)) {
            var audition = new Audition(contract, settings, server);
            var tasks = scenarios().stream()
                    .<Callable<ScenarioResult>>map(scenario -> () -> done(audition.play(client, scenario)))
                    .toList();
            var results = new ArrayList<ScenarioResult>();
            for (var future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return new ClientResult(client.name(), Duration.ofNanos(System.nanoTime() - start), results);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A scenario may not throw: " + e.getCause(), e);
        } finally {
            pool.shutdownNow();
        }
    }

    private ServerSettings server() {
        return ServerSettings.defaults().withContract(settings.contract()).withMostSessions(settings.parallel());
    }

    /** Each mostly waits for its client; the clients are other programs. */
    private ExecutorService threads() {
        var number = new AtomicInteger();
        return Executors.newFixedThreadPool(settings.parallel(), task -> {
            var thread = new Thread(task, "scenario " + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private synchronized ScenarioResult done(ScenarioResult result) {
        whenDone.accept(result);
        return result;
    }
}
