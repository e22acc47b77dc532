package dev.understudy.mock.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.understudy.contract.ClientMessage;
import dev.understudy.contract.WebSocketTerms;
import dev.understudy.journal.Entry;
import dev.understudy.journal.Redaction;
import dev.understudy.mock.job.Frame;
import dev.understudy.mock.job.Job;
import dev.understudy.mock.job.Seats;
import dev.understudy.mock.script.Action;
import dev.understudy.mock.script.StreamStart;
import dev.understudy.mock.script.WebSocketScript;
import dev.understudy.mock.wire.BareWire;
import dev.understudy.mock.wire.WebSocketReader;
import dev.understudy.scenario.ConnectionPlan;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One WebSocket, from its handshake to its end. Lives on its exchange's I/O thread, {@link #replaced} excepted. */
final class WebSocketConnection implements WebSocketReader.Listener {
    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int NORMAL = 1000;
    private static final int NO_CLOSE = 1006;
    private static final int LONGEST_TEXT = 64 * 1024;
    /** Whoever asks faster than it listens is not listened to for a while. */
    private static final int MOST_WAITING = 64;

    private static final int FEW_WAITING = 8;

    private final Call call;
    private final Job job;
    private final ConnectionPlan plan;
    private final Handshake handshake;
    private final Playing playing;
    private @Nullable WebSocketScript script;
    private @Nullable BareWire wire;
    private boolean listening = true;
    private int closeCode = NO_CLOSE;

    WebSocketConnection(Call call, Job job, ConnectionPlan plan, Handshake handshake) {
        this.call = call;
        this.job = job;
        this.plan = plan;
        this.handshake = handshake;
        this.playing = new Playing(call, job, this::sent);
    }

    /** Opens it on the I/O thread, after what the plan wants to happen first. */
    void open(boolean first, Seats.Admission admission) {
        var exchange = call.exchange();
        exchange.dispatch(
                exchange.getIoThread(),
                () -> ContractHandler.guarded(
                        call, () -> playing.begin(plan, empty -> answer(empty, first, admission))));
    }

    private void answer(boolean empty, boolean first, Seats.Admission admission) {
        call.session().streamOpened();
        sendHeaders();
        job.watch();
        var now = call.session().clock().now();
        var start = StreamStart.ofWebSocket(job, plan, first, admission.cameBack(), now);
        var made = new WebSocketScript(job, plan, start, now);
        script = made;
        var head = new ArrayDeque<Action>();
        head.add(new Action.SendUnframed(BareHead.switching(call)));
        if (empty) {
            head.add(new Action.Close());
        }
        var reader = new WebSocketReader(made.maxBytes(), this);
        var opened = BareWire.bothWays(call.exchange(), bytes -> read(reader, bytes), playing::left, playing::broken);
        wire = opened;
        playing.play(time -> head.isEmpty() ? made.next(time) : head.poll(), opened, () -> leave(admission));
    }

    private void sendHeaders() {
        // The answer is written by hand; Undertow only has to know, when the connection ends, that it was no ordinary
        // one.
        call.exchange().upgradeChannel((connection, exchange) -> {});
        var headers = call.exchange().getResponseHeaders();
        headers.put(Headers.UPGRADE, "websocket");
        headers.put(Headers.SEC_WEB_SOCKET_ACCEPT, handshake.accept());
        handshake.subprotocol().ifPresent(entry -> headers.put(Headers.SEC_WEB_SOCKET_PROTOCOL, entry));
        plan.headers().forEach((name, value) -> {
            headers.remove(name);
            value.ifPresent(text -> headers.put(new HttpString(name), text));
        });
        call.recordResponse(null);
    }

    /** Whoever ended normally has no reason to come back. */
    private void leave(Seats.Admission admission) {
        var now = call.session().clock().now();
        var grace = terms().reconnect().map(WebSocketTerms.Reconnect::grace).filter(any -> closeCode != NORMAL);
        admission.leave().accept(grace.map(now::plus).orElse(now.minusNanos(1)));
    }

    /** Somebody else has taken its place. May be called on any thread. */
    void replaced() {
        call.exchange()
                .getIoThread()
                .execute(() -> ContractHandler.guarded(call, () -> {
                    if (script != null) {
                        script.replaced();
                        playing.goOn();
                    }
                }));
    }

    private WebSocketTerms terms() {
        var usual = call.session().contract().webSocket().orElseThrow();
        return usual.closingWith(plan.webSocket().closes());
    }

    private void read(WebSocketReader reader, ByteBuffer bytes) {
        ContractHandler.guarded(call, () -> {
            reader.read(bytes);
            playing.goOn();
            if (listening && script != null && script.waiting() > MOST_WAITING && wire != null) {
                listening = false;
                wire.stopReading();
            }
        });
    }

