package dev.understudy.conformance.report;

import dev.understudy.contract.Rule;
import java.util.Locale;

/**
 * What subjects are judged by: a rule, or a scenario.
 *
 * @param id stable; links lead to it
 * @param group what stands together in a grid
 * @param level must, should or info
 * @param text its words
 * @param source where it comes from
 */
public record Row(String id, String group, String level, String text, String source) {
    /** A rule as a row; the first part of its id is its group. */
    static Row of(Rule rule) {
        return new Row(rule.id(), rule.id().split("-", 2)[0], rule.level().word(), rule.text(), rule.source());
    }

    /** The rule that this is, as far as verdicts need it. */
    Rule asRule(String binds) {
        return new Rule(
                id,
                Rule.Side.valueOf(binds.toUpperCase(Locale.ROOT)),
                Rule.Level.valueOf(level.toUpperCase(Locale.ROOT)),
                text,
                source);
    }

    static Row unknown(String id) {
        return new Row(id, id.split("-", 2)[0], "info", "", "");
    }
}
