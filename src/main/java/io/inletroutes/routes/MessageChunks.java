package io.inletroutes.routes;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.jms.DefaultJmsMessageListenerContainer;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.component.jms.MessageListenerContainerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.listener.AbstractMessageListenerContainer;

/**
 * The bean {@code messagesInChunks}: a JMS route takes as many messages as wait, up to a bound, in one transaction and one exchange. A
 * transaction costs the broker more than a message, so this is several times as fast as one of them per message. The body is a
 * {@link io.inletroutes.Chunk}; the transaction commits when every event in it is settled, and a stop or a crash leaves all of them
 * in the queue.
 */
final class MessageChunks implements MessageListenerContainerFactory {

    private static final Logger LOG = LoggerFactory.getLogger(MessageChunks.class);

    /** Several chunks are under way, each message of them as it came, as text and as payload: a chunk has a small part of the heap. */
    private static final int PART_OF_HEAP = 64;

    private final int most;

    /** @param most messages of a chunk */
    MessageChunks(int most) {
        this.most = most;
    }

    /**
     * As many as wait, the first included.
     *
     * @param most  messages
     * @param bytes of them: with so many it is enough
     */
    static List<Message> together(Message first, MessageConsumer consumer, int most, long bytes) throws JMSException {
        List<Message> messages = new ArrayList<>();
        long left = bytes;
        for (Message message = first; message != null; message = messages.size() < most && left > 0 ? consumer.receiveNoWait() : null) {
            messages.add(message);
            left -= size(message);
        }
        return messages;
    }

    private static long size(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return text.getText() == null ? 0 : text.getText().length();
        }
        return message instanceof BytesMessage bytes ? bytes.getBodyLength() : 0;
    }

    @Override
    public AbstractMessageListenerContainer createMessageListenerContainer(JmsEndpoint endpoint) {
        endpoint.getConfiguration().setTransacted(true); // without it the broker forgets messages when it hands them over
        endpoint.getConfiguration().setDisableReplyTo(true);
        endpoint.setMessageConverter(new MessageChunkConverter());
        endpoint.getConfiguration().setErrorHandler(failure -> tell(endpoint, failure));
        return new Container(endpoint, most);
    }

    /** Without the failure's message, which may hold values of events. */
    private static void tell(JmsEndpoint endpoint, Throwable failure) {
        if (!endpoint.getCamelContext().isStopping()) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            LOG.warn("{}: messages go back to the queue: their route failed with {}", endpoint.getDestinationName(), cause.getClass().getName());
        }
    }

    /** Several messages in the place of one: what is asked of it is answered by the first of them. */
    interface Together extends Message {

        List<Message> messages();

        static Together of(List<Message> messages) {
            return (Together) Proxy.newProxyInstance(Together.class.getClassLoader(), new Class<?>[] {Together.class}, (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == Together.class) {
                    return messages;
                }
                try {
                    return method.invoke(messages.get(0), arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
        }
    }

    private static final class Container extends DefaultJmsMessageListenerContainer {

        private final int most;

        Container(JmsEndpoint endpoint, int most) {
            super(endpoint);
            this.most = most;
        }

        @Override
        protected Message receiveMessage(MessageConsumer consumer) throws JMSException {
            Message first = super.receiveMessage(consumer);
            if (first == null) {
                return null;
            }
            return Together.of(together(first, consumer, most, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
        }

        /** One exchange for those with the same headers of the inlet, all in the same transaction. */
        @Override
        protected void invokeListener(Session session, Message message) throws JMSException {
            if (!(message instanceof Together together)) {
                super.invokeListener(session, message);
                return;
            }
            Map<String, List<Message>> groups = new LinkedHashMap<>();
            for (Message one : together.messages()) {
                groups.computeIfAbsent(MessageHeaders.forInlet(one), key -> new ArrayList<>()).add(one);
            }
            for (List<Message> group : groups.values()) {
                super.invokeListener(session, Together.of(group));
            }
        }
    }
}
