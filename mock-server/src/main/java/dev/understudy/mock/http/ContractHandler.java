package dev.understudy.mock.http;

import dev.understudy.contract.Routing;
import dev.understudy.journal.Entry;
import dev.understudy.mock.job.Session;
import dev.understudy.scenario.AnswerPlan;
import dev.understudy.scenario.CatalogueException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.util.Locale;

/** The contract's side of the server: finds what a request means, and has it answered. */
public final class ContractHandler implements HttpHandler {
    private static final Endpoint PLAIN = new PlainEndpoint();

    private final Session session;

    public ContractHandler(Session session) {
        this.session = session;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        var call = new Call(exchange, session);
        CorsHeaders.add(exchange, session.contract().cors());
        call.recordRequest();
        guarded(call, () -> {
            addScenarioHeaders(call);
            if (CorsHeaders.isPreflight(exchange)) {
                preflight(call);
            } else {
                answer(call);
            }
        });
    }

    /** Runs a part of a call's work, on whatever thread: what goes wrong in it is answered, and the server goes on. */
    static void guarded(Call call, Runnable work) {
        try {
            work.run();
        } catch (CatalogueException e) {
            var variables = new Variables().with("reason", String.valueOf(e.getMessage()));
            Answers.contractError(call, "invalid-body", variables, AnswerPlan.NORMAL);
        } catch (RuntimeException e) {
            mishap(call, e);
        }
    }

    private static void preflight(Call call) {
        call.exchange().setStatusCode(StatusCodes.NO_CONTENT);
        call.recordResponse("");
        call.exchange().endExchange();
    }

    /** At the last moment, so that they win over whatever the answer has. */
    private static void addScenarioHeaders(Call call) {
        call.exchange()
                .addResponseCommitListener(exchange -> call.scenario().headers().forEach((name, value) -> {
                    exchange.getResponseHeaders().remove(name);
                    value.ifPresent(text -> exchange.getResponseHeaders().put(new HttpString(name), text));
                }));
    }

    private void answer(Call call) {
        var routing = call.routing();
        if (routing instanceof Routing.Found found) {
            call.routed(found.operation(), found.path());
            found.operation()
                    .headers()
                    .forEach((name, value) ->
                            call.exchange().getResponseHeaders().put(new HttpString(name), value));
            found.operation().role().map(Endpoints.ALL::get).orElse(PLAIN).answer(call);
        } else if (routing instanceof Routing.WrongMethod wrong) {
            var allowed = String.join(", ", wrong.allowed());
            call.exchange().getResponseHeaders().put(Headers.ALLOW, allowed);
            call.nearMiss("closest: " + allowed + " " + call.pathText() + " (the method differs)");
            Answers.error(call, "method-not-allowed", new Variables());
        } else if (routing instanceof Routing.NearMiss near) {
            call.nearMiss(near.hint());
            Answers.error(call, "no-such-path", new Variables());
        }
    }

    /** A fault of ours: it is written down as ours, answered with 500, and the server goes on. */
    private static void mishap(Call call, RuntimeException e) {
        call.record(new Entry.Mishap(
                call.session().journal().now(), call.number(), e.getClass().getSimpleName() + ": " + e.getMessage()));
        System.getLogger(ContractHandler.class.getName())
                .log(
                        System.Logger.Level.ERROR,
                        () -> String.format(Locale.ROOT, "%s %s", call.method(), call.pathText()),
                        e);
        if (!call.exchange().isResponseStarted()) {
            Answers.contractError(call, "internal-error", new Variables(), AnswerPlan.NORMAL);
        }
    }
}
