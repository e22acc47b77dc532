package dev.understudy.mock.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.MultipartParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a multipart body (RFC 7578) apart, with Undertow's parser. */
final class FormReader implements MultipartParser.PartHandler {
    private final List<FormPart> parts = new ArrayList<>();
    private HeaderMap headers = new HeaderMap();
    private ByteArrayOutputStream content = new ByteArrayOutputStream();

    /** The parts; empty if the body is not a complete multipart body. */
    static Optional<List<FormPart>> read(HttpServerExchange exchange, byte[] body) {
        var header = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        var boundary = Headers.extractQuotedValueFromHeader(header, "boundary");
        if (boundary == null) {
            return Optional.empty();
        }
        var reader = new FormReader();
        var parse = MultipartParser.beginParse(
                exchange.getConnection().getByteBufferPool(),
                reader,
                boundary.getBytes(StandardCharsets.US_ASCII),
                StandardCharsets.UTF_8.name());
        try {
            parse.parse(ByteBuffer.wrap(body));
        } catch (IOException | RuntimeException e) {
            // Undertow's parser answers some malformed bodies with unchecked exceptions; either way it is no form.
            return Optional.empty();
        }
        return parse.isComplete() ? Optional.of(reader.parts) : Optional.empty();
    }

    @Override
    public void beginPart(HeaderMap partHeaders) {
        headers = partHeaders;
        content = new ByteArrayOutputStream();
    }

    @Override
    public void data(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        content.writeBytes(bytes);
    }

    @Override
    public void endPart() {
        var disposition = Optional.ofNullable(headers.getFirst(Headers.CONTENT_DISPOSITION))
                .orElse("");
        parts.add(new FormPart(
                value(disposition, "name"),
                value(disposition, "filename"),
                Optional.ofNullable(headers.getFirst(Headers.CONTENT_TYPE)).orElse(""),
                ByteBuffer.wrap(content.toByteArray()).asReadOnlyBuffer()));
    }

    private static String value(String header, String key) {
        return Optional.ofNullable(Headers.extractQuotedValueFromHeader(header, key))
                .orElse("");
    }
}
