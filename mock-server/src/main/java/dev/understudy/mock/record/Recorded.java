package dev.understudy.mock.record;

import dev.understudy.yaml.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A job that has been written down.
 *
 * @param jobId the target's own id of it
 * @param events how many events it had
 * @param connections how many streams it was followed on
 * @param problems what is wrong with the file; that would be a fault of ours
 */
public record Recorded(
        Path file, String scenarioId, String jobId, int events, int connections, List<Problem> problems) {
    public Recorded {
        problems = List.copyOf(problems);
    }

    /** What there is to tell a person, a line each: what it is, how to play it, and what is wrong with it. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("Recorded " + file + ": " + Words.count(events, "event") + " on "
                + Words.count(connections, "connection") + ". Play it with --scenarios "
                + file.toAbsolutePath().getParent() + " --scenario " + scenarioId);
        problems.forEach(problem -> lines.add(problem.toString()));
        if (!problems.isEmpty()) {
            lines.add("This is a fault of the recorder, not of the server. Mend the file by hand.");
        }
        return lines;
    }
}
