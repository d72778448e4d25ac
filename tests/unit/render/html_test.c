/* html_test.c - elements nest, texts and attribute values are escaped whatever they hold. */
#include "check.h"
#include "render/render.h"

TEST("text and attribute values cannot leave their place [rule 11]") {
    struct tdm_buf out;
    struct tdm_html h;
    tdm_buf_init(&out, mem, 10000);
    tdm_html_init(&h, &out, false);
    tdm_html_open(&h, "p");
    tdm_html_attribute(&h, "title", TDM_STR("a\"b'c<d>&"));
    tdm_html_text(&h, TDM_STR("<script>alert(1)</script> & 'x'"));
    tdm_html_close(&h);
    CHECK_STR(tdm_buf_str(&out),
              "<p title=\"a&quot;b&#39;c&lt;d&gt;&amp;\">&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#39;x&#39;</p>");
}

TEST("tenths print with at most one digit after the point") {
    struct tdm_buf out;
    struct tdm_html h;
    tdm_buf_init(&out, mem, 10000);
    tdm_html_init(&h, &out, true);
    tdm_html_open(&h, "rect");
    tdm_html_attribute_tenths(&h, "x", 105);
    tdm_html_attribute_tenths(&h, "y", -20);
    tdm_html_attribute_tenths(&h, "z", -3);
    tdm_html_empty(&h);
    CHECK_STR(tdm_buf_str(&out), "<rect x=\"10.5\" y=\"-2\" z=\"-0.3\"/>");
}

TEST("nested elements close in order") {
    struct tdm_buf out;
    struct tdm_html h;
    tdm_buf_init(&out, mem, 10000);
    tdm_html_init(&h, &out, false);
    tdm_html_open(&h, "ul");
    tdm_html_element(&h, "li", "done", TDM_STR("one"));
    tdm_html_open(&h, "br");
    tdm_html_empty(&h);
    tdm_html_close(&h);
    CHECK_STR(tdm_buf_str(&out), "<ul><li class=\"done\">one</li><br></ul>");
    CHECK_INT(h.depth, 0);
}
