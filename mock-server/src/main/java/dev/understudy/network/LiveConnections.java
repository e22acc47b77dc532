package dev.understudy.network;

import dev.understudy.network.toxiproxy.LiveProxy;

/** The embedded server acts on connections themselves; new ones are not concerned. */
final class LiveConnections implements OpenConnections {
    private final LiveProxy proxy;

    LiveConnections(LiveProxy proxy) {
        this.proxy = proxy;
    }

    @Override
    public void reset() {
        proxy.reset();
    }

    @Override
    public void silence() {
        proxy.silence();
    }

    @Override
    public void stall() {
        proxy.stall();
    }

    @Override
    public void resume() {
        proxy.resume();
    }

    @Override
    public void calm() {
        proxy.calm();
    }
}
