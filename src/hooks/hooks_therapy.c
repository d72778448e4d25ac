/* hooks_therapy.c - exercises, load and procedures that are being ordered or booked. */
#include "hooks/hooks_int.h"

#include "fhir/medicine.h"
#include "views/page_parts.h"

/* ---- limits of the day */

static tdm_str limit_of(const struct hook_try *t, const struct tdm_standing *s) {
    if (!s->ceiling.has_class) return TDM_STR("-");
    return tdm_part_at_most(t->view, s, s->ceiling.load_class);
}

static const struct tdm_standing *on_day(const struct hook_try *t) {
    if (t->day.day == t->e->standing->asof.on.day) return t->e->standing;
    return tdm_standing_of(t->mem, t->e->episode, t->e->others, t->e->other_count,
                           (struct tdm_asof){t->day, TDM_INSTANT_NONE});
}

struct load_card {
    const char *topic;
    enum tdm_message message;
    enum tdm_hook_indicator indicator;
    tdm_str what;
    const struct tdm_standing *standing;
    const struct tdm_judgement *judgement; /* or null */
};

static void tell_load(const struct hook_try *t, const struct load_card *said) {
    struct tdm_buf points;
    struct tdm_arg args[] = {TDM_ARG_T("what", said->what), TDM_ARG_T("limit", limit_of(t, said->standing))};
    struct tdm_hook_card *card = hook_card(t, said->topic, said->what);
    card->indicator = said->indicator;
    hook_summary(t, card, hook_words(t, said->message, args, 2));
    tdm_buf_init(&points, t->mem, (size_t)256 << 10);
    for (uint32_t i = 0; said->judgement != NULL && i < said->judgement->objection_count; i++)
        hook_tell_reason(t, &points, said->judgement->after, &said->judgement->objections[i].reason);
    hook_point(&points, tdm_part_binding(t->view, said->standing));
    hook_tell_gate(t, &points, said->standing, card);
    if (said->indicator == TDM_HOOK_CRITICAL) hook_offer_removal(t, card);
    hook_finish(t, card, said->standing, &points);
}

/* ---- exercises */

static bool above(const struct tdm_judgement *judgement) {
    for (uint32_t i = 0; i < judgement->objection_count; i++) {
        const struct tdm_objection *item = &judgement->objections[i];
        if (item->reason.code == TDM_REASON_DEVIATION_PRESCRIBED || item->neighbour != TDM_NEIGHBOUR_NONE ||
            item->reason.code == TDM_REASON_DEVIATION_PRESCRIBED_ATTRIBUTE)
            return true;
    }
    return false;
}

/* Some doses of it would be above, and which this is cannot be told. */
static bool doubtful(const struct hook_try *t, const struct tdm_standing *s, tdm_str exercise) {
    tdm_ref ref = tdm_catalog_find(t->catalog, TDM_KIND_EXERCISE, exercise);
    for (uint32_t i = 0; i < s->exercise_count; i++)
        if (s->exercises[i].exercise == ref && s->exercises[i].prescribed)
            return !s->exercises[i].prescribed_load.known && s->exercises[i].verdict != TDM_EXERCISE_MAY;
    return false;
}

static const struct tdm_judgement *prescribed(const struct hook_try *t, const struct tdm_written_dose *dose) {
    struct tdm_entry entry = hook_entry(t, TDM_ENTRY_PRESCRIBE);
    entry.doses = dose;
    entry.dose_count = 1;
    return hook_judge(t, &entry);
}

static void try_exercise(const struct hook_try *t, const struct tdm_written_dose *dose, tdm_str what) {
    const struct tdm_judgement *judgement = prescribed(t, dose);
    struct tdm_written_dose bare = {.exercise = dose->exercise};
    bool whole = judgement != NULL;
    if (!whole) judgement = prescribed(t, &bare);
    if (judgement == NULL) return; /* no exercise of this catalogue */
    struct load_card said = {"load-above-ceiling", TDM_MSG_HOOK_LOAD, TDM_HOOK_CRITICAL, what,
                             judgement->after,     judgement};
    if (above(judgement)) {
        tell_load(t, &said);
    } else if (doubtful(t, judgement->after, dose->exercise)) {
        said.topic = "load-cannot-tell";
        said.message = TDM_MSG_HOOK_LOAD_UNKNOWN;
        said.indicator = TDM_HOOK_WARNING;
        tell_load(t, &said);
    }
}

