package io.inletroutes.cli;

import io.inletroutes.ledger.Counts;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a file is, with rate and remaining time, on standard error of a terminal; silent elsewhere. */
final class Progress implements AutoCloseable {

    private final ProgressBar bar;

    private Progress(ProgressBar bar) {
        this.bar = bar;
    }

    static Progress of(long events, boolean terminal) {
        return new Progress(!terminal ? null : new ProgressBarBuilder().setTaskName("send").setInitialMax(events).setUnit(" events", 1).showSpeed()
                .setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis(200).setConsumer(new ConsoleProgressBarConsumer(System.err)).build());
    }

    void show(Counts counts) {
        if (bar != null) {
            bar.stepTo(counts.read());
            bar.setExtraMessage(counts.dead() == 0 ? "" : counts.dead() + " refused");
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
