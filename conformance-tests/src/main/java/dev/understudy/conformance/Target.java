package dev.understudy.conformance;

import dev.understudy.contract.Contract;
import dev.understudy.network.FaultNetwork;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.Set;

/**
 * What all cases of a run share.
 *
 * @param client for streams
 * @param network where fault proxies come from; empty if there are none
 * @param seed what chooses the cuts
 * @param pulse whether it still answers
 * @param holdUps whether our own machine keeps us waiting
 * @param jobIds those that were given out in this run; safe for use by many threads
 * @param pace keeps all cases together within the target's budget
 */
record Target(
        TargetProfile profile,
        Contract contract,
        HttpClient client,
        Optional<FaultNetwork> network,
        long seed,
        Set<String> jobIds,
        Pace pace,
        Pulse pulse,
        HoldUps holdUps) {}
