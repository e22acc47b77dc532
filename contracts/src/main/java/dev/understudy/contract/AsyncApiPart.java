package dev.understudy.contract;

import java.util.List;
import java.util.Optional;

/**
 * What {@code asyncapi.yaml} contributes to a contract.
 *
 * @param dialects at least one; the first is the one that scenarios speak of
 */
record AsyncApiPart(List<Dialect> dialects, Optional<WebSocketTerms> webSocket, StreamForm streamForm) {
    AsyncApiPart {
        dialects = List.copyOf(dialects);
    }
}
