package dev.understudy.conformance;

import dev.understudy.contract.Contract;
import dev.understudy.network.FaultNetwork;
import java.net.http.HttpClient;
import java.util.Optional;

/**
 * What all cases of a run share.
 *
 * @param client for streams
 * @param network where fault proxies come from; empty if there are none
 * @param seed what chooses the cuts
 * @param pulse whether it still answers
 * @param holdUps whether our own machine keeps us waiting
 * @param pace keeps all cases together within the target's budget
 */
record Target(
        TargetProfile profile,
        Contract contract,
        HttpClient client,
        Optional<FaultNetwork> network,
        long seed,
        Pace pace,
        Pulse pulse,
        HoldUps holdUps) {}
