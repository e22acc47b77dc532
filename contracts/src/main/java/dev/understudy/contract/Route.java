package dev.understudy.contract;

import org.jspecify.annotations.Nullable;

/**
 * What routing needs to know of an operation, as swagger-parser found it in {@code openapi.yaml}.
 *
 * @param method in capitals
 * @param operationId null if the operation has none
 * @param job the word of {@code x-job}; null if there is none
 * @param pipeline the word of {@code x-pipeline}; null if there is none
 */
record Route(
        String path,
        String method,
        @Nullable String operationId,
        @Nullable String job,
        @Nullable String pipeline,
        boolean deprecated) {}
