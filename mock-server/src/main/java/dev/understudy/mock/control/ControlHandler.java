package dev.understudy.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.mock.job.PushException;
import dev.understudy.mock.session.Sessions;
import dev.understudy.mock.session.TooManySessionsException;
import dev.understudy.scenario.CatalogueException;
import dev.understudy.scenario.Scenario;
import dev.understudy.yaml.NearestWord;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.Collection;
import java.util.List;

/**
 * Answers under {@code /_mock}: whoever is trusted, what is asked, then on to the endpoint on a thread that may do work.
 *
 * <p>Every refusal has a body with {@code error} and {@code hint}.
 */
public final class ControlHandler implements HttpHandler {
    /** Where the control API is. */
    public static final String PATH = "/_mock";

    private final Sessions sessions;
    private final Trust trust;

    /** For a server that listens on this host. */
    public ControlHandler(Sessions sessions, String host) {
        this.sessions = sessions;
        this.trust = new Trust(host);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        guarded(exchange, () -> {
            trust.check(exchange);
            letPageRead(exchange);
            if (exchange.getRequestMethod().equals(Methods.OPTIONS)) {
                preflight(exchange);
                return;
            }
            var found = Routes.find(exchange);
            refuseUnknown(
                    "query parameter",
                    exchange.getQueryParameters().keySet(),
                    found.route().query());
            ControlBody.read(exchange, found.route(), body -> {
                refuseUnknown("field", fieldNames(body), found.route().body());
                found.route().endpoint().answer(new ControlCall(exchange, sessions, found.path(), body));
            });
        });
    }

    private static List<String> fieldNames(JsonNode body) {
        return body.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }

    /** A page of this machine, such as a test page of a client team, may read what it is answered. */
    private static void letPageRead(HttpServerExchange exchange) {
        var origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        if (origin != null) {
            exchange.getResponseHeaders().put(new HttpString("Access-Control-Allow-Origin"), origin);
            exchange.getResponseHeaders().put(Headers.VARY, "Origin");
        }
    }

    private static void preflight(HttpServerExchange exchange) {
        var headers = exchange.getResponseHeaders();
        headers.put(new HttpString("Access-Control-Allow-Methods"), "GET, PUT, POST, DELETE");
        headers.put(new HttpString("Access-Control-Allow-Headers"), "Content-Type, Last-Event-ID");
        exchange.setStatusCode(StatusCodes.NO_CONTENT);
        exchange.endExchange();
    }

    private static void refuseUnknown(String what, Collection<String> given, List<String> known) {
        given.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new ControlException(
                    StatusCodes.BAD_REQUEST,
                    "There is no " + what + " '" + name + "' here.",
                    known.isEmpty() ? "Leave it out; there is none." : NearestWord.advice(name, known));
        });
    }

    /** Runs a part of a call's work, on whatever thread: what goes wrong in it is answered, and the server goes on. */
    static void guarded(HttpServerExchange exchange, Runnable work) {
        try {
            work.run();
        } catch (ControlException e) {
            ControlCall.refuse(exchange, e);
        } catch (CatalogueException e) {
            refuse(exchange, StatusCodes.NOT_FOUND, e, "GET /_mock/scenarios lists them.");
        } catch (PushException e) {
            ControlCall.refuse(exchange, new ControlException(StatusCodes.CONFLICT, e.problem(), e.advice()));
        } catch (TooManySessionsException e) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, 1);
            refuse(exchange, StatusCodes.TOO_MANY_REQUESTS, e, "DELETE /_mock/sessions/{id} closes one.");
        } catch (RuntimeException e) {
            System.getLogger(ControlHandler.class.getName())
                    .log(System.Logger.Level.ERROR, "A call of the control API went wrong", e);
            if (!exchange.isResponseStarted()) {
                refuse(exchange, StatusCodes.INTERNAL_SERVER_ERROR, e, "This is a fault of the mock server.");
            }
        }
    }

    private static void refuse(HttpServerExchange exchange, int status, RuntimeException e, String hint) {
        ControlCall.refuse(exchange, new ControlException(status, String.valueOf(e.getMessage()), hint));
    }

    /** A scenario for programs, as the command {@code list --json} prints it too. */
    public static JsonNode describe(Scenario scenario) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("id", scenario.id())
                .put("group", scenario.group())
                .put("title", scenario.title())
                .put("about", scenario.about());
        scenario.tags().forEach(node.putArray("tags")::add);
        scenario.pipelines().forEach(node.putArray("pipelines")::add);
        return node;
    }
}
