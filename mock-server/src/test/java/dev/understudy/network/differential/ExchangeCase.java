package dev.understudy.network.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A case of {@code exchanges.txt}: requests and the answers to them, in order. */
record ExchangeCase(String name, List<Exchange> exchanges) {
    ExchangeCase {
        exchanges = List.copyOf(exchanges);
    }

    /** A request and the answer to it, as written. */
    record Exchange(String request, String answer) {}

    static List<ExchangeCase> readAll(String file) {
        var cases = new ArrayList<ExchangeCase>();
        var name = "";
        var request = "";
        var exchanges = new ArrayList<Exchange>();
        for (var line : text(file).lines().toList()) {
            if (line.startsWith("== ")) {
                cases.add(new ExchangeCase(name, exchanges));
                exchanges.clear();
                name = line.substring(3);
            } else if (line.startsWith("  ")) {
                exchanges.add(new Exchange(request, line.strip()));
            } else if (!line.startsWith("#")) {
                request = line;
            }
        }
        cases.add(new ExchangeCase(name, exchanges));
        return cases.subList(1, cases.size());
    }

    @Override
    public String toString() {
        return name;
    }

    private static String text(String file) {
        try (InputStream in = Objects.requireNonNull(ExchangeCase.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
