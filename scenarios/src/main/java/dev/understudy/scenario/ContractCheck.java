package dev.understudy.scenario;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Dialect;
import dev.understudy.contract.Message;
import dev.understudy.yaml.NearestWord;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds a scenario against the contract: an event that the contract does not allow is a mistake, unless it says
 * {@code violates}.
 */
final class ContractCheck {
    /** Fields whose content is anybody's own JSON. */
    private static final Set<String> FREE = Set.of("payload", "body", "headers", "change");

    private final Contract contract;
    private final YamlDocument document;
    private final List<Problem> problems = new ArrayList<>();

    ContractCheck(Contract contract, YamlDocument document) {
        this.contract = contract;
        this.document = document;
    }

    List<Problem> problems(Scenario scenario) {
        if (!scenario.id().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            add("/id", "'" + scenario.id() + "' cannot be an id.", "Use lower case, digits and single hyphens.");
        }
        var story = new Rehearsal(
                scenario.job().items().orElse(3),
                contract.dialect(scenario.job().dialect()));
        var steps = scenario.job().timeline();
        boolean written = document.at("/job/timeline").isArray();
        for (int i = 0; written && i < steps.size(); i++) {
            story.pointer = "/job/timeline/" + i;
            steps.get(i).step().tell(story);
        }
        violations("", document.root());
        dialects();
        faults();
        faultPairs(scenario);
        return problems;
    }

