package dev.understudy.mock.http;

import dev.understudy.contract.WebSocketTerms;
import io.undertow.util.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** A client's opening handshake (RFC 6455, 4.2.1), and what answers it. */
final class Handshake {
    static final String VERSION = "13";

    private static final String ACCEPTED = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private final Call call;
    private final WebSocketTerms.Token token;

    Handshake(Call call, WebSocketTerms terms) {
        this.call = call;
        this.token = terms.token();
    }

    boolean isUpgrade() {
        return lists(Headers.UPGRADE_STRING, "websocket") && lists(Headers.CONNECTION_STRING, "upgrade");
    }

    private boolean lists(String header, String word) {
        return entries(header).anyMatch(word::equalsIgnoreCase);
    }

    private Stream<String> entries(String header) {
        return call.headerLines(header).stream()
                .flatMap(lines -> Arrays.stream(lines.split(",", -1)))
                .map(String::strip);
    }

    boolean isKnownVersion() {
        return call.headerLines(Headers.SEC_WEB_SOCKET_VERSION_STRING)
                .filter(VERSION::equals)
                .isPresent();
    }

    /** Whether the key is sixteen bytes. */
    boolean hasKey() {
        try {
            return key().filter(key -> Base64.getDecoder().decode(key).length == KEY_BYTES)
                    .isPresent();
        } catch (IllegalArgumentException e) {
            // What is no Base64 is no key either.
            return false;
        }
    }

    private Optional<String> key() {
        return call.headerLines(Headers.SEC_WEB_SOCKET_KEY_STRING).map(String::strip);
    }

    /** The answer to the key. */
    String accept() {
        try {
            var digest = MessageDigest.getInstance("SHA-1")
                    .digest((key().orElse("") + ACCEPTED).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }

    /** The entry of Sec-WebSocket-Protocol that carries the token. */
    Optional<String> subprotocol() {
        return token.subprotocol()
                .flatMap(prefix -> entries(Headers.SEC_WEB_SOCKET_PROTOCOL_STRING)
                        .filter(entry -> entry.startsWith(prefix) && entry.length() > prefix.length())
                        .findFirst());
    }

    /** The token, wherever the contract lets it be. */
    Optional<String> token() {
        var prefix = token.subprotocol().orElse("");
        return subprotocol()
                .map(entry -> entry.substring(prefix.length()))
                .or(() -> token.query().flatMap(call::query).filter(value -> !value.isEmpty()));
    }
}
