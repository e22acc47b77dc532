package dev.understudy.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A step of the build: writes the {@link RouteIndex} of each bundled pack beside the pack's documents. */
final class RouteIndexWriter {
    private RouteIndexWriter() {}

    /** Takes the folder that the bundled packs are in, as the class path will show it. */
    public static void main(String[] args) throws IOException {
        for (var name : ContractPack.BUNDLED) {
            var pack = ContractPack.find(name);
            var text = pack.text("openapi.yaml");
            var routes = new RouteReader(pack.document("openapi.yaml")).read(text);
            Files.writeString(Path.of(args[0], name, RouteIndex.FILE), RouteIndex.print(text, routes));
        }
    }
}
