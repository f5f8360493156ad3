package io.inletroutes.routes;

/** Heartbeats from a timer, which go on by themselves. */
class StoreHeartbeatFromTimerTest extends ShippedRoute {

    @Override
    String file() {
        return "store-heartbeat-from-timer";
    }

    @Override
    void hand(int events) {
        // the timer ticks until the route stops
    }

    @Override
    void handUnfillable() {
        template.sendBody("direct:store-heartbeat-to-inlet", "{\"tick\": 1, \"firedAt\": \"2024-05-29T10:15:20Z\"}");
    }

    @Override
    boolean isTakenIn() {
        return true;
    }
}
