package dev.understudy.verdict;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who is let in to a WebSocket, and how; the tokens for it; and what every answer announces. */
final class HandshakeChecks {
    /** RFC 6455, 1.3. */
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final String REFUSED = "socket-refused-";

    static final List<Check> ALL = List.of(
            Check.each("DEPRECATION-ANNOUNCED", HandshakeChecks::deprecated, HandshakeChecks::announces),
            Check.each("WS-UPGRADE", HandshakeChecks::inOrder, HandshakeChecks::letsIn),
            Check.each("WS-REFUSED", HandshakeChecks::refused, HandshakeChecks::refuses),
            Check.each("WS-SUBPROTOCOL", Seen::sockets, HandshakeChecks::echoes),
            Check.each("WS-ONE-CONNECTION", HandshakeChecks::second, HandshakeChecks::keepsOut),
            Check.each("TOKEN-RENEWED", seen -> seen.of("refresh"), HandshakeChecks::renews),
            Check.each("TOKEN-GRACE", seen -> seen.of("socket-old-token"), HandshakeChecks::isLetIn));

    private HandshakeChecks() {}

    private static List<Exchange> deprecated(Seen seen) {
        return seen.exchanges().stream()
                .filter(exchange -> exchange.status() != 0)
                .filter(exchange -> seen.contract()
                        .operation(exchange.label().operation())
                        .filter(operation -> operation.deprecated())
                        .isPresent())
                .toList();
    }

    private static Optional<String> announces(Seen seen, Exchange exchange) {
        if (exchange.header("deprecation").isEmpty()) {
            return Optional.of(exchange + " has no Deprecation, though its operation is deprecated.");
        }
        var sunset = exchange.header("sunset");
        try {
            ZonedDateTime.parse(sunset, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of(exchange + " has the Sunset '" + sunset + "', which is no HTTP date.");
        }
    }

    /** Requests that are in order, and everything that was let in. */
    private static List<Exchange> inOrder(Seen seen) {
        return seen.upgrades().stream()
                .filter(socket ->
                        socket.isOpened() || socket.exchange().label().purpose().equals("socket"))
                .map(Socket::exchange)
                .toList();
    }

    private static Optional<String> letsIn(Seen seen, Exchange exchange) {
        if (exchange.status() != Socket.SWITCHED) {
            return isLetIn(seen, exchange);
        }
        if (!exchange.header("upgrade").equalsIgnoreCase("websocket")
                || !words(exchange.header("connection")).contains("upgrade")) {
            return Optional.of(exchange + " was answered with Upgrade '" + exchange.header("upgrade")
                    + "' and Connection '" + exchange.header("connection") + "'.");
        }
        var wanted = proof(exchange.request().headers().getOrDefault("sec-websocket-key", ""));
        var got = exchange.header("sec-websocket-accept");
        return got.equals(wanted)
                ? Optional.empty()
                : Optional.of(exchange + " has the Sec-WebSocket-Accept '" + got + "', expected " + wanted + ".");
    }

    private static Optional<String> isLetIn(Seen seen, Exchange exchange) {
        return exchange.status() == Socket.SWITCHED
                ? Optional.empty()
                : Optional.of(exchange + " was answered with " + exchange.status() + ", expected 101.");
    }

    private static String proof(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }

    private static List<String> words(String header) {
        return Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .toList();
    }

    private static List<Exchange> refused(Seen seen) {
        return seen.upgrades().stream()
                .map(Socket::exchange)
                .filter(exchange -> exchange.label().purpose().startsWith(REFUSED) && exchange.status() != 0)
                .toList();
    }

    private static Optional<String> refuses(Seen seen, Exchange exchange) {
        var wanted = exchange.label().purpose().substring(REFUSED.length(), REFUSED.length() + 3);
        return wanted.equals(Integer.toString(exchange.status()))
                ? Optional.empty()
                : Optional.of(exchange + " was answered with " + exchange.status() + ", expected " + wanted + ".");
    }

    /** By fingerprints, for the journal has no tokens. */
    private static Optional<String> echoes(Seen seen, Socket socket) {
        var asked = words(socket.exchange().request().headers().getOrDefault("sec-websocket-protocol", ""));
        var got = socket.exchange().header("sec-websocket-protocol").toLowerCase(Locale.ROOT);
        boolean nothingAsked = asked.equals(List.of(""));
        if (nothingAsked && got.isEmpty()) {
            return Optional.empty();
        }
        return !nothingAsked && asked.contains(got)
                ? Optional.empty()
                : Optional.of(socket + " asked for the subprotocol " + (nothingAsked ? "(none)" : asked) + ", and got "
                        + (got.isEmpty() ? "none" : got) + ".");
    }

    /** Those who came with a token while somebody else was connected with it. */
    private static List<Exchange> second(Seen seen) {
        return seen.upgrades().stream()
                .map(Socket::exchange)
                .filter(exchange -> exchange.label().purpose().equals("socket-second") && exchange.status() != 0)
                .filter(exchange -> seen.socketsOf(exchange.label().job()).stream()
                        .anyMatch(first -> first.exchange() != exchange
                                && first.openedAt().compareTo(exchange.request().at()) < 0
                                && first.over()
                                        .filter(over -> over.compareTo(exchange.response()
                                                        .orElseThrow()
                                                        .at())
                                                < 0)
                                        .isEmpty()))
                .toList();
    }

    private static Optional<String> keepsOut(Seen seen, Exchange exchange) {
        return exchange.status() == 401
                ? Optional.empty()
                : Optional.of(exchange + " came while its token was in use, and was answered with " + exchange.status()
                        + ", expected 401.");
    }

    private static Optional<String> renews(Seen seen, Exchange refresh) {
        if (refresh.status() != 200) {
            return Optional.of(refresh + " was answered with " + refresh.status() + ", expected 200.");
        }
        var job = refresh.label().job();
        var old =
                seen.of("create", job).map(create -> seen.told(create, "token")).orElse("");
        var fresh = seen.told(refresh, "token");
        if (fresh.isEmpty() || fresh.equals(old)) {
            return Optional.of(refresh + " gave no other token.");
        }
        if (seen.tells(refresh, "tokenSeconds").asLong(0) <= 0) {
            return Optional.of(refresh + " does not say for how long its token is good.");
        }
        return seen.upgrades().stream()
                .map(Socket::exchange)
                .filter(upgrade -> upgrade.label().purpose().equals("socket-renewed")
                        && upgrade.label().job().equals(job))
                .flatMap(upgrade -> isLetIn(seen, upgrade).stream())
                .findFirst();
    }
}
