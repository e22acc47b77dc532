package dev.understudy.mock.played;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.mock.RawHttp;
import dev.understudy.mock.RawHttp.Ending;
import dev.understudy.mock.script.Action;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Whether a socket sees what a script does. */
final class SocketCheck {
    private SocketCheck() {}

    static void check(RawHttp http, Action action) throws IOException {
        if (action instanceof Action.Send send
                && Visit.bytesOf(send).length == send.bytes().length()) {
            assertThat(http.chunk()).contains(new String(Visit.bytesOf(send), StandardCharsets.ISO_8859_1));
        } else if (action instanceof Action.End || action instanceof Action.EndThenClose) {
            assertThat(http.ending()).isEqualTo(Ending.LAST_CHUNK);
        } else if (action instanceof Action.Close) {
            assertThat(http.ending()).isEqualTo(Ending.FIN);
        } else if (action instanceof Action.Reset) {
            assertThat(http.ending()).isEqualTo(Ending.RESET);
        }
    }
}
