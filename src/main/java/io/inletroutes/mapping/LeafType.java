package io.inletroutes.mapping;

/** The JSON types a leaf can have. */
enum LeafType {
    TEXT("text"), INTEGER("a 32-bit integer"), LONG("an integer"), NUMBER("a number"), BOOLEAN("true or false"),
    DATE_TIME("a date-time"), ARRAY("an array"), OBJECT("an object"), ANY("a value");

    private final String words;

    LeafType(String words) {
        this.words = words;
    }

    /** For messages: {@code a number}. */
    String words() {
        return words;
    }

    boolean isNumeric() {
        return this == INTEGER || this == LONG || this == NUMBER;
    }

    boolean isTextual() {
        return this == TEXT || this == DATE_TIME;
    }
}
