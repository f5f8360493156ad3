package io.inletroutes.mapping;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.charset.CharsetDecoder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a small file somebody wrote or pasted: UTF-8, or UTF-16 and UTF-32 where its first bytes say so. */
final class TextFile {

    private TextFile() {
    }

    /**
     * @param name how problems call the file
     * @throws ProblemsException when it cannot be read, or is not UTF-8
     */
    static String read(Path file, String name) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ProblemsException(java.util.List.of(Problem.error(Location.of(name), "cannot be read")
                    .fix("check that the file is there and that this user may read it")), e);
        }
        return decode(bytes, name);
    }

    static String decode(byte[] bytes, String name) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return decode(bytes, 3, StandardCharsets.UTF_8, name);
        }
        if (startsWith(bytes, 0xFF, 0xFE, 0, 0)) {
            return decode(bytes, 4, Charset.forName("UTF-32LE"), name);
        }
        if (startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
            return decode(bytes, 4, Charset.forName("UTF-32BE"), name);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return decode(bytes, 2, StandardCharsets.UTF_16LE, name);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return decode(bytes, 2, StandardCharsets.UTF_16BE, name);
        }
        // no text has a zero byte but UTF-16 without its mark, where the brackets of JSON are never alone
        if (bytes.length > 1 && bytes.length % 2 == 0 && (bytes[0] == 0) != (bytes[1] == 0)) {
            return decode(bytes, 0, bytes[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE, name);
        }
        return decode(bytes, 0, StandardCharsets.UTF_8, name);
    }

    private static String decode(byte[] bytes, int from, Charset charset, String name) {
        CharsetDecoder decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(bytes.length - from + 1);
        if (decoder.decode(in, out, true).isError()) {
            String read = out.flip().toString();
            int line = 1 + (int) read.chars().filter(c -> c == '\n').count();
            int column = read.length() - read.lastIndexOf('\n');
            throw new ProblemsException(Problem.error(new Location(name, line, column),
                    String.format("byte 0x%02X is not %s", bytes[in.position()] & 0xff, charset.name()))
                    .fix("save the file as UTF-8"));
        }
        return out.flip().toString();
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
