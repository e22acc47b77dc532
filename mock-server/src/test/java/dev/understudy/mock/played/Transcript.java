package dev.understudy.mock.played;

import dev.understudy.mock.Client;
import dev.understudy.mock.RawHttp;
import dev.understudy.mock.script.Action;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A played story as a text for people: every byte visible, every time in milliseconds from the job's beginning. */
final class Transcript {
    private static final Set<String> DULL = Set.of("date", "vary", "connection", "content-length", "transfer-encoding");
    private static final int LONG_LINE = 600;
    private static final int SMALL = 40;
    private static final int LARGE = 64 * 1024;
    private final StringBuilder text = new StringBuilder();

    Transcript(String heading) {
        text.append(heading).append('\n');
    }

    void visit(Visit visit) {
        text.append("\nconnection ").append(visit.number()).append(" at ").append(millis(visit.at()));
        visit.header().ifPresent(header -> text.append(", ").append(visible(header)));
        text.append('\n');
        writes(visit.actions());
    }

    void ending(Visit visit) {
        text.append("    => ").append(visit.ending()).append('\n');
    }

    void call(String what) {
        text.append('\n').append(what).append('\n');
    }

    void head(RawHttp.Head head) {
        text.append("    ").append(head.status()).append('\n');
        head.headers().forEach((name, value) -> {
            if (!DULL.contains(name)) {
                text.append("    ")
                        .append(name)
                        .append(": ")
                        .append(visible(value).replaceAll("//localhost:\\d+", "//localhost:PORT"))
                        .append('\n');
            }
        });
    }

    void answer(Client.Answer answer) {
        head(answer.head());
        if (!answer.body().isEmpty()) {
            text.append("    ").append(shortened(visible(answer.body()))).append('\n');
        }
    }

    void noAnswer(String why) {
        text.append("    (").append(why).append(")\n");
    }

    private void writes(List<Visit.Timed> actions) {
        for (int i = 0; i < actions.size(); ) {
            int run = run(actions, i);
            if (run > 2) {
                small(actions.subList(i, i + run));
                i += run;
            } else {
                write(actions.get(i));
                i++;
            }
        }
    }

    /** How many writes of the same few bytes begin here. */
    private static int run(List<Visit.Timed> actions, int from) {
        int size = size(actions.get(from));
        int to = from;
        while (size > 0 && (size <= SMALL || size >= LARGE) && to < actions.size() && size(actions.get(to)) == size) {
            to++;
        }
        return to - from;
    }

    private static int size(Visit.Timed timed) {
        return timed.action() instanceof Action.Send send ? send.bytes().length() : 0;
    }

    private void small(List<Visit.Timed> writes) {
        var all = new java.io.ByteArrayOutputStream();
        var told = size(writes.get(0)) <= SMALL ? writes : writes.subList(0, 1);
        told.forEach(timed -> all.writeBytes(Visit.bytesOf((Action.Send) timed.action())));
        time(writes.get(0).at());
        text.append('(')
                .append(writes.size())
                .append(" writes of ")
                .append(size(writes.get(0)))
                .append(size(writes.get(0)) == 1 ? " byte" : " bytes")
                .append(", the last one at ")
                .append(millis(writes.get(writes.size() - 1).at()))
                .append(")\n        ");
        lines(all.toByteArray());
    }

    private void write(Visit.Timed timed) {
        time(timed.at());
        if (timed.action() instanceof Action.Send send) {
            lines(Visit.bytesOf(send));
        } else if (timed.action() instanceof Action.Note note) {
            text.append("! ").append(note.fault()).append('\n');
        } else {
            text.append('[')
                    .append(timed.action().getClass().getSimpleName().toLowerCase(Locale.ROOT))
                    .append("]\n");
        }
    }

    private void time(Duration at) {
        text.append(String.format(Locale.ROOT, "%7d ", at.toMillis()));
    }

    private void lines(byte[] bytes) {
        var shown = shown(bytes);
        text.append(shown.replaceAll("(?<=[^\\\\])(\\\\r\\\\n|\\\\n|\\\\r(?!\\\\n))(?=.)", "$1\n        "))
                .append('\n');
    }

    private static String millis(Duration time) {
        return time.toMillis() + " ms";
    }

    /** As UTF-8 if it is, or byte by byte. */
    private static String shown(byte[] bytes) {
        try {
            return shortened(visible(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()));
        } catch (CharacterCodingException e) {
            var text = new StringBuilder();
            for (byte b : bytes) {
                text.append(b < 0 ? String.format(Locale.ROOT, "\\x%02X", b) : visible(String.valueOf((char) b)));
            }
            return shortened(text.toString());
        }
    }

    private static String shortened(String line) {
        return line.length() <= LONG_LINE
                ? line
                : line.substring(0, LONG_LINE / 2) + "...(" + (line.length() - LONG_LINE) + " more)..."
                        + line.substring(line.length() - LONG_LINE / 2);
    }

    private static String visible(String raw) {
        var shown = new StringBuilder();
        raw.codePoints().forEach(c -> {
            if (c == '\n') {
                shown.append("\\n");
            } else if (c == '\r') {
                shown.append("\\r");
            } else if (c == '\t') {
                shown.append("\\t");
            } else if (Character.isISOControl(c) || c == 0xFEFF || c == 0x2028 || c == 0x2029) {
                shown.append(String.format(Locale.ROOT, "\\u%04X", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
