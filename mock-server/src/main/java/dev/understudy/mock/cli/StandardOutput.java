package dev.understudy.mock.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;

/** Standard output for bytes: nothing recodes or buffers them. */
final class StandardOutput {
    private StandardOutput() {}

    static OutputStream bytes() {
        return new FileOutputStream(FileDescriptor.out);
    }
}
