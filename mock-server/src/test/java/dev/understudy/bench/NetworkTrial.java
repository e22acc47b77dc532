package dev.understudy.bench;

import java.io.IOException;

/** One thing that is measured of each Toxiproxy server, with a fresh process each time. */
interface NetworkTrial {
    String name();

    void run(ToxiproxyProcess server, Figures figures) throws IOException;
}
