package dev.understudy.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.mock.session.LiveCatalogue.Reload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever edits a scenario need not start the server again. */
class HotReloadTest {
    @TempDir
    private Path folder;

    private void write(String title, String rest) throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), "id: mine\ntitle: " + title + "\nabout: A\n" + rest);
    }

    @Test
    void an_edit_takes_over_a_broken_one_does_not_and_a_mended_one_does_again() throws Exception {
        write("First", "");
        var reloads = new LinkedBlockingQueue<Reload>();
        try (var mock = MockServer.start(
                Mocks.still().withScenarioFolders(List.of(folder), false).withScenario("mine"))) {
            var client = new Client(mock.baseUri());
            mock.onReload(reloads::add);

            write("The second", "");
            assertThat(next(reloads).problems()).isEmpty();
            assertThat(client.get("/_mock/scenarios").body()).contains("The second");

            write("Broken", "jobb: {}\n");
            assertThat(next(reloads).problems()).singleElement().asString().contains("mine.yaml:4:1");
            assertThat(client.get("/_mock/health").at("/problems/0")).contains("mine.yaml:4:1");
            assertThat(client.get("/_mock/scenarios").body())
                    .contains("The second")
                    .doesNotContain("Broken");

            write("Mended again", "");
            assertThat(next(reloads).problems()).isEmpty();
            assertThat(client.get("/_mock/scenarios").body()).contains("Mended again");
            assertThat(client.get("/_mock/health").json().get("problems")).isEmpty();
        }
    }

    private static Reload next(LinkedBlockingQueue<Reload> reloads) throws InterruptedException {
        var reload = reloads.poll(30, TimeUnit.SECONDS);
        if (reload == null) {
            throw new AssertionError("No change was seen within 30 seconds.");
        }
        return reload;
    }
}
