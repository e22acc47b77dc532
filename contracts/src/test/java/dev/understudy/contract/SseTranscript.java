package dev.understudy.contract;

import java.util.ArrayList;
import java.util.List;

/** The blocks of an event stream with LF line ends: each a list of lines, in order. */
record SseTranscript(List<List<String>> blocks) {
    static SseTranscript of(String text) {
        if (!text.endsWith("\n\n")) {
            throw new IllegalArgumentException("The last block is not whole.");
        }
        var blocks = new ArrayList<List<String>>();
        for (var block : text.substring(0, text.length() - 2).split("\n\n", -1)) {
            blocks.add(List.of(block.split("\n", -1)));
        }
        return new SseTranscript(List.copyOf(blocks));
    }

    record Event(String id, String name, String data) {}

    List<Event> events() {
        return blocks.stream()
                .filter(block -> block.stream().anyMatch(line -> line.startsWith("data: ")))
                .map(block -> new Event(field(block, "id"), field(block, "event"), field(block, "data")))
                .toList();
    }

    private static String field(List<String> block, String name) {
        return block.stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }
}
