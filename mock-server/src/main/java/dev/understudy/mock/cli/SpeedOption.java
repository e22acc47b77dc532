package dev.understudy.mock.cli;

import picocli.CommandLine.Option;

/** How fast jobs run. */
final class SpeedOption {
    private static final double FASTEST = 1_000_000;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seconds of a job in a real second. Default: ${DEFAULT-VALUE}.")
    double speed = 1;

    /** The speed, if it can be one. */
    double checked(Console console) {
        if (!(speed > 0 && speed <= FASTEST)) {
            throw console.usage("--speed is " + speed + "; it must be above 0 and at most 1000000.");
        }
        return speed;
    }
}
