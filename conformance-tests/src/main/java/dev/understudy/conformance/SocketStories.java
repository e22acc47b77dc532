package dev.understudy.conformance;

import dev.understudy.conformance.socket.ObservedSocket;
import dev.understudy.contract.ClientMessage;
import dev.understudy.contract.JobRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Stories of one job that is followed on a WebSocket. */
final class SocketStories {
    private static final Duration FIRST_MESSAGE = Duration.ofSeconds(10);
    private static final Duration GOODBYE = Duration.ofSeconds(6);
    private static final int NORMAL = 1000;
    private static final int SEEN_BEFORE = 3;

    private SocketStories() {}

    /** A connection whose client has said that it is ready. */
    private static ObservedSocket open(Driver driver, Knock knock) throws InterruptedException {
        var socket = driver.knock(knock);
        if (socket.awaitOpen(FIRST_MESSAGE) == 101) {
            ready(driver).forEach(socket::say);
        }
        return socket;
    }

    /** What the contract wants to hear before it begins; nothing if it does not. */
    private static List<String> ready(Driver driver) {
        return driver.contract().dialects().stream()
                .flatMap(dialect -> dialect.fromClient().stream())
                .filter(message -> message.does() == ClientMessage.Effect.READY)
                .flatMap(message -> message.matches().stream())
                .map(match -> match.isTextual() ? match.textValue() : match.toString())
                .limit(1)
                .toList();
    }

    private static void awaitEnd(Driver driver, ObservedSocket socket) throws InterruptedException {
        socket.awaitEnd(driver.streamPatience());
    }

