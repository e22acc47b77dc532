package dev.understudy.conformance;

import dev.understudy.network.FaultProxy;
import dev.understudy.network.NetworkException;
import dev.understudy.scenario.NetworkFault;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The way of a listener who is going to be cut: through a fault proxy that resets it, or, without one, a direct one that it leaves. */
final class CutLine implements AutoCloseable {
    private final Driver driver;
    private final Driver.JobRef job;
    private final Optional<FaultProxy> proxy;

    private CutLine(Driver driver, Driver.JobRef job, Optional<FaultProxy> proxy) {
        this.driver = driver;
        this.job = job;
        this.proxy = proxy;
    }

    static CutLine to(Driver driver, Driver.JobRef job) {
        boolean through = driver.hasNetwork() && "http".equals(job.stream().getScheme());
        return new CutLine(
                driver,
                job,
                through ? Optional.of(driver.openProxy(job, List.of(new NetworkFault.Reset()))) : Optional.empty());
    }

    /** The next cut of the seed. */
    Cut cut(SplittableRandom random, int number) {
        return Cut.next(random, number, this::reset);
    }

    private void reset() {
        try {
            proxy.ifPresent(each -> each.apply(new NetworkFault.Reset()));
        } catch (NetworkException e) {
            // The listener drops its connection all the same, so the cut has landed for it.
            System.getLogger(CutLine.class.getName()).log(System.Logger.Level.DEBUG, "The proxy did not reset.", e);
        }
    }

    ObservedStream stream(String purpose, Optional<String> lastEventId, Optional<Cut> cut) {
        return proxy.isPresent()
                ? driver.streamThrough(proxy.get().address(), job, purpose, lastEventId, cut)
                : driver.stream(job, purpose, lastEventId, cut);
    }

    @Override
    public void close() {
        proxy.ifPresent(FaultProxy::close);
    }
}
