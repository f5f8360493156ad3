package io.inletroutes.cli;

import java.util.HashSet;
import java.util.Set;

/** What speaks against a field although it is called as the place is: it may be the name of something else. */
final class FieldDoubt {

    /** What an event can speak of beside the person or thing it is about. */
    private static final Set<String> OTHERS = Set.of("agent", "hotel", "store", "seller", "vendor", "sender", "recipient", "referrer", "employee", "partner", "company",
            "brand", "driver", "host", "manager", "owner", "supplier", "courier", "billing", "shipping", "work", "delivery", "invoice", "warehouse", "branch", "previous",
            "parent", "child", "emergency", "secondary", "alternative");
    /** What each of those can have. */
    private static final Set<String> ATTRIBUTES = Set.of("name", "first", "last", "full", "title", "email", "phone", "id", "city", "postal", "code", "street", "country", "address");
    private static final Set<String> PERSON = Set.of("person", "profile", "customer", "user", "member", "contact", "detail", "data");

    private FieldDoubt() {
    }

    /** Empty when nothing does. */
    static String of(Set<String> wanted, Set<String> around, SampleField field) {
        if (wanted.contains("email") && !FieldMatch.areMails(field)) {
            return "its values do not look like e-mail addresses";
        }
        Set<String> place = new HashSet<>(wanted);
        place.addAll(around);
        Set<String> said = new HashSet<>(field.words());
        said.addAll(field.way());
        boolean inElement = field.path().startsWith("@");
        for (String other : OTHERS) {
            if (said.contains(other) && !place.contains(other)) {
                return "in the event it stands under " + other;
            }
            if (place.contains(other) && !said.contains(other) && !inElement && ATTRIBUTES.containsAll(wanted)) {
                return "the event does not say that it is for " + other;
            }
        }
        Set<String> context = new HashSet<>(around);
        context.removeAll(PERSON);
        said.retainAll(around);
        boolean anything = Words.areGeneric(wanted) && field.way().isEmpty() && !inElement && !context.isEmpty() && said.isEmpty();
        return anything ? "the event does not say what it is of" : "";
    }
}
