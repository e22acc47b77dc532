package dev.understudy.scenario.language;

/**
 * A field that people may write.
 *
 * @param summary for the reference: one sentence on what it does, and what holds without it
 */
public record Field(String name, FieldType type, boolean required, String summary) {
    public static Field required(String name, FieldType type, String summary) {
        return new Field(name, type, true, summary);
    }

    public static Field optional(String name, FieldType type, String summary) {
        return new Field(name, type, false, summary);
    }
}
