package dev.understudy.conformance.report;

/** A page in the making. Text and attribute values are always escaped; only this project's own words become markup. */
final class Html {
    private final StringBuilder page = new StringBuilder(1 << 16);

    /** Opens an element; attributes are names and values in turn. */
    Html open(String element, String... attributes) {
        page.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i + 1].isEmpty()) {
                page.append(' ')
                        .append(attributes[i])
                        .append("=\"")
                        .append(escape(attributes[i + 1]))
                        .append('"');
            }
        }
        page.append('>');
        return this;
    }

    Html close(String element) {
        page.append("</").append(element).append(">");
        return this;
    }

    /** A line's end between blocks, so that the source can be read. */
    Html line() {
        page.append('\n');
        return this;
    }

    /** An element with text in it. */
    Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    Html text(String text) {
        page.append(escape(text));
        return this;
    }

    /** Markup of our own. */
    Html own(String markup) {
        page.append(markup);
        return this;
    }

    static String escape(String text) {
        var safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c < ' ' && c != '\n' && c != '\t' ? '\ufffd' : c);
            }
        }
        return safe.toString();
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
