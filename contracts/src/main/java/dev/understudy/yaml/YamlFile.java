package dev.understudy.yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a file that a person wrote, or why it cannot be had. */
final class YamlFile {
    private static final int MOST_BYTES_PER_CHARACTER = 3;

    private YamlFile() {}

    /**
     * Reads a file in UTF-8, and no more of it than may be: it may be larger than the memory, or have no end.
     *
     * @throws InvalidDocumentException if it is not there, no file, too large, or not UTF-8
     */
    static String read(Path path, int mostCharacters) {
        var file = path.toString();
        if (Files.isDirectory(path)) {
            throw problem(file, 1, 1, "This is a folder.", "Name a file in it.");
        }
        try (var in = Files.newInputStream(path)) {
            int most = mostCharacters * MOST_BYTES_PER_CHARACTER;
            var bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw problem(
                        file, 1, 1, "This has more than " + mostCharacters + " characters.", "Make it several files.");
            }
            return text(file, bytes);
        } catch (NoSuchFileException e) {
            throw problem(file, 1, 1, "There is no such file.", "Is the path right?");
        } catch (AccessDeniedException e) {
            throw problem(file, 1, 1, "This file may not be read.", "Who may is said by its permissions.");
        } catch (IOException e) {
            throw problem(file, 1, 1, "The file cannot be read: " + e.getMessage() + ".", "Is it a file?");
        }
    }

    private static String text(String file, byte[] bytes) {
        var from = ByteBuffer.wrap(bytes);
        var to = CharBuffer.allocate(bytes.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(from, to, true).isError()) {
            throw notUtf8(file, bytes, from.position());
        }
        return to.flip().toString();
    }

    private static InvalidDocumentException notUtf8(String file, byte[] bytes, int wrong) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < wrong; i++) {
            boolean ends = bytes[i] == '\n';
            line += ends ? 1 : 0;
            // What follows the first byte of a character is no column of its own.
            column = ends ? 1 : column + ((bytes[i] & 0xC0) == 0x80 ? 0 : 1);
        }
        var what = String.format("The byte 0x%02X is not UTF-8 here.", bytes[wrong]);
        return problem(file, line, column, what, "Save the file as UTF-8.");
    }

    private static InvalidDocumentException problem(String file, int line, int column, String what, String advice) {
        return new InvalidDocumentException(new Problem(new Location(file, line, column), what, advice));
    }
}