/* "3x10, 40 kg" behind the words of an exercise, as the notation writes doses; null: it is not one. */
static const struct tdm_written_dose *dose_of_words(const struct hook_try *t, tdm_str exercise, tdm_str words) {
    struct tdm_problems *problems = TDM_NEW(t->mem, struct tdm_problems);
    const struct tdm_chart *chart;
    const struct tdm_tree *tree;
    struct tdm_buf text;
    struct tdm_entry entry = hook_entry(t, TDM_ENTRY_PRESCRIBE);
    tdm_problems_init(problems);
    tdm_buf_init(&text, t->mem, 8192);
    tdm_date_print(&text, entry.date);
    for (size_t i = 0; i < words.len; i++)
        if (words.at[i] == '\n' || words.at[i] == '\r' || words.at[i] == '#') return NULL;
    tdm_buf_format(&text, " prescribe by %.*s\n  %.*s %.*s\n", TDM_FMT(entry.author), TDM_FMT(exercise),
                   TDM_FMT(words));
    if (!tdm_notation_read(t->mem, TDM_STR("the dose"), tdm_buf_str(&text), &tree, problems) ||
        !tdm_chart_extend(t->mem, t->e->episode->chart->chart, tree, t->e->zone, &chart, problems))
        return NULL;
    for (uint32_t i = 0; i < chart->entry_count; i++)
        if (tdm_str_is(chart->entries[i].place.file, "the dose") && chart->entries[i].dose_count == 1)
            return &chart->entries[i].doses[0];
    return NULL;
}

/* What is said of it: the texts of its details, else what stands in its words from the first digit on. */
static tdm_str details_of(const struct hook_try *t, tdm_str words) {
    struct tdm_buf out;
    size_t at = 0;
    tdm_buf_init(&out, t->mem, 4096);
    for (const struct tdm_json *one = hook_first(hook_get(t->order->json, "orderDetail")); one != NULL;
         one = one->next) {
        tdm_str text = hook_concept_words(one);
        if (text.len > 0) tdm_buf_format(&out, "%s%.*s", out.len > 0 ? ", " : "", TDM_FMT(text));
    }
    if (out.len > 0) return tdm_buf_str(&out);
    while (at < words.len && (words.at[at] < '0' || words.at[at] > '9')) at++;
    return tdm_str_slice(words, at, words.len);
}

static void try_named(const struct hook_try *t, tdm_ref exercise, tdm_str words) {
    tdm_str name = tdm_catalog_name(t->catalog, TDM_KIND_EXERCISE, exercise);
    const struct tdm_written_dose *dose = dose_of_words(t, name, details_of(t, words));
    struct tdm_written_dose bare = {.exercise = name};
    try_exercise(t, dose != NULL ? dose : &bare, words);
}

/* ---- a class of load, or therapy without saying which */

static bool class_said(const struct hook_try *t, tdm_str words, uint16_t *out) {
    const struct tdm_scale *scale = tdm_catalog_load_scale(t->catalog);
    const struct tdm_json *code = hook_get(t->order->json, "code");
    bool found = false;
    for (const struct tdm_json *one = hook_first(hook_get(code, "coding")); one != NULL; one = one->next)
        if (tdm_str_is(hook_str(one, "system"), TDM_HOOK_CODES "load") &&
            tdm_scale_find(scale, hook_str(one, "code"), out))
            return true;
    for (uint16_t i = 0; i < scale->count; i++) { /* the highest that is said */
        struct tdm_buf name;
        tdm_buf_init(&name, t->mem, 200);
        tdm_buf_format(&name, "%.*s load", TDM_FMT(scale->steps[i]));
        bool said = hook_stands_in(words, scale->labels[i]) || hook_stands_in(words, tdm_buf_str(&name));
        if (said) *out = i;
        found = found || said;
    }
    return found;
}

static bool is_therapy(const struct tdm_json *code, tdm_str words) {
    static const char *const concepts[] = {"91251008", "229065009"}; /* physical therapy procedure, exercise therapy */
    static const char *const said[] = {"physical therapy", "physiotherapy", "exercise",          "exercises",
                                       "rehabilitation",   "strengthening", "strength training", "resistance training"};
    for (const struct tdm_json *one = hook_first(hook_get(code, "coding")); one != NULL; one = one->next)
        for (size_t i = 0; i < TDM_COUNT(concepts); i++)
            if (tdm_str_is(hook_str(one, "system"), "http://snomed.info/sct") &&
                tdm_str_is(hook_str(one, "code"), concepts[i]))
                return true;
    for (size_t i = 0; i < TDM_COUNT(said); i++)
        if (hook_stands_in(words, tdm_str_of(said[i]))) return true;
    return false;
}

