package dev.understudy.mock.http;

import dev.understudy.contract.WebSocketTerms;
import dev.understudy.mock.job.Job;
import dev.understudy.mock.job.Seats;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.ConnectionPlan.Carrier;
import dev.understudy.scenario.ConnectionPlan.Resume;
import dev.understudy.scenario.JobPlan.Auth;
import io.undertow.util.Headers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Opens a WebSocket on a job, or refuses to. */
final class WebSocketEndpoint implements Endpoint {
    @Override
    public void answer(Call call) {
        var terms = call.session()
                .contract()
                .webSocket()
                .orElseThrow(() -> new IllegalStateException("No channel of asyncapi.yaml has x-websocket"));
        var handshake = new Handshake(call, terms);
        if (isHandshake(call, handshake)) {
            JobCalls.find(call, comesBack(call, terms)).ifPresent(job -> {
                if (!JobCalls.isLimited(call, job.scenario())) {
                    connect(call, job, terms, handshake);
                }
            });
        }
    }

    private static boolean isHandshake(Call call, Handshake handshake) {
        if (!handshake.isUpgrade() || !handshake.isKnownVersion()) {
            call.exchange().getResponseHeaders().put(Headers.UPGRADE, "websocket");
            call.exchange().getResponseHeaders().put(Headers.SEC_WEB_SOCKET_VERSION, Handshake.VERSION);
            refuse(call, "This is a WebSocket: Upgrade: websocket, Sec-WebSocket-Version: 13.", "upgrade-required");
            return false;
        }
        if (!handshake.hasKey()) {
            refuse(call, "Sec-WebSocket-Key must be 16 bytes in Base64.", "bad-handshake", "upgrade-required");
            return false;
        }
        if (call.jobId().isEmpty()) {
            refuse(call, "Missing jobId parameter.", "missing-job-id");
            return false;
        }
        return true;
    }

    /** The first of these errors that the contract has; each has at least the one for a bad body. */
    private static void refuse(Call call, String reason, String... errors) {
        var contract = call.session().contract();
        var name = List.of(errors).stream()
                .filter(error -> contract.error(error).isPresent())
                .findFirst()
                .orElse("invalid-body");
        Answers.error(call, name, new Variables().with("reason", reason));
    }

    private static boolean comesBack(Call call, WebSocketTerms terms) {
        return terms.reconnect()
                .filter(reconnect -> call.query(reconnect.query())
                        .filter(reconnect.value()::equals)
                        .isPresent())
                .isPresent();
    }

    private static void connect(Call call, Job job, WebSocketTerms terms, Handshake handshake) {
        var plan =
                job.scenario().connection(job.nextConnection(Carrier.WEBSOCKET)).on(Carrier.WEBSOCKET);
        var now = call.session().clock().now();
        var token = handshake.token();
        var refusal = refusal(job, plan, terms, token, now);
        if (refusal.isPresent()) {
            refuse(call, "This token lets nobody in.", "upgrade-" + refusal.get(), refusal.get());
            return;
        }
        if (plan.answer().isPresent()
                && Answers.instead(call, plan.answer().get(), JobVariables.of(call.session(), job, now))) {
            job.connect(Carrier.WEBSOCKET);
            return;
        }
        var connection = new WebSocketConnection(call, job, plan, handshake);
        boolean back = comesBack(call, terms) && plan.resume() != Resume.IGNORE;
        boolean once = terms.token().once() && token.isPresent();
        var admission = job.seats().take(token.orElse(""), new Seats.Request(back, once), now, connection::replaced);
        if (admission.isEmpty()) {
            refuse(call, "This token has let somebody in already.", "token-used", "invalid-token");
            return;
        }
        connection.open(job.connect(Carrier.WEBSOCKET) == 1, admission.get());
    }

    /** The contract's error for whoever brings this token, or none. */
    private static Optional<String> refusal(
            Job job, ConnectionPlan plan, WebSocketTerms terms, Optional<String> token, Duration now) {
        if (token.isPresent()) {
            return Tokens.refusal(job, token.get(), now);
        }
        boolean needed = plan.webSocket().tokenRequired().orElse(terms.token().required())
                || job.scenario().job().auth() != Auth.NONE;
        return needed ? Optional.of("unauthorized") : Optional.empty();
    }
}
