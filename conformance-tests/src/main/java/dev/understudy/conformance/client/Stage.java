package dev.understudy.conformance.client;

import java.net.URI;
import java.nio.file.Path;

/**
 * What a client gets to play one scenario.
 *
 * @param baseUrl where the server is that plays it, without a slash at the end
 * @param scenario the scenario's id
 * @param pipeline the kind of job to make
 * @param sample a file to upload, of the kind that the pipeline takes
 */
public record Stage(URI baseUrl, String scenario, String pipeline, Path sample) {}
