package dev.understudy.conformance.client;

import dev.understudy.contract.Contract;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.ServerSettings;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.ScenarioReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Plays scenarios to clients and has every one judged. */
public final class ClientSuite {
    /** A start keeps a processor busy for a part of the time. */
    private static final int STARTS = 2 * Runtime.getRuntime().availableProcessors();

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

    /** What clients are held against. */
    public Contract contract() {
        return contract;
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
    public ClientResult run(Client client) throws InterruptedException {
        return run(List.of(client)).get(0);
    }

    /**
     * Plays all selected scenarios to each of these clients, as many at the same time as the settings allow.
     *
     * @return what came of each, in the same order
     */
    public List<ClientResult> run(List<Client> clients) throws InterruptedException {
        long start = System.nanoTime();
        var judges = threads();
        try (var server = MockServer.start(server(clients.size()), contract, catalogue)) {
            var audition = new Audition(contract, settings, server, new Starts(STARTS), judges);
            var names = names(clients);
            var room = new Semaphore(settings.parallel());
            var playing = new ArrayList<CompletableFuture<ScenarioResult>>();
            for (var scenario : longestFirst()) {
                for (int i = 0; i < clients.size(); i++) {
                    room.acquire();
                    playing.add(audition.play(clients.get(i), names.get(i), scenario, room::release)
                            .thenApply(this::done));
                }
            }
            var results = playing.stream().map(CompletableFuture::join).toList();
            var took = Duration.ofNanos(System.nanoTime() - start);
            return names.stream().map(name -> of(name, took, results)).toList();
        } finally {
            judges.shutdownNow();
        }
    }

    /** What reports call these clients: two of one name are told apart by a number. */
    public static List<String> names(List<Client> clients) {
        var names = new ArrayList<String>();
        for (var client : clients) {
            var name = client.name();
            names.add(Stream.iterate(1, number -> number + 1)
                    .map(number -> number == 1 ? name : name + " (" + number + ")")
                    .filter(each -> !names.contains(each))
                    .findFirst()
                    .orElseThrow());
        }
        return List.copyOf(names);
    }

    private List<Scenario> longestFirst() {
        return scenarios().stream()
                .sorted(Comparator.comparing(StoryLength::of).reversed())
                .toList();
    }

    private ClientResult of(String name, Duration took, List<ScenarioResult> results) {
        var order = scenarios().stream().map(Scenario::id).toList();
        return new ClientResult(
                name,
                took,
                results.stream()
                        .filter(result -> result.client().equals(name))
                        .sorted(Comparator.comparing(
                                result -> order.indexOf(result.scenario().id())))
                        .toList());
    }

    private ServerSettings server(int clients) {
        // Whoever is done is watched for a while yet, and keeps his session for that.
        return ServerSettings.defaults()
                .withContract(settings.contract())
                .withMostSessions(Math.max(1, scenarios().size() * clients));
    }

    private static ExecutorService threads() {
        var number = new AtomicInteger();
        return Executors.newFixedThreadPool(STARTS, task -> {
            var thread = new Thread(task, "judge " + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private synchronized ScenarioResult done(ScenarioResult result) {
        whenDone.accept(result);
        return result;
    }
}
