package dev.understudy.conformance;

import java.util.Optional;

/**
 * What requests must bring to be let in.
 *
 * @param parameter the name in the query where the token travels there
 * @param token that of the deployment; without one, requests about a job bring the job's own
 */
record Access(Scheme scheme, String parameter, Optional<Secret> token) {
    static final Access FREE = new Access(Scheme.NONE, "token", Optional.empty());

    /** Where a token travels. */
    enum Scheme {
        NONE,
        BEARER,
        QUERY
    }

    /** The same with this token; as a bearer token if nothing else was said. */
    Access with(Secret other) {
        return new Access(scheme == Scheme.NONE ? Scheme.BEARER : scheme, parameter, Optional.of(other));
    }

    /** The same for somebody who has made up a token. */
    Access ofStranger() {
        return new Access(scheme, parameter, Optional.of(new Secret("not-the-token")));
    }

    /** A link that brings a token by itself, with another one. */
    String spoiled(String link) {
        return link.replaceAll("([?&]" + java.util.regex.Pattern.quote(parameter) + "=)[^&]*", "$1not-the-token");
    }

    /** Whether a request must bring anything at all. */
    boolean wantsToken() {
        return scheme != Scheme.NONE;
    }

    /** The value of the Authorization header for a request about a job with this token; empty for none. */
    String authorization(String jobToken) {
        return scheme == Scheme.BEARER
                ? token(jobToken).map(text -> "Bearer " + text).orElse("")
                : "";
    }

    /** The target of a request with what belongs into its query. */
    String target(String target, String jobToken) {
        if (scheme != Scheme.QUERY || target.matches(".*[?&]" + java.util.regex.Pattern.quote(parameter) + "=.*")) {
            return target;
        }
        return token(jobToken)
                .map(text -> target + (target.contains("?") ? "&" : "?") + parameter + "="
                        + java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8))
                .orElse(target);
    }

    private Optional<String> token(String jobToken) {
        return token.map(Secret::value).or(() -> Optional.of(jobToken).filter(text -> !text.isEmpty()));
    }

    /** A text without the deployment's token. */
    String hide(String text) {
        return token.map(secret -> secret.hide(text)).orElse(text);
    }
}
