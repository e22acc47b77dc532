package dev.understudy.contract;

import dev.understudy.yaml.NearestWord;
import dev.understudy.yaml.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the documents of a pack are: on the class path, or in a folder. */
abstract class ContractPack {
    /** The pack that is meant where none is named. */
    static final String DEFAULT = "bookstrack";

    /** Lists the packs that come with this project, a line each, for a jar cannot be listed; the build writes it. */
    static final String INDEX = "index.txt";

    /** A name that may stand in a path of the class path. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    abstract String name();

    /** What it is found by. */
    abstract String source();

    /** Text of one of the pack's documents. */
    abstract String text(String document);

    /** The pack's {@link RouteIndex}; empty if it has none. */
    abstract Optional<String> routeIndex();

    /** What error messages call the document. */
    abstract String path(String document);

    final YamlDocument document(String document) {
        return YamlDocument.parse(path(document), text(document));
    }

    /** The names of the packs that come with this project, the default one first. */
    static List<String> bundled() {
        var index = OnClassPath.resource("contracts/" + INDEX)
                .orElseThrow(() -> new UnknownContractException(
                        "contracts/" + INDEX + " is not on the class path; build the module contracts."));
        return index.lines().filter(line -> !line.isBlank()).toList();
    }

    static ContractPack find(String nameOrFolder) {
        if (OnClassPath.has(nameOrFolder)) {
            return new OnClassPath(nameOrFolder);
        }
        var folder = Path.of(nameOrFolder);
        if (Files.isRegularFile(folder.resolve("openapi.yaml"))) {
            return new InFolder(folder);
        }
        throw new UnknownContractException("There is no contract '" + nameOrFolder
                + "', nor a folder of that name with an openapi.yaml. " + NearestWord.advice(nameOrFolder, bundled()));
    }

    /** Twelve hex digits that change with any of the documents' text. */
    final String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var document : List.of("openapi.yaml", "asyncapi.yaml", "rules.yaml")) {
                digest.update(text(document).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static final class OnClassPath extends ContractPack {
        private final String name;

        OnClassPath(String name) {
            this.name = name;
        }

        @Override
        String name() {
            return name;
        }

        @Override
        String source() {
            return name;
        }

        @Override
        String path(String document) {
            return "contracts/" + name + "/" + document;
        }

        static boolean has(String name) {
            return NAME.matcher(name).matches()
                    && ContractPack.class.getResource("/contracts/" + name + "/openapi.yaml") != null;
        }

        @Override
        Optional<String> routeIndex() {
            return resource(path(RouteIndex.FILE));
        }

        @Override
        String text(String document) {
            return resource(path(document))
                    .orElseThrow(() -> new UnknownContractException(path(document) + " is not on the class path."));
        }

        static Optional<String> resource(String path) {
            try (InputStream in = ContractPack.class.getResourceAsStream("/" + path)) {
                return in == null
                        ? Optional.empty()
                        : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class InFolder extends ContractPack {
        private final Path folder;

        InFolder(Path folder) {
            this.folder = folder;
        }

        @Override
        String name() {
            var last = folder.toAbsolutePath().normalize().getFileName();
            return last == null ? "contract" : last.toString();
        }

        @Override
        String source() {
            return folder.toString();
        }

        @Override
        String path(String document) {
            return folder.resolve(document).toString();
        }

        /** A folder can change at any time, so it is read anew each time. */
        @Override
        Optional<String> routeIndex() {
            return Optional.empty();
        }

        @Override
        String text(String document) {
            try {
                return Files.readString(folder.resolve(document));
            } catch (NoSuchFileException e) {
                throw new UnknownContractException("The contract in " + folder + " lacks " + document
                        + ". Each has openapi.yaml, asyncapi.yaml and rules.yaml; see contracts/README.md.");
            } catch (IOException e) {
                throw new UnknownContractException(
                        "The contract's " + folder.resolve(document) + " cannot be read: " + e.getMessage() + ".");
            }
        }
    }
}
