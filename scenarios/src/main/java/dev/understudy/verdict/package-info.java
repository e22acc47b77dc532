/**
 * What a journal proves: each check is a pure function of what was seen, and judges one rule of the contract.
 *
 * <p>A check passes or fails on evidence only. What was not seen is "not observed", never a pass.
 */
@NullMarked
package dev.understudy.verdict;

import org.jspecify.annotations.NullMarked;
