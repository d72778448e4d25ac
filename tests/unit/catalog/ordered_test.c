/* ordered_test.c - what a product of an order holds, by the words that order systems use; and what cannot be told. */
#include "catalog/ordered.h"
#include "catalog_ground.h"

static struct tdm_problems problems; /* large: not on the stack */

static const char more[] = "route eye \"in the eye\", local\n"
                           "  also \"ophthalmic\", \"ophthalmic solution\"\n"
                           "route by-tube \"by tube\", systemic\n"
                           "  also \"oral tablet\", \"chewable tablet\", \"oral\"\n"
                           "route on-skin \"upon the skin\", local\n"
                           "  also \"topical\", \"topical gel\"\n"
                           "product ibuprofen-gel \"ibuprofen gel\"\n"
                           "  ingredients ibuprofen\n"
                           "  route skin\n";

/* "ibuprofen + ?something by eye" */
static tdm_str told(struct tdm_arena *mem, const struct tdm_catalog *catalog, const char *words) {
    struct tdm_ordered holds;
    struct tdm_buf out;
    tdm_catalog_ordered(catalog, tdm_str_of(words), &holds);
    tdm_buf_init(&out, mem, 2000);
    bool whole = holds.count > 0;
    for (uint32_t i = 0; i < holds.count; i++) {
        tdm_buf_format(&out, "%s%s%.*s", i > 0 ? " + " : "", holds.parts[i].known ? "" : "?",
                       TDM_FMT(holds.parts[i].words));
        whole = whole && holds.parts[i].known;
    }
    CHECK(whole == holds.whole);
    if (holds.route != TDM_REF_NONE)
        tdm_buf_format(&out, " by %.*s", TDM_FMT(tdm_catalog_name(catalog, TDM_KIND_ROUTE, holds.route)));
    return tdm_buf_str(&out);
}

TEST("a product's name is taken apart into its ingredients and its form [M61 M62 F100]") {
    const struct tdm_catalog *c = catalog_read(mem, more, &problems);
    REQUIRE(c != NULL);
    CHECK_STR(told(mem, c, "ibuprofen"), "ibuprofen");
    CHECK_STR(told(mem, c, "Ibuprofen 800 MG Oral Tablet [Some Brand]"), "Ibuprofen by by-tube");
    CHECK_STR(told(mem, c, "24 HR Ibuprofen 800 MG Extended Release Oral Tablet"), "Ibuprofen by by-tube");
    CHECK_STR(told(mem, c, "0.4 ML ibuprofen 10 MG/ML Ophthalmic Solution"), "ibuprofen by eye");
    CHECK_STR(told(mem, c, "Ibuprofen Topical Gel"), "Ibuprofen by on-skin");
    CHECK_STR(told(mem, c, "ibuprofen 400mg"), "ibuprofen");
    CHECK_STR(told(mem, c, "ibuprofen gel"), "ibuprofen gel by skin");
    const char *const both[] = {"Ibuprofen 200 MG / Pseudoephedrine 30 MG Oral Tablet [Brand]",
                                "ibuprofen 200 MG and pseudoephedrine 30 MG oral tablet"};
    CHECK_STR(told(mem, c, both[0]), "Ibuprofen + Pseudoephedrine by by-tube");
    CHECK_STR(told(mem, c, both[1]), "ibuprofen + pseudoephedrine by by-tube");
    CHECK_STR(told(mem, c, "ibuprofen-pseudoephedrine"), "ibuprofen + pseudoephedrine");
    CHECK_STR(told(mem, c, "ibuprofen/pseudoephedrine"), "ibuprofen + pseudoephedrine");
}

TEST("whatever could name another ingredient is never left away: cannot tell [M61]") {
    const struct tdm_catalog *c = catalog_read(mem, more, &problems);
    REQUIRE(c != NULL);
    CHECK_STR(told(mem, c, ""), "");
    CHECK_STR(told(mem, c, "Brand"), "?Brand");
    CHECK_STR(told(mem, c, "Ibuprofen free 500 MG Oral Tablet"), "?Ibuprofen free by by-tube");
    CHECK_STR(told(mem, c, "ibuprofen 500 something"), "?ibuprofen 500 something");
    CHECK_STR(told(mem, c, "Ibuprofen 200 MG / Something 30 MG Oral Tablet"), "Ibuprofen + ?Something by by-tube");
    CHECK_STR(told(mem, c, "ibuprofen, combinations"), "ibuprofen + ?combinations");
    CHECK_STR(told(mem, c, "ibuprofen 500/something 85"), "?ibuprofen 500/something 85");
    CHECK_STR(told(mem, c, "not-ibuprofen"), "?not-ibuprofen");
}

TEST("more ingredients than there is room for are not told to be all [M61]") {
    const struct tdm_catalog *c = catalog_read(mem, more, &problems);
    struct tdm_ordered holds;
    REQUIRE(c != NULL);
    tdm_catalog_ordered(
        c, TDM_STR("ibuprofen / ibuprofen / ibuprofen / ibuprofen / ibuprofen / ibuprofen / ibuprofen / ibuprofen"),
        &holds);
    CHECK(holds.whole && holds.count == TDM_ORDERED_MAX);
    tdm_catalog_ordered(c,
                        TDM_STR("ibuprofen / ibuprofen / ibuprofen / ibuprofen / ibuprofen / ibuprofen / ibuprofen / "
                                "ibuprofen / something"),
                        &holds);
    CHECK(!holds.whole && holds.count == TDM_ORDERED_MAX);
}

TEST("a route is said by whole words; of two the longer one; two as long say none [M62]") {
    const struct tdm_catalog *c = catalog_read(mem, more, &problems);
    REQUIRE(c != NULL);
    const struct {
        const char *words, *route;
    } rows[] = {{"Ophthalmic route (qualifier value)", "eye"},
                {"ORAL", "by-tube"},
                {"moral", ""},
                {"topical oral tablet", "by-tube"},
                {"By Mouth", "mouth"},
                {"", ""},
                {"into a vein", ""}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        tdm_ref route = tdm_catalog_route_said(c, tdm_str_of(rows[i].words));
        CHECK_STR(route == TDM_REF_NONE ? TDM_STR("") : tdm_catalog_name(c, TDM_KIND_ROUTE, route), rows[i].route);
    }
}
