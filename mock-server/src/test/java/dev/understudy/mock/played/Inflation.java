package dev.understudy.mock.played;

import dev.understudy.mock.script.Action;
import dev.understudy.mock.script.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Writes of gzip as what a client can read when each has come: the packed bytes differ from one Java to the next. */
final class Inflation {
    private static final int GZIP_HEAD = 10;
    private final Inflater inflater = new Inflater(true);
    private int headLeft = GZIP_HEAD;

    private Inflation() {}

    static List<Visit.Timed> of(List<Visit.Timed> actions) {
        var inflation = new Inflation();
        return actions.stream().map(inflation::inflate).toList();
    }

    private Visit.Timed inflate(Visit.Timed timed) {
        return timed.action() instanceof Action.Send send
                ? new Visit.Timed(timed.at(), new Action.Send(Bytes.of(text(Visit.bytesOf(send))), send.completes()))
                : timed;
    }

    private byte[] text(byte[] packed) {
        int head = Math.min(headLeft, packed.length);
        headLeft -= head;
        inflater.setInput(Arrays.copyOfRange(packed, head, packed.length));
        var out = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        try {
            for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("This is no gzip", e);
        }
        return out.toByteArray();
    }
}
