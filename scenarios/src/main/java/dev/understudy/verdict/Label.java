package dev.understudy.verdict;

/**
 * What a request was for, as the label of its journal entry has it.
 *
 * @param purpose for example {@code stream-resume}
 * @param job names the job within the journal, or {@code -}
 * @param operation the contract's operation
 */
public record Label(String purpose, String job, String operation) {
    /** Reads a label; one that is none has empty parts. */
    public static Label parse(String text) {
        var parts = text.split(" ", -1);
        return parts.length == 3 ? new Label(parts[0], parts[1], parts[2]) : new Label("", "-", "");
    }

    @Override
    public String toString() {
        return purpose + " " + job + " " + operation;
    }
}
