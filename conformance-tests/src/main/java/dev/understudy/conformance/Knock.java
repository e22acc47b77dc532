package dev.understudy.conformance;

import dev.understudy.conformance.socket.ObservedSocket;
import dev.understudy.conformance.socket.Upgrade;
import dev.understudy.contract.JobRole;
import dev.understudy.contract.WebSocketTerms;
import dev.understudy.journal.Journal;
import dev.understudy.verdict.Label;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * In which manner somebody asks for a WebSocket.
 *
 * @param purpose what it is there for
 * @param jobId whose progress; without it none is named
 * @param token without it none is shown
 * @param place where the token is, if the contract has both
 * @param back whether it says that it comes back
 * @param changes headers that differ; an empty text leaves one out
 */
record Knock(
        String purpose,
        Optional<String> jobId,
        Optional<String> token,
        Place place,
        boolean back,
        Map<String, String> changes) {
    /** Where a token travels. */
    enum Place {
        SUBPROTOCOL,
        QUERY
    }

    Knock {
        changes = Map.copyOf(changes);
    }

    /** As it should be. */
    static Knock of(String purpose, Driver.JobRef job) {
        return new Knock(purpose, Optional.of(job.id()), Optional.of(job.token()), Place.SUBPROTOCOL, false, Map.of());
    }

    /** The same, coming back. */
    Knock comingBack() {
        return new Knock(purpose, jobId, token, place, true, changes);
    }

    /** The same, with the token in the query. */
    Knock inQuery() {
        return new Knock(purpose, jobId, token, Place.QUERY, back, changes);
    }

    /** The same with this token; empty for none. */
    Knock withToken(String other) {
        return new Knock(purpose, jobId, Optional.of(other).filter(text -> !text.isEmpty()), place, back, changes);
    }

    /** The same, for nobody's job. */
    Knock withoutJob() {
        return new Knock(purpose, Optional.empty(), token, place, back, changes);
    }

    /** The same without these headers. */
    Knock without(String one, String other) {
        return new Knock(purpose, jobId, token, place, back, Map.of(one, "", other, ""));
    }

    /**
     * Connects.
     *
     * @param job the job's name in the journal
     * @param exchange its number there
     */
    ObservedSocket open(Driver driver, String job, Journal journal, long exchange) {
        var contract = driver.contract();
        var operation = contract.operations().stream()
                .filter(each -> each.role().equals(Optional.of(JobRole.WEBSOCKET)))
                .findFirst()
                .orElseThrow(() -> new CaseStoppedException("the contract has no WebSocket"));
        var terms = contract.webSocket().orElseThrow();
        var label = new Label(purpose, job, operation.id());
        try {
            return ObservedSocket.open(
                    journal,
                    exchange,
                    text -> terms.typeOf(JsonBody.of(text).root()),
                    at(driver.url(operation, Map.of()), label, terms));
        } catch (IOException e) {
            throw new CaseStoppedException("nobody took a connection for a WebSocket: " + e.getMessage());
        }
    }

    /** The request, for a WebSocket at this address. */
    private Upgrade at(URI url, Label label, WebSocketTerms terms) {
        var query = new ArrayList<String>();
        jobId.ifPresent(id -> query.add("jobId=" + id));
        var prefix = terms.token().subprotocol();
        boolean hidden = place == Place.SUBPROTOCOL && prefix.isPresent();
        if (!hidden) {
            terms.token().query().ifPresent(name -> token.ifPresent(text -> query.add(name + "=" + text)));
        }
        if (back) {
            terms.reconnect().ifPresent(words -> query.add(words.query() + "=" + words.value()));
        }
        var target = URI.create(url + (query.isEmpty() ? "" : "?" + String.join("&", query)));
        return new Upgrade(
                target, label.toString(), hidden ? token.map(text -> prefix.get() + text) : Optional.empty(), changes);
    }
}
