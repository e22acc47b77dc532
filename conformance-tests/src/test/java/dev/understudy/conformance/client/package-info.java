/** Tests of how clients are run and judged, with small programs for clients. */
@NullMarked
package dev.understudy.conformance.client;

import org.jspecify.annotations.NullMarked;