static void try_class(const struct hook_try *t, uint16_t load_class, tdm_str words) {
    const struct tdm_standing *s = on_day(t);
    struct load_card said = {"load-above-ceiling", TDM_MSG_HOOK_LOAD, TDM_HOOK_CRITICAL, words, s, NULL};
    if (s->ceiling.has_class && load_class > s->ceiling.load_class) tell_load(t, &said);
}

static void tell_limits(const struct hook_try *t, tdm_str words) {
    const struct tdm_standing *s = on_day(t);
    struct load_card said = {"load-cannot-tell", TDM_MSG_HOOK_LOAD_UNKNOWN, TDM_HOOK_INFO, words, s, NULL};
    uint32_t top = tdm_catalog_load_scale(t->catalog)->count - 1u;
    if (s->ceiling.has_class && s->ceiling.load_class < top) tell_load(t, &said);
}

/* ---- procedures */

static void read_side(const struct hook_try *t, tdm_str words, struct tdm_entry *entry) {
    const struct tdm_chart *chart = t->e->episode->chart->chart;
    bool left = hook_stands_in(words, TDM_STR("left")), right = hook_stands_in(words, TDM_STR("right"));
    tdm_ref region = hook_named(t->catalog, TDM_KIND_REGION, words);
    entry->region = chart->region;
    entry->side = chart->side;
    if (region != TDM_REF_NONE) entry->region = tdm_catalog_name(t->catalog, TDM_KIND_REGION, region);
    if (left != right && chart->side != TDM_SIDE_NONE) entry->side = left ? TDM_SIDE_LEFT : TDM_SIDE_RIGHT;
}

static void tell_procedure(const struct hook_try *t, const struct tdm_judgement *j, const struct tdm_objection *item,
                           tdm_str what) {
    struct tdm_buf points;
    bool site = item->reason.code == TDM_REASON_DEVIATION_WRONG_SITE;
    bool baseline = item->reason.code == TDM_REASON_DEVIATION_BASELINE;
    struct tdm_arg args[] = {TDM_ARG_T("what", what), TDM_ARG_I("n", item->reason.n),
                             TDM_ARG_I("of_n", item->reason.of_n), TDM_ARG_T("ref", t->e->episode->chart->chart->name)};
    struct tdm_hook_card *card = hook_card(t,
                                           site       ? "wrong-site"
                                           : baseline ? "baseline-not-complete"
                                                      : "against-the-protocol",
                                           what);
    card->indicator = TDM_HOOK_WARNING;
    hook_summary(t, card,
                 hook_words(t,
                            site       ? TDM_MSG_HOOK_SITE
                            : baseline ? TDM_MSG_HOOK_BASELINE
                                       : TDM_MSG_HOOK_AGAINST,
                            args, 4));
    tdm_buf_init(&points, t->mem, (size_t)256 << 10);
    hook_tell_reason(t, &points, j->after, &item->reason);
    for (uint32_t i = 0; baseline && i < j->before->owed_count; i++)
        if (j->before->owed[i].kind == TDM_OWED_BASELINE)
            hook_point(&points, tdm_part_owed(t->view, j->before, &j->before->owed[i]));
    hook_finish(t, card, j->before, &points);
}

static void tell_flags(const struct hook_try *t, tdm_str what) {
    const struct tdm_standing *s = t->e->standing;
    struct tdm_buf points;
    for (uint32_t i = 0; i < s->open_count; i++) {
        const struct tdm_open_item *open = &s->open[i];
        if (!open->is_flag) continue;
        struct tdm_arg args[] = {TDM_ARG_T("what", what), TDM_ARG_D("date", open->since),
                                 TDM_ARG_T("ref", tdm_part_label(t->view, t->catalog, TDM_KIND_FLAG, open->item))};
        struct tdm_hook_card *card = hook_card(t, "warning-sign-open", what);
        card->indicator = TDM_HOOK_CRITICAL;
        hook_summary(t, card, hook_words(t, TDM_MSG_HOOK_FLAG, args, 3));
        tdm_buf_init(&points, t->mem, 8192);
        hook_finish(t, card, s, &points);
    }
}

