package dev.understudy.bench;

import java.io.IOException;

/** One thing that is measured of each server, with a fresh process each time. */
interface Trial {
    String name();

    void run(Contender contender, Figures figures) throws IOException;
}
