/* catalog_ground.h - the small catalogue on which the tests of this room and of criteria stand, and how they read more.
 */
#ifndef CATALOG_GROUND_H
#define CATALOG_GROUND_H

#include "catalog/catalog.h"
#include "check.h"

static const char catalog_ground[] = "role physician \"physician\"\n"
                                     "role physical-therapist \"physical therapist\"\n"
                                     "role patient \"patient\"\n"
                                     "region knee \"knee\", sided\n"
                                     "region hip \"hip\", sided\n"
                                     "region trunk \"trunk\"\n"
                                     "scale load \"load class\"\n"
                                     "  step rest \"complete rest\"\n"
                                     "  step active \"own movement\"\n"
                                     "  step low \"light load\"\n"
                                     "  step moderate \"medium load\"\n"
                                     "  step high \"heavy load\"\n"
                                     "scale swelling \"swelling\"\n"
                                     "  step zero \"none\"\n"
                                     "  step trace \"a trace\"\n"
                                     "  step 1+ \"some\"\n"
                                     "  step 2+ \"much\"\n"
                                     "attribute eccentric \"braking work\"\n"
                                     "attribute deep-flexion \"deep bend under load\"\n"
                                     "attribute end-range \"load at the end of the range\"\n"
                                     "variable cartilage-matrix \"cartilage matrix\", on tissue\n"
                                     "variable strength \"muscle strength\", on function\n"
                                     "variable balance \"balance\", on function\n"
                                     "route mouth \"by mouth\", systemic\n"
                                     "route skin \"on the skin\", local\n"
                                     "class anti-inflammatory \"medicine against inflammation\"\n"
                                     "class nsaid \"anti-inflammatory painkiller\"\n"
                                     "  within anti-inflammatory\n"
                                     "class decongestant \"decongestant\"\n"
                                     "class anticoagulant \"blood thinner\", vital  [own]\n"
                                     "substance ibuprofen \"ibuprofen\"\n"
                                     "  class nsaid\n"
                                     "  also \"Ibuprofen lysinate\", \"isobutylphenylpropionic acid\"\n"
                                     "substance pseudoephedrine \"pseudoephedrine\"\n"
                                     "  class decongestant\n";

/* One tree of the text; the notation itself is not what is tested here. */
static inline const struct tdm_tree *catalog_tree(struct tdm_arena *mem, const char *file, tdm_str text) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_tree *tree = NULL;
    tdm_problems_init(problems);
    bool good = tdm_notation_read(mem, tdm_str_of(file), text, &tree, problems);
    if (!good) check_failed(__FILE__, __LINE__, "the notation of %s: %s", file, problems->items[0].what);
    return tree;
}

/* The ground with `more` below it, as one file; null when refused, with the problems. */
static inline const struct tdm_catalog *catalog_read(struct tdm_arena *mem, const char *more,
                                                     struct tdm_problems *problems) {
    struct tdm_buf text;
    const struct tdm_catalog *catalog = NULL;
    tdm_buf_init(&text, mem, 1u << 20);
    tdm_buf_text(&text, catalog_ground);
    tdm_buf_text(&text, more);
    const struct tdm_tree **trees = TDM_NEW_ARRAY(mem, const struct tdm_tree *, 1);
    trees[0] = catalog_tree(mem, "test.tandem", tdm_buf_str(&text));
    tdm_problems_init(problems);
    return tdm_catalog_read(mem, trees, 1, &catalog, problems) ? catalog : NULL;
}

/* Lines of the ground, to say places as lines of what stands below it. */
static inline uint32_t catalog_ground_lines(void) {
    uint32_t lines = 0;
    for (const char *c = catalog_ground; *c != '\0'; c++) lines += *c == '\n';
    return lines;
}

#endif
