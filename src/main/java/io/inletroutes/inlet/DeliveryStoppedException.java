package io.inletroutes.inlet;

/** Camel stops, or the delivering thread was interrupted, while events waited. They stay open and come again after the next start. */
public class DeliveryStoppedException extends Exception {

    private static final long serialVersionUID = 1;

    public DeliveryStoppedException(String inlet) {
        super("delivery to inlet " + inlet + " stopped; the open events come again after the next start");
    }
}
