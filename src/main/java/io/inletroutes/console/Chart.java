package io.inletroutes.console;

import java.util.Locale;

/** The rates of an hour as a picture. */
final class Chart {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 60;

    private Chart() {
    }

    /** @param rates oldest first, NaN where nothing is known */
    static Html of(String what, double[] rates) {
        Html html = new Html().open("figure", "class", "chart").add(picture(what, rates));
        return html.open("figcaption").leaf("span", "an hour ago").leaf("span", "most " + Words.rate(most(rates)) + "/s").leaf("span", "now").close().close();
    }

    /** Without what explains it, for a row of a table. */
    static Html small(String what, double[] rates) {
        return new Html().open("div", "class", "chart small").add(picture(what, rates)).close();
    }

    private static double most(double[] rates) {
        double most = 0;
        for (double rate : rates) {
            most = Math.max(most, Double.isNaN(rate) ? 0 : rate);
        }
        return most;
    }

    private static Html picture(String what, double[] rates) {
        double most = most(rates);
        String said = what + " per second over the last hour, at most " + Words.rate(most);
        Html html = new Html().open("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "preserveAspectRatio", "none", "role", "img", "aria-label", said);
        StringBuilder line = new StringBuilder();
        double step = WIDTH / (double) rates.length;
        double first = -1;
        for (int i = 0; i < rates.length; i++) {
            if (!Double.isNaN(rates[i])) {
                String height = "," + number(HEIGHT - 2 - (most == 0 ? 0 : rates[i] / most * (HEIGHT - 6))) + " ";
                first = first < 0 ? i * step : first;
                line.append(number(i * step)).append(height).append(number((i + 1) * step)).append(height); // a level for each piece: one alone is seen too
            }
        }
        html.leaf("path", "", "d", "M0 " + (HEIGHT - 1) + "H" + WIDTH, "class", "axis");
        if (first >= 0) {
            String end = number(WIDTH) + "," + HEIGHT;
            html.leaf("polygon", "", "points", number(first) + "," + HEIGHT + " " + line + end, "class", "area").leaf("polyline", "", "points", line.toString().strip(), "class", "line");
        }
        return html.close();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
