/** What a run came to, for people and for programs. Reads results, changes nothing. */
@NullMarked
package dev.understudy.conformance.report;

import org.jspecify.annotations.NullMarked;
