package io.inletroutes.routes;

import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Camel as a home sets it up, before it has any routes. */
final class HomeCamel {

    private static final int STOP_SECONDS = 20;

    private HomeCamel() {
    }

    /** Reads the settings; nothing is started, nothing written. */
    static Main of(Home home) {
        Main main = new Main();
        main.setPropertyPlaceholderLocations((Files.exists(home.settings()) ? "file:" + home.settings() + "," : "") + "classpath:application.properties");
        main.configure().setDurationMaxSeconds(0);
        main.init();
        CamelContext context = main.getCamelContext();
        HeaderMaps.use(context);
        context.getShutdownStrategy().setTimeout(STOP_SECONDS);
        context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
        context.getShutdownStrategy().setShutdownNowOnTimeout(true);
        Milliseconds.register(context);
        return main;
    }
}
