package dev.understudy.network.toxiproxy;

import dev.understudy.network.engine.Proxy;
import dev.understudy.network.engine.Toxic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.stream.Collectors;

/** Writes what the API answers, in the order and spelling of the original. */
final class JsonText {
    private static final int MOST_DIGITS_OF_A_FLOAT = 9;

    private JsonText() {}

    static String proxy(Proxy proxy) {
        // "Logger" is a slip of the original since 2.5.0. Clients send it back, so it stays.
        return "{\"name\":" + string(proxy.name()) + ",\"listen\":" + string(proxy.listen()) + ",\"upstream\":"
                + string(proxy.upstream()) + ",\"enabled\":" + proxy.isEnabled() + ",\"Logger\":{},\"toxics\":"
                + toxics(proxy.toxics()) + "}";
    }

    static String proxiesByName(Collection<Proxy> sorted) {
        return sorted.stream()
                .map(proxy -> string(proxy.name()) + ":" + proxy(proxy))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** A list, or null if it is empty. */
    static String proxies(Collection<Proxy> all) {
        return all.isEmpty() ? "null" : all.stream().map(JsonText::proxy).collect(Collectors.joining(",", "[", "]"));
    }

    static String toxics(Collection<Toxic> all) {
        return all.stream().map(JsonText::toxic).collect(Collectors.joining(",", "[", "]"));
    }

    static String toxic(Toxic toxic) {
        var attributes = toxic.settings().all().entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        return "{\"attributes\":" + attributes + ",\"name\":" + string(toxic.name()) + ",\"type\":"
                + string(toxic.kind().type()) + ",\"stream\":" + string(toxic.stream()) + ",\"toxicity\":"
                + number(toxic.toxicity()) + "}";
    }

    static String error(ApiException e) {
        return "{" + errorMembers(e) + "}";
    }

    static String errorMembers(ApiException e) {
        return "\"error\":" + string(e.text()) + ",\"status\":" + e.status();
    }

    /** The shortest text that reads back as the same number. */
    static String number(float value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        var shortest = shortest(value);
        if (Math.abs(value) >= 1e-6f && Math.abs(value) < 1e21f) {
            return shortest.toPlainString();
        }
        return exponential(shortest);
    }

    private static BigDecimal shortest(float value) {
        var exact = new BigDecimal(value);
        for (int digits = 1; digits <= MOST_DIGITS_OF_A_FLOAT; digits++) {
            var rounded = exact.round(new MathContext(digits));
            if (rounded.floatValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact;
    }

    private static String exponential(BigDecimal value) {
        var digits = value.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - value.scale();
        var sign = value.signum() < 0 ? "-" : "";
        var fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }

    static String string(String text) {
        var out = new StringBuilder("\"");
        text.codePoints().forEach(c -> append(out, c));
        return out.append('"').toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '<', '>', '&', 0x2028, 0x2029 -> out.append(String.format("\\u%04x", c));
            default -> out.append(c < ' ' ? String.format("\\u%04x", c) : Character.toString(c));
        }
    }
}
