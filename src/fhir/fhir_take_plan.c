/* fhir_take_plan.c - a PlanDefinition of ours read back: its text, from our extension or, without it, from the lines
 * that stand in the standard fields; then held against what that text goes out as, so that no changed element is passed
 * over. */
#include "fhir/fhir_int.h"

static struct tdm_fhir_resource *plan_at(struct tdm_fhir_in *in, uint32_t plan) {
    for (size_t i = 0; i < in->count; i++) {
        if (!tdm_str_is(in->resources[i]->type, "PlanDefinition") || in->resources[i]->copy) continue;
        if (plan-- == 0) return in->resources[i];
    }
    TDM_UNREACHABLE();
}

uint32_t tdm_fhir_in_plans(const struct tdm_fhir_in *in) {
    uint32_t count = 0;
    for (size_t i = 0; i < in->count; i++)
        count += tdm_str_is(in->resources[i]->type, "PlanDefinition") && !in->resources[i]->copy;
    return count;
}

/* ---- its text */

static void add_lines(struct tdm_buf *out, tdm_str lines) {
    if (lines.len == 0) return;
    tdm_buf_add(out, lines);
    tdm_buf_char(out, '\n');
}

/* Sources stand whole in `display`, those of a clause have only a detail there. */
static void add_sources(struct tdm_buf *out, const struct tdm_json *plan) {
    const struct tdm_json *all = tdm_fhir_get(plan, "relatedArtifact", NULL);
    for (const struct tdm_json *one = all == NULL ? NULL : all->first; one != NULL; one = one->next)
        if (tdm_str_starts_with(tdm_fhir_str(one, "display"), TDM_STR("source ")))
            add_lines(out, tdm_fhir_str(one, "display"));
}

/* Measures are ActivityDefinitions of the same address and version. */
static void add_measures(struct tdm_fhir_in *in, struct tdm_buf *out, tdm_str name, tdm_str version) {
    struct tdm_buf prefix;
    tdm_buf_init(&prefix, in->mem, 8192);
    tdm_buf_format(&prefix, "%.*s_measure_", TDM_FMT(name)); /* as fhir_put_activity.c names them */
    for (size_t i = 0; i < in->count; i++) {
        const struct tdm_json *one = in->resources[i]->json;
        if (!tdm_str_is(in->resources[i]->type, "ActivityDefinition") || in->resources[i]->copy) continue;
        bool mine = tdm_str_starts_with(tdm_fhir_str(one, "name"), tdm_buf_str(&prefix)) &&
                    tdm_str_equal(tdm_fhir_str(one, "version"), version);
        if (mine) add_lines(out, tdm_fhir_str(one, "description"));
    }
}

static bool is_ours(const struct tdm_json *plan) {
    return tdm_str_starts_with(tdm_fhir_str(plan, "url"), TDM_STR(TDM_FHIR_PLAN)) &&
           tdm_str_starts_with(tdm_fhir_str(plan, "description"), TDM_STR("protocol "));
}

static tdm_str by_extension(const struct tdm_json *plan) {
    const struct tdm_json *all = tdm_fhir_get(plan, "extension", NULL);
    for (const struct tdm_json *one = all == NULL ? NULL : all->first; one != NULL; one = one->next)
        if (tdm_str_is(tdm_fhir_str(one, "url"), TDM_FHIR_NOTATION)) return tdm_fhir_str(one, "valueString");
    return TDM_STR("");
}

tdm_str tdm_fhir_in_plan_text(struct tdm_fhir_in *in, uint32_t number) {
    const struct tdm_json *plan = plan_at(in, number)->json;
    const struct tdm_json *actions = tdm_fhir_get(plan, "action", NULL);
    struct tdm_buf out;
    if (!is_ours(plan)) return TDM_STR("");
    if (by_extension(plan).len > 0) return by_extension(plan);
    tdm_buf_init(&out, in->mem, (size_t)64 << 20);
    add_lines(&out,
              TDM_STR("# Read from a PlanDefinition without the extension of its text: comments are lost, and shared "
                      "parts stand written out (docs/fhir-limits.md)."));
    add_lines(&out, tdm_fhir_str(plan, "description"));
    add_sources(&out, plan);
    add_measures(in, &out, tdm_fhir_str(plan, "name"), tdm_fhir_str(plan, "version"));
    for (const struct tdm_json *one = actions == NULL ? NULL : actions->first; one != NULL; one = one->next)
        add_lines(&out, tdm_fhir_str(one, "description"));
    return tdm_buf_str(&out);
}

/* ---- held against what it goes out as */

