package dev.understudy.mock.cli;

import dev.understudy.yaml.YamlDocument;
import io.undertow.Undertow;

/**
 * Loads the classes that serving needs later, on a thread of its own, while the command line and the contract are still being read.
 *
 * <p>Nothing depends on it: what it has not loaded by then is loaded as ever. It listens nowhere and keeps nothing.
 */
final class HeadStart {
    private HeadStart() {}

    static void begin() {
        var thread = new Thread(HeadStart::loadAll, "head start");
        thread.setDaemon(true);
        thread.start();
    }

    private static void loadAll() {
        YamlDocument.parse("head-start.yaml", "text: [1, 'two', {three: true}]");
        var server = Undertow.builder().setIoThreads(1).setWorkerThreads(1).build();
        server.start();
        server.stop();
    }
}
