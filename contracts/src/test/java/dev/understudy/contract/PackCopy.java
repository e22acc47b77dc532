package dev.understudy.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A copy of the bundled pack in a folder, to be broken by a test. */
final class PackCopy {
    static final Path ORIGINAL = Path.of("bookstrack");

    private final Path folder;

    private PackCopy(Path folder) {
        this.folder = folder;
    }

    /** What {@link #in} made. */
    static PackCopy of(Path folder) {
        return new PackCopy(folder);
    }

    static PackCopy in(Path folder) {
        try {
            for (var document : List.of("openapi.yaml", "asyncapi.yaml", "rules.yaml")) {
                Files.copy(ORIGINAL.resolve(document), folder.resolve(document));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PackCopy(folder);
    }

    /** Replaces the first place where this stands; it must be there. */
    PackCopy change(String document, String from, String to) {
        var text = read(document);
        int at = text.indexOf(from);
        if (at < 0) {
            throw new IllegalArgumentException(document + " does not have: " + from);
        }
        return write(document, text.substring(0, at) + to + text.substring(at + from.length()));
    }

    PackCopy write(String document, String text) {
        try {
            Files.writeString(folder.resolve(document), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String document) {
        try {
            return Files.readString(folder.resolve(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where this stands first, as problems print it, without the folder. */
    String place(String document, String text) {
        var before = read(document).split(java.util.regex.Pattern.quote(text), 2)[0];
        return document + ":" + (before.chars().filter(c -> c == '\n').count() + 1) + ":"
                + (before.length() - before.lastIndexOf('\n'));
    }

    Contract load() {
        return Contract.load(folder.toString());
    }
}
