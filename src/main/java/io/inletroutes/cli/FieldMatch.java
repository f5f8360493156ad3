package io.inletroutes.cli;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The field that a place of a payload most likely takes, judged by names and values.
 *
 * @param field the field
 * @param why   what speaks for it, when that is not enough to be sure; empty when it is
 */
record FieldMatch(SampleField field, String why) {

    private static final Set<String> QUALIFIERS = Set.of("previous", "first", "last", "next", "other", "parent", "secondary", "billing", "shipping", "home", "work");
    /** The most telling first. */
    private static final List<String> OF_AN_EVENT = List.of("timestamp", "occurred", "event", "datetime", "when", "created", "time", "seen", "meta", "at");
    private static final Set<String> BESIDE_A_TIME = Set.of("date", "on", "utc");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final String PART_OF_THE_NAME = "only part of the name is the same";

    /** A field and how much its name leaves open. */
    private record Rated(SampleField field, int open, int context) {
    }

    /**
     * @param wanted words of the place's own name
     * @param around words of the names above it
     */
    static Optional<FieldMatch> find(Set<String> wanted, Set<String> around, List<SampleField> fields) {
        List<Rated> rated = fields.stream().filter(field -> fits(wanted, around, field))
                .map(field -> new Rated(field, open(wanted, around, field), shared(around, field.way())))
                .sorted(Comparator.comparingInt(Rated::open).thenComparing(Rated::context, Comparator.reverseOrder()).thenComparing(one -> one.field().path().length())).toList();
        if (rated.isEmpty()) {
            return byValue(wanted, fields);
        }
        Rated best = rated.get(0);
        if (rated.size() > 1 && rated.get(1).open() == best.open() && rated.get(1).context() == best.context()) {
            return Optional.of(new FieldMatch(best.field(), "several fields are called so: " + best.field().path() + ", " + rated.get(1).field().path()));
        }
        return Optional.of(new FieldMatch(best.field(), best.open() == 0 ? FieldDoubt.of(wanted, around, best.field()) : PART_OF_THE_NAME));
    }

    /** Every word of the field's name is explained by the place, and one that tells something is the same. */
    private static boolean fits(Set<String> wanted, Set<String> around, SampleField field) {
        Set<String> same = new HashSet<>(field.words());
        same.retainAll(wanted);
        Set<String> explained = new HashSet<>(wanted);
        explained.addAll(around);
        Set<String> left = left(wanted, around, field);
        Set<String> qualified = new HashSet<>(left);
        qualified.retainAll(QUALIFIERS);
        explained.add("id"); // customer is filled by customer_id, if by nothing better
        if (same.isEmpty() || !explained.containsAll(field.words()) || !qualified.isEmpty()) {
            return false;
        }
        boolean telling = !Words.areGeneric(same) || left.isEmpty();
        boolean placed = !Words.areGeneric(wanted) || field.way().isEmpty() || shared(around, field.way()) > 0;
        return telling && placed;
    }

    /** What the place is called and the field is not. The element of a list is what the list is called. */
    private static Set<String> left(Set<String> wanted, Set<String> around, SampleField field) {
        Set<String> left = new HashSet<>(wanted);
        left.removeAll(field.words());
        left.removeAll(field.way());
        if (field.path().startsWith("@")) {
            left.removeAll(around);
        }
        return left;
    }

    private static int open(Set<String> wanted, Set<String> around, SampleField field) {
        Set<String> left = left(wanted, around, field);
        Set<String> more = new HashSet<>(field.words());
        more.removeAll(wanted);
        more.removeAll(around);
        return left.size() + more.size();
    }

    private static int shared(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return both.size();
    }

    private static Optional<FieldMatch> byValue(Set<String> wanted, List<SampleField> fields) {
        if (!wanted.contains("email")) {
            return Optional.empty();
        }
        List<SampleField> mails = fields.stream().filter(field -> FieldMatch.areMails(field)).toList();
        return mails.size() == 1 ? Optional.of(new FieldMatch(mails.get(0), "its values look like e-mail addresses")) : Optional.empty();
    }

    static boolean areMails(SampleField field) {
        return field.texts().stream().allMatch(text -> EMAIL.matcher(text).matches());
    }

    /** The field with the point in time of the event. */
    static Optional<FieldMatch> time(List<SampleField> fields) {
        List<SampleField> times = fields.stream().filter(field -> field.texts().stream().allMatch(SampleTime::isTime)
                || named(field) && field.texts().stream().allMatch(text -> text.matches("\\d{10}|\\d{13}"))).toList();
        List<SampleField> likely = times.stream().sorted(Comparator.comparing((SampleField field) -> !named(field)).thenComparing(field -> field.missing() > 0)
                .thenComparing(field -> field.way().size()).thenComparing(FieldMatch::telling)).toList();
        if (likely.isEmpty()) {
            return Optional.empty();
        }
        SampleField best = likely.get(0);
        boolean said = best.words().stream().allMatch(word -> OF_AN_EVENT.contains(word) || BESIDE_A_TIME.contains(word)); // an account's creation is not the event's
        boolean sure = named(best) && said && (times.size() == 1 || best.words().contains("timestamp"));
        return Optional.of(new FieldMatch(best, sure ? "" : times.size() == 1 ? "the only point in time of the events" : "the event has other points in time too"));
    }

    /** The smaller the number, the more a name says that it is the time of the event. */
    private static int telling(SampleField field) {
        return field.words().stream().mapToInt(OF_AN_EVENT::indexOf).filter(rank -> rank >= 0).min().orElse(OF_AN_EVENT.size());
    }

    private static boolean named(SampleField field) {
        return field.words().stream().anyMatch(OF_AN_EVENT::contains);
    }

    boolean isSure() {
        return why.isEmpty();
    }
}
