package io.inletroutes.routes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.AsyncProcessorAwaitManager;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Splits of chunks into single events. A thread of {@code #chunks} keeps its chunk until all of it is settled, also where the events go on
 * alone and nothing blocks: Camel would read the whole file meanwhile. And within the chunk no event waits for the one before.
 */
final class SplitChunks implements InterceptStrategy {

    private static final String CHUNKS = "#chunks";

    /**
     * Lets splits within a split by {@code #chunks} use its threads. One that says nothing of parallelProcessing is parallel too, where its
     * chunks are: Camel would send the inlet one event after the other.
     *
     * @param routes those of one file: of others that are reached by {@code direct:} only a split that is parallel by itself is changed
     */
    static void share(List<RouteDefinition> routes) {
        for (RouteDefinition route : routes) {
            for (SplitDefinition split : splits(route.getOutputs())) {
                if (isByChunks(split)) {
                    shareWithin(split.getOutputs(), routes, true, new HashSet<>());
                }
            }
        }
    }

    private static void shareWithin(List<ProcessorDefinition<?>> outputs, List<RouteDefinition> routes, boolean here, Set<String> seen) {
        for (SplitDefinition split : splits(outputs)) {
            boolean parallel = split.getParallelProcessing() == null ? here && split.getStopOnException() == null : split.getParallelProcessing().equals("true");
            if (parallel && split.getExecutorService() == null && split.getExecutorServiceBean() == null) {
                split.setParallelProcessing("true");
                split.setExecutorService(CHUNKS);
                if (split.getStreaming() == null && split.getAggregationStrategy() == null && split.getAggregationStrategyBean() == null) {
                    split.setStreaming("true"); // an exchange is made when it is its turn, and is gone when it has ended
                }
            }
        }
        for (ToDefinition to : ProcessorDefinitionHelper.filterTypeInOutputs(outputs, ToDefinition.class)) {
            String uri = to.getEndpointUri();
            if (uri != null && uri.startsWith("direct:") && seen.add(uri)) {
                routes.stream().filter(route -> isFrom(route.getInput(), uri)).forEach(route -> shareWithin(route.getOutputs(), routes, false, seen));
            }
        }
    }

    private static boolean isFrom(FromDefinition from, String uri) {
        return from != null && uri.equals(from.getEndpointUri());
    }

    private static List<SplitDefinition> splits(List<ProcessorDefinition<?>> outputs) {
        return List.copyOf(ProcessorDefinitionHelper.filterTypeInOutputs(outputs, SplitDefinition.class));
    }

    private static boolean isByChunks(NamedNode node) {
        return node instanceof SplitDefinition split && CHUNKS.equals(split.getExecutorService());
    }

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode step, Processor target, Processor next) {
        return isByChunks(step.getParent()) && !isWithinChunks(step.getParent().getParent()) ? new WholeChunk(target, PluginHelper.getAsyncProcessorAwaitManager(context)) : target;
    }

    private static boolean isWithinChunks(NamedNode node) {
        return node != null && (isByChunks(node) || isWithinChunks(node.getParent()));
    }

    /** A step that is over when all is settled that it began. */
    private static final class WholeChunk extends DelegateAsyncProcessor {
        private final AsyncProcessorAwaitManager waiting;

        WholeChunk(Processor step, AsyncProcessorAwaitManager waiting) {
            super(step);
            this.waiting = waiting;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            AsyncProcessor step = getProcessor();
            if (!ChunkThreads.hasChunk()) {
                return step.process(exchange, callback);
            }
            ChunkThreads.weigh(exchange.getMessage().getBody());
            waiting.process(step, exchange);
            callback.done(true);
            return true;
        }
    }
}