    static void wholeJob(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "usual");
        var socket = open(driver, Knock.of("socket", job));
        socket.awaitMessages(2, FIRST_MESSAGE);
        driver.results(job, "results-early");
        driver.status(job, "status");
        try (var second = driver.knock(Knock.of("socket-second", job))) {
            second.awaitOpen(FIRST_MESSAGE);
        }
        awaitEnd(driver, socket);
        driver.awaitFinalStatus(job, "status-final");
        driver.results(job, "results");
    }

    /** One job, two ways. */
    static void bothWays(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "slow");
        var socket = open(driver, Knock.of("socket", job));
        var stream = driver.stream(job, "stream");
        awaitEnd(driver, socket);
        driver.awaitEnd(stream);
    }

    /** Nobody listens to a job, and then somebody comes. */
    static void late(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "unattended");
        driver.awaitFinalStatus(job, "status");
        open(driver, Knock.of("socket-late", job)).awaitEnd(GOODBYE);
    }

    static void cancel(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "slow");
        var socket = open(driver, Knock.of("socket", job));
        socket.awaitMessages(2, FIRST_MESSAGE);
        JobStories.cancelWithEveryToken(driver, job, "");
        socket.awaitEnd(GOODBYE);
        JobStories.cancelAgain(driver, job);
    }

    static void failing(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "failing");
        awaitEnd(driver, open(driver, Knock.of("socket", job)));
        driver.awaitFinalStatus(job, "status-final");
        driver.results(job, "results-failed");
    }

    static void expiry(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "expiring");
        awaitEnd(driver, open(driver, Knock.of("socket", job)));
        JobStories.expiringResults(driver, job);
    }

    static void rateLimit(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "limited");
        awaitEnd(driver, open(driver, Knock.of("socket", job)));
        JobStories.limitedResults(driver, job);
    }

    static void idle(Driver driver, String pipeline) throws InterruptedException {
        awaitEnd(driver, open(driver, Knock.of("socket", driver.create(pipeline, "idle"))));
    }

    /** Somebody who never says that he is ready. */
    static void silent(Driver driver, String pipeline) throws InterruptedException {
        if (ready(driver).isEmpty()) {
            throw new CaseSkippedException("the contract does not ask a client to say that it is ready");
        }
        try (var socket = driver.knock(Knock.of("socket-silent", driver.create(pipeline, "slow")))) {
            socket.awaitMessages(1, FIRST_MESSAGE);
        }
    }

    /** One whose network goes away comes back; and one comes back before its former connection is gone. */
    static void reconnect(Driver driver, String pipeline) throws InterruptedException {
        var cut = driver.create(pipeline, "slow");
        var first = open(driver, Knock.of("socket", cut).inQuery());
        var hasty = driver.create(pipeline, "slow");
        var former = open(driver, Knock.of("socket", hasty));
        first.awaitMessages(SEEN_BEFORE, FIRST_MESSAGE);
        first.vanish("the network is gone");
        var back = open(driver, Knock.of("socket-back", cut).inQuery().comingBack());
        former.awaitMessages(2, FIRST_MESSAGE);
        var later = open(driver, Knock.of("socket-takes-over", hasty).comingBack());
        former.awaitEnd(GOODBYE);
        awaitEnd(driver, back);
        later.close();
    }

    /** Pings, things that are no messages, and a goodbye. Each new connection says that it comes back, so one job is enough. */
    static void manners(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "slow");
        sayBadThings(driver, job);
        var goodbye = open(driver, Knock.of("socket-goodbye", job).comingBack());
        goodbye.ping("still there?");
        // Behind a close frame nobody owes a pong any more.
        goodbye.awaitPong(GOODBYE);
        goodbye.sayGoodbye(NORMAL, "");
        goodbye.awaitEnd(GOODBYE);
    }

    private static void sayBadThings(Driver driver, Driver.JobRef job) throws InterruptedException {
        var most = driver.contract().webSocket().orElseThrow().maxBytes();
        var bad = Map.of(
                "not-json", "this is no JSON",
                "no-type", "{\"hello\":\"world\"}",
                "unknown-type", "{\"type\":\"no-such-type\"}",
                "too-large", "{\"type\":\"no-such-type\",\"text\":\"" + "x".repeat(most) + "\"}");
        for (var reason : List.of("not-json", "no-type", "unknown-type", "too-large")) {
            var knock = Knock.of("socket-bad-" + reason, job);
            var socket = driver.knock(reason.equals("not-json") ? knock : knock.comingBack());
            if (socket.awaitOpen(FIRST_MESSAGE) == 101) {
                socket.say(bad.getOrDefault(reason, ""));
                socket.awaitEnd(GOODBYE);
            }
        }
    }

    static void refusals(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "slow");
        var knocks = List.of(
                Knock.of("socket-refused-426", job).without("Upgrade", "Connection"),
                Knock.of("socket-refused-400", job).withoutJob(),
                Knock.of("socket-refused-401", job).withToken(""),
                Knock.of("socket-refused-401", job).withToken("not-the-token"),
                Knock.of("socket-refused-401", job).withToken("not-the-token").inQuery());
        for (var knock : knocks) {
            try (var socket = driver.knock(knock)) {
                socket.awaitOpen(FIRST_MESSAGE);
            }
        }
    }

    /** A token in its last minutes is renewed; the old one is good for a while. */
    static void renewal(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "renewing");
        var refresh = driver.operation(JobRole.REFRESH_TOKEN, pipeline);
        var request = driver.request("refresh", job.name(), refresh);
        var answer = driver.send(
                refresh,
                driver.url(refresh, Map.of()),
                Uploads.json(request, Map.of("jobId", job.id(), "oldToken", job.token())));
        var old = driver.knock(Knock.of("socket-old-token", job));
        old.awaitOpen(FIRST_MESSAGE);
        old.sayGoodbye(NORMAL, "");
        old.awaitEnd(GOODBYE);
        var fresh = driver.told(refresh, answer, "token");
        try (var socket =
                driver.knock(Knock.of("socket-renewed", job).withToken(fresh).comingBack())) {
            socket.awaitOpen(FIRST_MESSAGE);
        }
    }
}
