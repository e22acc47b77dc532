/**
 * How the scenario language is described: fields, kinds, and what may stand where.
 *
 * <p>One description serves four readers: the check of a file (with places and nearest words), the reading into records, the JSON
 * schema for editors, and the reference in {@code scenarios/README.md}.
 */
@NullMarked
package dev.understudy.scenario.language;

import org.jspecify.annotations.NullMarked;
