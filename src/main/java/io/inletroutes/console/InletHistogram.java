package io.inletroutes.console;

import io.inletroutes.inlet.Histogram;
import io.inletroutes.inlet.InletComponent;
import io.inletroutes.inlet.InletMetrics;
import io.inletroutes.inlet.InletState;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Arrays;
import java.util.function.Function;

/** One histogram of every inlet. Micrometer has meters that read counters kept elsewhere, but none that reads a histogram. */
final class InletHistogram implements Collector {

    private final String name;
    private final String help;
    private final InletComponent inlets;
    private final Function<InletMetrics, Histogram> histogram;

    InletHistogram(String name, String help, InletComponent inlets, Function<InletMetrics, Histogram> histogram) {
        this.name = name;
        this.help = help;
        this.inlets = inlets;
        this.histogram = histogram;
    }

    @Override
    public String getPrometheusName() {
        return name;
    }

    @Override
    public MetricSnapshot collect() {
        HistogramSnapshot.Builder all = HistogramSnapshot.builder().name(name).help(help);
        for (InletState inlet : inlets.states()) {
            Histogram counted = histogram.apply(inlets.metrics(inlet.name()));
            double[] bounds = Arrays.copyOf(counted.bounds(), counted.bounds().length + 1);
            bounds[bounds.length - 1] = Double.POSITIVE_INFINITY;
            all.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder().labels(Labels.of("inlet", inlet.name()))
                    .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counted.counts())).sum(counted.sum()).build());
        }
        return all.build();
    }
}
