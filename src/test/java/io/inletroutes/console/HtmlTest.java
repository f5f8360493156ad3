package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void escapesTextsAndAttributes() {
        Html html = new Html().open("a", "href", "/?a=\"'<&", "title", null).text("</a><script>alert('1')</script>\u0000").close();

        assertThat(html).hasToString("<a href=\"/?a=&quot;&#39;&lt;&amp;\">&lt;/a&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;\ufffd</a>");
    }

    @Test
    void isNotWholeWhileAnElementIsOpen() {
        assertThatThrownBy(() -> new Html().open("p").toString()).hasMessage("p is not closed");
    }
}
