package dev.understudy.contract;

import java.util.Locale;

/**
 * A numbered rule of behaviour: what shapes cannot say.
 *
 * @param id stable, upper case with hyphens, never used again for another rule
 * @param text one sentence that can be true or false of what was observed
 * @param source the document that the rule comes from
 */
public record Rule(String id, Side binds, Level level, String text, String source) {
    /** Who must keep a rule. */
    public enum Side {
        SERVER,
        CLIENT
    }

    /** How strictly a rule binds: breaking a MUST fails, breaking a SHOULD warns. */
    public enum Level {
        MUST,
        SHOULD;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
