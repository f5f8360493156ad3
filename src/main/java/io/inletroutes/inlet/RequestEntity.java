package io.inletroutes.inlet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** A {@link RequestBody} for HttpClient, written from where the payloads lie. */
final class RequestEntity extends AbstractHttpEntity {

    private static final ContentType JSON = ContentType.create("application/json");
    private static final int BLOCK = 8192;

    private final RequestBody body;

    private RequestEntity(RequestBody body) {
        super(JSON, null);
        this.body = body;
    }

    static HttpEntity of(RequestBody body) {
        return new RequestEntity(body);
    }

    /** Compressed before it goes, since its length is to be told. */
    static HttpEntity compressed(RequestBody body) throws IOException {
        ByteArrayOutputStream small = new ByteArrayOutputStream(body.length() / 4);
        try (GZIPOutputStream zip = new FastGzip(small)) {
            body.writeTo(zip);
        }
        return new ByteArrayEntity(small.toByteArray(), JSON, "gzip");
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        body.writeTo(out);
    }

    @Override
    public long getContentLength() {
        return body.length();
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public InputStream getContent() throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream(body.length());
        body.writeTo(copy);
        return new ByteArrayInputStream(copy.toByteArray());
    }

    @Override
    public void close() {
        // nothing is open
    }

    /** Speed before size: the wire is seldom what is scarce. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BLOCK);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
