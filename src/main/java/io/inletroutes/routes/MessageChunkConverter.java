package io.inletroutes.routes;

import io.inletroutes.Chunk;
import io.inletroutes.Event;
import io.inletroutes.Origin;
import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.jms.support.converter.MessageConverter;

/** Makes a chunk of events of messages that came together. A message that holds no JSON is an event that can only be refused. */
final class MessageChunkConverter implements MessageConverter {

    @Override
    public Object fromMessage(Message message) throws JMSException {
        List<Message> messages = message instanceof MessageChunks.Together together ? together.messages() : List.of(message);
        List<Event> events = new ArrayList<>(messages.size());
        for (Message one : messages) {
            events.add(event(one));
        }
        return new Chunk(events);
    }

    private static Event event(Message message) throws JMSException {
        long sent = message.getJMSTimestamp();
        Origin origin = new Origin(Origin.Kind.MESSAGE, name(message.getJMSDestination()), 0, message.getJMSMessageID(), 0, sent == 0 ? Instant.now() : Instant.ofEpochMilli(sent));
        Supplier<Map<String, Object>> headers = () -> MessageHeaders.of(message);
        if (message instanceof MapMessage map) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (Enumeration<?> names = map.getMapNames(); names.hasMoreElements();) {
                String name = (String) names.nextElement();
                fields.put(name, map.getObject(name));
            }
            return ExchangeEvents.message(origin, fields, headers);
        }
        return ExchangeEvents.message(origin, body(message), headers);
    }

    private static String name(Destination destination) throws JMSException {
        if (destination instanceof Queue queue) {
            return queue.getQueueName();
        }
        return destination instanceof Topic topic ? topic.getTopicName() : "none";
    }

    /** Text or bytes; null when it is neither. */
    private static Object body(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return text.getText();
        }
        if (message instanceof BytesMessage bytes) {
            byte[] body = new byte[Math.toIntExact(bytes.getBodyLength())];
            bytes.readBytes(body);
            return body;
        }
        return null;
    }

    /** For whoever sends to the endpoint that the route reads from. */
    @Override
    public Message toMessage(Object body, Session session) throws JMSException {
        if (body instanceof byte[] bytes) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(bytes);
            return message;
        }
        return session.createTextMessage(String.valueOf(body));
    }
}
