package dev.understudy.network;

/** What can be done to the connections that a proxy has at this moment. */
interface OpenConnections {
    /** Both sides see a reset. */
    void reset();

    /** Nothing of either side reaches the other any more. */
    void silence();

    /** They stand still. */
    void stall();

    /** They go on. */
    void resume();

    /** Whatever this has left behind is taken away. */
    void calm();
}
