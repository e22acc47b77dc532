/**
 * A scenario: the story of one bad (or good) day, written once in YAML, for the mock server, the judge and the conformance suite.
 *
 * <p>Reading one checks it against the language and against the contract. Everything here is immutable.
 */
@NullMarked
package dev.understudy.scenario;

import org.jspecify.annotations.NullMarked;
