package dev.understudy.mock.script;

import dev.understudy.mock.job.Frame;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.FaultAction;
import dev.understudy.scenario.MessageForm;
import dev.understudy.scenario.StreamControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cuts an event's bytes into writes, and puts the faults between them. Counts the events of its connection. */
final class EventCutter {
    private final ConnectionPlan plan;
    private final List<ConnectionPlan.Fault> waiting;
    private int events;

    EventCutter(ConnectionPlan plan) {
        this.plan = plan;
        this.waiting = new ArrayList<>(plan.faults());
    }

    /** The actions and pauses with which a connection shows a frame. */
    List<Action> cut(Frame frame, Bytes bytes, Voice voice) {
        if (!(frame instanceof Frame.Event event)) {
            return pieces(bytes, Optional.of(frame));
        }
        events++;
        if (waiting.isEmpty()) {
            return pieces(bytes, Optional.of(frame));
        }
        var hits = hits(event, bytes.length());
        if (hits.isEmpty()) {
            return pieces(bytes, Optional.of(frame));
        }
        waiting.removeAll(hits.stream().map(Hit::fault).toList());
        var actions = new ArrayList<Action>();
        boolean swallowed = hits.stream().anyMatch(hit -> hit.fault().what().swallowsEvent());
        int from = 0;
        for (var hit : hits) {
            if (!swallowed) {
                actions.addAll(part(frame, bytes, from, hit.at()));
            }
            from = hit.at();
            actions.addAll(performed(hit.fault().what(), new AtHand(event, pieces(bytes, Optional.of(frame))), voice));
        }
        if (!swallowed) {
            actions.addAll(part(frame, bytes, from, bytes.length()));
        }
        return actions;
    }

    /** What goes wrong before there is an answer, one behind the other. */
    static List<Action> early(ConnectionPlan plan) {
        return plan.faults().stream()
                .filter(fault -> fault.when().beforeHeaders())
                .flatMap(fault -> performed(fault.what(), null, new Unheard()).stream())
                .toList();
    }

    /** The actions of a fault that happens between two events. */
    List<Action> perform(FaultAction fault, Voice voice) {
        return performed(fault, null, voice);
    }

    private List<Hit> hits(Frame.Event event, int length) {
        var hits = new ArrayList<Hit>();
        for (var fault : waiting) {
            fault.when().within(events, event.jobEvent(), length).ifPresent(at -> hits.add(new Hit(fault, at)));
        }
        hits.sort(Comparator.comparingInt(Hit::at));
        return hits;
    }

    private List<Action> part(Frame frame, Bytes bytes, int from, int to) {
        if (from == to) {
            return List.of();
        }
        return pieces(bytes.slice(from, to), to == bytes.length() ? Optional.of(frame) : Optional.empty());
    }

    /** Bytes as the plan's chunks want them. */
    List<Action> pieces(Bytes bytes, Optional<Frame> completes) {
        if (plan.chunks().isPresent()) {
            var chunks = plan.chunks().get();
            return pieces(bytes, completes, Cuts.in(bytes, chunks), Optional.of(new Action.Pause(chunks.every())));
        }
        return bytes.isPadded()
                ? pieces(bytes, completes, Cuts.blocks(bytes), Optional.empty())
                : List.of(Action.Send.of(bytes, completes));
    }

    private static List<Action> pieces(
            Bytes bytes, Optional<Frame> completes, Collection<Integer> cuts, Optional<Action> between) {
        var actions = new ArrayList<Action>();
        int from = 0;
        for (int cut : cuts) {
            actions.add(Action.Send.of(bytes.slice(from, cut), Optional.empty()));
            between.ifPresent(actions::add);
            from = cut;
        }
        actions.add(Action.Send.of(bytes.slice(from, bytes.length()), completes));
        return actions;
    }

    private static List<Action> performed(FaultAction fault, @Nullable AtHand event, Voice voice) {
        var control = new Control(event, voice);
        fault.perform(control);
        return control.actions;
    }

    /** The event that something is done to, and how it would be sent. */
    private record AtHand(Frame.Event event, List<Action> whole) {}

    private record Hit(ConnectionPlan.Fault fault, int at) {}

    /** Writes down what a fault does, instead of doing it. */
    private static final class Control implements StreamControl {
        private final List<Action> actions = new ArrayList<>();
        private final @Nullable AtHand event;
        private final Voice voice;

        Control(@Nullable AtHand event, Voice voice) {
            this.event = event;
            this.voice = voice;
        }

        @Override
        public void reset() {
            actions.add(new Action.Note("reset"));
            actions.add(new Action.Reset());
        }

        @Override
        public void close() {
            actions.add(new Action.Note("close"));
            actions.add(new Action.Close());
        }

        @Override
        public void end() {
            actions.add(new Action.Note("end"));
            actions.addAll(voice.end(false));
        }

        @Override
        public void endThenClose() {
            actions.add(new Action.Note("end-then-close"));
            actions.addAll(voice.end(true));
        }

        @Override
        public void silence(Optional<Duration> time) {
            actions.add(new Action.Note("silence"));
            actions.add(time.<Action>map(Action.Pause::new).orElseGet(Action.WaitForChange::new));
        }

        @Override
        public void stopReading() {
            actions.add(new Action.Note("stop-reading"));
            actions.add(new Action.StopReading());
        }

        @Override
        public void writeUnframed(byte[] bytes) {
            actions.add(new Action.Note("unframed"));
            actions.add(new Action.SendUnframed(Bytes.of(bytes)));
        }

        @Override
        public void write(byte[] bytes) {
            actions.add(new Action.Note("garbage"));
            actions.add(Action.Send.of(Bytes.of(bytes), Optional.empty()));
        }

        @Override
        public void repeatEvent() {
            actions.add(new Action.Note("twice"));
            if (event != null) {
                actions.addAll(event.whole());
            }
        }

        @Override
        public void message(String name) {
            actions.add(new Action.Note("message " + name));
            actions.addAll(voice.message(name));
        }

        @Override
        public void closeWith(int code, String reason) {
            actions.add(new Action.Note("close-with " + code));
            actions.addAll(voice.closeWith(code, reason));
        }

        @Override
        public void sendAs(MessageForm form) {
            if (event != null) {
                actions.add(new Action.Note("send-as"));
                actions.addAll(voice.sendAs(event.event(), form));
            }
        }

        @Override
        public void say(String text) {
            actions.add(new Action.Note("send"));
            actions.addAll(voice.say(text));
        }

        @Override
        public void ping() {
            actions.add(new Action.Note("ping"));
            actions.addAll(voice.ping());
        }
    }

    /** Before there is an answer nothing can be said; an end is the answer's. */
    private static final class Unheard implements Voice {
        @Override
        public List<Action> end(boolean thenClose) {
            return List.of(thenClose ? new Action.EndThenClose() : new Action.End());
        }

        @Override
        public List<Action> message(String name) {
            throw new IllegalStateException("There is no stream for " + name);
        }

        @Override
        public List<Action> closeWith(int code, String reason) {
            throw new IllegalStateException("There is no WebSocket to close with " + code);
        }

        @Override
        public List<Action> sendAs(Frame.Event event, MessageForm form) {
            throw new IllegalStateException("There is no WebSocket for " + event);
        }

        @Override
        public List<Action> say(String text) {
            throw new IllegalStateException("There is no WebSocket for " + text);
        }

        @Override
        public List<Action> ping() {
            throw new IllegalStateException("There is no WebSocket to ping");
        }
    }
}
