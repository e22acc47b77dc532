package dev.understudy.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A journal as JSON Lines: one entry a line, times as whole microseconds. */
public final class JournalFile {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(microseconds());

    private JournalFile() {}

    /** One entry as one line, without the line's end. */
    public static String line(Entry entry) {
        try {
            return JSON.writerFor(Entry.class).writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An entry cannot be written: " + entry, e);
        }
    }

    /** Writes the entries, one a line. */
    public static void write(Path file, List<Entry> entries) throws IOException {
        Files.write(file, entries.stream().map(JournalFile::line).toList());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws NoJournalException if a line is not an entry; names line and column
     * @throws IOException if the file cannot be read
     */
    public static List<Entry> read(Path file) throws IOException {
        var entries = new ArrayList<Entry>();
        var lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            try {
                entries.add(entry(lines.get(i)));
            } catch (JsonProcessingException e) {
                var at = e.getLocation();
                throw new NoJournalException(
                        file + ":" + (i + 1) + ":" + (at == null ? 1 : at.getColumnNr())
                                + "  This is no journal entry: " + e.getOriginalMessage(),
                        e);
            }
        }
        return entries;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new NoJournalException(file + ":1:1  This is no journal: it is not UTF-8.", e);
        }
    }

    private static Entry entry(String line) throws JsonProcessingException {
        var entry = JSON.readValue(line, Entry.class);
        if (entry == null || entry.at() == null) {
            throw new JsonParseException(null, "it has no time");
        }
        return entry;
    }

    /** A file that is no journal. The message says where. */
    public static final class NoJournalException extends IOException {
        private static final long serialVersionUID = 1L;

        NoJournalException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static SimpleModule microseconds() {
        var module = new SimpleModule();
        module.addSerializer(new StdSerializer<>(Duration.class) {
            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(Duration value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeNumber(value.toNanos() / 1000);
            }
        });
        module.addDeserializer(Duration.class, new StdDeserializer<>(Duration.class) {
            private static final long serialVersionUID = 1L;

            @Override
            public Duration deserialize(JsonParser json, DeserializationContext context) throws IOException {
                return Duration.ofNanos(json.getLongValue() * 1000);
            }
        });
        return module;
    }
}
