/** Networks and transitions between them, by name: what {@code situations.yaml} says. Knows no sockets. */
@NullMarked
package dev.understudy.scenario.situation;

import org.jspecify.annotations.NullMarked;
