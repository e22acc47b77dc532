package dev.understudy.mock.control;

import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The page, and the description of the control API. */
final class Documents {
    private static final HttpString CONTENT_SECURITY_POLICY = new HttpString("Content-Security-Policy");

    private Documents() {}

    static void page(ControlCall call) {
        var page = Page.load();
        call.exchange().getResponseHeaders().put(CONTENT_SECURITY_POLICY, page.policy());
        call.exchange().getResponseHeaders().put(new HttpString("X-Content-Type-Options"), "nosniff");
        call.text("text/html; charset=utf-8", page.html());
    }

    static void openApi(ControlCall call) {
        call.text("application/yaml; charset=utf-8", resource("openapi.yaml"));
    }

    static String resource(String name) {
        try (var in = Documents.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The server was built without " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
