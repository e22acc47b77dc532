package dev.understudy.contract;

import java.util.Optional;

/**
 * What all streams of a contract have in common; {@code x-stream} in {@code asyncapi.yaml}.
 *
 * @param greeting a comment that every stream begins with
 * @param ids whether events have ids, so that a client can come back where it was
 * @param live whether a listener gets only what happens while it listens, and nobody gets anything of a job that has ended
 */
public record StreamForm(Optional<String> greeting, boolean ids, boolean live) {}
