package dev.understudy.mock.script;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;

/** Actions that are known from the beginning; behind the last one nothing happens any more. */
public final class FixedScript implements Script {
    private final ArrayDeque<Action> actions;

    public FixedScript(Collection<Action> actions) {
        this.actions = new ArrayDeque<>(actions);
    }

    @Override
    public Action next(Duration time) {
        while (true) {
            var head = actions.poll();
            if (head == null) {
                return new Action.WaitForChange();
            }
            if (head instanceof Action.Pause pause) {
                actions.addFirst(new Action.WaitUntil(time.plus(pause.time())));
            } else if (head instanceof Action.WaitForChange
                    || (head instanceof Action.WaitUntil wait && wait.time().compareTo(time) > 0)) {
                actions.addFirst(head);
                return head;
            } else if (!(head instanceof Action.WaitUntil)) {
                return head;
            }
        }
    }
}
