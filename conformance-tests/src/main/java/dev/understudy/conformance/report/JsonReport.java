package dev.understudy.conformance.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.conformance.CaseResult;
import dev.understudy.conformance.RuleResult;
import dev.understudy.conformance.SuiteResult;
import dev.understudy.verdict.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code report.json}: everything but the histories. */
final class JsonReport implements ReportFormat {
    /** Goes up when a field changes its meaning or goes away. */
    private static final int VERSION = 1;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Override
    public void write(SuiteResult result, Path folder) throws IOException {
        JSON.writeValue(folder.resolve("report.json").toFile(), report(result));
    }

    private static ObjectNode report(SuiteResult result) {
        var report = JsonNodeFactory.instance.objectNode();
        report.put("version", VERSION);
        report.put("target", result.profile().name());
        report.put("baseUrl", result.profile().baseUrl().toString());
        report.put("contract", result.profile().contract());
        report.put("seed", result.seed());
        report.put("network", result.network());
        report.put("milliseconds", result.took().toMillis());
        report.put("exitCode", result.exitCode().number());
        report.put("result", result.exitCode().words());
        var summary = report.putObject("summary");
        for (var outcome : Outcome.values()) {
            summary.put(outcome.word(), result.count(outcome));
        }
        var rules = report.putArray("rules");
        result.rules().forEach(rule -> rules.add(rule(rule)));
        var cases = report.putArray("cases");
        result.cases().forEach(each -> cases.add(caseOf(each)));
        return report;
    }

    private static ObjectNode rule(RuleResult result) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", result.rule().id());
        node.put("level", result.rule().level().word());
        node.put("text", result.rule().text());
        node.put("source", result.rule().source());
        node.put("outcome", result.outcome().word());
        node.put("reason", result.reason());
        texts(node.putArray("evidence"), result.evidence());
        texts(node.putArray("cases"), result.cases());
        return node;
    }

    private static ObjectNode caseOf(CaseResult result) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", result.name());
        node.put("title", result.title());
        node.put("pipeline", result.pipeline());
        node.put("milliseconds", result.took().toMillis());
        node.put("history", ReportFolder.history(result));
        result.skipped().ifPresent(why -> node.put("skipped", why));
        result.stopped().ifPresent(why -> node.put("stopped", why));
        result.mishap().ifPresent(why -> node.put("mishap", why));
        var verdicts = node.putArray("verdicts");
        result.verdicts().stream()
                .filter(verdict -> verdict.outcome() != Outcome.NOT_TESTED)
                .forEach(verdict -> verdicts.addObject()
                        .put("rule", verdict.rule().id())
                        .put("outcome", verdict.outcome().word())
                        .put("reason", verdict.reason()));
        return node;
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
