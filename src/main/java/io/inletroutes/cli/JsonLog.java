package io.inletroutes.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** Log lines as JSON objects, one each: what the text format says, and what the line is about as fields of their own. */
final class JsonLog extends EncoderBase<ILoggingEvent> {

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("time", event.getInstant().toString()).put("level", event.getLevel().toString());
        line.put("logger", event.getLoggerName()).put("thread", event.getThreadName());
        new TreeMap<>(event.getMDCPropertyMap()).forEach(line::put);
        line.put("message", withoutForeignMessages(event.getFormattedMessage()));
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** As logback.xml does for text: messages of foreign exceptions hold values of events. Their stack traces are left out for the same reason. */
    private static String withoutForeignMessages(String message) {
        return message == null ? "" : message.replaceAll("(?s)(Caused by: \\[[\\w.$]+) - .*", "$1]");
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
