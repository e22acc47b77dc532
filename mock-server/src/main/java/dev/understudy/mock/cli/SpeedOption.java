package dev.understudy.mock.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How fast jobs run. */
@Command
final class SpeedOption {
    private static final double FASTEST = 1_000_000;

    @Spec(Spec.Target.MIXEE)
    @Nullable CommandSpec command;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seconds of a job in a real second. Default: ${DEFAULT-VALUE}.")
    double speed = 1;

    /** The speed; throws {@link ParameterException} if it cannot be. */
    double checked() {
        if (command != null && !(speed > 0 && speed <= FASTEST)) {
            throw new ParameterException(
                    command.commandLine(), "--speed is " + speed + "; it must be above 0 and at most 1000000.");
        }
        return speed;
    }
}
