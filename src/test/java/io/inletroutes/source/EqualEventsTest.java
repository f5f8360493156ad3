package io.inletroutes.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EqualEventsTest {

    @Test
    void countsEqualEventsInTheirOrder() {
        EqualEvents equal = new EqualEvents();

        assertThat(new int[] {equal.ordinal(7), equal.ordinal(8), equal.ordinal(7), equal.ordinal(0), equal.ordinal(7)}).containsExactly(0, 0, 1, 0, 2);
    }

    /** So many a table has room for; beyond, some are taken for equal, but hardly any in a file of a million. */
    @Test
    void countsNoneTooHighUpToThreeHundredAndNinetyThousandAndHardlyAnyOfAMillion() {
        EqualEvents equal = new EqualEvents();
        int tooHigh = 0;
        for (int i = 0; i < 390_000; i++) {
            tooHigh += equal.ordinal(hash(i)) > 0 ? 1 : 0;
        }
        assertThat(tooHigh).isZero();
        for (int i = 390_000; i < 1_000_000; i++) {
            tooHigh += equal.ordinal(hash(i)) > 0 ? 1 : 0;
        }
        assertThat(tooHigh).isLessThan(3);

        assertThat(equal.ordinal(hash(7))).isEqualTo(1);
        assertThat(equal.ordinal(hash(999_999))).isPositive();
    }

    /** Memory is bounded, so beyond 390,000 different events an ordinal may be too high; it must be the same at each reading, and differ between equal events. */
    @Test
    void tellsEqualEventsApartInTheSameWayAtEachReadingHoweverManyThereAre() {
        int many = 3_000_000;
        EqualEvents first = new EqualEvents();
        EqualEvents second = new EqualEvents();
        int tooHigh = 0;
        for (int i = 0; i < many; i++) {
            int ordinal = first.ordinal(hash(i));
            assertThat(second.ordinal(hash(i))).isEqualTo(ordinal);
            tooHigh += ordinal > 0 ? 1 : 0;
        }

        assertThat(tooHigh).isLessThan(many / 100);
        for (int i = many - 1_000; i < many; i++) {
            int again = first.ordinal(hash(i));
            assertThat(again).isPositive();
            assertThat(first.ordinal(hash(i))).isGreaterThan(again);
        }
    }

    private static long hash(int i) {
        return EqualEvents.hash("row " + i);
    }
}
