/**
 * What both sides agreed on: operations (OpenAPI), messages (AsyncAPI), behaviour (rules), loaded from a contract pack.
 *
 * <p>Nothing here knows a pack by name. Everything is immutable once loaded, and safe for any number of threads.
 */
@NullMarked
package dev.understudy.contract;

import org.jspecify.annotations.NullMarked;
