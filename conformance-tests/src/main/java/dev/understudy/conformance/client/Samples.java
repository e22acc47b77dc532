package dev.understudy.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.contract.Operation;
import dev.understudy.contract.RequestShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Files to upload, of the kind that a pipeline takes. */
final class Samples {
    private static final List<String> ISBNS =
            List.of("9780140328721", "9780261103573", "9783522177504", "9782070360024");

    private final Contract contract;

    Samples(Contract contract) {
        this.contract = contract;
    }

    /** Writes a sample into the folder. Its name is that of no scenario, so that it chooses none. */
    Path write(Path folder, String pipeline) throws IOException {
        var items = items(pipeline);
        if (items.has("sample")) {
            return Files.writeString(
                    folder.resolve("import.json"), items.path("sample").toPrettyString());
        }
        if (items.has("list")) {
            return Files.writeString(folder.resolve("barcodes.txt"), String.join("\n", ISBNS) + "\n");
        }
        return items.path("format").asText().equals("csv")
                ? Files.writeString(folder.resolve("library.csv"), csv(), StandardCharsets.UTF_8)
                : photo(folder.resolve("shelf.jpg"));
    }

    private JsonNode items(String pipeline) {
        return contract.operations().stream()
                .filter(operation -> operation.role().equals(Optional.of(JobRole.CREATE)))
                .filter(operation -> operation.pipeline().equals(Optional.of(pipeline)))
                .findFirst()
                .flatMap(Operation::request)
                .flatMap(RequestShape::items)
                .orElseThrow();
    }

    private static String csv() {
        var text = new StringBuilder("Title,Author,ISBN\n");
        for (var isbn : ISBNS) {
            text.append("A Book,Its Author,").append(isbn).append('\n');
        }
        return text.toString();
    }

    private static Path photo(Path file) throws IOException {
        if (!ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpg", file.toFile())) {
            throw new IOException("This Java cannot write a JPEG file.");
        }
        return file;
    }
}
