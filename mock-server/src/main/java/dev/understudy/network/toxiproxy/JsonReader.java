package dev.understudy.network.toxiproxy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/**
 * Reads the first JSON value of a body and ignores what follows it.
 *
 * <p>Its own, because the answers to broken bodies quote Go's decoder to the letter, and because a number's spelling decides
 * whether it is taken.
 */
final class JsonReader {
    private static final int MOST_LEVELS = 10_000;

    private final byte[] bytes;
    private int at;
    private int levels;

    private JsonReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads a body as UTF-8. */
    static Json read(byte[] body) {
        var reader = new JsonReader(body);
        reader.skipBlanks();
        if (reader.at == body.length) {
            throw ApiException.badBody("EOF");
        }
        return reader.value();
    }

    private Json value() {
        int c = peek();
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new Json.Text(string());
            case 't' -> literal("true", new Json.Truth(true));
            case 'f' -> literal("false", new Json.Truth(false));
            case 'n' -> literal("null", new Json.Nothing());
            default -> {
                if (c == '-' || isDigit(c)) {
                    yield number();
                }
                throw invalid(c, "looking for beginning of value");
            }
        };
    }

    private Json object() {
        enter();
        var members = new ArrayList<Json.Member>();
        if (next() == '}') {
            return leave(new Json.Members(members));
        }
        while (true) {
            if (peek() != '"') {
                throw invalid(peek(), "looking for beginning of object key string");
            }
            var key = string();
            if (next() != ':') {
                throw invalid(peek(), "after object key");
            }
            at++;
            next();
            members.add(new Json.Member(key, value()));
            if (next() == '}') {
                return leave(new Json.Members(members));
            }
            if (peek() != ',') {
                throw invalid(peek(), "after object key:value pair");
            }
            at++;
            next();
        }
    }

    private Json array() {
        enter();
        var items = new ArrayList<Json>();
        if (next() == ']') {
            return leave(new Json.Items(items));
        }
        while (true) {
            items.add(value());
            if (next() == ']') {
                return leave(new Json.Items(items));
            }
            if (peek() != ',') {
                throw invalid(peek(), "after array element");
            }
            at++;
            next();
        }
    }

    private void enter() {
        at++;
        levels++;
        if (levels > MOST_LEVELS) {
            throw ApiException.badBody("exceeded max depth");
        }
    }

    private Json leave(Json value) {
        at++;
        levels--;
        return value;
    }

    private Json literal(String word, Json value) {
        for (int i = 1; i < word.length(); i++) {
            at++;
            if (peek() != word.charAt(i)) {
                throw invalid(peek(), "in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
        at++;
        return value;
    }

    private Json number() {
        int start = at;
        if (peek() == '-') {
            at++;
            if (!isDigit(peek())) {
                throw invalid(peek(), "in numeric literal");
            }
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (isHere('.')) {
            at++;
            needDigit("after decimal point in numeric literal");
            digits();
        }
        if (isHere('e') || isHere('E')) {
            at++;
            if (isHere('+') || isHere('-')) {
                at++;
            }
            needDigit("in exponent of numeric literal");
            digits();
        }
        // A number inside something must be followed by its end.
        if (levels > 0) {
            peek();
        }
        return new Json.Numeral(new String(bytes, start, at - start, StandardCharsets.US_ASCII));
    }

    private void needDigit(String where) {
        if (!isDigit(peek())) {
            throw invalid(peek(), where);
        }
    }

    private void digits() {
        while (at < bytes.length && isDigit(bytes[at])) {
            at++;
        }
    }

    private String string() {
        var text = new ByteArrayOutputStream();
        var whole = new StringBuilder();
        at++;
        while (peek() != '"') {
            int c = peek();
            if (c < ' ') {
                throw invalid(c, "in string literal");
            }
            at++;
            if (c == '\\') {
                whole.append(utf8(text)).append(escape());
            } else {
                text.write(c);
            }
        }
        at++;
        return whole.append(utf8(text)).toString();
    }

    private static String utf8(ByteArrayOutputStream text) {
        var decoded = text.toString(StandardCharsets.UTF_8);
        text.reset();
        return decoded;
    }

    private String escape() {
        int c = peek();
        int known = "\"\\/bfnrt".indexOf(c);
        if (known >= 0) {
            at++;
            return String.valueOf("\"\\/\b\f\n\r\t".charAt(known));
        }
        if (c != 'u') {
            throw invalid(c, "in string escape code");
        }
        at++;
        char unit = hexadecimal();
        if (Character.isHighSurrogate(unit)) {
            return pair(unit);
        }
        return Character.isLowSurrogate(unit) ? "\ufffd" : String.valueOf(unit);
    }

    /** Half a pair is no character; Go puts a replacement there and reads on. */
    private String pair(char high) {
        int back = at;
        if (isHere('\\') && at + 1 < bytes.length && bytes[at + 1] == 'u') {
            at += 2;
            char low = hexadecimal();
            if (Character.isLowSurrogate(low)) {
                return String.valueOf(new char[] {high, low});
            }
            at = back;
        }
        return "\ufffd";
    }

    private char hexadecimal() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw invalid(peek(), "in \\u hexadecimal character escape");
            }
            unit = unit * 16 + digit;
            at++;
        }
        return (char) unit;
    }

    /** Skips blanks and looks at what comes. */
    private int next() {
        skipBlanks();
        return peek();
    }

    private int peek() {
        if (at >= bytes.length) {
            throw ApiException.badBody("unexpected EOF");
        }
        return bytes[at] & 0xff;
    }

    private boolean isHere(char c) {
        return at < bytes.length && bytes[at] == c;
    }

    private void skipBlanks() {
        while (at < bytes.length && " \t\r\n".indexOf(bytes[at]) >= 0) {
            at++;
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static ApiException invalid(int c, String where) {
        return ApiException.badBody("invalid character " + quoted(c) + " " + where);
    }

    private static String quoted(int c) {
        return switch (c) {
            case '\'' -> "'\\''";
            case '"' -> "'\"'";
            case '\\' -> "'\\\\'";
            case '\t' -> "'\\t'";
            case '\n' -> "'\\n'";
            case '\r' -> "'\\r'";
            case '\b' -> "'\\b'";
            case '\f' -> "'\\f'";
            case 0x07 -> "'\\a'";
            case 0x0b -> "'\\v'";
            default -> {
                if (c < ' ' || c == 0x7f) {
                    yield String.format("'\\x%02x'", c);
                }
                boolean unprintable = (c >= 0x80 && c <= 0xa0) || c == 0xad;
                yield unprintable ? String.format("'\\u%04x'", c) : "'" + (char) c + "'";
            }
        };
    }
}
