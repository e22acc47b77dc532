package dev.understudy.conformance;

import static io.restassured.config.EncoderConfig.encoderConfig;
import static io.restassured.config.HttpClientConfig.httpClientConfig;
import static io.restassured.config.RedirectConfig.redirectConfig;

import io.restassured.RestAssured;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import org.apache.http.client.HttpClient;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;

/** How REST Assured is set for the suite: no redirects, no media types of its own, and it does not wait for ever. */
final class RestRequests {
    private static final int CONNECT_MILLIS = 5_000;

    private RestRequests() {}

    static RequestSpecification given(Pulse pulse) {
        return RestAssured.given().config(config(pulse.patience())).urlEncodingEnabled(false);
    }

    private static RestAssuredConfig config(Duration patience) {
        return RestAssuredConfig.config()
                .redirect(redirectConfig().followRedirects(false))
                .encoderConfig(encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false))
                .httpClient(httpClientConfig()
                        .httpClientFactory(() -> clientWithoutRetries(patience))
                        .setParam("http.connection.timeout", CONNECT_MILLIS)
                        .setParam("http.socket.timeout", (int) patience.toMillis()));
    }

    /** A request that is sent again behind our back would make two jobs of one, and is not what the journal says. */
    @SuppressWarnings("deprecation") // It is the only kind of client that REST Assured takes.
    private static HttpClient clientWithoutRetries(Duration patience) {
        var client = new DefaultHttpClient();
        client.setHttpRequestRetryHandler(new DefaultHttpRequestRetryHandler(0, false));
        client.addResponseInterceptor((response, context) -> LimitedBody.limit(response, patience.multipliedBy(2)));
        return client;
    }

    /** Sends it; what the network does to it stops the case, and is in the journal. */
    static Response send(RequestSpecification request, String method, URI url, Pulse pulse) {
        pulse.check();
        try {
            var response = request.request(method, url);
            pulse.answered();
            return response;
        } catch (RecordingFilter.NoAnswerException e) {
            if (e.getCause() instanceof InterruptedIOException) {
                pulse.silent();
            }
            throw new CaseStoppedException(method + " " + url + " got no answer: " + e.getMessage());
        }
    }
}
