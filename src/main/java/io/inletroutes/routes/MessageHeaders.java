package io.inletroutes.routes;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The headers of a JMS message under the names that Camel gives them. */
final class MessageHeaders {

    private MessageHeaders() {
    }

    /** All of them. */
    static Map<String, Object> of(Message message) {
        try {
            return read(message);
        } catch (JMSException e) {
            throw new IllegalStateException("the headers of a message cannot be read"); // without the cause, whose message may hold values
        }
    }

    private static Map<String, Object> read(Message message) throws JMSException {
        Map<String, Object> headers = new HashMap<>();
        put(headers, "JMSMessageID", message.getJMSMessageID());
        put(headers, "JMSCorrelationID", message.getJMSCorrelationID());
        put(headers, "JMSDestination", message.getJMSDestination());
        put(headers, "JMSTimestamp", message.getJMSTimestamp());
        put(headers, "JMSType", message.getJMSType());
        put(headers, "JMSPriority", message.getJMSPriority());
        put(headers, "JMSExpiration", message.getJMSExpiration());
        put(headers, "JMSDeliveryMode", message.getJMSDeliveryMode());
        put(headers, "JMSRedelivered", message.getJMSRedelivered());
        for (Enumeration<?> names = message.getPropertyNames(); names.hasMoreElements();) {
            String name = (String) names.nextElement();
            put(headers, decoded(name), message.getObjectProperty(name));
        }
        return headers;
    }

    /** Those that decide which request an event goes in; equal texts for equal ones. */
    static String forInlet(Message message) throws JMSException {
        Map<String, Object> found = Map.of();
        for (Enumeration<?> names = message.getPropertyNames(); names.hasMoreElements();) {
            String name = (String) names.nextElement();
            String header = decoded(name).toLowerCase(Locale.ROOT);
            if (isForInlet(header)) {
                found = found.isEmpty() ? new TreeMap<>() : found;
                found.put(header, message.getObjectProperty(name));
            }
        }
        return found.isEmpty() ? "" : found.toString();
    }

    /** Those of these that decide which request an event goes in, by lower-case name. */
    static Map<String, Object> forInlet(Map<String, Object> headers) {
        Map<String, Object> found = new TreeMap<>();
        headers.forEach((name, value) -> {
            if (isForInlet(name.toLowerCase(Locale.ROOT))) {
                found.put(name.toLowerCase(Locale.ROOT), value);
            }
        });
        return found;
    }

    private static boolean isForInlet(String header) {
        return header.startsWith("x-adobe-") || header.equals("x-gw-ims-org-id") || header.equals("x-sandbox-name");
    }

    private static String decoded(String property) {
        return property.replace("_DOT_", ".").replace("_HYPHEN_", "-"); // a JMS property is named as a Java variable is
    }

    private static void put(Map<String, Object> headers, String name, Object value) {
        if (value != null) {
            headers.put(name, value);
        }
    }
}
