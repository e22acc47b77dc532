package dev.understudy.scenario;

import java.util.List;

/**
 * How an event stands on the wire, where that is not as usual.
 *
 * @param lines its lines, with {@code {id}}, {@code {event}} and {@code {data}} in them; none for the usual ones
 * @param pretty whether its payload is written over many lines
 * @param idLength its id is made this long; 0 for as it is
 * @param size its data is padded to this many bytes; 0 for as it is
 */
public record WireForm(List<String> lines, boolean pretty, int idLength, int size) {
    /** As usual. */
    public static final WireForm USUAL = new WireForm(List.of(), false, 0, 0);

    public WireForm {
        lines = List.copyOf(lines);
    }
}
