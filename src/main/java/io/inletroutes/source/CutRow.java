package io.inletroutes.source;

import io.inletroutes.BrokenEvent;
import io.inletroutes.Event;
import io.inletroutes.Headings;
import io.inletroutes.Origin;
import io.inletroutes.Problem;
import io.inletroutes.Row;

/**
 * A record of a CSV file before it is known how many equal ones came before it.
 *
 * @param row        as a spreadsheet counts
 * @param text       its own cells as a {@link Row} keeps them; of a record that breaks the rules, the record as it stands in the file
 * @param ends       where each cell ends in {@code text}, null where there is a problem
 * @param deadLetter what it mends, null when it comes for the first time
 * @param problem    what is wrong with it, null when nothing is
 * @param settled    whether it was settled before, so that it only counts
 */
record CutRow(long row, String text, int[] ends, String deadLetter, Problem problem, boolean settled) {

    Event event(Origin origin, Headings headings) {
        return problem == null ? new Row(origin, headings, text, ends, deadLetter) : new BrokenEvent(origin, text, problem);
    }
}
