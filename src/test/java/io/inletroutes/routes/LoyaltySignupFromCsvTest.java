package io.inletroutes.routes;

import java.io.IOException;

/** Sign-ups from CSV files. */
class LoyaltySignupFromCsvTest extends ShippedRoute {

    private static final String HEADING = "signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n";

    @Override
    String file() {
        return "loyalty-signup-from-csv";
    }

    @Override
    void hand(int events) throws IOException {
        StringBuilder rows = new StringBuilder(HEADING);
        for (int event = 0; event < events; event++) {
            rows.append("LS-").append(event).append(",2024-05-29T09:12:44+02:00,Noor,Achterberg,noor@example.org,1984,S,Utrecht,yes\n");
        }
        drop("signups.csv", rows.toString());
    }

    @Override
    void handUnfillable() throws IOException {
        drop("broken.csv", HEADING + "LS-X,2024-05-29T09:12:44+02:00,Noor,Achterberg,,1984,S,Utrecht,yes\n");
    }

    @Override
    boolean isTakenIn() throws IOException {
        return isInboxEmpty();
    }
}
