package io.inletroutes.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** All commands by name. One that is named is made alone: reading the annotations of all takes a fifth of a start. */
final class Commands {

    private static final String HOME = "--home";

    private static final Map<String, Class<?>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("run", Run.class);
        ALL.put("simulator", Simulate.class);
        ALL.put("new", NewHome.class);
        ALL.put("init", Init.class);
        ALL.put("update", Update.class);
        ALL.put("check", Check.class);
        ALL.put("inlets", Inlets.class);
        ALL.put("send", Send.class);
        ALL.put("preview", Preview.class);
        ALL.put("status", Status.class);
        ALL.put("find", Find.class);
        ALL.put("dead-letters", DeadLettersOf.class);
        ALL.put("replay", ReplayLetters.class);
        ALL.put("pause", InletCommand.Pause.class);
        ALL.put("resume", InletCommand.Resume.class);
        ALL.put("ledger", LedgerCommand.class);
    }

    private Commands() {
    }

    /** Those which a command line can mean: one where it clearly names one, else all. */
    static Map<String, Class<?>> of(String... arguments) {
        int at = arguments.length > 0 && arguments[0].equals(HOME) ? 2 : arguments.length > 0 && arguments[0].startsWith(HOME + "=") ? 1 : 0;
        Class<?> named = at < arguments.length ? ALL.get(arguments[at]) : null;
        return named == null ? ALL : Map.of(arguments[at], named);
    }
}
