package io.inletroutes.inlet;

import io.inletroutes.Problem;
import io.inletroutes.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts messages into requests of the size the inlet takes, and learns that size from its answers. Shared by all threads. */
final class Cutter {

    private static final Logger LOG = LoggerFactory.getLogger(Cutter.class);

    /** Messages differ: of so full a request few do not fit. */
    private static final double MARGIN = 0.98;

    private final InletSettings settings;
    private final Pace pace;
    private final SafetyChecks checks;
    private final BooleanSupplier alone;
    private final Consumer<Refusal> refused;
    private final AtomicInteger largestTaken = new AtomicInteger();
    private volatile int maxBytes;

    /**
     * @param alone   whether each message must travel alone
     * @param refused told about each message that no request can hold
     */
    Cutter(InletSettings settings, Pace pace, SafetyChecks checks, BooleanSupplier alone, Consumer<Refusal> refused) {
        this.settings = settings;
        this.pace = pace;
        this.checks = checks;
        this.alone = alone;
        this.refused = refused;
        this.maxBytes = settings.batches().maxBytes();
    }

    /** By bytes and count, in their order. Messages that no request can hold are refused. */
    List<Parcel> cut(List<Message> messages) {
        int most = alone.getAsBoolean() ? 1 : pace.size(settings.batches().maxMessages());
        SafetyChecks.Look look = checks.begin();
        List<Parcel> parcels = new ArrayList<>();
        List<Message> some = new ArrayList<>(Math.min(messages.size(), most));
        int bytes = RequestBody.ENVELOPE;
        for (Message message : messages) {
            if (message.length() > SettingsReader.LIMIT) {
                refuse(message);
                continue;
            }
            look.at(message.payload());
            if (!some.isEmpty() && (some.size() == most || bytes + message.length() > maxBytes)) {
                parcels.add(new Parcel(some));
                some = new ArrayList<>();
                bytes = RequestBody.ENVELOPE;
            }
            some.add(message);
            bytes += message.length() + 1;
        }
        if (!some.isEmpty()) {
            parcels.add(new Parcel(some));
        }
        return parcels;
    }

    /** How many messages of the same average size one request can hold. */
    int fit(List<Message> messages) {
        long bytes = 0;
        for (Message message : messages) {
            bytes += message.length() + 1;
        }
        long fit = (long) ((maxBytes - RequestBody.ENVELOPE) * MARGIN * messages.size() / Math.max(1, bytes));
        return (int) Math.max(1, Math.min(fit, settings.batches().maxMessages()));
    }

    /** A request of so many bytes was taken. */
    void taken(int bytes) {
        if (bytes > largestTaken.get()) {
            largestTaken.set(bytes);
        }
    }

    /** A batch of that size was too large: further ones are smaller, unless as large a one was taken before. */
    void tooLarge(Parcel parcel) {
        int bytes = RequestBody.ENVELOPE;
        for (Message message : parcel.messages()) {
            bytes += message.length() + 1;
        }
        if (bytes > largestTaken.get() && bytes / 2 < maxBytes) {
            maxBytes = bytes / 2;
            LOG.info("inlet {} found a batch of {} bytes too large; batches have {} bytes at most from now on", settings.name(), bytes, maxBytes);
        }
    }

    private void refuse(Message message) {
        Problem problem = RefusalText.about(message.payload(), "the payload has " + message.length() + " bytes, over the inlet's limit of 1 MB")
                .fix("leave out what the journey does not need");
        message.refused(new Refusal(Refusal.By.INLET, message.payload().eventOrNull(), message.payload(), problem, 0, null, 0));
        refused.accept(message.refusal());
    }
}
