package dev.understudy.scenario;

import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.Types;

/** A comment line, which a client must ignore. Proxies see it as a sign of life. */
record CommentStep(String text) implements Step {
    static final Kind<Step> KIND = Kind.with(
            "comment",
            "A comment line, which a client must ignore. Not repeated on resume.",
            Types.text(),
            "comment: still here",
            words -> new CommentStep(words.text()));
    static final Kind<Step> HEARTBEAT = Kind.alone(
            "heartbeat", "The comment line `: heartbeat`. Not repeated on resume.", new CommentStep("heartbeat"));

    @Override
    public void tell(Storyline story) {
        story.comment(text);
    }
}
