package dev.understudy.mock.cli;

import dev.understudy.mock.ServerSettings.Address;
import picocli.CommandLine.Option;

/** Where a command listens. */
final class AddressOptions {
    @Option(names = "--port", defaultValue = "8080", description = "Default: ${DEFAULT-VALUE}; 0 takes any free one.")
    int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Default: ${DEFAULT-VALUE}, which only this machine can reach.")
    String host = "127.0.0.1";

    /** The address, if there can be such a port. */
    Address checked(Console console) {
        console.checkPort(port);
        return new Address(host, port);
    }
}
