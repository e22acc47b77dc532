package dev.understudy.mock.script;

import dev.understudy.scenario.ConnectionPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens on a connection before its answer begins.
 *
 * @param actions none if the answer begins at once; else the last one hands the connection over to the answer
 * @param empty whether the answer is to have no body
 */
public record EarlyScript(List<Action> actions, boolean empty) {
    public EarlyScript {
        actions = List.copyOf(actions);
    }

    /** The waiting and the faults that this plan wants first. */
    public static EarlyScript of(ConnectionPlan plan) {
        var faults = EventCutter.early(plan);
        if (faults.isEmpty() && plan.headersDelay().isZero()) {
            return new EarlyScript(List.of(), false);
        }
        var actions = new ArrayList<Action>();
        actions.add(new Action.Pause(plan.headersDelay()));
        faults.stream().filter(action -> !isEnd(action)).forEach(actions::add);
        actions.add(new Action.HandOver());
        return new EarlyScript(actions, faults.stream().anyMatch(EarlyScript::isEnd));
    }

    private static boolean isEnd(Action action) {
        return action instanceof Action.End || action instanceof Action.EndThenClose;
    }
}
