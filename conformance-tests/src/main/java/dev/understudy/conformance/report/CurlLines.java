package dev.understudy.conformance.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Operation;
import dev.understudy.contract.RequestShape;
import dev.understudy.journal.Entry;
import dev.understudy.verdict.Exchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Commands that send the same requests again, as a shell takes them.
 *
 * <p>Addresses begin with {@code $BASE_URL}. What a job was called when it was recorded is taken from the answer of its creation when
 * they run, as is its token; any other secret comes from {@code $JOB_TOKEN}, for none was ever written down.
 */
final class CurlLines {
    private static final int MOST = 60;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What curl adds by itself, or must. */
    private static final Set<String> OF_CURL = Set.of(
            "host",
            "user-agent",
            "accept-encoding",
            "content-length",
            "connection",
            "content-type",
            "http2-settings",
            "upgrade",
            "transfer-encoding");

    private final Map<String, String> variables = new LinkedHashMap<>();

    private final Contract contract;

    private CurlLines(Contract contract) {
        this.contract = contract;
    }

    static List<String> of(Contract contract, List<Exchange> exchanges) {
        var lines = new CurlLines(contract);
        var all = new ArrayList<String>();
        exchanges.stream().limit(MOST).forEach(exchange -> all.add(lines.line(exchange)));
        return all;
    }

    private String line(Exchange exchange) {
        var request = exchange.request();
        boolean creates = exchange.label().purpose().equals("create") && exchange.status() == 202;
        var line = new StringBuilder(creates ? "answer=$(curl -sS -N --max-time 60" : "curl -sS -i -N --max-time 60");
        if (!request.method().equals("GET")) {
            line.append(" -X ").append(quoted(request.method()));
        }
        request.headers().forEach((name, value) -> header(line, name, value));
        body(line, exchange);
        line.append(" \"$BASE_URL\"").append(quoted(request.target()));
        if (creates) {
            line.append(')').append(remember(exchange));
        }
        return line.toString();
    }

    private void header(StringBuilder line, String name, String value) {
        if (OF_CURL.contains(name) || value.equals("*/*")) {
            return;
        }
        var secret = value.indexOf("[secret");
        if (secret < 0) {
            line.append(" -H ").append(quoted(name + ": " + value));
        } else {
            line.append(" -H ").append(quoted(name + ": " + value.substring(0, secret)));
            line.append(variables.getOrDefault(value.substring(secret), "\"$JOB_TOKEN\""));
        }
    }

    /** Bodies are not recorded. A form gets the sample file, JSON a sample in the contract's words. */
    private void body(StringBuilder line, Exchange exchange) {
        var request = exchange.request();
        var type = request.headers().getOrDefault("content-type", "");
        var items = contract.operation(exchange.label().operation())
                .flatMap(Operation::request)
                .flatMap(RequestShape::items);
        if (type.startsWith("multipart/")) {
            var part = items.map(shape -> shape.path("part").asText()).orElse("file");
            var image = items.filter(shape -> shape.path("format").asText().equals("csv"))
                    .isEmpty();
            line.append(" -F ").append(plain(part + "=@")).append(image ? "\"$SAMPLE_IMAGE\"" : "\"$SAMPLE_CSV\"");
        } else if (!type.isEmpty()) {
            var list = items.map(shape -> shape.path("list").asText()).orElse("items");
            line.append(" -H ")
                    .append(plain("content-type: " + type))
                    .append(" --data-binary ")
                    .append(plain("{\"" + list + "\": [\"9780140328721\", \"9780261103573\"]}"));
        }
    }

    /** What the job is called now goes where the recorded name was. */
    private String remember(Exchange exchange) {
        var name = exchange.label().job().replaceAll("[^A-Za-z0-9]", "_");
        var text = exchange.response().map(Entry.Response::body).orElse("");
        try {
            var body = JSON.readTree(Objects.requireNonNullElse(text, "{}"));
            var data = body.path("data").isObject() ? body.path("data") : body;
            var jobId = data.path("jobId").asText();
            var token = data.path("authToken").asText();
            if (!jobId.isEmpty()) {
                variables.put(jobId, "\"$" + name + "\"");
            }
            if (token.startsWith("[secret")) {
                variables.put(token, "\"$" + name + "_token\"");
            }
        } catch (JsonProcessingException e) {
            // An answer that is no JSON names no job; the next commands then ask for the recorded one.
            return "; echo \"$answer\"";
        }
        return "; echo \"$answer\"; " + name + "=$(field jobId); " + name + "_token=$(field authToken)";
    }

    /** In quotes for a shell; where a recorded job's name stands, the variable with the new one. */
    private String quoted(String text) {
        var clean = text.replaceAll("[\\r\\n\\x00]", " ");
        for (var variable : variables.entrySet()) {
            int at = clean.indexOf(variable.getKey());
            if (at >= 0) {
                return plain(clean.substring(0, at))
                        + variable.getValue()
                        + plain(clean.substring(at + variable.getKey().length()));
            }
        }
        int secret = clean.indexOf("[secret");
        int end = clean.indexOf(']', Math.max(0, secret));
        return secret < 0 || end < 0
                ? plain(clean)
                : plain(clean.substring(0, secret)) + "\"$JOB_TOKEN\"" + plain(clean.substring(end + 1));
    }

    private static String plain(String text) {
        return text.isEmpty() ? "" : "'" + text.replace("'", "'\\''") + "'";
    }
}
