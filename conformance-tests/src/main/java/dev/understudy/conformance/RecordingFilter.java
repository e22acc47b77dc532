package dev.understudy.conformance;

import dev.understudy.journal.Entry;
import dev.understudy.journal.Journal;
import dev.understudy.journal.Redaction;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Writes a request of REST Assured, and its answer, into a journal. */
final class RecordingFilter implements Filter {
    private final Journal journal;
    private final long exchange;
    private final String label;
    private final UnaryOperator<String> hide;

    /**
     * A filter for one request.
     *
     * @param hide takes secrets out that are only known here
     */
    RecordingFilter(Journal journal, long exchange, String label, UnaryOperator<String> hide) {
        this.journal = journal;
        this.exchange = exchange;
        this.label = label;
        this.hide = hide;
    }

    /** The request got no answer, or only a part of one. */
    static final class NoAnswerException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoAnswerException(Throwable cause) {
            super(cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
        }
    }

    @Override
    @SuppressWarnings("IllegalCatch") // REST Assured throws whatever the network throws, checked or not.
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var url = URI.create(request.getURI());
        var target = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        journal.append(new Entry.Request(
                journal.now(),
                exchange,
                0,
                label,
                request.getMethod(),
                hide.apply(Redaction.target(target)),
                Redaction.headers(headers(request.getHeaders())),
                -1));
        try {
            var response = context.next(request, expected);
            journal.append(new Entry.Response(
                    journal.now(),
                    exchange,
                    response.statusCode(),
                    Redaction.headers(headers(response.getHeaders())),
                    hide.apply(Redaction.body(response.asString()))));
            return response;
        } catch (Exception e) {
            journal.append(new Entry.End(journal.now(), exchange, Entry.How.CUT, String.valueOf(e.getMessage())));
            throw new NoAnswerException(e);
        }
    }

    private static Map<String, String> headers(Headers headers) {
        var map = new TreeMap<String, String>();
        headers.forEach(header -> map.merge(
                header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()), (a, b) -> a + ", " + b));
        return map;
    }
}
