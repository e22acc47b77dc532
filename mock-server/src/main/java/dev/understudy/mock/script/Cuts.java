package dev.understudy.mock.script;

import dev.understudy.scenario.ConnectionPlan.Chunks;
import dev.understudy.scenario.ConnectionPlan.Inside;
import java.util.Collection;
import java.util.TreeSet;

/** Where bytes are cut into writes. */
final class Cuts {
    private static final int BLOCK = 64 * 1024;

    private Cuts() {}

    /** Places inside these bytes, in order. */
    static Collection<Integer> in(Bytes bytes, Chunks chunks) {
        var cuts = new TreeSet<Integer>(chunks.at());
        int size = chunks.bytes().orElse(0);
        for (int at = size; at > 0 && at < bytes.length(); at += size) {
            cuts.add(at);
        }
        chunks.inside().forEach(inside -> addInside(bytes, inside, cuts));
        return cuts.headSet(bytes.length());
    }

    /** Blocks that padding is sent in. */
    static Collection<Integer> blocks(Bytes bytes) {
        var cuts = new TreeSet<Integer>();
        for (int at = BLOCK; at < bytes.length(); at += BLOCK) {
            cuts.add(at);
        }
        return cuts;
    }

    private static void addInside(Bytes bytes, Inside inside, Collection<Integer> cuts) {
        for (int i = 1; i < bytes.length(); i++) {
            if (belongTogether(bytes, i, inside)) {
                cuts.add(i);
            }
        }
    }

    /** Whether the byte at this place and the one before it do. */
    private static boolean belongTogether(Bytes bytes, int i, Inside inside) {
        return switch (inside) {
            case CRLF -> bytes.at(i - 1) == '\r' && bytes.at(i) == '\n';
            case CHARACTER -> (bytes.at(i) & 0xC0) == 0x80 && !isMark(bytes, i);
            case BOM -> isMark(bytes, i);
        };
    }

    private static boolean isMark(Bytes bytes, int i) {
        return markAt(bytes, i - 1) || markAt(bytes, i - 2);
    }

    private static boolean markAt(Bytes bytes, int start) {
        return start >= 0
                && start + 3 <= bytes.length()
                && bytes.at(start) == (byte) 0xEF
                && bytes.at(start + 1) == (byte) 0xBB
                && bytes.at(start + 2) == (byte) 0xBF;
    }
}
