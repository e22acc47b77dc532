package dev.understudy.scenario.situation;

/** Something a network can be like that has a name, such as {@code 3g} or {@code wifi-to-cellular}. */
public sealed interface Situation permits Profile, Transition {
    String name();

    /** What it is, for people. */
    String title();

    /** Where its figures or its story come from. */
    String source();
}
