package io.inletroutes.cli;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import javax.net.ssl.SSLContext;

/**
 * What every start of routes has Java do once, whatever the home says, done by another processor meanwhile: opening all jars, reading the
 * certificates that the platform trusts. Whoever needs it sooner waits for it, or does it; what fails here fails there, and is said there.
 */
final class Groundwork {

    private Groundwork() {
    }

    static void begin() {
        start("jars", Groundwork::openJars);
        start("certificates", Groundwork::readCertificates);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "groundwork-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** A name that is in none of them. */
    private static void openJars() {
        try {
            Collections.list(Groundwork.class.getClassLoader().getResources("META-INF/io/inletroutes/none"));
        } catch (IOException e) {
            return; // whoever needs that jar says so
        }
    }

    private static void readCertificates() {
        try {
            SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            return; // the first inlet says so
        }
    }
}
