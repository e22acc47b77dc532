package dev.understudy.conformance.cli;

import dev.understudy.conformance.ProfileReader;
import dev.understudy.conformance.TargetProfile;
import dev.understudy.contract.Contract;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which server is judged, and how to get in. */
final class TargetOptions {
    @Option(names = "--base-url", paramLabel = "URL", description = "Where the API's paths begin.")
    @Nullable String baseUrl;

    @Option(names = "--profile", paramLabel = "FILE", description = "What the suite has to know about the target.")
    @Nullable Path profile;

    @Option(
            names = "--contract",
            paramLabel = "PACK",
            description = "The contract that it is held against. Default: the profile's, or " + Contract.DEFAULT + ".")
    @Nullable String contract;

    @Option(
            names = "--token-env",
            paramLabel = "NAME",
            description = "The environment variable that holds the token of the target. Goes before the profile's.")
    @Nullable String tokenEnv;

    /** The profile as it is to be used; that of the bundled mock if nothing was said. */
    TargetProfile read(Console console) {
        var url = Optional.ofNullable(baseUrl).map(text -> url(text, console));
        var known = profile != null
                ? read(profile, console)
                : url.map(address -> ProfileReader.unknownTarget(address, contract()))
                        .orElseGet(() -> bundledMock(console));
        var placed = url.map(known::at).orElse(known);
        return tokenEnv == null ? placed : placed.withToken(token(tokenEnv, console));
    }

    private String contract() {
        return contract == null ? Contract.DEFAULT : contract;
    }

    private TargetProfile bundledMock(Console console) {
        if (!Contract.bundled().contains(contract())) {
            throw console.usage("--contract is '" + contract()
                    + "', which is not bundled, so there is no mock for it. Give the server's --base-url, or use one of: "
                    + String.join(", ", Contract.bundled()) + ".");
        }
        return ProfileReader.bundledMock(contract());
    }

    private TargetProfile read(Path file, Console console) {
        var read = ProfileReader.read(file);
        if (contract != null && !contract.equals(read.contract().source())) {
            throw console.usage("--contract is " + contract + ", and " + file + " is about "
                    + read.contract().source() + ". Write contract: " + contract
                    + " into the profile, or leave --contract out.");
        }
        return read;
    }

    private static String token(String variable, Console console) {
        var token = System.getenv(variable);
        if (token == null || token.isBlank()) {
            throw console.usage("--token-env is " + variable + ", and there is no such variable in the environment.");
        }
        return token.strip();
    }

    private static URI url(String text, Console console) {
        var trimmed = text.replaceFirst("/+$", "");
        if (!trimmed.matches("https?://[^/ ]+.*")) {
            throw console.usage(
                    "--base-url is '" + text + "', which is no address. Write, for example, http://127.0.0.1:8080.");
        }
        return URI.create(trimmed);
    }
}
