package dev.understudy.mock.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the READMEs show of the extension is {@link MyClientTest}, letter by letter, which is compiled and run. */
class ReadmeTest {
    private static final Path SHOWN = Path.of("src/test/java/dev/understudy/mock/junit/MyClientTest.java");

    @ParameterizedTest
    @ValueSource(strings = {"../README.md", "README.md"})
    void it_shows_a_test_that_runs(Path readme) throws IOException {
        var source = Files.readString(SHOWN);
        var shown = source.substring(source.indexOf("class MyClientTest"));

        assertThat(Files.readString(readme)).contains("```java\n" + shown + "```\n");
    }
}
