package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpressionsTest {

    @Test
    void findsWhatReachesBeyondTheEvent() throws Exception {
        assertThat(in("{\"a\": \"${env:HOME}\"}")).containsExactly("${env:HOME}");
        assertThat(in("{\"a\": [{\"b\": \"x ${bean:some?method=it(${body})} y\"}]}")).contains("${bean:some?method=it(${body})}");
        assertThat(in("{\"a\": \"{{inlet.auth.client-secret}}\"}")).containsExactly("{{inlet.auth.client-secret}}");
        assertThat(in("{\"${sys:user.home}\": 1}")).containsExactly("${sys:user.home}");
    }

    @Test
    void findsItHoweverItIsWritten() throws Exception {
        assertThat(in("{\"a\": \"\\u0024\\u007benv:HOME}\"}")).containsExactly("${env:HOME}");
        assertThat(in("{\"a\": \"${date:now:yyyy${env:HOME}}\"}")).contains("${env:HOME}");
        assertThat(in("{\"a\": \"${env:HOME\"}")).containsExactly("${env:HOME");
    }

    @Test
    void leavesPathsIdsHeadersAndDatesAlone() throws Exception {
        assertThat(in("{\"a\": \"Order ${$.no ~> uppercase} of ${@.x}\", \"b\": \"${variable.eventId}\", \"c\": \"${header.x-y}\", \"d\": \"${date:now:yyyy-MM-dd}\", \"e\": \"$.x\"}")).isEmpty();
    }

    private static Set<String> in(String json) throws Exception {
        return Expressions.in(new ObjectMapper().readTree(json));
    }
}
