package io.inletroutes.simulator;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * One HTTP/1.1 request (RFC 9112): what an inlet needs of it.
 *
 * @param headers    names in lower case
 * @param unreadable the status of a request whose body was not taken (400, 413), else 0
 * @param last       whether bytes of it are left unread, so that nothing can follow on the connection
 */
record HttpRequest(String method, String path, String query, Map<String, String> headers, byte[] body, int unreadable, boolean last) {

    /** The inlet's limit. */
    static final int MOST_BYTES = 1 << 20;
    /** So much of a body over the limit is read and dropped, because many senders read no answer before they have sent it. */
    static final int MOST_SKIPPED = 16 << 20;
    private static final int LONGEST_LINE = 16_384;

    /** Null at the end of the connection. */
    static HttpRequest read(BufferedInputStream in, OutputStream out) throws IOException {
        String first = line(in);
        if (first == null || first.isEmpty()) {
            return null;
        }
        String[] parts = first.split(" ");
        if (parts.length != 3) {
            throw new IOException("no request line");
        }
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                headers.put(header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).trim());
            }
        }
        Body body = body(headers, in, out);
        int question = parts[1].indexOf('?');
        return new HttpRequest(parts[0], question < 0 ? parts[1] : parts[1].substring(0, question), question < 0 ? "" : parts[1].substring(question + 1), headers,
                body.bytes, body.status, body.last);
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether the query says {@code name=true}. */
    boolean asks(String name) {
        for (String pair : query.split("&")) {
            if (pair.equals(name + "=true")) {
                return true;
            }
        }
        return false;
    }

    private record Body(byte[] bytes, int status, boolean last) {

        static Body refused(int status, boolean last) {
            return new Body(new byte[0], status, last);
        }
    }

    private static Body body(Map<String, String> headers, InputStream in, OutputStream out) throws IOException {
        boolean waits = "100-continue".equalsIgnoreCase(headers.get("expect"));
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            goOn(waits, out);
            return unpacked(chunks(in), headers);
        }
        String length = headers.getOrDefault("content-length", "0");
        if (!length.matches("\\d{1,18}")) {
            return Body.refused(400, true);
        }
        long bytes = Long.parseLong(length);
        if (bytes > MOST_BYTES) {
            if (waits || bytes > MOST_SKIPPED) {
                return Body.refused(413, true);
            }
            in.skipNBytes(bytes);
            return Body.refused(413, false);
        }
        goOn(waits && bytes > 0, out);
        return unpacked(new Body(exactly(in, (int) bytes), 0, false), headers);
    }

    private static void goOn(boolean waits, OutputStream out) throws IOException {
        if (waits) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }

    private static Body unpacked(Body body, Map<String, String> headers) {
        if (body.status != 0 || !"gzip".equalsIgnoreCase(headers.get("content-encoding"))) {
            return body;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body.bytes))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES ? Body.refused(413, body.last) : new Body(bytes, 0, body.last);
        } catch (IOException e) {
            return Body.refused(400, body.last);
        }
    }

    private static Body chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long read = 0;
        while (true) {
            String size = line(in);
            if (size == null) {
                throw new EOFException();
            }
            long length = Long.parseLong(size.replaceFirst(";.*", "").trim(), 16);
            read += length;
            if (length < 0 || read > MOST_SKIPPED) {
                return Body.refused(413, true);
            }
            if (read > MOST_BYTES) {
                in.skipNBytes(length);
            } else {
                all.write(exactly(in, (int) length));
            }
            line(in);
            if (length == 0) {
                return read > MOST_BYTES ? Body.refused(413, false) : new Body(all.toByteArray(), 0, false);
            }
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > LONGEST_LINE) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
