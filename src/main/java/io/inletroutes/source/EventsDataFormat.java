package io.inletroutes.source;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.WrappedFile;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.support.service.ServiceSupport;

/**
 * What the data formats of this package share: a file's body is read where it lies, any other body from memory; options left out
 * come from the settings; reading ends when the context stops. Options are set before the start; then any number of threads may use it.
 */
abstract class EventsDataFormat extends ServiceSupport implements DataFormat, CamelContextAware {

    private CamelContext context;
    private String encoding;
    private String delimiter;
    private String quote;
    private String groupBy;
    private volatile ReadOptions options = ReadOptions.DEFAULT;

    abstract EventReader open(Content content, ReadOptions how, SettledRows settled, BooleanSupplier stopping) throws IOException;

    /** How to read a file whose bytes are not text as it was tried. */
    abstract Optional<ReadOptions> otherwise(Content content, ReadOptions tried, KeptEvents kept) throws IOException;

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.context = camelContext;
    }

    /** Name of a character set or {@code auto}. */
    public void setEncoding(String encoding) {
        this.encoding = encoding;
    }

    public void setDelimiter(String delimiter) {
        this.delimiter = delimiter;
    }

    public void setQuote(String quote) {
        this.quote = quote;
    }

    /** CSV only: the column whose equal values make consecutive rows one event. */
    public void setGroupBy(String column) {
        this.groupBy = column;
    }

    /** How this format reads, settings and own options together. Known once it is started. */
    public ReadOptions options() {
        return options;
    }

    @Override
    protected void doStart() {
        ReadOptions fromSettings = context == null ? ReadOptions.DEFAULT : ReadOptions.from(this::setting);
        options = fromSettings.with(encoding, delimiter, quote).grouped(groupBy);
    }

    private Optional<String> setting(String name) {
        return context.getPropertiesComponent().resolveProperty(name);
    }

    @Override
    public Object unmarshal(Exchange exchange, Object body) throws Exception {
        FileReading reading = exchange.getProperty(FileReading.PROPERTY, FileReading.NONE, FileReading.class);
        Object unwrapped = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        Content content = unwrapped instanceof File file ? fromFile(file.toPath(), reading) : fromMemory(exchange, body);
        BooleanSupplier stopping = () -> exchange.getContext().isStopping() || exchange.getContext().isStopped();
        ReadOptions how = options;
        EventReader reader;
        try {
            reader = openSeen(content, how, reading, stopping);
        } catch (NotTextException e) {
            how = otherwise(content, how, reading).orElseThrow(() -> e);
            reader = open(content, how, reading, stopping);
        }
        reading.readAs(how); // its refused rows go back in the same encoding
        return reader;
    }

    /** What was seen of a file that changed since is worth nothing. */
    private EventReader openSeen(Content content, ReadOptions how, SettledRows settled, BooleanSupplier stopping) throws IOException {
        try {
            return open(content, how, settled, stopping);
        } catch (CharacterCodingException e) {
            if (!content.isUtf8()) {
                throw e;
            }
            return open(content.seenAsUtf8(false), how, settled, stopping);
        }
    }

    private static Content fromFile(Path file, FileReading reading) throws IOException {
        return Content.of(file).seenAsUtf8(reading.isUtf8(file));
    }

    private static Content fromMemory(Exchange exchange, Object body) {
        byte[] bytes = exchange.getContext().getTypeConverter().convertTo(byte[].class, exchange, body);
        String name = exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.valueOf(exchange.getFromRouteId()), String.class);
        return Content.of(name, Instant.ofEpochMilli(exchange.getMessage().getMessageTimestamp() > 0 ? exchange.getMessage().getMessageTimestamp() : 0), bytes);
    }

    @Override
    public Object unmarshal(Exchange exchange, InputStream stream) throws Exception {
        return unmarshal(exchange, (Object) stream.readAllBytes());
    }

    /** Events are read, not written. */
    @Override
    public void marshal(Exchange exchange, Object graph, OutputStream stream) {
        throw new UnsupportedOperationException("this data format reads events; use unmarshal");
    }
}
