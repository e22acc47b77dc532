package dev.understudy.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.journal.JournalFile;
import dev.understudy.mock.job.Session;
import dev.understudy.scenario.Scenario;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers under {@code /_mock}: health, scenarios, and what the server has seen.
 *
 * <p>Refuses a foreign Host (a page that has tricked its DNS name into meaning this machine) and a foreign Origin.
 */
public final class ControlHandler implements HttpHandler {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");

    private final Session session;
    private final String host;

    public ControlHandler(Session session, String host) {
        this.session = session;
        this.host = host;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (!isOurs(exchange.getHostName())) {
            refuse(
                    exchange,
                    StatusCodes.FORBIDDEN,
                    "The Host '" + exchange.getHostName() + "' is foreign. Use 127.0.0.1 or localhost.");
        } else if (isForeignOrigin(exchange.getRequestHeaders().getFirst(Headers.ORIGIN))) {
            refuse(exchange, StatusCodes.FORBIDDEN, "Pages of other origins may not control this server.");
        } else if (!exchange.getRequestMethod().equals(Methods.GET)) {
            refuse(exchange, StatusCodes.METHOD_NOT_ALLOWED, "Only GET is possible here.");
        } else {
            answer(exchange);
        }
    }

    private boolean isOurs(@Nullable String name) {
        if (name == null) {
            return false;
        }
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        return LOOPBACK.contains(plain) || plain.equals(host) || (EVERYWHERE.contains(host) && isAddress(plain));
    }

    /** Somebody who listens on all addresses is called by any of them, but not by a name. */
    private static boolean isAddress(String name) {
        return name.matches("[0-9.]+|[0-9a-f:.]+");
    }

    private boolean isForeignOrigin(@Nullable String origin) {
        if (origin == null) {
            return false;
        }
        try {
            return !isOurs(URI.create(origin).getHost());
        } catch (IllegalArgumentException e) {
            // What is no URI, such as "null", is nobody we know.
            return true;
        }
    }

    private void answer(HttpServerExchange exchange) {
        switch (exchange.getRelativePath()) {
            case "", "/" -> send(exchange, "text/plain; charset=utf-8", page());
            case "/health" -> json(exchange, health());
            case "/scenarios" -> json(exchange, scenarios());
            case "/journal" -> send(exchange, "application/x-ndjson", journal());
            default ->
                refuse(
                        exchange,
                        StatusCodes.NOT_FOUND,
                        "There is no /_mock" + exchange.getRelativePath() + ". There are: health, scenarios, journal.");
        }
    }

    private String page() {
        var scenarios = session.catalogue().all().stream()
                .map(scenario -> String.format("  %-28s %s", scenario.id(), scenario.title()))
                .collect(Collectors.joining("\n"));
        return "Understudy, contract " + session.contract().name()
                + ". See /_mock/health, /_mock/scenarios, /_mock/journal.\n\n" + scenarios + "\n";
    }

    private JsonNode health() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("status", "ok")
                .put("contract", session.contract().name())
                .put("scenario", session.settings().scenario())
                .put("scenarios", session.catalogue().ids().size())
                .put("seed", session.settings().seed())
                .put("journalEntries", session.journal().entries().size())
                .put("journalForgotten", session.journal().dropped());
    }

    private JsonNode scenarios() {
        var array = JsonNodeFactory.instance.arrayNode();
        session.catalogue().all().forEach(scenario -> array.add(describe(scenario)));
        return array;
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

    private String journal() {
        return session.journal().entries().stream().map(JournalFile::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static void json(HttpServerExchange exchange, JsonNode body) {
        send(exchange, "application/json", body.toPrettyString() + "\n");
    }

    private static void refuse(HttpServerExchange exchange, int status, String message) {
        exchange.setStatusCode(status);
        json(exchange, JsonNodeFactory.instance.objectNode().put("error", message));
    }

    private static void send(HttpServerExchange exchange, String contentType, String body) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType);
        exchange.getResponseSender().send(body);
    }
}