    @Override
    public void text(String text) {
        heard(text, false);
    }

    @Override
    public void binary(String hex) {
        var closing = terms().binary();
        if (closing.isPresent()) {
            record(new Entry.Message(now(), call.number(), Entry.Side.CLIENT, "", cut(hex), true));
            script().refuse(closing.get(), "reason", "binary messages are not understood");
            return;
        }
        try {
            var bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
            heard(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString(), true);
        } catch (CharacterCodingException e) {
            record(new Entry.Message(now(), call.number(), Entry.Side.CLIENT, "", cut(hex), true));
            refuse("not-utf8", "reason", "bytes that are not UTF-8");
        }
    }

    private void heard(String text, boolean binary) {
        var json = parsed(text);
        var known = script().dialect().fromClient().stream()
                .filter(message ->
                        message.fits(text) || json.filter(message::fits).isPresent())
                .findFirst();
        var type = known.map(ClientMessage::key)
                .orElseGet(() -> json.map(terms()::typeOf).orElse(""));
        record(new Entry.Message(now(), call.number(), Entry.Side.CLIENT, type, Redaction.body(cut(text)), binary));
        if (known.isEmpty()) {
            refuse(json, type);
            return;
        }
        var misfits = json.filter(message -> !known.get().fits(text))
                .map(message ->
                        call.session().contract().shapes().misfits(known.get().schema(), message))
                .orElse(List.of());
        if (misfits.isEmpty()) {
            script().heard(known.get(), call.session().clock().now());
        } else {
            refuse("malformed", "reason", misfits.get(0).message());
        }
    }

    private void refuse(Optional<JsonNode> json, String type) {
        if (json.isEmpty()) {
            refuse("not-json", "reason", "no JSON");
        } else if (type.isEmpty()) {
            refuse("no-type", "reason", "no type");
        } else {
            refuse("unknown-type", "type", type);
        }
    }

    private void refuse(String why, String gap, String what) {
        script().refuse(terms().closing(why), gap, what);
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(json -> !json.isMissingNode());
        } catch (JsonProcessingException e) {
            // What is no JSON may still be a message that the contract knows by its whole text.
            return Optional.empty();
        }
    }

    @Override
    public void ping(String hex) {
        record(new Entry.Ping(now(), call.number(), Entry.Side.CLIENT, false, utf8(hex)));
        script().pinged(hex);
    }

    @Override
    public void pong(String hex) {
        record(new Entry.Ping(now(), call.number(), Entry.Side.CLIENT, true, utf8(hex)));
    }

    @Override
    public void close(int code, String reason) {
        closeCode = closeCode == NO_CLOSE ? code : closeCode;
        record(new Entry.CloseFrame(now(), call.number(), Entry.Side.CLIENT, code, reason));
        script().closed(code, reason);
    }

    @Override
    public void fault(WebSocketReader.Fault why, String what) {
        record(new Entry.Malformed(now(), call.number(), "from the client: " + what));
        var reason = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
        script().fail(terms().closing(reason), "reason", what);
    }

    private void sent(Action.Send send, Duration now) {
        for (var frame : send.completes()) {
            call.record(entry(frame, send, now));
        }
    }

    private Entry entry(Frame frame, Action.Send send, Duration now) {
        if (wire != null && !listening && script().waiting() < FEW_WAITING) {
            listening = true;
            wire.goOnReading();
        }
        if (frame instanceof Frame.Event event) {
            return said(event.name() == null ? "" : event.name(), event.data(), now);
        }
        if (frame instanceof Frame.Text text) {
            return said(parsed(text.text()).map(terms()::typeOf).orElse(""), text.text(), now);
        }
        if (frame instanceof Frame.Ping ping) {
            return new Entry.Ping(now, call.number(), Entry.Side.SERVER, ping.pong(), utf8(ping.hex()));
        }
        if (frame instanceof Frame.Close close) {
            closeCode = closeCode == NO_CLOSE ? close.code() : closeCode;
            return new Entry.CloseFrame(now, call.number(), Entry.Side.SERVER, close.code(), close.reason());
        }
        return new Entry.Malformed(now, call.number(), "raw: " + send.bytes());
    }

    private Entry said(String type, String text, Duration now) {
        boolean binary = plan.webSocket().form().binary();
        return new Entry.Message(now, call.number(), Entry.Side.SERVER, type, Redaction.body(cut(text)), binary);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }

    private static String utf8(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }

    private Duration now() {
        return call.session().journal().now();
    }

    private void record(Entry entry) {
        call.record(entry);
    }

    private WebSocketScript script() {
        if (script == null) {
            throw new IllegalStateException("not open yet");
        }
        return script;
    }
}
