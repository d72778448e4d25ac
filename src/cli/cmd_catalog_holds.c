/* cmd_catalog_holds.c - `tandem catalog holds "WORDS"`: what a product of an order holds, as imports and warnings read
 * it. */
#include "catalog/ordered.h"
#include "cli/catalog_command.h"

static void print_classes(struct tdm_buf *out, const struct tdm_catalog *catalog, tdm_mask classes) {
    uint32_t told = 0;
    for (tdm_ref c = 0; c < catalog->count[TDM_KIND_CLASS]; c++)
        if ((classes & TDM_BIT(c)) != 0)
            tdm_buf_format(out, "%s%.*s", told++ == 0 ? ": " : ", ",
                           TDM_FMT(tdm_catalog_name(catalog, TDM_KIND_CLASS, c)));
}

static void print_part(struct tdm_buf *out, const struct tdm_catalog *catalog, const struct tdm_ordered_part *part) {
    const tdm_ref *found = NULL;
    tdm_ref route, one[1];
    uint32_t count = 0;
    if (!part->known || !tdm_catalog_ingredients(catalog, part->words, &found, &count, &route, one)) {
        tdm_buf_format(out, "not known: %.*s\n", TDM_FMT(part->words));
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        tdm_buf_add(out, tdm_catalog_name(catalog, TDM_KIND_SUBSTANCE, found[i]));
        print_classes(out, catalog, tdm_catalog_substance(catalog, found[i])->classes);
        tdm_buf_char(out, '\n');
    }
}

bool tdm_catalog_holds(struct tdm_request *request, const struct tdm_catalog *catalog, bool *whole) {
    struct tdm_ordered holds;
    struct tdm_problem problem;
    if (request->argument_count < 2) {
        (void)tdm_fail(&problem, TDM_WHY_MISSING, "U061", (struct tdm_place){.file = TDM_STR("command line")},
                       "`tandem catalog holds` tells what a product holds by the words of an order");
        tdm_problem_fix(&problem, "write `tandem catalog holds \"Ibuprofen 400 MG Oral Tablet\"`");
        return tdm_request_keep(request, &problem);
    }
    tdm_catalog_ordered(catalog, request->arguments[1], &holds);
    for (uint32_t i = 0; i < holds.count; i++) print_part(&request->out, catalog, &holds.parts[i]);
    if (holds.route != TDM_REF_NONE)
        tdm_buf_format(&request->out, "by the route %.*s\n",
                       TDM_FMT(tdm_catalog_name(catalog, TDM_KIND_ROUTE, holds.route)));
    else
        tdm_buf_text(&request->out, "the route is not said: ask\n");
    if (!holds.whole) tdm_buf_text(&request->out, "cannot tell what it holds: ask\n");
    *whole = holds.whole;
    return true;
}
