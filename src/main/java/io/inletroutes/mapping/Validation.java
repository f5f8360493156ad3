package io.inletroutes.mapping;

import java.util.List;

/** When filled entities are compared with schema.json before they are sent. */
public enum Validation {

    /** Each one; what breaks the schema is refused. */
    ALWAYS,
    /** The first and then a few of many; what breaks the schema is warned about, once per kind. */
    SAMPLE,
    /** None. */
    NEVER;

    /** @param setting the value of {@code inlet.validate}: words with commas between, of which those of this type count */
    public static Validation of(String setting) {
        List<String> words = List.of(setting.strip().split("\\s*,\\s*"));
        return words.contains("always") ? ALWAYS : words.contains("sample") ? SAMPLE : NEVER;
    }
}
