/** YAML that remembers where each value stands, so that every error can say file, line and column. */
@NullMarked
package dev.understudy.yaml;

import org.jspecify.annotations.NullMarked;
