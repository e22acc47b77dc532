package dev.understudy.bench;

import java.nio.ByteBuffer;

/** Reads what a WebSocket brings as far as the benchmark must: the head of the answer, and how many messages there are. */
final class FrameCounter implements Reading {
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final int LENGTH = 0x7F;
    private static final int MEDIUM = 126;
    private static final int TEXT = 0x81;

    private int inHead;
    private int first = -1;
    private int lengthBytes;
    private int left;

    @Override
    public int read(ByteBuffer bytes) {
        int messages = 0;
        while (bytes.hasRemaining()) {
            if (inHead < HEAD_END.length) {
                byte next = bytes.get();
                inHead = next == HEAD_END[inHead] ? inHead + 1 : next == HEAD_END[0] ? 1 : 0;
            } else if (left > 0 && lengthBytes == 0) {
                int count = Math.min(left, bytes.remaining());
                bytes.position(bytes.position() + count);
                left -= count;
            } else {
                messages += frame(bytes.get() & 0xFF);
            }
        }
        return messages;
    }

    /** The next byte of a frame's head; 1 if it begins a text. */
    private int frame(int next) {
        if (lengthBytes > 0) {
            left = left << Byte.SIZE | next;
            lengthBytes--;
        } else if (first < 0) {
            first = next;
            return next == TEXT ? 1 : 0;
        } else {
            lengthBytes = (next & LENGTH) == MEDIUM ? 2 : 0;
            left = lengthBytes > 0 ? 0 : next & LENGTH;
        }
        if (lengthBytes == 0) {
            first = -1;
        }
        return 0;
    }

    @Override
    public boolean isEnded() {
        return false;
    }
}
