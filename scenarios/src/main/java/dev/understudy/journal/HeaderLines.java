package dev.understudy.journal;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;

/**
 * Headers in the order of their names, as a map that never changes.
 *
 * <p>It is hardly larger than its texts: a journal holds those of very many requests and answers, where the nodes of a tree would be
 * most of what a quiet stream costs.
 */
final class HeaderLines extends AbstractMap<String, String> {
    private final String[] namesAndValues;

    private HeaderLines(String[] namesAndValues) {
        this.namesAndValues = namesAndValues;
    }

    static Map<String, String> of(Map<String, String> headers) {
        if (headers instanceof HeaderLines lines) {
            return lines;
        }
        var lines = new String[2 * headers.size()];
        int at = 0;
        for (var header : new TreeMap<>(headers).entrySet()) {
            // Names are few and come again and again: each is kept once.
            lines[at++] = header.getKey().intern();
            lines[at++] = header.getValue();
        }
        return new HeaderLines(lines);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, String>> iterator() {
                return new Lines();
            }

            @Override
            public int size() {
                return namesAndValues.length / 2;
            }
        };
    }

    private final class Lines implements Iterator<Entry<String, String>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < namesAndValues.length;
        }

        @Override
        public Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            next += 2;
            return Map.entry(namesAndValues[next - 2], namesAndValues[next - 1]);
        }
    }
}
