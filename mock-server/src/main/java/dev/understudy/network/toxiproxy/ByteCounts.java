package dev.understudy.network.toxiproxy;

import dev.understudy.network.engine.Direction;
import dev.understudy.network.engine.Proxy;
import dev.understudy.network.engine.Traffic;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Counts bytes for Prometheus, each connection when it has ended. Belongs to the engine's thread. */
final class ByteCounts implements Traffic {
    private static final String PREFIX = "toxiproxy_proxy_";
    private static final int MOST_PLAIN_DIGITS = 6;

    private final Map<String, Long> received = new TreeMap<>();
    private final Map<String, Long> sent = new TreeMap<>();

    @Override
    public void ended(Proxy proxy, Direction direction, long bytesReceived, long bytesSent) {
        var labels = "{direction=\"" + direction.text() + "\",listener=\"" + escaped(proxy.listen()) + "\",proxy=\""
                + escaped(proxy.name()) + "\",upstream=\"" + escaped(proxy.upstream()) + "\"}";
        received.merge(labels, bytesReceived, Long::sum);
        sent.merge(labels, bytesSent, Long::sum);
    }

    /** The Prometheus text; a counter nobody has touched is not in it. */
    String text() {
        return text("received_bytes_total", received) + text("sent_bytes_total", sent);
    }

    private static String text(String name, Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return "";
        }
        var text = new StringBuilder("# HELP " + PREFIX + name + " \n# TYPE " + PREFIX + name + " counter\n");
        counts.forEach((labels, count) -> text.append(PREFIX)
                .append(name)
                .append(labels)
                .append(' ')
                .append(number(count))
                .append('\n'));
        return text.toString();
    }

    /** From a million on with an exponent. */
    private static String number(long count) {
        var digits = String.valueOf(count);
        if (digits.length() <= MOST_PLAIN_DIGITS) {
            return digits;
        }
        var kept = new BigDecimal(count).stripTrailingZeros().unscaledValue().toString();
        var fraction = kept.length() == 1 ? "" : "." + kept.substring(1);
        return kept.charAt(0) + fraction + String.format("e+%02d", digits.length() - 1);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
