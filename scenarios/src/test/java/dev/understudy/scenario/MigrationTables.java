package dev.understudy.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.contract.Message;
import dev.understudy.contract.Operation;
import dev.understudy.contract.Pipeline;
import dev.understudy.yaml.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What changes from contract to contract, as Markdown tables: where to ask, what is told, and what holds. */
final class MigrationTables {
    private static final Duration ENDLESS = Duration.ofDays(10_000);
    private static final String NONE = "-";

    private final List<Contract> contracts;
    private final StringBuilder text = new StringBuilder();

    private MigrationTables(List<Contract> contracts) {
        this.contracts = contracts;
    }

    static String write(List<Contract> contracts) {
        var tables = new MigrationTables(contracts);
        tables.addresses();
        tables.events();
        tables.terms();
        return tables.text.toString();
    }

    private void addresses() {
        heading("Where to ask", "for");
        var pipelines = new LinkedHashSet<String>();
        contracts.forEach(
                contract -> contract.pipelines().stream().map(Pipeline::name).forEach(pipelines::add));
        for (var pipeline : pipelines) {
            for (var role : JobRole.values()) {
                row(pipeline + ", " + role.word(), contract -> address(contract, role, pipeline));
            }
        }
    }

    private static String address(Contract contract, JobRole role, String pipeline) {
        return contract.pipeline(pipeline).isEmpty()
                ? NONE
                : contract.operation(role, pipeline)
                        .map(Operation::toString)
                        .map(MigrationTables::code)
                        .orElse(NONE);
    }

    private void events() {
        heading("What is told", "when a job");
        var events = new LinkedHashSet<String>();
        contracts.forEach(contract -> contract.messages().stream()
                .filter(message -> message.end() != Message.End.CONNECTION)
                .map(Message::jobEvent)
                .forEach(events::add));
        events.forEach(event -> row(
                "is " + event,
                contract -> contract.message(event)
                        .map(message -> code(message.name()) + (message.endsJob() ? ", the end" : ""))
                        .orElse(NONE)));
        events.forEach(event -> row("its status is then", event, Contract::statusAfter));
        row(
                "progress has",
                contract -> contract.messages().stream()
                        .filter(Message::snapshot)
                        .findFirst()
                        .map(message -> fields(message.payload()))
                        .orElse(NONE));
    }

    private void row(String what, String event, java.util.function.BiFunction<Contract, String, String> word) {
        row(
                what + " (" + event + ")",
                contract -> contract.message(event).isPresent() ? code(word.apply(contract, event)) : NONE);
    }

    /** The fields of a template, those of what is nested in it with dots. */
    private static String fields(JsonNode template) {
        var names = new ArrayList<String>();
        collect(template, "", names);
        return names.stream().map(MigrationTables::code).collect(Collectors.joining(", "));
    }

    private static void collect(JsonNode template, String before, List<String> names) {
        template.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                collect(field.getValue(), before + field.getKey() + ".", names);
            } else {
                names.add(before + field.getKey());
            }
        });
    }

    private void terms() {
        heading("What holds", "of");
        row(
                "ids of events",
                contract ->
                        isStreamed(contract) ? contract.streamForm().ids() ? "yes: `Last-Event-ID`" : "none" : NONE);
        row(
                "who comes back waits",
                contract -> isStreamed(contract) ? time(contract.times().retry()) : NONE);
        row("a sign of life, every", contract -> time(contract.times().heartbeat()));
        row("results live", contract -> time(Optional.of(contract.times().resultsTtl())));
        row("tokens live", contract -> time(Optional.of(contract.times().tokenTtl())));
        row("statuses a minute", contract -> Integer.toString(contract.limit("status")));
        row("an error has", contract -> errorFields(contract));
        row(
                "deprecated operations",
                contract -> contract.operations().stream()
                                .filter(Operation::deprecated)
                                .count() + " of " + contract.operations().size());
    }

    private static boolean isStreamed(Contract contract) {
        return contract.operations().stream()
                .anyMatch(operation -> operation.role().equals(Optional.of(JobRole.STREAM)));
    }

    private static String errorFields(Contract contract) {
        var kind = contract.error("unknown-job").or(() -> contract.error("internal-error"));
        return kind.map(error -> fields(contract.renderError(error, name -> Optional.empty())))
                .orElse(NONE);
    }

    private static String time(Optional<Duration> time) {
        return time.filter(each -> each.compareTo(ENDLESS) < 0)
                .map(DurationText::print)
                .orElse("none");
    }

    private static String code(String words) {
        return "`" + words + "`";
    }

    private void heading(String title, String first) {
        text.append("\n### ").append(title).append("\n\n| ").append(first).append(" |");
        contracts.forEach(contract -> text.append(' ').append(contract.name()).append(" |"));
        text.append("\n|---|").append("---|".repeat(contracts.size())).append('\n');
    }

    /** A row that says something of at least one contract. */
    private void row(String what, Function<Contract, String> cell) {
        var cells = contracts.stream().map(cell).toList();
        if (cells.stream().anyMatch(each -> !each.equals(NONE))) {
            text.append("| ")
                    .append(what)
                    .append(" | ")
                    .append(String.join(" | ", cells))
                    .append(" |\n");
        }
    }
}
