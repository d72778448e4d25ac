/* xml_test.c - bytes of XML into a tree, what is refused, and networks through GraphML and back. */
#include "../network/network_ground.h"
#include "xml/xml.h"

static struct tdm_problem problem;

static const struct tdm_xml *read_xml(struct tdm_arena *mem, const char *text) {
    const struct tdm_xml *root = NULL;
    problem = (struct tdm_problem){0};
    return tdm_xml_read(mem, TDM_STR("x"), tdm_str_of(text), &root, &problem) ? root : NULL;
}

TEST("elements, attributes, text and their places") {
    const struct tdm_xml *root =
        read_xml(mem, "<?xml version=\"1.0\"?>\n<a x=\"1\" y=\"&lt;&#937;\">\n  one <!-- no -->two\n"
                      "  <b/><c>t<![CDATA[<>]]></c>\n</a>\n");
    REQUIRE(root != NULL);
    CHECK_STR(root->name, "a");
    CHECK_INT(root->attribute_count, 2);
    CHECK_STR(root->attributes[1].value, "<\xCE\xA9");
    CHECK_STR(root->text, "one two");
    REQUIRE(root->first != NULL && root->first->next != NULL);
    CHECK_STR(root->first->name, "b");
    CHECK_INT(root->first->place.line, 4);
    CHECK_INT(root->first->place.column, 3);
    CHECK_STR(root->first->next->text, "t<>");
    CHECK(root->first->next->next == NULL);
}

TEST("a document type, and with it every entity of its own, is refused before anything is expanded") {
    CHECK(read_xml(mem, "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><a>&c;</a>") == NULL);
    CHECK_STR(tdm_str_of(problem.code), "T037");
    CHECK_STR(tdm_str_of(problem.what), "a document type is not read");
    CHECK(read_xml(mem, "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>") == NULL);
    CHECK_STR(tdm_str_of(problem.code), "T037");
}

TEST("what is no XML is refused with its place") {
    static const struct {
        const char *text;
        uint32_t line;
    } rows[] = {
        {"", 1},    {"<a>", 1}, {"<a>\n</b>", 2}, {"<a>\n&nbsp;</a>", 2}, {"<a/><b/>", 1}, {"<a x='1' x='2'/>", 1},
        {"\xFF", 1}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        CHECK(read_xml(mem, rows[i].text) == NULL);
        CHECK_STR(tdm_str_of(problem.code), "T030");
        CHECK_INT(problem.place.line, rows[i].line);
        CHECK(problem.fix[0] != '\0');
    }
}

TEST("elements stand 32 deep and no deeper") {
    for (int depth = TDM_XML_DEPTH_MAX; depth <= TDM_XML_DEPTH_MAX + 1; depth++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 10000);
        for (int i = 0; i < depth; i++) tdm_buf_text(&text, "<a>");
        for (int i = 0; i < depth; i++) tdm_buf_text(&text, "</a>");
        tdm_buf_char(&text, '\0');
        CHECK((read_xml(mem, text.at) != NULL) == (depth == TDM_XML_DEPTH_MAX));
    }
}

TEST("a network written as GraphML is read again as the same network, 500 at random [R-T5]") {
    for (uint64_t number = 0; number < 500; number++) {
        const struct tdm_net *net = drawn(mem, number), *again = NULL;
        const struct tdm_xml *root = NULL;
        struct tdm_buf out;
        tdm_buf_init(&out, mem, 100000);
        tdm_net_to_graphml(&out, net);
        tdm_problems_init(&problems);
        bool good = tdm_xml_read(mem, TDM_STR("x"), tdm_buf_str(&out), &root, &problem) &&
                    tdm_net_from_graphml(mem, root, &again, &problems) && same_net(mem, net, again);
        if (!good) check_failed(__FILE__, __LINE__, "network %u: %.*s", (unsigned)number, TDM_FMT(tdm_buf_str(&out)));
    }
}

TEST("an ordinary value on a contingent edge is a bound of its own where it says more [R-T5]") {
    const struct tdm_xml *root = read_xml(
        mem, "<graphml><graph edgedefault=\"directed\"><node id=\"A\"/><node id=\"C\"/>"
             "<edge source=\"A\" target=\"C\"><data key=\"Type\">contingent</data><data key=\"Value\">6</data>"
             "<data key=\"LabeledValue\">LC(C):2</data></edge>"
             "<edge source=\"C\" target=\"A\"><data key=\"Type\">contingent</data><data key=\"Value\">-2</data>"
             "<data key=\"LabeledValue\">UC(C):-9</data></edge></graph></graphml>");
    const struct tdm_net *net = NULL;
    struct tdm_clash clash;
    tdm_problems_init(&problems);
    REQUIRE(root != NULL && tdm_net_from_graphml(mem, root, &net, &problems));
    REQUIRE(net->network.link_count == 2);
    CHECK_INT(net->network.links[0].most, 9);
    CHECK(!net->network.links[1].contingent);
    CHECK_INT(net->network.links[1].most, 6);
    CHECK_INT(tdm_network_control(mem, &net->network, &clash), TDM_CONTROL_NOT);
    CHECK_INT(clash.short_by, 3);
}
