package dev.understudy.verdict;

import dev.understudy.contract.ClientMessage;
import dev.understudy.contract.Dialect;
import dev.understudy.contract.WebSocketTerms;
import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a client says on a WebSocket, and how it shows who it is. */
final class SocketTalkChecks {
    private static final String A_SOCKET = "no WebSocket was opened";

    static final List<ClientCheck> ALL = List.of(
            ClientCheck.each(
                    "CLIENT-WS-READY",
                    "no WebSocket was open for long enough to say that one is ready",
                    SocketTalkChecks::awaitsReady,
                    SocketTalkChecks::saysReady),
            ClientCheck.each("CLIENT-WS-NO-RPC", A_SOCKET, SocketTalkChecks::pushed, SocketTalkChecks::asksNothing),
            ClientCheck.each(
                    "CLIENT-WS-MESSAGES",
                    "the client said nothing",
                    SocketTalkChecks::talking,
                    SocketTalkChecks::isKnown),
            ClientCheck.each("CLIENT-WS-TOKEN-IN-URL", A_SOCKET, Conduct::openedSockets, SocketTalkChecks::hidesToken),
            ClientCheck.each(
                    "CLIENT-WS-CLOSES",
                    "no WebSocket came to its end undisturbed",
                    SocketTalkChecks::ended,
                    SocketTalkChecks::saysGoodbye));

    private SocketTalkChecks() {}

    private static Dialect dialect(Conduct conduct, Socket socket) {
        var contract = conduct.contract();
        var number = conduct.numberOf(socket);
        return contract.dialect(conduct.scenario()
                .connection(number)
                .webSocket()
                .dialect()
                .or(() -> conduct.scenario().job().dialect()));
    }

    /** Connections on which the server waits for the client to be ready, that were open for as long as it waits. */
    private static List<Socket> awaitsReady(Conduct conduct) {
        var patience = patience(conduct);
        return pushed(conduct).stream()
                .filter(socket -> !patience.isZero())
                .filter(socket -> socket.over()
                                        .orElse(conduct.until())
                                        .minus(socket.openedAt())
                                        .compareTo(patience)
                                >= 0
                        || socket.said(ClientMessage.Effect.READY).findAny().isPresent())
                .toList();
    }

    /** How long the contract's server waits for a client to be ready. */
    private static Duration patience(Conduct conduct) {
        return conduct.contract().webSocket().map(WebSocketTerms::ready).orElse(Duration.ZERO);
    }

    private static Optional<String> saysReady(Conduct conduct, Socket socket) {
        var ready = socket.said(ClientMessage.Effect.READY).findFirst().map(Entry.Message::at);
        if (ready.isEmpty()) {
            return Optional.of(socket + " was open, and the client never said ready.");
        }
        var took = ready.get().minus(socket.openedAt());
        return took.compareTo(patience(conduct)) <= 0
                ? Optional.empty()
                : Optional.of(socket + ": the client said ready only " + Times.of(took) + " after it was let in.");
    }

    /** Connections on which the server tells by itself what happens. */
    private static List<Socket> pushed(Conduct conduct) {
        return conduct.openedSockets().stream()
                .filter(socket -> dialect(conduct, socket).pushes())
                .toList();
    }

    private static Optional<String> asksNothing(Conduct conduct, Socket socket) {
        return socket.said(Entry.Side.CLIENT).stream()
                .filter(message -> asks(socket, message))
                .findFirst()
                .map(message -> socket + ": the client asked '" + shorten(message.text())
                        + "', though it is told what happens.");
    }

    private static boolean asks(Socket socket, Entry.Message message) {
        return socket.known(message)
                .anyMatch(meant ->
                        meant.reply().filter(ClientMessage.LATEST::equals).isPresent());
    }

    private static List<Socket> talking(Conduct conduct) {
        return conduct.openedSockets().stream()
                .filter(socket -> !socket.said(Entry.Side.CLIENT).isEmpty()
                        || !socket.exchange().all(Entry.Malformed.class).isEmpty())
                .toList();
    }

    private static Optional<String> isKnown(Conduct conduct, Socket socket) {
        var broken = socket.exchange().all(Entry.Malformed.class).stream()
                .filter(entry -> entry.what().startsWith("from the client: "))
                .findFirst()
                .map(entry -> socket + ", " + entry.what() + ".");
        return broken.or(() -> socket.said(Entry.Side.CLIENT).stream()
                .filter(message -> Socket.known(dialect(conduct, socket), message)
                        .findAny()
                        .isEmpty())
                .filter(message -> !asks(socket, message))
                .findFirst()
                .map(message -> socket + ": the client said '" + shorten(message.text())
                        + "', which the contract does not know."));
    }

    private static String shorten(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    private static Optional<String> hidesToken(Conduct conduct, Socket socket) {
        var name = conduct.contract()
                .webSocket()
                .flatMap(terms -> terms.token().query())
                .orElse("token");
        return socket.query(name).isPresent()
                ? Optional.of(socket + " has its token in the address.")
                : Optional.empty();
    }

    /** Ends that nobody but the two had a part in. */
    private static List<Socket> ended(Conduct conduct) {
        return conduct.openedSockets().stream()
                .filter(socket -> socket.exchange().end().isPresent())
                .filter(socket -> socket.exchange().all(Entry.Fault.class).isEmpty())
                .filter(socket -> !socket.exchange().endedHow(Entry.How.CUT))
                .toList();
    }

    private static Optional<String> saysGoodbye(Conduct conduct, Socket socket) {
        return socket.goodbye(Entry.Side.CLIENT).isPresent()
                ? Optional.empty()
                : Optional.of(socket + " ended without a close frame of the client.");
    }

    /** What the contract asks of clients, where it has a WebSocket. */
    static WebSocketTerms.Clients terms(Conduct conduct) {
        return conduct.contract().webSocket().map(WebSocketTerms::clients).orElse(WebSocketTerms.Clients.NOTHING);
    }
}
