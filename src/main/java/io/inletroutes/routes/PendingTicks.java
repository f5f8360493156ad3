package io.inletroutes.routes;

import io.inletroutes.ledger.Folders;
import io.inletroutes.ledger.Ledger;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ticks of timers that have fired and are not settled. A timer keeps nothing, so a tick that was under way at a crash is fired again,
 * with its own time and number, at the next start. Thread-safe.
 */
final class PendingTicks implements RoutePolicyFactory {

    private static final Logger LOG = LoggerFactory.getLogger(PendingTicks.class);
    /** A step that fails for days, such as a query, must not leave more work for the next start than it can do. */
    private static final int MOST = 1_000;
    private static final Set<String> TIMERS = Set.of("timer", "scheduler", "quartz", "cron");

    /** A tick: when it fired, in milliseconds, and which one it was since its timer started; 0 where the timer does not count. */
    private record Tick(long fired, long number) implements Comparable<Tick> {

        static Tick of(Exchange exchange) {
            Long number = exchange.getProperty(Exchange.TIMER_COUNTER, 0L, Long.class);
            return new Tick(ExchangeEvents.fired(exchange).map(Date::getTime).orElse(0L), number);
        }

        static Tick parse(String line) {
            String[] parts = line.split(" ");
            return new Tick(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }

        @Override
        public int compareTo(Tick other) {
            return fired != other.fired ? Long.compare(fired, other.fired) : Long.compare(number, other.number);
        }

        @Override
        public String toString() {
            return fired + " " + number;
        }
    }

    private final Path folder;
    private final Ledger ledger;
    private final MissedTicks missed;
    private final Map<String, Pending> routes = new ConcurrentHashMap<>();

    /**
     * @param folder made when the first tick comes
     * @param ledger tells which of several instances a tick is for
     * @param missed what is to be made up for at a start
     */
    PendingTicks(Path folder, Ledger ledger, MissedTicks missed) {
        this.folder = folder;
        this.ledger = ledger;
        this.missed = missed;
    }

    /** Whether an exchange of this endpoint is the tick of a timer. */
    static boolean isTimer(String endpointUri) {
        return TIMERS.contains(endpointUri.replaceFirst("[:?].*", ""));
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return new RoutePolicySupport() {
            @Override
            public void onExchangeBegin(Route started, Exchange exchange) {
                if (!isTimer(started.getEndpoint().getEndpointUri())) {
                    return;
                }
                Tick tick = Tick.of(exchange);
                if (!pending(routeId).has(tick) && !isOurs(started, tick)) {
                    exchange.setRouteStop(true); // another instance has it
                    return;
                }
                pending(routeId).add(tick);
                missed.fired(routeId, started.getEndpoint(), tick.fired());
            }

            @Override
            public void onExchangeDone(Route started, Exchange exchange) {
                if (!isTimer(started.getEndpoint().getEndpointUri())) {
                    return;
                }
                if (!exchange.isFailed()) {
                    pending(routeId).remove(Tick.of(exchange));
                } else if (!context.isStopping()) {
                    LOG.warn("{}: the tick of {} failed with {}; it is fired again at the next start", routeId, ExchangeEvents.fired(exchange).map(Date::toInstant).orElse(null),
                            exchange.getException().getClass().getName());
                }
            }
        };
    }

    private boolean isOurs(Route route, Tick tick) {
        long period = route.getEndpoint() instanceof TimerEndpoint timer ? Math.max(1, timer.getPeriod()) : 1;
        try {
            return ledger.claimTick(route.getRouteId(), Long.toString(tick.fired() / period));
        } catch (IOException e) {
            LOG.warn("{}: whether another instance fires this tick as well cannot be told: the ledger does not answer", route.getRouteId());
            return true;
        }
    }

    private Pending pending(String routeId) {
        return routes.computeIfAbsent(routeId, id -> new Pending(folder.resolve(id.replaceAll("[^A-Za-z0-9._-]", "_") + ".txt")));
    }

    /** Fires again what an earlier process left, each route in a thread of its own: an inlet that is held may keep it waiting. */
    void fireAgain(CamelContext context) {
        for (Route route : context.getRoutes()) {
            if (!isTimer(route.getEndpoint().getEndpointUri())) {
                continue;
            }
            List<Tick> left = pending(route.getRouteId()).left();
            if (!left.isEmpty()) {
                LOG.info("{}: {} tick{} of an earlier start not settled, fired again", route.getRouteId(), left.size(), left.size() == 1 ? "" : "s");
            }
            missed.last(route.getRouteId(), route.getEndpoint()).ifPresent(time -> {
                LOG.info("{}: fired once for the time {} and those before it that no instance ran at", route.getRouteId(), time);
                left.add(new Tick(time.toEpochMilli(), 0));
            });
            if (!left.isEmpty()) {
                context.getExecutorServiceManager().newThread("ticks of " + route.getRouteId(), () -> fire(route.getConsumer(), left)).start();
            }
        }
    }

    private static void fire(Consumer consumer, List<Tick> ticks) {
        for (Tick tick : ticks) {
            Exchange exchange = consumer.createExchange(false);
            exchange.setProperty(Exchange.TIMER_FIRED_TIME, new Date(tick.fired()));
            exchange.setProperty(Exchange.TIMER_COUNTER, tick.number());
            if (consumer.getEndpoint() instanceof QuartzEndpoint) {
                exchange.getMessage().setHeader("scheduledFireTime", new Date(tick.fired()));
                exchange.getMessage().setHeader("fireTime", new Date(tick.fired()));
            }
            try {
                ((DefaultConsumer) consumer).getProcessor().process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            }
            if (exchange.isFailed()) {
                return; // it stays pending, and so do those behind it
            }
        }
    }

    /** Those of one route, on disk. */
    private static final class Pending {

        private final Path file;
        private final TreeSet<Tick> ticks = new TreeSet<>();
        private final List<Tick> earlier;
        private boolean told;

        Pending(Path file) {
            this.file = file;
            try {
                if (Files.exists(file)) {
                    Files.readAllLines(file).stream().filter(line -> line.matches("\\d+ \\d+")).map(Tick::parse).forEach(ticks::add);
                }
            } catch (IOException e) {
                LOG.warn("ticks of an earlier start are not known: {} cannot be read", file.getFileName());
            }
            this.earlier = List.copyOf(ticks);
        }

        /** Those of an earlier start. A timer that fires while the routes start has ticks of its own here by then. */
        synchronized List<Tick> left() {
            return new ArrayList<>(earlier.stream().filter(ticks::contains).toList());
        }

        synchronized boolean has(Tick tick) {
            return ticks.contains(tick);
        }

        synchronized void add(Tick tick) {
            if (ticks.add(tick)) {
                if (ticks.size() > MOST) {
                    ticks.pollFirst();
                    if (!told) {
                        LOG.warn("{}: {} ticks are not settled; the oldest are given up from here on", file.getFileName().toString().replaceFirst("\\.txt$", ""), MOST);
                        told = true;
                    }
                }
                write();
            }
        }

        synchronized void remove(Tick tick) {
            if (ticks.remove(tick)) {
                write();
            }
        }

        private void write() {
            StringBuilder text = new StringBuilder();
            ticks.forEach(tick -> text.append(tick).append('\n'));
            try {
                Path fresh = Folders.makePrivate(file.getParent()).resolve(file.getFileName() + ".new");
                try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                    channel.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII)));
                    channel.force(true);
                }
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                LOG.warn("a tick under way cannot be noted ({}); a crash now would lose it", e.getClass().getSimpleName());
            }
        }
    }
}