    /** Every {@code violates} names a rule that there is, or {@code schema}. */
    private void violations(String pointer, com.fasterxml.jackson.databind.JsonNode node) {
        node.properties().forEach(field -> {
            var child = YamlDocument.child(pointer, field.getKey());
            if (field.getKey().equals("violates")) {
                checkRule(child, field.getValue().asText());
            }
            if (!FREE.contains(field.getKey())) {
                violations(child, field.getValue());
            }
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            violations(pointer + "/" + i, node.get(i));
        }
    }

    private void checkRule(String pointer, String rule) {
        if (!rule.equals("schema") && contract.rule(rule).isEmpty()) {
            var known = Stream.concat(
                            Stream.of("schema"), contract.rules().stream().map(each -> each.id()))
                    .toList();
            add(pointer, "There is no rule '" + rule + "'.", NearestWord.advice(rule, known));
        }
    }

    private void dialects() {
        checkDialect("/job/dialect");
        for (int i = 0; i < document.at("/connections").size(); i++) {
            checkDialect("/connections/" + i + "/websocket/dialect");
        }
    }

    private void checkDialect(String pointer) {
        var word = document.at(pointer);
        var known = contract.dialects().stream().map(Dialect::name).toList();
        if (!word.isMissingNode() && !known.contains(word.asText())) {
            add(
                    pointer,
                    "The contract has no dialect '" + word.asText() + "'.",
                    NearestWord.advice(word.asText(), known));
        }
    }

    /** The words of faults that name something of the contract. */
    private void faults() {
        var events = contract.messages().stream().map(Message::jobEvent).toList();
        var messages = Stream.concat(
                        events.stream(),
                        contract.dialects().stream().flatMap(dialect -> dialect.messages().keySet().stream()))
                .distinct()
                .toList();
        for (int i = 0; i < document.at("/connections").size(); i++) {
            var faults = "/connections/" + i + "/faults";
            for (int j = 0; j < document.at(faults).size(); j++) {
                checkEvent(faults + "/" + j + "/do/message", messages);
                checkEvent(faults + "/" + j + "/when/state", events);
            }
        }
        for (int i = 0; i < document.at("/network").size(); i++) {
            checkEvent("/network/" + i + "/when/state", events);
        }
    }

    /** What is done to an event needs one. */
    private void faultPairs(Scenario scenario) {
        for (int i = 0; i < document.at("/connections").size(); i++) {
            var faults = scenario.connections().get(i).faults();
            for (int j = 0; j < faults.size(); j++) {
                var pointer = "/connections/" + i + "/faults/" + j + "/do";
                var fault = faults.get(j);
                if (fault.what().needsEvent() && !fault.when().hasEvent()) {
                    add(
                            pointer,
                            "This is done to an event, and there is none then.",
                            "Use when: {event: 1}, or {state: ...}.");
                } else if (fault.when().beforeHeaders() && !fault.what().canComeFirst()) {
                    add(
                            pointer,
                            "There is no stream yet to write it into.",
                            "Use when: {events: 0}, which is behind the headers.");
                } else if (fault.when().beforeRequest()) {
                    beforeRequest(
                            pointer, fault, i == document.at("/connections").size() - 1);
                }
            }
        }
    }

    private void beforeRequest(String pointer, ConnectionPlan.Fault fault, boolean last) {
        if (!fault.what().needsNoRequest()) {
            add(pointer, "Nothing was asked yet.", "Use reset, close or silence, or when: {before: headers}.");
        } else if (last) {
            add(
                    pointer,
                    "The last entry serves all later connections, so nobody could ask anything any more.",
                    "Add '- {}' behind it, or use when: {before: headers}.");
        }
    }

    private void checkEvent(String pointer, List<String> events) {
        var word = document.at(pointer);
        if (!word.isMissingNode() && !events.contains(word.asText())) {
            add(
                    pointer,
                    "The contract has no event '" + word.asText() + "'.",
                    NearestWord.advice(word.asText(), events));
        }
    }

    private void add(String pointer, String message, String advice) {
        problems.add(new Problem(document.locate(pointer), message, advice));
    }

    /** Plays a timeline to the contract instead of to a client. */
    private final class Rehearsal implements Storyline {
        private final int total;
        private int processed;
        private final Dialect dialect;
        private String pointer = "";
        private String ended = "";

        Rehearsal(int total, Dialect dialect) {
            this.total = total;
            this.dialect = dialect;
        }

        @Override
        public int total() {
            return total;
        }

        @Override
        public int processed() {
            return processed;
        }

        @Override
        public void pause(Duration time) {
            // Time does not matter to the contract here.
        }

        @Override
        public void event(JobEvent event) {
            var message = contract.message(event.name()).orElseThrow();
            int now = event.processed().orElse(finishes(message) ? total : processed);
            checkWritten(event);
            if (event.violates().isEmpty()) {
                checkOrder(event, message, now);
                dialect.event(event.name()).ifPresent(told -> checkPayload(event, told, now));
            }
            processed = Math.max(processed, now);
            if (message.endsJob() && ended.isEmpty()) {
                ended = event.name();
            }
        }

        /** The first of the messages that end a job is the one for success. */
        private boolean finishes(Message message) {
            return contract.messages().stream()
                    .filter(Message::endsJob)
                    .findFirst()
                    .filter(message::equals)
                    .isPresent();
        }

        private void checkOrder(JobEvent event, Message message, int now) {
            if (!ended.isEmpty()) {
                tell("'" + event.name() + "' comes after '" + ended + "', which ends the job.");
            } else if (message.end() == Message.End.CONNECTION) {
                tell("'" + event.name() + "' concerns a connection, not the job. Use a fault: {do: {message: "
                        + event.name() + "}}.");
            } else if (now < processed) {
                tell("Progress falls from " + processed + " to " + now + ".");
            } else if (now > total) {
                tell("There are " + total + " items, so " + now + " cannot be done.");
            }
        }

        private void checkPayload(JobEvent event, Message message, int now) {
            var payload = PayloadPreview.of(contract, message, event, now, total);
            var misfits = contract.shapes().misfits(message.schema(), payload);
            misfits.forEach(misfit -> tell("The payload of '" + event.name() + "' does not fit: " + misfit + "."));
            if (event.data().isPresent()) {
                tell("'data' replaces the payload, so the contract cannot be kept.");
            }
            checkLines(event, message);
            event.id()
                    .filter(id -> id.isEmpty() || id.equals("none") || id.equals("same"))
                    .ifPresent(id -> tell("'id: " + id + "' breaks the contract."));
        }

        /** What would become a line of its own, or be left as it stands, by mistake. */
        private void checkWritten(JobEvent event) {
            Stream.of(event.id().stream(), event.wireName().stream(), event.form().lines().stream())
                    .flatMap(each -> each)
                    .filter(text -> text.contains("\n") || text.contains("\r"))
                    .forEach(
                            text -> add(pointer, "A line end stands within a line.", "Make it two lines, or use raw."));
            event.form().lines().stream()
                    .filter(EventLines::hasUnknownGap)
                    .forEach(line -> add(
                            pointer,
                            "'" + line + "' has a gap that is not known.",
                            "There are {id}, {event} and {data}."));
            if (!event.form().lines().isEmpty() && event.form().size() > 0) {
                add(pointer, "'lines' and 'size' do not go together.", "Use one of them, or raw.");
            }
        }

        private void checkLines(JobEvent event, Message message) {
            var lines = event.form().lines();
            var read = EventLines.read(EventLines.filled(lines, "1", message.name(), "{}"));
            if (!lines.isEmpty() && !new EventLines.Read("1", message.name(), "{}").equals(read)) {
                tell("A reader of these lines does not get the event: it gets id " + read.id() + ", name " + read.name()
                        + (read.data() == null ? ", and no data." : "."));
            }
        }

        private void tell(String message) {
            add(pointer, message, "Mend it, or say on purpose: violates: <a rule, or schema>.");
        }

        @Override
        public void progress(int done) {
            processed = done;
        }

        @Override
        public void comment(String text) {
            if (text.contains("\n") || text.contains("\r")) {
                tell("A comment is one line.");
            }
        }

        @Override
        public void retry(Duration time) {
            // Any reconnection time can be asked for; the rules judge it.
        }

        @Override
        public void raw(byte[] bytes) {
            // Raw bytes are not the contract's business.
        }

        @Override
        public void rawText(String text) {
            // Nor is raw text.
        }
    }
}
