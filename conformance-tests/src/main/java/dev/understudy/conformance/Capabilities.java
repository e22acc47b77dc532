package dev.understudy.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a target says that it does. What it says makes the rules about it hold; what it does not do, they do not apply to.
 *
 * @param heartbeat whether idle streams get a sign of life
 */
record Capabilities(
        Replay replay,
        boolean heartbeat,
        boolean rising,
        boolean terminalCloses,
        boolean cors,
        boolean cancel,
        boolean tokenRefresh) {
    /** What to declare, and the rules that do not apply then. */
    private static final Map<String, List<String>> WAIVERS = Map.of(
            "replay: latest", Rules.REPLAY,
            "heartbeat: none", Rules.HEARTBEAT,
            "ids: opaque", Rules.RISING,
            "terminal-closes: false", Rules.TERMINAL_CLOSES,
            "cors: false", Rules.CORS,
            "cancel: false", Rules.CANCEL,
            "token-refresh: false", Rules.TOKEN_REFRESH);

    /** As the contract has it. */
    static final Capabilities ALL = new Capabilities(Replay.FULL, true, true, true, true, true, true);

    /** What somebody gets who comes back with a Last-Event-ID. */
    enum Replay {
        /** Every event after it. */
        FULL,
        /** The latest state, and what comes then. */
        LATEST,
        /** What somebody new gets. */
        NONE
    }

    /** The rules that do not apply, each with the reason. */
    Map<String, String> waived() {
        var waived = new LinkedHashMap<String, String>();
        if (replay != Replay.FULL) {
            waive(waived, "replay: " + replay.name().toLowerCase(java.util.Locale.ROOT), Rules.REPLAY);
        }
        if (!heartbeat) {
            waive(waived, "heartbeat: none", Rules.HEARTBEAT);
        }
        if (!rising) {
            waive(waived, "ids: opaque", Rules.RISING);
        }
        if (!terminalCloses) {
            waive(waived, "terminal-closes: false", Rules.TERMINAL_CLOSES);
        }
        if (!cors) {
            waive(waived, "cors: false", Rules.CORS);
        }
        if (!cancel) {
            waive(waived, "cancel: false", Rules.CANCEL);
        }
        if (!tokenRefresh) {
            waive(waived, "token-refresh: false", Rules.TOKEN_REFRESH);
        }
        return waived;
    }

    /** What to declare so that this rule does not apply; empty if it always does. */
    static Optional<String> waiver(String rule) {
        return WAIVERS.entrySet().stream()
                .filter(each -> each.getValue().contains(rule))
                .map(each -> "capabilities: {" + each.getKey() + "}")
                .findFirst();
    }

    private static void waive(Map<String, String> waived, String declared, List<String> rules) {
        rules.forEach(rule -> waived.put(rule, "The profile declares " + declared + "."));
    }

    /** Which rules hang on which capability. */
    static final class Rules {
        static final List<String> REPLAY = List.of("RESUME-LOSSLESS", "RESUME-NO-REPEAT", "RESUME-ORDER");
        static final List<String> HEARTBEAT = List.of("STREAM-HEARTBEAT", "WS-KEEP-ALIVE");
        static final List<String> RISING = List.of("ID-RISING");
        static final List<String> TERMINAL_CLOSES = List.of("TERMINAL-CLOSES");
        static final List<String> CORS = List.of("CORS-PREFLIGHT", "CORS-EXPOSED");
        static final List<String> CANCEL = List.of("CANCEL-ENDS", "CANCEL-TOKEN", "CANCEL-AGAIN", "WS-CANCELED");
        static final List<String> TOKEN_REFRESH = List.of("TOKEN-REFRESH", "TOKEN-RENEWED", "TOKEN-GRACE");

        private Rules() {}
    }
}
