package dev.understudy.verdict;

import dev.understudy.contract.JobRole;
import dev.understudy.scenario.JobPlan;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What each request brings, and where it goes. */
final class RequestChecks {
    private static final Pattern TOKEN = Pattern.compile("(?i)[?&](?:[a-z]+_?)?(?:token|api_key|key)=");

    static final List<ClientCheck> ALL = List.of(
            ClientCheck.each(
                    "CLIENT-ACCEPT",
                    "nothing was listened to",
                    conduct -> conduct.of(JobRole.STREAM),
                    (conduct, stream) -> header(stream, "accept").contains("text/event-stream")
                            ? Optional.empty()
                            : Optional.of(stream + " came with Accept: '" + header(stream, "accept") + "'.")),
            ClientCheck.each(
                    "CLIENT-CACHE-CONTROL",
                    "nothing was listened to",
                    conduct -> conduct.of(JobRole.STREAM),
                    (conduct, stream) -> isUncached(stream)
                            ? Optional.empty()
                            : Optional.of(
                                    stream + " came with Cache-Control: '" + header(stream, "cache-control") + "'.")),
            ClientCheck.each(
                    "CLIENT-SSE-URL",
                    "the client listened to no job that it had made",
                    RequestChecks::listenings,
                    RequestChecks::followsUrl),
            ClientCheck.each(
                    "CLIENT-TOKEN-IN-URL",
                    "there was no request",
                    RequestChecks::withoutQueryTokens,
                    (conduct, exchange) ->
                            TOKEN.matcher(exchange.request().target()).find()
                                    ? Optional.of(exchange + " has a token in its address.")
                                    : Optional.empty()),
            ClientCheck.each(
                    "CLIENT-TOKEN-ORIGIN",
                    "no redirect to another origin was followed",
                    RequestChecks::strays,
                    RequestChecks::keepsToken),
            ClientCheck.each(
                    "CLIENT-TOKEN-AGAIN",
                    "no client that was let in with a token came back",
                    RequestChecks::returnsOfHolders,
                    (conduct, each) ->
                            header(each.after().first(), "authorization").isEmpty()
                                    ? Optional.of(each.after() + " came without the token that let in "
                                            + each.before().first() + ".")
                                    : Optional.empty()),
            ClientCheck.each(
                    "CLIENT-CANCEL-BEARER",
                    "nothing was canceled",
                    conduct -> conduct.of(JobRole.CANCEL),
                    (conduct, cancel) -> header(cancel, "authorization")
                                    .toLowerCase(Locale.ROOT)
                                    .startsWith("bearer ")
                            ? Optional.empty()
                            : Optional.of(cancel + " came without Authorization: Bearer.")));

    private RequestChecks() {}

    private static String header(Exchange exchange, String lowerCaseName) {
        return exchange.request().headers().getOrDefault(lowerCaseName, "");
    }

    private static boolean isUncached(Exchange stream) {
        var value = header(stream, "cache-control").toLowerCase(Locale.ROOT);
        return value.contains("no-cache") || value.contains("no-store");
    }

    /**
     * The first time that a client listened after it had made a job.
     *
     * @param url where the answer said that the stream is
     */
    private record Listening(Exchange create, String url, Exchange stream) {}

    private static List<Listening> listenings(Conduct conduct) {
        var found = new ArrayList<Listening>();
        for (var create : conduct.created()) {
            var url = Conduct.answered(create, "sseUrl");
            firstLook(conduct, create)
                    .filter(stream -> !url.isEmpty())
                    .ifPresent(stream -> found.add(new Listening(create, url, stream)));
        }
        return found;
    }

    /** The first stream of the job that was made; else one of a job that nobody made, or of no known address. */
    private static Optional<Exchange> firstLook(Conduct conduct, Exchange create) {
        var job = Conduct.jobOf(create);
        var own = conduct.of(JobRole.STREAM, job).stream().findFirst();
        var made = conduct.created().stream().map(Conduct::jobOf).toList();
        return own.or(() -> conduct.exchanges().stream()
                .filter(exchange ->
                        exchange.request().at().compareTo(create.request().at()) > 0)
                .filter(exchange -> isLostLook(exchange, made))
                .findFirst());
    }

    private static boolean isLostLook(Exchange exchange, List<String> made) {
        var label = exchange.label();
        return label.purpose().equals(JobRole.STREAM.word())
                ? !made.contains(label.job())
                : label.purpose().equals("unknown")
                        && header(exchange, "accept").contains("text/event-stream");
    }

    private static Optional<String> followsUrl(Conduct conduct, Listening listening) {
        var asked = WatchSorter.path(listening.stream().request().target());
        try {
            var wanted = URI.create(listening.create().request().target()).resolve(listening.url());
            if (asked.equals(wanted.getRawPath())) {
                return Optional.empty();
            }
        } catch (IllegalArgumentException e) {
            // An address that is none cannot be followed, whatever the client does.
            return Optional.empty();
        }
        return Optional.of(listening.stream() + " did not go to the sseUrl '" + listening.url() + "' of "
                + listening.create() + ".");
    }

    private static List<Exchange> withoutQueryTokens(Conduct conduct) {
        boolean wanted = conduct.scenario().job().auth() == JobPlan.Auth.QUERY;
        return conduct.exchanges().stream()
                .filter(exchange -> !wanted || !exchange.label().purpose().equals(JobRole.STREAM.word()))
                .toList();
    }

    /** A request that followed a redirect to another origin. */
    private record Stray(Exchange redirected, Exchange next, String origin) {}

    private static List<Stray> strays(Conduct conduct) {
        var found = new ArrayList<Stray>();
        var all = conduct.exchanges();
        for (int i = 0; i < all.size(); i++) {
            var redirected = all.get(i);
            var origin = otherOrigin(redirected);
            if (origin.isEmpty()) {
                continue;
            }
            all.subList(i + 1, all.size()).stream()
                    .filter(next -> header(next, "host").equalsIgnoreCase(origin.get())
                            && WatchSorter.isTarget(redirected, next))
                    .findFirst()
                    .ifPresent(next -> found.add(new Stray(redirected, next, origin.get())));
        }
        return found;
    }

    private static Optional<String> otherOrigin(Exchange exchange) {
        if (exchange.status() / 100 != 3) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(URI.create(exchange.header("location")).getRawAuthority())
                    .filter(authority -> !authority.equalsIgnoreCase(header(exchange, "host")));
        } catch (IllegalArgumentException e) {
            // A Location that is no address leads nowhere.
            return Optional.empty();
        }
    }

    private static Optional<String> keepsToken(Conduct conduct, Stray stray) {
        return List.of("authorization", "cookie").stream()
                .filter(name -> !header(stray.next(), name).isEmpty())
                .findFirst()
                .map(name -> stray.next() + " followed a redirect from "
                        + header(stray.redirected(), "host") + " to " + stray.origin() + ", and brought the "
                        + name + " header with it.");
    }

    private static List<Watch.Return> returnsOfHolders(Conduct conduct) {
        return conduct.returns().stream()
                .filter(each -> each.before().isStream()
                        && !header(each.before().first(), "authorization").isEmpty())
                .toList();
    }
}
