package dev.understudy.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which part of a job's life an operation serves; {@code x-job} in {@code openapi.yaml}. */
public enum JobRole {
    CREATE,
    STATUS,
    STREAM,
    WEBSOCKET,
    RESULTS,
    CANCEL,
    REFRESH_TOKEN;

    /** The role's word in contracts and scenarios, such as {@code refresh-token}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role with this word, if there is one. */
    public static Optional<JobRole> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
