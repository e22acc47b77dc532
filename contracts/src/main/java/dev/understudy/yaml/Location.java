package dev.understudy.yaml;

/** A place in a text that a person wrote. Line and column count from 1. */
public record Location(String file, int line, int column) {
    /** The place as editors and terminals make it clickable: {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
