package io.inletroutes.mapping;

import io.inletroutes.mapping.Function.Takes;
import io.inletroutes.mapping.FunctionCall.Sort;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions that may stand after {@code ~>}, by name: the one place to add another. */
final class Functions {

    private static final Map<String, Function> ALL = new LinkedHashMap<>();

    static {
        text("trim", "trim", TextFunctions::trim);
        text("lowercase", "lowercase", TextFunctions::lowercase);
        text("uppercase", "uppercase", TextFunctions::uppercase);
        text("capitalize", "capitalize", TextFunctions::capitalize);
        add(new Function("slice", "slice(from, to)", Takes.TEXT, LeafType.TEXT, false, List.of(Sort.NUMBER, Sort.NUMBER), 1, TextFunctions::slice));
        add(new Function("replace", "replace('a', 'b')", Takes.TEXT, LeafType.TEXT, false, List.of(Sort.TEXT, Sort.TEXT), 2, TextFunctions::replace));
        add(new Function("sha256", "sha256", Takes.TEXT, LeafType.TEXT, true, List.of(), 0, TextFunctions::sha256));
        add(new Function("split", "split(',')", Takes.TEXT, LeafType.ARRAY, false, List.of(Sort.TEXT), 1, ListFunctions::split));
        add(new Function("join", "join(',')", Takes.LIST, LeafType.TEXT, false, List.of(Sort.TEXT), 0, ListFunctions::join));
        add(new Function("first", "first", Takes.LIST, LeafType.ANY, false, List.of(), 0, ListFunctions::first));
        add(new Function("last", "last", Takes.LIST, LeafType.ANY, false, List.of(), 0, ListFunctions::last));
        add(new Function("size", "size", Takes.LIST, LeafType.INTEGER, false, List.of(), 0, ListFunctions::size));
        add(new Function("lookup", "lookup('table')", Takes.TEXT, LeafType.ANY, false, List.of(Sort.TEXT), 1, TextFunctions::lookup));
        add(new Function("default", "default(value or path)", Takes.ANY, null, false, List.of(Sort.PATH), 1, null));
        type("string", "string", LeafType.TEXT, List.of(), TypeFunctions::string);
        type("integer", "integer", LeafType.INTEGER, List.of(), TypeFunctions::integer);
        type("number", "number('.', ',')", LeafType.NUMBER, List.of(Sort.TEXT, Sort.TEXT), TypeFunctions::number);
        type("boolean", "boolean('J', 'N')", LeafType.BOOLEAN, List.of(Sort.TEXT, Sort.TEXT), TypeFunctions::bool);
        type("dateTime", "dateTime('pattern', 'zone')", LeafType.DATE_TIME, List.of(Sort.TEXT, Sort.TEXT), TimeFunctions::dateTime);
        type("date", "date('pattern')", LeafType.TEXT, List.of(Sort.TEXT), TimeFunctions::date);
    }

    private Functions() {
    }

    static Optional<Function> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static Collection<String> names() {
        return ALL.keySet();
    }

    private static void text(String name, String signature, Function.Maker maker) {
        add(new Function(name, signature, Takes.TEXT, LeafType.TEXT, false, List.of(), 0, maker));
    }

    private static void type(String name, String signature, LeafType gives, List<Sort> sorts, Function.Maker maker) {
        add(new Function(name, signature, Takes.ANY, gives, true, sorts, 0, maker));
    }

    private static void add(Function function) {
        ALL.put(function.name(), function);
    }
}
