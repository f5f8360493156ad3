package io.inletroutes.inlet;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Deliver payloads to a streaming inlet of Adobe Experience Platform. */
@UriEndpoint(firstVersion = "0.1.0", scheme = "inlet", title = "Inlet", syntax = "inlet:name", producerOnly = true, remote = true,
        category = { Category.CLOUD, Category.HTTP }, headersClass = InletEndpoint.class)
public class InletEndpoint extends DefaultEndpoint {

    /** The HTTP status of the answer, or of the entry in its 207. */
    @Metadata(label = "producer", description = "The HTTP status that settled the event", javaType = "Integer")
    public static final String STATUS = "CamelInletStatus";
    /** The inlet's id of the event. */
    @Metadata(label = "producer", description = "The inlet's id of the event", javaType = "String")
    public static final String XACTION_ID = "CamelInletXactionId";
    /** The inlet's id of the batch; of the last one, where a chunk took several. */
    @Metadata(label = "producer", description = "The inlet's id of the batch", javaType = "String")
    public static final String BATCH_ID = "CamelInletBatchId";

    /** Exchange property, an Integer, after a chunk: how many messages of the same average size one request can hold. */
    public static final String CHUNK_FIT = "CamelInletChunkFit";

    @UriPath(description = "Which inlet: default is the one of the plain inlet settings")
    @Metadata(required = true)
    private final String name;
    @UriParam(description = "How long an exchange waits while the inlet is held, for example 30s; 0 means for ever", javaType = "java.time.Duration", defaultValue = "0")
    private long heldTimeout;

    @UriParam(description = "When the inlet keeps order by key: the message header that holds the key; without it the primary identity of the payload does")
    private String orderHeader;
    private ExecutorService threads;
    private MicroBatches singles;

    public InletEndpoint(String uri, InletComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    /** Fails with all problems of the inlet's settings. */
    @Override
    public Producer createProducer() {
        InletComponent component = (InletComponent) getComponent();
        Inlet inlet = component.inlet(name);
        return new InletProducer(this, inlet, component.keys(name), singles(inlet));
    }

    @Override
    protected void doShutdown() throws Exception {
        synchronized (this) {
            if (threads != null) {
                getCamelContext().getExecutorServiceManager().shutdown(threads);
                threads = null;
                singles = null;
            }
        }
        super.doShutdown();
    }

    /** One for all routes that share this endpoint: their single messages travel together. */
    private synchronized MicroBatches singles(Inlet inlet) {
        if (singles == null) {
            threads = getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "inlet-" + name);
            singles = new MicroBatches(inlet, threads, TimeUnit.MILLISECONDS.toNanos(heldTimeout));
        }
        return singles;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("inlet:" + name + " can be delivered to, not consumed from");
    }

    public String getName() {
        return name;
    }

    /** In milliseconds. */
    public long getHeldTimeout() {
        return heldTimeout;
    }

    public void setHeldTimeout(long heldTimeout) {
        this.heldTimeout = heldTimeout;
    }

    public String getOrderHeader() {
        return orderHeader;
    }

    public void setOrderHeader(String orderHeader) {
        this.orderHeader = orderHeader;
    }
}
