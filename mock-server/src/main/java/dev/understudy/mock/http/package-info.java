/** Routes and answers of the contract, on Undertow. Knows the contract, sessions and jobs; leaves streams to {@code mock.wire}. */
@NullMarked
package dev.understudy.mock.http;

import org.jspecify.annotations.NullMarked;
