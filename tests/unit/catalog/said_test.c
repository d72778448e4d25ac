/* said_test.c - what people call a medicine, and what it is made of. */
#include "catalog_ground.h"

static struct tdm_problems problems; /* large: not on the stack */

static const char products[] = "product ibuprofen-cold \"Ibuprofen cold and flu\"\n"
                               "  ingredients ibuprofen, pseudoephedrine\n"
                               "  route mouth\n"
                               "  also \"cold & flu tablets\"\n"
                               "product \"Example Gel 5%\"\n"
                               "  ingredients ibuprofen\n";

/* The answer in words: "ibuprofen+pseudoephedrine by mouth", "?" when nobody knows. */
static tdm_str said(struct tdm_arena *mem, const struct tdm_catalog *catalog, const char *word) {
    const tdm_ref *refs = NULL;
    uint32_t count = 0;
    tdm_ref route = 0, one[1];
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1000);
    if (!tdm_catalog_ingredients(catalog, tdm_str_of(word), &refs, &count, &route, one)) return TDM_STR("?");
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0) tdm_buf_char(&out, '+');
        tdm_buf_add(&out, tdm_catalog_name(catalog, TDM_KIND_SUBSTANCE, refs[i]));
    }
    if (route != TDM_REF_NONE) {
        tdm_buf_text(&out, " by ");
        tdm_buf_add(&out, tdm_catalog_name(catalog, TDM_KIND_ROUTE, route));
    }
    return tdm_buf_str(&out);
}

TEST("a substance is known by name, label and synonym, without letter case, blanks and hyphens [M61]") {
    const struct tdm_catalog *c = catalog_read(mem, products, &problems);
    REQUIRE(c != NULL);
    const char *const words[] = {"ibuprofen",
                                 "IBUPROFEN",
                                 " ibu profen ",
                                 "Ibu-profen",
                                 "ibuprofen lysinate",
                                 "Ibuprofen-Lysinate ",
                                 "IsobutylPhenylPropionic acid"};
    for (size_t i = 0; i < TDM_COUNT(words); i++) CHECK_STR(said(mem, c, words[i]), "ibuprofen");
}

TEST("a combination product gives all its ingredients and its route [M61 M62]") {
    const struct tdm_catalog *c = catalog_read(mem, products, &problems);
    REQUIRE(c != NULL);
    CHECK_STR(said(mem, c, "ibuprofen-cold"), "ibuprofen+pseudoephedrine by mouth");
    CHECK_STR(said(mem, c, "Ibuprofen Cold And Flu"), "ibuprofen+pseudoephedrine by mouth");
    CHECK_STR(said(mem, c, "cold&flu tablets"), "ibuprofen+pseudoephedrine by mouth");
}

TEST("a product without a route leaves it to be asked [M62]") {
    const struct tdm_catalog *c = catalog_read(mem, products, &problems);
    REQUIRE(c != NULL);
    CHECK_STR(said(mem, c, "example gel 5%"), "ibuprofen");
}

TEST("what nobody declared is not known: no guess, no part of a word [M61]") {
    const struct tdm_catalog *c = catalog_read(mem, products, &problems);
    REQUIRE(c != NULL);
    const char *const words[] = {"", " - ", "ibuprofe", "ibuprofenn", "ibuprofen 400", "nsaid", "aspirin", "x"};
    for (size_t i = 0; i < TDM_COUNT(words); i++) CHECK_STR(said(mem, c, words[i]), "?");
}

TEST("every declared word leads to its medicine, by an independent look through all of them") {
    const struct tdm_catalog *c = catalog_read(mem, products, &problems);
    REQUIRE(c != NULL);
    for (uint32_t i = 0; i < c->count[TDM_KIND_SUBSTANCE]; i++) {
        const struct tdm_substance *s = tdm_catalog_substance(c, (tdm_ref)i);
        const tdm_ref *refs = NULL;
        uint32_t count = 0;
        tdm_ref route, one[1];
        CHECK(tdm_catalog_ingredients(c, s->item.label, &refs, &count, &route, one) && count == 1 && refs[0] == i);
        for (uint32_t k = 0; k < s->synonym_count; k++)
            CHECK(tdm_catalog_ingredients(c, s->synonyms[k], &refs, &count, &route, one) && count == 1 && refs[0] == i);
    }
    for (uint32_t i = 1; i < c->said_count; i++) CHECK(tdm_str_compare(c->said[i - 1].key, c->said[i].key) < 0);
}
