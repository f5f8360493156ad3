package io.inletroutes.mapping;

import java.util.ArrayList;
import java.util.List;

/** A source whose value passes through functions. Functions are not asked about no value, {@code default} apart. */
final class Pipeline implements Source {

    /** One function, made ready. */
    record Stage(Function function, Step step, boolean defaultFollows) {

        boolean isDefault() {
            return function.name().equals("default");
        }

        boolean countsNothing() {
            return function.name().equals("size");
        }
    }

    private final String name;
    private final Source source;
    private final Stage[] stages;

    /** @param name for messages: the path as written */
    Pipeline(String name, Source source, List<Stage> stages) {
        this.name = name;
        this.source = source;
        this.stages = stages.toArray(Stage[]::new);
    }

    @Override
    public Object read(Fill fill) throws Unfit {
        Object value = source.read(fill);
        for (Stage stage : stages) {
            boolean none = Value.isNone(value);
            if (stage.isDefault()) {
                value = none ? stage.step().apply(null, fill) : value;
            } else if (!none || stage.countsNothing() && value != null) {
                value = pass(stage, value, fill);
            }
        }
        return value;
    }

    private Object pass(Stage stage, Object value, Fill fill) throws Unfit {
        try {
            List<Object> list = stage.function().takes() == Function.Takes.LIST ? null : Value.list(value);
            return list == null ? stage.step().apply(value, fill) : each(stage, list, value instanceof Value.Matches, fill);
        } catch (TextFunctions.MissingEntry e) {
            if (stage.defaultFollows()) {
                return null;
            }
            throw e.in(name);
        } catch (Unfit e) {
            throw e.in(name);
        }
    }

    private static List<Object> each(Stage stage, List<Object> list, boolean matches, Fill fill) throws Unfit {
        List<Object> results = matches ? new Value.Matches(list.size()) : new ArrayList<>(list.size());
        for (Object element : list) {
            Object result = Value.isNone(element) ? element : stage.step().apply(element, fill);
            if (result instanceof List<?> several) {
                results.addAll(several);
            } else {
                results.add(result);
            }
        }
        return results;
    }
}
