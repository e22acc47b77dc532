package dev.understudy.mock.record;

import dev.understudy.contract.Contract;
import dev.understudy.scenario.ScenarioReader;
import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Where scenarios are written. Not thread-safe. */
final class ScenarioFiles {
    private static final Pattern NAME = Pattern.compile("([a-z0-9]+(?:-[a-z0-9]+)*)\\.ya?ml");

    private final Contract contract;
    private final RecorderSettings settings;
    private final Map<Path, Written> ours = new HashMap<>();

    private record Written(Transcript transcript, Recorded recorded) {}

    ScenarioFiles(Contract contract, RecorderSettings settings) {
        this.contract = contract;
        this.settings = settings;
    }

    /**
     * Whether the first of them can be written.
     *
     * @throws UnusableRecordingException if it cannot
     */
    void check() {
        var file = settings.file();
        if (!NAME.matcher(String.valueOf(file.getFileName())).matches()) {
            throw new UnusableRecordingException(
                    "'" + file + "' cannot be a scenario's file, for its name is the scenario's id."
                            + " Use lower case, digits and single hyphens, and .yaml behind it, such as my-bad-day.yaml.");
        }
        var folder = folder();
        if (!Files.isDirectory(folder)) {
            throw new UnusableRecordingException("There is no folder " + folder + " for the recording. Make it first.");
        }
        if (!Files.isWritable(folder)) {
            throw new UnusableRecordingException("Nobody may write into " + folder + ". Give --out another place.");
        }
        refuseToReplace(file);
    }

    private Path folder() {
        var parent = settings.file().toAbsolutePath().getParent();
        return parent == null ? Path.of("/") : parent;
    }

    private void refuseToReplace(Path file) {
        if (!settings.overwrite() && Files.exists(file) && !ours.containsKey(file)) {
            throw new UnusableRecordingException(
                    file + " is there already. Give --out another name, or --overwrite if it may go.");
        }
    }

    /** The id of the scenario that the job with this number, from 0, becomes. */
    String id(int number) {
        var name = NAME.matcher(String.valueOf(settings.file().getFileName()));
        var first = name.matches() ? name.group(1) : "";
        return number == 0 ? first : first + "-" + (number + 1);
    }

    /**
     * Writes it down, whole at every moment.
     *
     * @throws UnusableRecordingException if that fails
     */
    Recorded write(Transcript transcript, int number) {
        var file = number == 0 ? settings.file() : folder().resolve(transcript.id() + ".yaml");
        refuseToReplace(file);
        var before = ours.get(file);
        if (before != null && before.transcript().equals(transcript)) {
            return before.recorded();
        }
        replace(file, transcript.text());
        var recorded = new Recorded(
                file,
                transcript.id(),
                transcript.jobId(),
                transcript.events(),
                transcript.connections(),
                problems(file));
        ours.put(file, new Written(transcript, recorded));
        return recorded;
    }

    private static void replace(Path file, String text) {
        var beside = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            Files.writeString(beside, text);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UnusableRecordingException(file + " cannot be written: " + e + ". Nothing else stops.", e);
        }
    }

    private List<Problem> problems(Path file) {
        try {
            new ScenarioReader(contract).read(file);
            return List.of();
        } catch (InvalidDocumentException e) {
            return e.problems();
        }
    }
}
