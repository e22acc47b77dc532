package dev.understudy.mock.script;

import dev.understudy.scenario.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The script of an answer that is no stream, and comes in an odd way. */
public final class BodyScript {
    private BodyScript() {}

    /** The head, then of the body what the delivery wants, as it wants it. */
    public static Script of(Bytes head, Bytes body, Delivery delivery) {
        var actions = new ArrayList<Action>();
        actions.add(new Action.SendUnframed(head));
        int length = Math.min(body.length(), delivery.cut().orElse(body.length()));
        int size = delivery.pace().map(Delivery.Pace::bytes).orElse(Math.max(1, length));
        for (int from = 0; from < length; from += size) {
            if (from > 0) {
                delivery.pace().map(pace -> new Action.Pause(pace.every())).ifPresent(actions::add);
            }
            actions.add(Action.Send.of(body.slice(from, Math.min(length, from + size)), Optional.empty()));
        }
        actions.addAll(then(delivery.then()));
        return new FixedScript(actions);
    }

    private static List<Action> then(Delivery.Then then) {
        return switch (then) {
            case END -> List.of(new Action.End());
            case CLOSE -> List.of(new Action.Note("close"), new Action.Close());
            case RESET -> List.of(new Action.Note("reset"), new Action.Reset());
            case SILENCE -> List.of(new Action.Note("silence"));
        };
    }
}
