package dev.understudy.mock.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.understudy.contract.ErrorKind;
import dev.understudy.contract.Operation;
import dev.understudy.mock.job.RateLimiter;
import dev.understudy.mock.wire.Drop;
import dev.understudy.scenario.AnswerPlan;
import dev.understudy.scenario.MergePatch;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Sends answers that are not streams: as the contract has them, with what a scenario changes about them. */
final class Answers {
    private Answers() {}

    /** The answer that means success. */
    static void success(Call call, Variables variables, AnswerPlan plan) {
        success(call, call.operation(), variables, plan);
    }

    /** The answer that means success, as another operation has it. */
    static void success(Call call, Operation operation, Variables variables, AnswerPlan plan) {
        var response = operation.success();
        if (response.schemas().isEmpty()) {
            send(call, response.status(), NullNode.getInstance(), plan);
            return;
        }
        var template = response.answer()
                .orElseThrow(
                        () -> new IllegalStateException(operation.id() + " has no x-answer for " + response.status()));
        send(call, response.status(), call.session().contract().render(template, variables), plan);
    }

    /** The contract's error of this name, or what the scenario wants instead of it. */
    static void error(Call call, String name, Variables variables) {
        error(call, name, variables, AnswerPlan.NORMAL);
    }

    /** As above, with what the scenario changes about this answer. */
    static void error(Call call, String name, Variables variables, AnswerPlan plan) {
        var other = call.scenario().errors().get(name);
        if (other == null) {
            contractError(call, name, variables, plan);
        } else if (!instead(call, other, variables)) {
            contractError(call, name, variables, other);
        }
    }

    /** The contract's error of this name, whatever the scenario wants. */
    static void contractError(Call call, String name, Variables variables, AnswerPlan plan) {
        var contract = call.session().contract();
        var kind = contract.error(name)
                .or(() -> contract.error("internal-error"))
                .orElseThrow(() -> new IllegalStateException("x-errors lacks " + name));
        if (variables.apply("reason").isEmpty()) {
            variables.with("reason", "The scenario wants it so.");
        }
        variables
                .with("now", call.session().clock().at(call.session().clock().now()))
                .with("method", call.method())
                .with("path", call.pathText());
        addRetryAfter(call, kind, variables, plan.retryAfter());
        var text = kind.fields().get("text");
        var body = text == null ? contract.renderError(kind, variables) : contract.render(text, variables);
        send(call, kind.status(), body, plan);
    }

    /** A 429 and a 503 always say when to come back; the header and the body agree. */
    private static void addRetryAfter(Call call, ErrorKind kind, Variables variables, Optional<Duration> wanted) {
        if (kind.status() != 429 && kind.status() != 503) {
            return;
        }
        if (variables.apply("retryAfter").isEmpty()) {
            var wait = wanted.orElse(Duration.ofSeconds(60));
            long seconds = seconds(wait);
            if (kind.status() == 429) {
                variables.with("retryAfter", seconds);
                var now = call.session().clock().now();
                int limit = call.session().contract().limit(call.role());
                limitHeaders(call, new RateLimiter.Count(false, limit, 0, now.plus(wait), wait));
            } else {
                variables.with("retryAfterMs", wait.toMillis());
            }
            call.exchange().getResponseHeaders().put(Headers.RETRY_AFTER, Long.toString(seconds));
        }
    }

    /** Rounded up: asking again then is never too early. */
    static long seconds(Duration wait) {
        return wait.plusNanos(999_999_999).toSeconds();
    }

    /** What a scenario wants instead of the normal answer; false if it wants the normal one, perhaps changed. */
    static boolean instead(Call call, AnswerPlan plan, Variables variables) {
        if (plan.form() instanceof AnswerPlan.ContractError error) {
            contractError(call, error.name(), variables, plan);
            return true;
        }
        if (plan.form() instanceof AnswerPlan.Status status) {
            send(call, status.code(), plan.body().orElse(NullNode.getInstance()), plan);
            return true;
        }
        if (plan.form() instanceof AnswerPlan.Dropped dropped && !dropped.done()) {
            drop(call, dropped.reset());
            return true;
        }
        return false;
    }

