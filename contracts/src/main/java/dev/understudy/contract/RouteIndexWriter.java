package dev.understudy.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A step of the build: writes the list of the bundled packs, and the {@link RouteIndex} of each beside the pack's documents. */
final class RouteIndexWriter {
    private RouteIndexWriter() {}

    /** Takes the folder that the bundled packs are in, as the class path will show it. */
    public static void main(String[] args) throws IOException {
        var folder = Path.of(args[0]);
        var packs = packs(folder);
        for (var name : packs) {
            var pack = ContractPack.find(name);
            var text = pack.text("openapi.yaml");
            var routes = new RouteReader(pack.document("openapi.yaml")).read(text);
            Files.writeString(folder.resolve(name).resolve(RouteIndex.FILE), RouteIndex.print(text, routes));
        }
        Files.writeString(folder.resolve(ContractPack.INDEX), String.join("\n", packs) + "\n");
    }

    /** The default pack first, the others by name. */
    private static List<String> packs(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(entry -> Files.isRegularFile(entry.resolve("openapi.yaml")))
                    .map(entry -> String.valueOf(entry.getFileName()))
                    .sorted(Comparator.comparing((String name) -> !name.equals(ContractPack.DEFAULT))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }
}
