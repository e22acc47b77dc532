package dev.understudy.scenario;

import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.KindFamily;
import dev.understudy.scenario.language.Types;
import dev.understudy.scenario.situation.Profile;
import dev.understudy.scenario.situation.Situation;
import dev.understudy.scenario.situation.Situations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the network does between a real server and its client, and when. */
public record NetworkFault(Trigger when, Disturbance what) {
    /** What a fault proxy can be asked to do. */
    public sealed interface Disturbance {}

    /** Existing connections are reset. */
    public record Reset() implements Disturbance {}

    /** Existing connections go silent, for this long or for ever; nothing is closed. */
    public record Silence(Optional<Duration> time) implements Disturbance {}

    /** Existing connections end and new ones are refused for this long. */
    public record Down(Duration time) implements Disturbance {}

    /** Everything takes this much longer, one way. */
    public record Latency(Duration time) implements Disturbance {}

    /** At most this many kilobytes (of 1000) per second. */
    public record Bandwidth(int kilobytesPerSecond) implements Disturbance {}

    /** Everything arrives in pieces of this many bytes. */
    public record Slice(int bytes) implements Disturbance {}

    /** The network is like the profile of this name, or the transition of this name begins. */
    public record Named(Situation situation) implements Disturbance {
        /** As it is written in a scenario. */
        @Override
        public String toString() {
            return (situation instanceof Profile ? "profile " : "transition ") + situation.name();
        }
    }

    static final List<Kind<Disturbance>> ALL = List.of(
            Kind.alone("reset", "Existing connections are reset.", new Reset()),
            Kind.<Disturbance>with(
                            "silence",
                            "Existing connections go silent for this long, or for ever; nothing is closed.",
                            Types.duration(),
                            "{silence: 2s}",
                            words -> new Silence(words.isWritten() ? Optional.of(words.duration()) : Optional.empty()))
                    .orAlone(),
            Kind.with(
                    "down",
                    "Existing connections end, and new ones are refused for this long.",
                    Types.duration(),
                    "{down: 1s}",
                    words -> new Down(words.duration())),
            Kind.with(
                    "latency",
                    "What the server sends takes this much longer.",
                    Types.duration(),
                    "{latency: 100ms}",
                    words -> new Latency(words.duration())),
            Kind.with(
                    "bandwidth",
                    "The server's bytes pass at this many kilobytes (of 1000) per second.",
                    Types.integer(1),
                    "{bandwidth: 30}",
                    words -> new Bandwidth(words.integer())),
            Kind.with(
                    "slice",
                    "The server's bytes arrive in pieces of this size.",
                    Types.integer(1),
                    "{slice: 7}",
                    words -> new Slice(words.integer())),
            Kind.with(
                    "profile",
                    "The network is like this one.",
                    Types.word(Situations.bundled().profileNames()),
                    "{profile: edge}",
                    words -> new Named(Situations.bundled().get(words.text()))),
            Kind.with(
                    "transition",
                    "This transition begins; its later steps come by themselves.",
                    Types.word(Situations.bundled().transitionNames()),
                    "{transition: wifi-to-cellular}",
                    words -> new Named(Situations.bundled().get(words.text()))));

    static final KindFamily<Disturbance> FAMILY =
            new KindFamily<>("disturbance", "what the network does, such as reset", List.copyOf(ALL), List.of());
}
