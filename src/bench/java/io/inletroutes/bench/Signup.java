package io.inletroutes.bench;

import org.apache.camel.dataformat.bindy.annotation.CsvRecord;
import org.apache.camel.dataformat.bindy.annotation.DataField;

/** A line of the CSV file as Bindy reads it; public with accessors because Bindy and Simple want a bean. */
@CsvRecord(separator = ",", quote = "\"")
public final class Signup {

    /** The payload in the Simple language. */
    static final String TEMPLATE = BenchData.payload("${body.id}", "${body.at}", "${body.email}", "${body.first}", "${body.last}", "${body.gender}", "${body.born}", "${body.store}",
            "${body.points}", "${body.id}", "6310a9d7c5f2e61b8e5a5f0a");

    @DataField(pos = 1)
    private String id;
    @DataField(pos = 2)
    private String at;
    @DataField(pos = 3)
    private String email;
    @DataField(pos = 4)
    private String first;
    @DataField(pos = 5)
    private String last;
    @DataField(pos = 6)
    private String gender;
    @DataField(pos = 7)
    private int born;
    @DataField(pos = 8)
    private String store;
    @DataField(pos = 9)
    private int points;

    public String getId() {
        return id;
    }

    public String getAt() {
        return at;
    }

    public String getEmail() {
        return email;
    }

    public String getFirst() {
        return first;
    }

    public String getLast() {
        return last;
    }

    public String getGender() {
        return gender;
    }

    public int getBorn() {
        return born;
    }

    public String getStore() {
        return store;
    }

    public int getPoints() {
        return points;
    }
}
