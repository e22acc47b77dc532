package dev.understudy.conformance;

/** Something that must not be seen in any report. Only {@link #value} shows it. */
record Secret(String value) {
    private static final String HIDDEN = "[secret]";

    /** The text without this secret in it. */
    String hide(String text) {
        return value.isEmpty() ? text : text.replace(value, HIDDEN);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
