package dev.understudy.mock.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.ServerSettings;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ScenarioReader;
import dev.understudy.verdict.ClientJudge;
import dev.understudy.verdict.ClientVerdict;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Where clients stand trial by the rules of one contract: each is played its scenario, and then judged. */
record Court(Contract contract, Catalogue catalogue) {
    /** Whoever stands trial. */
    @FunctionalInterface
    interface Party {
        /** Does what a person would want of it, to the end or until it gives up. */
        void run(URI server) throws IOException;
    }

    /** One for these trials, whose scenarios are written into this folder. */
    static Court of(Contract contract, List<? extends Trial<?>> trials, Path folder) throws IOException {
        for (var trial : trials) {
            Files.writeString(folder.resolve(trial.id() + ".yaml"), trial.yaml());
        }
        return new Court(contract, Catalogue.with(new ScenarioReader(contract), List.of(folder), false));
    }

    /** Lets somebody do what he does, waits until all that matters was seen, and judges it. */
    Callable<ClientVerdict> hear(Trial<?> trial, Party party) {
        return () -> {
            var settings = ServerSettings.defaults().withScenario(trial.id());
            try (var mock = MockServer.start(settings, contract, catalogue)) {
                party.run(mock.baseUri());
                var scenario = catalogue.get(trial.id());
                var journal = mock.journal();
                await().atMost(Duration.ofSeconds(25))
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> ClientJudge.isSettled(
                                contract, scenario, trial.yardstick(), journal.entries(), journal.now()));
                return ClientJudge.report(contract, scenario, trial.yardstick(), journal.entries(), journal.now());
            }
        };
    }

    /** Each rule for clients is on trial once, and the judge has something to say about each. */
    static void assertTriesEveryRule(Contract contract, List<? extends Trial<?>> trials, ClientVerdict judged) {
        var rules = contract.rules().stream()
                .filter(rule -> rule.binds() == Rule.Side.CLIENT)
                .map(Rule::id)
                .toList();
        assertThat(trials.stream().map(trial -> trial.rule())).containsExactlyInAnyOrderElementsOf(rules);
        assertThat(judged.verdicts().stream().map(verdict -> verdict.rule().id()))
                .containsExactlyInAnyOrderElementsOf(rules);
    }

    /** The rule on trial is broken, and no other; nothing is left open. */
    static void assertCaught(Trial<?> trial, ClientVerdict judged) {
        assertThat(rules(judged, trial, Outcome.FAIL, Outcome.WARN, Outcome.ERROR))
                .as(judged::text)
                .containsExactly(trial.rule());
        assertThat(rules(judged, trial, Outcome.INCONCLUSIVE)).as(judged::text).isEmpty();
    }

    /** Nothing is broken. */
    static void assertSound(ClientVerdict judged) {
        assertThat(judged.outcome()).as(judged::text).isEqualTo(Outcome.PASS);
    }

    /** The rules with one of these outcomes; warnings count only where the rule on trial is one that warns. */
    private static List<String> rules(ClientVerdict judged, Trial<?> trial, Outcome... outcomes) {
        return judged.verdicts().stream()
                .filter(verdict -> List.of(outcomes).contains(verdict.outcome()))
                .filter(verdict -> verdict.outcome() != Outcome.WARN || isOnTrial(verdict, trial))
                .map(verdict -> verdict.rule().id())
                .toList();
    }

    private static boolean isOnTrial(Verdict verdict, Trial<?> trial) {
        return verdict.rule().id().equals(trial.rule());
    }
}
