package dev.understudy.conformance;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Where a listener is cut: behind so many whole events, at a place inside the next one. Counts the bytes of one stream.
 *
 * <p>Not thread-safe; bytes come one at a time.
 */
final class Cut {
    private static final int DEEPEST = 12;

    private final int afterEvents;
    private final Place place;
    private final int depth;
    private final Runnable network;
    private final StringBuilder line = new StringBuilder();
    private int events;
    private int bytesOfEvent;
    private boolean hasData;

    /**
     * A cut that has not happened.
     *
     * @param depth how many bytes into the place
     * @param network what cuts the connection
     */
    Cut(int afterEvents, Place place, int depth, Runnable network) {
        this.afterEvents = afterEvents;
        this.place = place;
        this.depth = depth;
        this.network = network;
    }

    /** Where inside an event. */
    enum Place {
        /** Inside the value of its id. */
        ID("inside the id"),
        /** Inside its name. */
        NAME("inside the name"),
        /** Inside its data. */
        DATA("inside the data"),
        /** Between the bytes of one character; where there are only single bytes, before the blank line. */
        CHARACTER("inside a character"),
        /** Behind all lines of the event, with only the blank line missing. */
        BLANK_LINE("before the blank line");

        private final String words;

        Place(String words) {
            this.words = words;
        }
    }

    /** The next cut that a seed gives; the n-th takes the n-th place, from where the seed begins. */
    static Cut next(SplittableRandom random, int number, Runnable network) {
        var places = List.of(Place.values());
        return new Cut(1, places.get(Math.floorMod(number, places.size())), 1 + random.nextInt(DEEPEST), network);
    }

    /** Takes in the next byte of the stream; says where it was cut if this is the place. */
    Optional<String> take(byte next) {
        bytesOfEvent++;
        if (next == '\r') {
            return Optional.empty();
        }
        if (next == '\n') {
            return endLine();
        }
        line.append((char) (next & 0xFF));
        return events >= afterEvents && isHere() ? Optional.of(words(place)) : Optional.empty();
    }

    private Optional<String> endLine() {
        boolean blank = line.length() == 0;
        hasData |= line.indexOf("data:") == 0;
        line.setLength(0);
        if (blank) {
            events += hasData ? 1 : 0;
            hasData = false;
            bytesOfEvent = 0;
            return Optional.empty();
        }
        // Whatever place was meant, this is the last one inside the event: events name their data last.
        return events >= afterEvents && hasData ? Optional.of(words(Place.BLANK_LINE)) : Optional.empty();
    }

    private boolean isHere() {
        return switch (place) {
            case ID -> isIn("id:");
            case NAME -> isIn("event:");
            case DATA -> isIn("data:");
            case CHARACTER -> line.indexOf("data:") == 0 && line.charAt(line.length() - 1) >= 0xC2;
            case BLANK_LINE -> false;
        };
    }

    private boolean isIn(String field) {
        return line.indexOf(field) == 0 && line.length() > field.length() + depth;
    }

    private String words(Place where) {
        return "cut " + where.words + ", " + bytesOfEvent + " bytes into event " + (events + 1);
    }

    /** Cuts the connection. */
    void strike() {
        network.run();
    }
}
