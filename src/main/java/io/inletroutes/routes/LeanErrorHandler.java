package io.inletroutes.routes;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.processor.Pipeline;
import org.apache.camel.processor.SetHeaderProcessor;
import org.apache.camel.processor.errorhandler.DefaultErrorHandler;
import org.apache.camel.processor.errorhandler.ExceptionPolicy;
import org.apache.camel.processor.errorhandler.ExceptionPolicyKey;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;
import org.apache.camel.reifier.errorhandler.DefaultErrorHandlerReifier;
import org.apache.camel.reifier.errorhandler.ErrorHandlerReifier;
import org.apache.camel.spi.ErrorHandler;
import org.apache.camel.spi.WrapAwareProcessor;
import org.apache.camel.support.ConstantExpressionAdapter;
import org.apache.camel.support.LanguageSupport;

/**
 * Camel's default error handler without the copy of the exchange that it makes before each step in case that has to be repeated. A
 * step that fills a mapping, delivers to an inlet or sets a header to a constant is not repeated after an {@link IOException}, which none of
 * them throws; what several steps are wrapped in is not repeated at all, since each has a handler of its own. Copies cost an event that goes
 * alone more than the steps. Camel's state of what may have to be repeated is made only for a step that failed.
 */
final class LeanErrorHandler extends DefaultErrorHandler {

    private boolean lean;

    private LeanErrorHandler(CamelContext context, Processor output) {
        super(context, output, null, null, RedeliveryPolicy.DEFAULT_POLICY, null, null, null, null);
    }

    /** For all routes made from now on. */
    static void register() {
        ErrorHandlerReifier.registerReifier(DefaultErrorHandlerDefinition.class, (route, definition) -> new Reifier(route, (DefaultErrorHandlerDefinition) definition));
    }

    @Override
    public boolean determineIfRedeliveryIsEnabled() throws Exception {
        boolean ours = isOurs();
        boolean repeats = super.determineIfRedeliveryIsEnabled() && !(ours && isOnlyForTheNetwork());
        lean = ours && !repeats;
        return repeats;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        if (!lean || simpleTask || !isUsual(exchange)) {
            return super.process(exchange, callback);
        }
        outputAsync.process(exchange, sync -> {
            if (isDone(exchange)) {
                reactiveExecutor.schedule(callback);
            } else {
                super.process(exchange, callback); // which finds the failure, as if it had come from its own try
            }
        });
        return false;
    }

    /** Neither failed before, nor transacted, nor too late. */
    private boolean isUsual(Exchange exchange) {
        return exchange.getException() == null && !exchange.isTransacted() && !exchange.isRollbackOnly() && !exchange.getExchangeExtension().isRedeliveryExhausted()
                && !shutdownStrategy.isForceShutdown() && !isStoppingOrStopped();
    }

    private boolean isOurs() {
        Processor step = getOutput();
        while (step instanceof WrapAwareProcessor wrapper) {
            step = wrapper.getWrapped();
        }
        if (step instanceof SetHeaderProcessor set) {
            return set.getExpression() instanceof ConstantExpressionAdapter && !LanguageSupport.hasSimpleFunction(set.getHeaderName());
        }
        String uri = step instanceof EndpointAware to && to.getEndpoint() != null ? to.getEndpoint().getEndpointUri() : "";
        return step instanceof Pipeline || uri.startsWith("mapping:") || uri.startsWith("inlet:");
    }

    private boolean isOnlyForTheNetwork() throws Exception {
        for (Map.Entry<ExceptionPolicyKey, ExceptionPolicy> policy : exceptionPolicies.entrySet()) {
            if (policy.getValue().determineIfRedeliveryIsEnabled(camelContext) && !IOException.class.isAssignableFrom(policy.getKey().getExceptionClass())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public ErrorHandler clone(Processor output) {
        LeanErrorHandler clone = new LeanErrorHandler(camelContext, output);
        clone.exceptionPolicies = exceptionPolicies;
        return clone;
    }

    /** One that says anything of its own is Camel's. */
    private static final class Reifier extends DefaultErrorHandlerReifier {

        Reifier(Route route, DefaultErrorHandlerDefinition definition) {
            super(route, definition);
        }

        @Override
        public Processor createErrorHandler(Processor processor) throws Exception {
            if (!isPlain()) {
                return super.createErrorHandler(processor);
            }
            LeanErrorHandler handler = new LeanErrorHandler(camelContext, processor);
            configure(handler);
            return handler;
        }

        private boolean isPlain() {
            return Stream.of(definition.getLoggerBean(), definition.getLoggerRef(), definition.getLevel(), definition.getRedeliveryPolicyRef(), definition.getOnRedeliveryProcessor(),
                    definition.getOnRedeliveryRef(), definition.getRetryWhilePredicate(), definition.getRetryWhileRef(), definition.getExecutorServiceBean(),
                    definition.getExecutorServiceRef(), definition.getOnPrepareFailureProcessor(), definition.getOnPrepareFailureRef(),
                    definition.getOnExceptionOccurredProcessor(), definition.getOnExceptionOccurredRef()).allMatch(Objects::isNull)
                    && !definition.hasRedeliveryPolicy();
        }
    }
}
