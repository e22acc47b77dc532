/** Clients written for the judge: one that does all right, and for each rule one that breaks it. */
@NullMarked
package dev.understudy.mock.clients;

import org.jspecify.annotations.NullMarked;
