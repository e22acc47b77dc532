package dev.understudy.mock.junit;

import dev.understudy.verdict.Yardstick;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Plays a scenario to the client under test, and judges that client when the test has passed.
 *
 * <p>Each test, and each invocation of a repeated or parameterized one, gets a session of its own: a port, jobs, a clock and a journal.
 * It is there from {@code @BeforeEach} on, as a parameter of type {@link dev.understudy.mock.session.MockSession}. One server carries the
 * sessions of all tests of a run, so they may run in parallel. After {@code @AfterEach} the session's verdict must be a pass, or the test
 * fails with the whole verdict as its message. A test that fails by itself is not judged; its exception carries the end of the journal.
 *
 * <p>On a class it holds for each test in it and in its nested classes; one on a method, or on a nested class, wins.
 *
 * <p>A folder of your own scenarios is named by JUnit's configuration parameter {@value PlayScenarioExtension#FOLDERS}, several of them
 * separated by commas.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.ANNOTATION_TYPE, ElementType.METHOD, ElementType.TYPE})
@ExtendWith(PlayScenarioExtension.class)
public @interface PlayScenario {
    /** The scenario's id, for example {@code reset-mid-event}. */
    String value();

    /** How many seconds of a job pass in a real one. */
    double speed() default 1;

    /** By which standard the client is judged. */
    Yardstick yardstick() default Yardstick.WHATWG;

    /** Whether the client is judged at all. */
    boolean judged() default true;

    /** How long the verdict may wait, at most, for what only time can prove: that a client does not come back, for example. */
    int waitSeconds() default 30;
}