    private static void drop(Call call, boolean reset) {
        call.record(new dev.understudy.journal.Entry.Fault(
                call.session().journal().now(), call.number(), reset ? "reset" : "close"));
        call.recordDrop(reset);
        if (reset) {
            Drop.reset(call.exchange());
        } else {
            Drop.close(call.exchange());
        }
    }

    /** How a limit stands, on every answer where limits are on. */
    static void limitHeaders(Call call, RateLimiter.Count count) {
        var headers = call.exchange().getResponseHeaders();
        headers.put(new HttpString("X-RateLimit-Limit"), Math.max(1, count.limit()));
        headers.put(new HttpString("X-RateLimit-Remaining"), count.remaining());
        headers.put(
                new HttpString("X-RateLimit-Reset"),
                call.session()
                        .clock()
                        .at(count.resetAt())
                        .plusNanos(999_999_999)
                        .getEpochSecond());
        if (!count.allowed()) {
            headers.put(Headers.RETRY_AFTER, Long.toString(count.retryAfterSeconds()));
        }
    }

    /** Nothing to say: 204, which tells an EventSource to stay away (WHATWG HTML 9.2.3). */
    static void contentless(Call call) {
        call.exchange().setStatusCode(204);
        call.recordResponse("");
        call.exchange().endExchange();
    }

    private static void send(Call call, int status, JsonNode body, AnswerPlan plan) {
        var shown = plan.form() instanceof AnswerPlan.Changed changed ? MergePatch.apply(body, changed.change()) : body;
        var text = plan.body().map(own -> own(call, own)).orElseGet(() -> text(shown));
        var exchange = call.exchange();
        exchange.setStatusCode(status);
        if (!isEmpty(body, plan)) {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType(shown, plan));
        }
        WhenToReturn.tell(call, plan);
        plan.headers().forEach((name, value) -> {
            exchange.getResponseHeaders().remove(name);
            value.ifPresent(
                    text1 -> exchange.getResponseHeaders().put(new HttpString(name), Places.filled(call, text1)));
        });
        if (plan.delay().isZero()) {
            write(call, text, plan);
        } else {
            Waiting.on(call, plan.delay(), () -> write(call, text, plan));
        }
    }

    /** Whether the contract has no body here, and the scenario wants none. */
    private static boolean isEmpty(JsonNode body, AnswerPlan plan) {
        return body.isNull() && plan.body().isEmpty() && !(plan.form() instanceof AnswerPlan.Status);
    }

    private static String contentType(JsonNode body, AnswerPlan plan) {
        if (body.isTextual() && plan.body().isEmpty()) {
            return "text/plain; charset=utf-8";
        }
        return plan.body().filter(JsonNode::isTextual).isPresent() ? "text/html; charset=utf-8" : "application/json";
    }

    /** A scenario's own body: in JSON with the id of the job that was asked about. A page must not show what a path brings. */
    private static String own(Call call, JsonNode body) {
        if (body.isTextual()) {
            return body.textValue();
        }
        var jobId = new StringBuilder();
        JsonStringEncoder.getInstance().quoteAsString(call.jobId(), jobId);
        return text(body).replace("{jobId}", jobId);
    }

    private static String text(JsonNode body) {
        return body.isNull() ? "" : body.isTextual() ? body.textValue() : body.toString();
    }

    private static void write(Call call, String text, AnswerPlan plan) {
        if (plan.form() instanceof AnswerPlan.Dropped dropped) {
            drop(call, dropped.reset());
        } else if (plan.delivery().isUsual()) {
            call.recordResponse(text);
            call.exchange().getResponseSender().send(text, StandardCharsets.UTF_8);
        } else {
            new OddBody(call, plan.delivery()).send(text);
        }
    }
}
