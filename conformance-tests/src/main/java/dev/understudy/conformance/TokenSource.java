package dev.understudy.conformance;

import dev.understudy.scenario.language.Words;
import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where tokens come from: the environment or a file. Never the command line, which every process can read, and never the profile,
 * which is shared.
 */
final class TokenSource {
    private final Path folder;
    private final UnaryOperator<@Nullable String> environment;

    TokenSource(Path folder, UnaryOperator<@Nullable String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** The token that a checked {@code token} names. */
    Secret read(Words token) {
        if (token.has("env") == token.has("file")) {
            throw problem(token, "A token comes from one place.", "Write either {env: NAME} or {file: PATH}.");
        }
        return token.has("env")
                ? ofEnvironment(token.child("env"), token.child("env").text())
                : ofFile(token.child("file"), folder.resolve(token.child("file").text()));
    }

    private Secret ofEnvironment(Words where, String name) {
        var value = environment.apply(name);
        if (value == null || value.isBlank()) {
            throw problem(where, "The environment variable " + name + " is not set.", "Set it to the token.");
        }
        return new Secret(value.strip());
    }

    private static Secret ofFile(Words where, Path file) {
        try {
            var value = Files.readString(file).strip();
            if (value.isEmpty()) {
                throw problem(where, "The file " + file + " is empty.", "Write the token into it, and nothing else.");
            }
            return new Secret(value);
        } catch (IOException e) {
            throw problem(
                    where,
                    "The file " + file + " cannot be read (" + e.getClass().getSimpleName() + ").",
                    "Write the token into it, and nothing else.");
        }
    }

    private static InvalidDocumentException problem(Words where, String message, String advice) {
        return new InvalidDocumentException(new Problem(where.where(), message, advice));
    }
}