void hook_procedure(struct hook_try *t, tdm_ref procedure, tdm_str what) {
    struct tdm_entry entry = hook_entry(t, TDM_ENTRY_PROCEDURE);
    struct tdm_buf site;
    entry.subject = tdm_catalog_name(t->catalog, TDM_KIND_PROCEDURE, procedure);
    entry.state = TDM_STR("performed");
    tdm_buf_init(&site, t->mem, 8192);
    tdm_buf_add(&site, what);
    for (const struct tdm_json *one = hook_first(hook_get(t->order->json, "bodySite")); one != NULL; one = one->next)
        tdm_buf_format(&site, " %.*s", TDM_FMT(hook_concept_words(one)));
    read_side(t, tdm_buf_str(&site), &entry);
    const struct tdm_judgement *judgement = hook_judge(t, &entry);
    if (judgement == NULL) return; /* not of this protocol */
    for (uint32_t i = 0; i < judgement->objection_count; i++)
        if (judgement->objections[i].verdict != TDM_VERDICT_FINE)
            tell_procedure(t, judgement, &judgement->objections[i], what);
    tell_flags(t, what);
}

/* ---- the order */

static bool is_over(const struct tdm_json *json) {
    static const char *const over[] = {"entered-in-error", "cancelled", "completed", "revoked", "noshow", "fulfilled"};
    const struct tdm_json *not = hook_get(json, "doNotPerform");
    for (size_t i = 0; i < TDM_COUNT(over); i++)
        if (tdm_str_is(hook_str(json, "status"), over[i])) return true;
    return not != NULL && not ->truth;
}

void hook_therapy(struct hook_try *t) {
    const struct tdm_json *json = t->order->json, *code = hook_get(json, "code");
    tdm_str words = hook_concept_words(code);
    struct tdm_written_dose dose;
    uint16_t load_class;
    if (is_over(json)) return;
    t->day = hook_begins(t);
    if (tdm_fhir_read_exercise(t->mem, json, &dose)) {
        try_exercise(t, &dose, words.len > 0 ? words : dose.exercise);
        return;
    }
    tdm_str coded = tdm_fhir_thing_by_code(t->catalog, code, TDM_KIND_PROCEDURE);
    tdm_ref procedure = coded.len > 0 ? tdm_catalog_find(t->catalog, TDM_KIND_PROCEDURE, coded)
                                      : hook_named(t->catalog, TDM_KIND_PROCEDURE, words);
    tdm_ref exercise = hook_named(t->catalog, TDM_KIND_EXERCISE, words);
    if (procedure != TDM_REF_NONE)
        hook_procedure(t, procedure, words.len > 0 ? words : coded);
    else if (exercise != TDM_REF_NONE)
        try_named(t, exercise, words);
    else if (class_said(t, words, &load_class))
        try_class(t, load_class, words);
    else if (is_therapy(code, words))
        tell_limits(t, words.len > 0 ? words : t->order->type);
}

void hook_appointment(struct hook_try *t) {
    const struct tdm_json *json = t->order->json;
    static const char *const lists[] = {"serviceType", "reasonCode"};
    struct tdm_buf words;
    tdm_ref procedure = TDM_REF_NONE;
    if (is_over(json)) return;
    tdm_buf_init(&words, t->mem, (size_t)64 << 10);
    tdm_buf_add(&words, hook_str(json, "description"));
    for (size_t i = 0; i < TDM_COUNT(lists); i++)
        for (const struct tdm_json *one = hook_first(hook_get(json, lists[i])); one != NULL; one = one->next) {
            tdm_str coded = tdm_fhir_thing_by_code(t->catalog, one, TDM_KIND_PROCEDURE), said = hook_concept_words(one);
            if (coded.len > 0) procedure = tdm_catalog_find(t->catalog, TDM_KIND_PROCEDURE, coded);
            if (said.len > 0) tdm_buf_format(&words, "%s%.*s", words.len > 0 ? ", " : "", TDM_FMT(said));
        }
    if (procedure == TDM_REF_NONE) procedure = hook_named(t->catalog, TDM_KIND_PROCEDURE, tdm_buf_str(&words));
    t->day = hook_begins(t);
    if (procedure != TDM_REF_NONE) hook_procedure(t, procedure, tdm_str_trim(tdm_buf_str(&words)));
}
