package io.inletroutes.traces;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once in the product's own log that the collector takes no spans, and once that it takes them again. */
final class TellingExporter implements SpanExporter {

    private static final Logger LOG = LoggerFactory.getLogger(TellingExporter.class);

    /** OpenTelemetry's own warnings, one per batch and with foreign messages; held here, for else the collector of garbage forgets the level. */
    private static final java.util.logging.Logger FOREIGN = java.util.logging.Logger.getLogger("io.opentelemetry");

    private final SpanExporter exporter;
    private final String place;
    private long lost;
    private boolean refused;

    TellingExporter(SpanExporter exporter, URI url) {
        this.exporter = exporter;
        this.place = url.getScheme() + "://" + url.getRawAuthority().replaceFirst("^.*@", "");
        FOREIGN.setLevel(Level.OFF);
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int count = spans.size(); // the collection is used again
        CompletableResultCode result = exporter.export(spans);
        result.whenComplete(() -> tell(result.isSuccess(), count));
        return result;
    }

    private synchronized void tell(boolean taken, int count) {
        if (taken) {
            if (refused) {
                LOG.info("traces: {} takes spans again; {} were lost meanwhile", place, lost);
            }
            refused = false;
            lost = 0;
        } else {
            if (!refused) {
                LOG.warn("traces: {} takes no spans, and they are lost until it does; deliveries go on. Look at traces.otlp-url and at the collector there", place);
            }
            refused = true;
            lost += count;
        }
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
