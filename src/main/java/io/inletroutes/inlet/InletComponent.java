package io.inletroutes.inlet;

import io.inletroutes.Problem;
import io.inletroutes.Traces;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * Camel's {@code inlet:NAME} endpoints and the inlets behind them, one inlet per name. Any thread may ask it.
 *
 * <p>An inlet is made of its settings ({@code inlet.*}, {@code inlet.NAME.*}) when the first route that uses it starts; later
 * changes count after the next start, except secrets, which are read again while the inlet is held.
 */
@Component("inlet")
public class InletComponent extends DefaultComponent implements SSLContextParametersAware {

    @Metadata(label = "security", description = "TLS for all inlets; without it Camel's global SSL settings")
    private SSLContextParameters sslContextParameters;
    @Metadata(label = "security", defaultValue = "true", description = "Whether Camel's global SSL settings count")
    private boolean useGlobalSslContextParameters = true;

    private final Waiting waiting;
    private final Map<String, URI> bound = new ConcurrentHashMap<>();
    private Traces traces = Traces.NONE;
    private UnaryOperator<String> origins = setting -> "";
    private final Map<String, Inlet> inlets = new TreeMap<>();
    private final LifecycleStrategy wakeOnStop = new LifecycleStrategySupport() {
        @Override
        public void onContextStarting(CamelContext context) throws VetoCamelContextStartException {
            // nothing: stopping alone matters
        }

        @Override
        public void onContextStopping(CamelContext context) {
            inUse().forEach(Inlet::stop);
        }
    };

    public InletComponent() {
        this(Waiting.SYSTEM);
    }

    InletComponent(Waiting waiting) {
        this.waiting = waiting;
    }

    /**
     * Has Java load what every inlet needs; makes no inlet.
     *
     * @throws IOException when that fails; it would fail at the first inlet too
     */
    public static void prepare() throws IOException {
        HttpClients.prepare();
    }

    /** Has Java read the certificates that the platform trusts, where an inlet in use will ask for them: before its first request, but not before its routes start. */
    public void prepareTls() {
        boolean camels = sslContextParameters != null || retrieveGlobalSslContextParameters() != null;
        if (!camels && inUse().stream().map(Inlet::settings).anyMatch(InletSettings::usesTls)) {
            LateTls.prepare();
        }
    }

    /** Gives the inlet another URL than its setting: where the simulator listens. Before the routes that use it start. */
    public void bindUrl(String name, URI url) {
        bound.put(name, url);
    }

    /** Has requests taken down. Before the routes start. */
    public void bindTraces(Traces target) {
        traces = target;
    }

    /** Lets messages say where the value of a setting comes from, such as a file with its line. Before the routes start. */
    public void bindOrigins(UnaryOperator<String> of) {
        origins = of;
    }

    /** Every inlet that a route uses, by name. */
    public List<InletState> states() {
        return inUse().stream().map(Inlet::state).toList();
    }

    /** Lets the inlet take nothing until {@link #resume}. Fails when no route uses such an inlet. */
    public void pause(String name) {
        used(name).hold().pause();
    }

    /** Ends a pause and a refusal brake; an inlet held for another reason is probed at once. Fails when no route uses such an inlet. */
    public void resume(String name) {
        used(name).hold().resume();
    }

    /** What is wrong with the settings of an inlet; empty when it can be used. A url of {@code simulator} is fine. */
    public List<Problem> check(String name) {
        return new SettingsReader(name, keys(name), Optional.ofNullable(bound.get(name))).check();
    }

    /** Whether the inlet's url is {@code simulator}: somebody has to start one and {@link #bindUrl}. */
    public boolean wantsSimulator(String name) {
        return keys(name).find("url").filter(SettingsReader.SIMULATOR::equals).isPresent();
    }

    /** The counts of an inlet in use. */
    public InletMetrics metrics(String name) {
        return used(name).metrics();
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        InletEndpoint endpoint = new InletEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        getCamelContext().addLifecycleStrategy(wakeOnStop);
    }

    @Override
    protected void doShutdown() throws Exception {
        List<Inlet> all;
        synchronized (inlets) {
            all = List.copyOf(inlets.values());
            inlets.clear();
        }
        all.forEach(Inlet::close);
        super.doShutdown();
    }

    /** Made when first asked for; fails with all problems of its settings. */
    Inlet inlet(String name) {
        synchronized (inlets) {
            return inlets.computeIfAbsent(name, this::create);
        }
    }

    InletKeys keys(String name) {
        PropertiesComponent properties = getCamelContext().getPropertiesComponent();
        return new InletKeys(name, properties::resolveProperty, () -> {
            Set<String> known = new HashSet<>();
            properties.loadProperties(key -> key.startsWith("inlet.")).keySet().forEach(key -> known.add(key.toString()));
            return known;
        }, origins);
    }

    private Inlet create(String name) {
        InletKeys keys = keys(name);
        InletSettings settings = new SettingsReader(name, keys, Optional.ofNullable(bound.get(name))).read();
        InletMetrics metrics = new InletMetrics();
        HttpClients clients = HttpClients.create(settings, tls(), () -> keys.findSecret("proxy.password"));
        Token.Issuer issuer = settings.auth().kind() == InletSettings.Auth.Kind.NONE ? null : new TokenIssuer(settings, keys, clients.whole(), metrics);
        Hold hold = new Hold(name, waiting, settings.redelivery(), metrics, () -> getCamelContext().isStopping() || getCamelContext().isStopped());
        return new Inlet(settings, keys, waiting, new HttpTransport(clients, settings, waiting), new Token(issuer, waiting), metrics, hold, traces);
    }

    Optional<SSLContext> tls() {
        SSLContextParameters parameters = sslContextParameters != null ? sslContextParameters : retrieveGlobalSslContextParameters();
        if (parameters == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parameters.createSSLContext(getCamelContext()));
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException("Camel's SSL settings cannot be used (" + e.getClass().getSimpleName()
                    + "): check the key store, the trust store and their passwords", e);
        }
    }

    private List<Inlet> inUse() {
        synchronized (inlets) {
            return List.copyOf(inlets.values());
        }
    }

    private Inlet used(String name) {
        synchronized (inlets) {
            Inlet inlet = inlets.get(name);
            if (inlet == null) {
                throw new IllegalArgumentException("no route uses an inlet called " + name + "; in use: " + String.join(", ", inlets.keySet()));
            }
            return inlet;
        }
    }
}
