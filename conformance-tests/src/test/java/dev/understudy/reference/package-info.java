/**
 * A second server of the same contract, written from its text on the JDK's HTTP server. It shares no code with the mock, so that the
 * suite is not only held against its sibling.
 */
@NullMarked
package dev.understudy.reference;

import org.jspecify.annotations.NullMarked;
