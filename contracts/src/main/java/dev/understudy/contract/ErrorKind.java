package dev.understudy.contract;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A way in which a request can fail, as {@code x-errors} has it.
 *
 * @param name the engine's word for the situation, for example {@code unknown-job}
 * @param fields the error's fields as a {@link Template}: code, message, retryable, ...
 */
public record ErrorKind(String name, int status, JsonNode fields) {}
