package dev.understudy.verdict;

import dev.understudy.contract.Contract;
import dev.understudy.journal.Entry;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.Scenario;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes tries out of stream requests. */
final class WatchSorter {
    /**
     * HTTP libraries repeat a request by themselves if its connection dies before any byte of an answer: OkHttp up to twice, and
     * HttpURLConnection after 27 ms, were seen to. Such repeats are no decision of the client's.
     */
    private static final Duration REPEATED_WITHIN = Duration.ofMillis(100);

    private static final int MOST_REPEATS = 2;

    private final Scenario scenario;
    private final Contract contract;

    WatchSorter(Scenario scenario, Contract contract) {
        this.scenario = scenario;
        this.contract = contract;
    }

    /** The tries of each job, jobs in the order in which they were first asked for. */
    List<Watch> sort(List<Exchange> streams) {
        Map<String, List<Attempt>> open = new LinkedHashMap<>();
        var done = new ArrayList<Watch>();
        for (var stream : streams) {
            var job = stream.label().job();
            var attempts = open.computeIfAbsent(job, name -> new ArrayList<>());
            if (isNewRun(attempts, stream)) {
                done.add(new Watch(job, attempts));
                attempts = new ArrayList<>();
                open.put(job, attempts);
            }
            add(attempts, stream);
        }
        open.forEach((job, attempts) -> done.add(new Watch(job, attempts)));
        return List.copyOf(done);
    }

    private void add(List<Attempt> attempts, Exchange stream) {
        if (attempts.isEmpty()) {
            attempts.add(new Attempt(stream, stream, 1, read(stream, "", null)));
            return;
        }
        var last = attempts.get(attempts.size() - 1);
        if (isRepeat(last, stream) || isHop(last.exchange(), stream)) {
            var before = attempts.size() > 1 ? attempts.get(attempts.size() - 2) : null;
            attempts.set(
                    attempts.size() - 1,
                    new Attempt(
                            last.first(),
                            stream,
                            last.requests() + 1,
                            before == null ? read(stream, "", null) : read(stream, before)));
        } else {
            attempts.add(new Attempt(stream, stream, 1, read(stream, last)));
        }
    }

    private StreamReading read(Exchange stream, Attempt before) {
        return read(stream, before.reading().lastEventId(), before.reading().retry());
    }

    private StreamReading read(Exchange stream, String lastEventId, @org.jspecify.annotations.Nullable Duration retry) {
        return StreamReading.of(stream.entries(), contract, lastEventId, retry);
    }

    private static boolean isRepeat(Attempt last, Exchange next) {
        var dead = last.exchange();
        return dead.response().isEmpty()
                && dead.end()
                        .filter(end -> end.how() == Entry.How.RESET || end.how() == Entry.How.CUT)
                        .filter(end -> next.request().at().minus(end.at()).compareTo(REPEATED_WITHIN) <= 0)
                        .isPresent()
                && last.requests() <= MOST_REPEATS
                && dead.request().target().equals(next.request().target())
                && dead.request().headers().equals(next.request().headers());
    }

    /** Whether the next request goes where the answer to the last one sent it. */
    private static boolean isHop(Exchange last, Exchange next) {
        return last.status() / 100 == 3 && isTarget(last, next);
    }

    /** Whether a request goes where the answer to another one has pointed. */
    static boolean isTarget(Exchange redirected, Exchange next) {
        var location = redirected.header("location");
        try {
            var wanted = URI.create(redirected.request().target()).resolve(location);
            return !location.isEmpty()
                    && wanted.getRawPath() != null
                    && wanted.getRawPath().equals(path(next.request().target()));
        } catch (IllegalArgumentException e) {
            // A Location that is no address leads nowhere.
            return false;
        }
    }

    static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** A scenario that is played by its own id begins anew for whoever asks without an id after its end: that is another client. */
    private boolean isNewRun(List<Attempt> attempts, Exchange stream) {
        if (attempts.isEmpty() || !isPlayedById(stream.label().job())) {
            return false;
        }
        var ended = attempts.stream().anyMatch(Attempt::showedEnd);
        var begins = stream.events().stream().findFirst();
        return ended
                && !stream.request().headers().containsKey("last-event-id")
                && scenario.connections().stream().noneMatch(plan -> plan.late() == ConnectionPlan.Late.WHOLE)
                && begins.flatMap(event -> contract.messageOf(event.name(), event.data()))
                        .filter(message -> !message.endsJob())
                        .isPresent();
    }

    private boolean isPlayedById(String job) {
        return job.equals(scenario.id()) || job.startsWith(scenario.id() + "--");
    }
}
