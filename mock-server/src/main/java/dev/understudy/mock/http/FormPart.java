package dev.understudy.mock.http;

/** A part of a form. The bytes are not copied: nobody changes them. */
record FormPart(String name, String fileName, String contentType, java.nio.ByteBuffer bytes) {
    int size() {
        return bytes.remaining();
    }

    /** The content as text in UTF-8, without a byte order mark. */
    String text() {
        var text = java.nio.charset.StandardCharsets.UTF_8
                .decode(bytes.duplicate())
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Whether it begins like a JPEG or a PNG. */
    boolean isImage() {
        return startsWith(0xFF, 0xD8, 0xFF) || startsWith(0x89, 'P', 'N', 'G');
    }

    private boolean startsWith(int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.remaining() || bytes.get(bytes.position() + i) != (byte) magic[i]) {
                return false;
            }
        }
        return true;
    }
}
