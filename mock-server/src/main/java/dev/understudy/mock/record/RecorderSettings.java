package dev.understudy.mock.record;

import dev.understudy.mock.ServerSettings.Address;
import java.net.URI;
import java.nio.file.Path;

/**
 * How a recorder is set.
 *
 * @param target where the API's paths begin, such as {@code https://staging.example.com}
 * @param file the scenario that is written; further jobs go beside it, with {@code -2}, {@code -3} behind its name
 * @param address where clients come
 * @param exact whether ids and data are written as they were, and not made anew by the mock
 * @param overwrite whether files may be replaced that were there before
 */
public record RecorderSettings(URI target, Path file, Address address, boolean exact, boolean overwrite) {
    /** On a free loopback port, with ids and data as the mock makes them; no file is replaced. */
    public static RecorderSettings of(URI target, Path file) {
        return new RecorderSettings(target, file, new Address("127.0.0.1", 0), false, false);
    }

    public RecorderSettings withAddress(Address other) {
        return new RecorderSettings(target, file, other, exact, overwrite);
    }

    public RecorderSettings withExact(boolean wanted) {
        return new RecorderSettings(target, file, address, wanted, overwrite);
    }

    public RecorderSettings withOverwrite(boolean wanted) {
        return new RecorderSettings(target, file, address, exact, wanted);
    }
}