static bool aside(const struct tdm_json *member, bool root) {
    static const char *const words[] = {"text", "meta", "extension"};
    for (size_t i = 0; root && i < TDM_COUNT(words); i++)
        if (tdm_str_is(member->key, words[i])) return true;
    return false;
}

static const struct tdm_json *of_key(const struct tdm_json *object, tdm_str key) {
    for (const struct tdm_json *one = object->first; one != NULL; one = one->next)
        if (tdm_str_equal(one->key, key)) return one;
    return NULL;
}

/* The first piece of `theirs` that is not what ours is; null when they say the same. */
static const struct tdm_json *difference(const struct tdm_json *mine, const struct tdm_json *theirs, bool root) {
    const struct tdm_json *found = NULL, *other = mine->first;
    if (mine->kind != theirs->kind) return theirs;
    if (mine->kind == TDM_JSON_ARRAY) {
        if (mine->count != theirs->count) return theirs;
        for (const struct tdm_json *one = theirs->first; one != NULL && found == NULL; one = one->next) {
            found = difference(other, one, false);
            other = other->next;
        }
        return found;
    }
    if (mine->kind != TDM_JSON_OBJECT)
        return mine->truth == theirs->truth && tdm_str_equal(mine->text, theirs->text) ? NULL : theirs;
    for (const struct tdm_json *one = theirs->first; one != NULL && found == NULL; one = one->next) {
        const struct tdm_json *same = of_key(mine, one->key);
        if (!aside(one, root)) found = same == NULL ? one : difference(same, one, false);
    }
    for (const struct tdm_json *one = mine->first; one != NULL && found == NULL; one = one->next)
        if (!aside(one, root) && of_key(theirs, one->key) == NULL) found = theirs;
    return found;
}

static bool hold_one(struct tdm_fhir_in *in, const struct tdm_fhir_resource *plan, const struct tdm_json *mine) {
    struct tdm_buf address;
    tdm_buf_init(&address, in->mem, 4096);
    tdm_buf_format(&address, "%.*s/%.*s", TDM_FMT(tdm_fhir_str(mine, "resourceType")),
                   TDM_FMT(tdm_fhir_str(mine, "id")));
    const struct tdm_fhir_resource *theirs = tdm_fhir_find(in, tdm_buf_str(&address));
    const struct tdm_json *piece = theirs == NULL ? NULL : difference(mine, theirs->json, true);
    if (theirs != NULL && piece == NULL) return true;
    if (theirs == NULL && by_extension(plan->json).len > 0) return true; /* the text says it all */
    struct tdm_problem *p = tdm_fhir_refuse(in, theirs == NULL ? plan : theirs, piece, TDM_WHY_CONFLICT, "F073");
    if (theirs == NULL)
        tdm_problem_what(p, "`%.*s` is not here, which the lines of the plan lead to", TDM_FMT(tdm_buf_str(&address)));
    else if (piece->key.len > 0)
        tdm_problem_what(p, "`%.*s` of this plan says otherwise than its lines do", TDM_FMT(piece->key));
    else
        tdm_problem_what(p, "this plan says otherwise than its lines do, or leaves something out");
    tdm_problem_fix(p,
                    "change the lines (`description`) and the element together; or change the protocol and export it");
    return false;
}

bool tdm_fhir_in_plan_hold(struct tdm_fhir_in *in, uint32_t number, const struct tdm_fhir_protocol *of) {
    const struct tdm_fhir_resource *plan = plan_at(in, number);
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 30), *scratch = tdm_arena_open((size_t)1 << 30);
    struct tdm_fhir_out lines;
    struct tdm_buf text;
    bool good = true;
    tdm_buf_init(&text, mem, (size_t)256 << 20);
    tdm_fhir_out_begin(&lines, mem, &text, TDM_FHIR_NDJSON);
    tdm_fhir_out_protocol(scratch, &lines, of);
    for (tdm_str rest = tdm_buf_str(&text); rest.len > 0 && good;) {
        size_t end = rest.len;
        const struct tdm_json *mine;
        struct tdm_problem unused;
        (void)tdm_str_find(rest, TDM_STR("\n"), &end);
        bool read = tdm_json_read(mem, TDM_STR(""), tdm_str_slice(rest, 0, end), &mine, &unused);
        TDM_ASSERT(read); /* it is ours */
        good = hold_one(in, plan, mine);
        rest = tdm_str_slice(rest, end + 1, rest.len);
    }
    tdm_arena_close(scratch);
    tdm_arena_close(mem);
    return good;
}

/* ---- for fhir_plan_report.c */

const struct tdm_fhir_resource *tdm_fhir_plan_resource(struct tdm_fhir_in *in, uint32_t plan) {
    return plan_at(in, plan);
}
