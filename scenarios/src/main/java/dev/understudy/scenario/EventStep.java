package dev.understudy.scenario;

import dev.understudy.contract.Message;
import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.Types;
import dev.understudy.scenario.language.Words;
import java.util.List;

/** An event of the contract happens. There is one word for each event that the contract knows. */
record EventStep(JobEvent event) implements Step {
    private static final int MOST_ID = 65_536;
    private static final int MOST_SIZE = 512 * 1024 * 1024;

    private static final List<Field> FIELDS = List.of(
            Field.optional(
                    "processed",
                    Types.integer(0),
                    "How many items are done. Without it: as many as before; all, at the end."),
            Field.optional("total", Types.integer(0), "Shown instead of the job's number of items."),
            Field.optional(
                    "id",
                    Types.text(),
                    "The id on the wire; `none` for no id, `same` for the one before. Without it: the next one."),
            Field.optional(
                    "name",
                    Types.text(),
                    "The event's name on the wire, `none` for no name. Without it: the contract's."),
            Field.optional("payload", Types.object(), "Merged over the payload; a null removes a field."),
            Field.optional(
                    "data", Types.text(), "Sent as it is instead of the payload; `{jobId}` stands for the job's id."),
            Field.optional(
                    "lines",
                    Types.listOf(Types.text()),
                    "Its lines on the wire, with `{id}`, `{event}` and `{data}` filled in. Without it: the usual ones."),
            Field.optional("pretty", Types.flag(), "Whether the payload is written over many lines."),
            Field.optional("id-length", Types.integer(1, MOST_ID), "The id is made this long."),
            Field.optional("size", Types.size(MOST_SIZE), "The data is padded to this many bytes, such as 64MiB."),
            Field.optional(
                    "violates",
                    Types.text(),
                    "Says that this breaks the contract on purpose: a rule's id, or `schema`."));

    static Kind<Step> kind(Message message) {
        return Kind.<Step>of(
                        message.jobEvent(),
                        "The contract's event `" + message.jobEvent() + "`.",
                        FIELDS,
                        message.endsJob() || !message.snapshot()
                                ? message.jobEvent()
                                : "{after: 200ms, " + message.jobEvent() + ": {processed: 1}}",
                        words -> read(message.jobEvent(), words))
                .orAlone();
    }

    private static EventStep read(String name, Words words) {
        return new EventStep(new JobEvent(
                name,
                words.integer("processed"),
                words.integer("total"),
                words.text("id"),
                words.text("name"),
                words.json("payload"),
                words.text("data"),
                words.text("violates"),
                new WireForm(
                        words.texts("lines"),
                        words.flag("pretty", false),
                        words.integer("id-length").orElse(0),
                        words.size("size"))));
    }

    /** A blank line among its lines makes two events of it. */
    @Override
    public boolean writesBytes() {
        return event.form().lines().contains("");
    }

    @Override
    public void tell(Storyline story) {
        story.event(event);
    }
}
