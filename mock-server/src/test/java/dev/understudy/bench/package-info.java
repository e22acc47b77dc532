/**
 * A benchmark of the mock server beside a bare Undertow handler that sends the same events. Not a test: nothing here fails a build. How to
 * run it: CONTRIBUTING.md.
 */
@NullMarked
package dev.understudy.bench;

import org.jspecify.annotations.NullMarked;
