package io.inletroutes.routes;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Cancelled bookings from a queue of the embedded broker. */
class BookingCancelledFromJmsTest extends ShippedRoute {

    private static final String QUEUE = "booking-cancelled";

    @Override
    String file() {
        return "booking-cancelled-from-jms";
    }

    @Override
    void hand(int events) {
        for (int event = 0; event < events; event++) {
            send("BK-" + event, "\"greta@example.org\"");
        }
    }

    @Override
    void handUnfillable() {
        send("BK-X", "null");
    }

    private void send(String confirmation, String email) {
        template.sendBody("jms:" + QUEUE, "{\"cancelledAt\": \"2024-05-29T16:40:05+02:00\", \"reason\": \"flight moved\", \"refundable\": false, "
                + "\"fee\": {\"amount\": 45.5, \"currency\": \"EUR\"}, \"booking\": {\"confirmation\": \"" + confirmation + "\", \"hotel\": \"Harbour House\", "
                + "\"check in\": \"2024-07-12\", \"nights\": 3, \"guests\": [{\"role\": \"lead\", \"first\": \"Greta\", \"last\": \"Hahn\", \"email\": " + email + "}]}}");
    }

    @Override
    boolean isTakenIn() throws Exception {
        ConnectionFactory broker = new ActiveMQConnectionFactory("vm://0");
        try (JMSContext jms = broker.createContext()) {
            return !jms.createBrowser(jms.createQueue(QUEUE)).getEnumeration().hasMoreElements();
        }
    }
}
