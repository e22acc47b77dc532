package dev.understudy.network.engine;

import dev.understudy.network.toxic.Settings;
import dev.understudy.network.toxic.ToxicKind;
import dev.understudy.network.toxic.ToxicKinds;

/** A toxic of one proxy. What it is called and does stays; its settings change. Belongs to the engine's thread. */
public final class Toxic {
    private final String name;
    private final ToxicKind kind;
    private final Direction direction;
    private final String stream;
    private final Settings settings;
    private float toxicity = 1;

    /**
     * Makes one with all attributes 0 and toxicity 1.
     *
     * @param stream the direction as it was spelt
     */
    public Toxic(String name, ToxicKind kind, Direction direction, String stream) {
        this.name = name;
        this.kind = kind;
        this.direction = direction;
        this.stream = stream;
        this.settings = new Settings(kind.attributes());
    }

    static Toxic hidden(Direction direction) {
        return new Toxic("", ToxicKinds.NOOP, direction, direction.text());
    }

    public String name() {
        return name;
    }

    public ToxicKind kind() {
        return kind;
    }

    public Direction direction() {
        return direction;
    }

    public String stream() {
        return stream;
    }

    public Settings settings() {
        return settings;
    }

    /** How likely it acts on a connection: thrown anew each time it starts on one. */
    public float toxicity() {
        return toxicity;
    }

    public void setToxicity(float toxicity) {
        this.toxicity = toxicity;
    }
}
