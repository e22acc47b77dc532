package dev.understudy.mock.http;

import dev.understudy.journal.Entry;
import dev.understudy.mock.script.Action;
import dev.understudy.mock.script.BodyScript;
import dev.understudy.mock.script.Bytes;
import dev.understudy.mock.wire.BareWire;
import dev.understudy.mock.wire.Drop;
import dev.understudy.mock.wire.StreamPlayer;
import dev.understudy.scenario.BentHttp;
import dev.understudy.scenario.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** An answer whose body comes slowly, not whole, with a wrong length, or without an end. Lives on its exchange's I/O thread. */
final class OddBody implements StreamPlayer.StreamRecorder {
    private final Call call;
    private final Delivery delivery;
    private boolean whole;
    private @Nullable StreamPlayer player;

    OddBody(Call call, Delivery delivery) {
        this.call = call;
        this.delivery = delivery;
    }

    /** Sends it, with the status and the headers that the exchange has. */
    void send(String text) {
        var exchange = call.exchange();
        exchange.dispatch(exchange.getIoThread(), () -> ContractHandler.guarded(call, () -> begin(text)));
    }

    private void begin(String text) {
        var body = Bytes.utf8(text);
        var http = http(body.length());
        var head = BareHead.of(call, http);
        whole = delivery.cut().orElse(body.length()) >= body.length()
                && http.length().orElse(body.length()) == body.length();
        call.recordResponse(sent(text));
        var wire = new BareWire(call.exchange(), BareHead.framing(http), this::left, this::broken);
        var clock = call.session().clock();
        var stop = new Runnable[] {() -> {}};
        var made = new StreamPlayer(
                BodyScript.of(head, body, delivery), wire, Playing.clockwork(clock), this, () -> stop[0].run());
        player = made;
        stop[0] = clock.onMove(made::wake);
        made.play();
    }

    /** What of the body the client can get at most. */
    private String sent(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, delivery.cut().orElse(bytes.length));
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private BentHttp http(int length) {
        boolean chunked = delivery.isChunked();
        var told =
                chunked ? OptionalInt.empty() : OptionalInt.of(delivery.length().orElse(length));
        return new BentHttp(Optional.empty(), List.of(), chunked, told, "", Map.of(), 0);
    }

    private void left() {
        abandon("closed by the client");
    }

    private void broken(IOException e) {
        abandon(String.valueOf(e.getMessage()));
    }

    private void abandon(String detail) {
        if (player != null) {
            player.abandon(Entry.How.LEFT, detail);
        }
        Drop.close(call.exchange());
    }

    @Override
    public void sent(Action.Send send) {
        // The journal has the body whole, in the answer's own entry.
    }

    @Override
    public void fault(String what) {
        call.record(new Entry.Fault(call.session().journal().now(), call.number(), what));
    }

    @Override
    public void end(Entry.How how, String detail) {
        var told = how == Entry.How.CLEAN && !whole ? Entry.How.CUT : how;
        call.record(new Entry.End(call.session().journal().now(), call.number(), told, detail));
    }
}
