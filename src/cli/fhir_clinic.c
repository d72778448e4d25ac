/* fhir_clinic.c - resources of another system into an episode that a clinic keeps: what becomes entries is recorded as
 * an act of whoever brings it in, and every resource of the patient is sealed beside the chart, in one act or not at
 * all. */
#include "cli/fhir_command.h"
#include "clinic/acts.h"

/* Of the lines that are made here: the kept chart has the name of the episode, and lines of its own. */
#define MADE "what came in"

static const struct tdm_place command_line = {.file = {"command line", 12}, .line = 0};

/* ---- whose: what is kept of the person may say their identifier over there, and is held against what is said here */

static bool refuse_other(struct tdm_request *request, tdm_str patient, const struct tdm_fhir_foreign *f) {
    struct tdm_problem problem;
    (void)tdm_fail(&problem, TDM_WHY_CONFLICT, "F077", command_line,
                   "the person `%.*s` is kept here with another identifier of `%.*s` than `%.*s`", TDM_FMT(patient),
                   TDM_FMT(f->system), TDM_FMT(f->value));
    tdm_problem_fix(&problem,
                    "look whether it is the same person; then say both identifiers with `tandem person change`");
    return tdm_request_keep(request, &problem);
}

/* Of several kept ones none is chosen: then the import asks. */
static void choose(const struct tdm_identity *identity, struct tdm_fhir_foreign *f) {
    uint32_t count = 0;
    size_t bar, chosen = 0;
    tdm_str only = {0};
    for (uint32_t i = 0; i < identity->identifier_count; i++) {
        if (!tdm_str_find(identity->identifiers[i], TDM_STR("|"), &bar)) continue;
        only = identity->identifiers[i];
        chosen = bar;
        count++;
    }
    if (count != 1) return;
    f->system = tdm_str_slice(only, 0, chosen);
    f->value = tdm_str_slice(only, chosen + 1, only.len);
}

static bool agrees(const struct tdm_identity *identity, const struct tdm_fhir_foreign *f) {
    bool any = false;
    for (uint32_t i = 0; i < identity->identifier_count; i++) {
        tdm_str kept = identity->identifiers[i];
        size_t bar;
        if (!tdm_str_find(kept, TDM_STR("|"), &bar) || !tdm_str_equal(tdm_str_slice(kept, 0, bar), f->system)) continue;
        if (tdm_str_equal(tdm_str_slice(kept, bar + 1, kept.len), f->value)) return true;
        any = true;
    }
    return !any;
}

/* The word of a person whom another place keeps cannot be taken here. */
static bool refuse_nobody(struct tdm_request *request, struct tdm_clinic *clinic, tdm_str path, tdm_str patient) {
    struct tdm_problem problem = {0};
    struct tdm_persons all;
    bool elsewhere = false;
    if (!tdm_clinic_persons(request->mem, clinic, &all, &problem)) return tdm_request_keep(request, &problem);
    for (uint32_t i = 0; i < all.count; i++) elsewhere = elsewhere || tdm_str_equal(all.list[i].id, patient);
    (void)tdm_fail(&problem, TDM_WHY_MISSING, "F077", command_line,
                   "nobody is kept here under `%.*s`, and what another system sends says who it is", TDM_FMT(patient));
    if (elsewhere)
        tdm_problem_fix(&problem, "another place keeps the person: take it in there, and `tandem bundle` it to here");
    else
        tdm_problem_fix(&problem,
                        "`tandem person add %.*s --name %.*s ...`: what comes in is sealed with what that keeps",
                        TDM_FMT(tdm_path_folder(path)), TDM_FMT(patient));
    return tdm_request_keep(request, &problem);
}

bool tdm_fhir_identify(struct tdm_request *request, tdm_str path, struct tdm_fhir_foreign *f) {
    struct tdm_clinic *clinic;
    struct tdm_identity identity;
    struct tdm_problem problem = {0};
    tdm_str patient = f->chart->patient;
    struct tdm_act act = {.as = f->by, .zone = *f->zone, .now = tdm_clock_now()};
    struct tdm_bringing bringing = {f->chart, &act};
    if (!tdm_request_clinic(request, tdm_path_folder(path), &clinic)) return false;
    if (!tdm_clinic_may_bring(request->mem, clinic, &bringing, &problem)) return tdm_request_keep(request, &problem);
    if (!tdm_clinic_person_show(request->mem, clinic, patient, &identity, &problem)) {
        if (!tdm_str_is(tdm_str_of(problem.code), "W071")) return tdm_request_keep(request, &problem);
        return refuse_nobody(request, clinic, path, patient);
    }
    f->known = identity.identifiers;
    f->known_count = identity.identifier_count;
    if (f->value.len == 0) choose(&identity, f);
    return f->value.len == 0 || agrees(&identity, f) || refuse_other(request, patient, f);
}

/* ---- entries, as lines of the notation */

struct recording {
    struct tdm_request *request;
    struct tdm_fhir_laid *laid;
    const struct tdm_fhir_into *into;
    struct tdm_clinic *clinic;
    struct tdm_act act;
    struct tdm_buf text;
    struct tdm_place *places; /* of the resources, by entry */
    uint32_t *lines;          /* where each entry begins in `text` */
    uint32_t count, kept;
    struct tdm_besides *besides;
    struct tdm_problems tried;
    struct tdm_taken taken;
};

static bool is_new(const struct tdm_chart *old, const struct tdm_entry *entry) {
    if (entry->name.len == 0) return false; /* what comes in has a name */
    for (uint32_t i = 0; i < old->entry_count; i++)
        if (tdm_str_equal(old->entries[i].name, entry->name)) return false;
    return true;
}

static void write_entries(struct recording *r, const struct tdm_chart *both) {
    uint32_t line = 1;
    tdm_buf_init(&r->text, r->request->mem, TDM_NOTATION_FILE_MAX);
    r->places = TDM_NEW_ARRAY(r->request->mem, struct tdm_place, both->entry_count + 1u);
    r->lines = TDM_NEW_ARRAY(r->request->mem, uint32_t, both->entry_count + 1u);
    for (uint32_t i = 0; i < both->entry_count; i++) {
        struct tdm_entry entry = both->entries[i];
        size_t from = r->text.len;
        if (!is_new(r->into->opened->chart, &entry)) continue;
        r->places[r->count] = entry.place;
        r->places[r->count].file = tdm_arena_str(r->request->mem, entry.place.file);
        r->lines[r->count++] = line;
        entry.writer = (tdm_str){0}; /* the clinic says when, and where */
        entry.recorded_assumed = true;
        tdm_entry_print(&r->text, &entry);
        for (; from < r->text.len; from++) line += r->text.at[from] == '\n';
    }
}

/* What the clinic told of a line is told of the resource that it came from. */
static bool tell_tried(struct recording *r) {
    for (uint32_t i = 0; i < r->tried.count; i++) {
        struct tdm_problem one = r->tried.items[i];
        struct tdm_place said = one.place;
        for (uint32_t k = 0; k < r->count && tdm_str_is(said.file, MADE); k++)
            if (r->lines[k] <= said.line) one.place = r->places[k];
        (void)tdm_request_keep(r->request, &one);
    }
    return r->tried.errors == 0;
}

static bool record(struct recording *r) {
    const struct tdm_tree *tree;
    tdm_str text = tdm_buf_str(&r->text);
    if (text.len == 0) return true;
    tdm_problems_init(&r->tried);
    bool good = tdm_notation_read(r->request->mem, TDM_STR(MADE), text, &tree, &r->tried) &&
                tdm_clinic_record(r->request->mem, r->clinic, &r->act, r->into->opened->chart->name, tree, &r->taken,
                                  &r->tried);
    return tell_tried(r) && good;
}

/* ---- what is kept beside */

static bool keep_one(void *context, uint32_t group, uint32_t number) {
    struct recording *r = context;
    struct tdm_arena *mem = r->laid->mem;
    struct tdm_beside one = {0};
    struct tdm_buf line;
    bool added = false;
    (void)group;
    struct tdm_fhir_in *in = tdm_fhir_laid_in(r->laid);
    tdm_buf_init(&line, mem, TDM_FHIR_PIECE_MAX * 2);
    if (!tdm_fhir_in_line(in, number, &line, &one.address)) return false;
    one.text = tdm_buf_str(&line);
    r->kept++;
    return tdm_clinic_beside_put(mem, r->besides, &one, &added, &r->request->problems);
}

static bool keep_beside(struct recording *r) {
    struct tdm_spool_walk walk = {keep_one, r};
    struct tdm_problem problem = {0};
    struct tdm_bringing bringing = {r->into->opened->chart, &r->act};
    bool good = tdm_clinic_beside_open(r->request->mem, r->clinic, &bringing, &r->besides, &problem) ||
                tdm_request_keep(r->request, &problem);
    good = good && tdm_spool_rest(r->laid->spool, UINT32_MAX - 1, &walk);
    tdm_clinic_beside_close(r->besides);
    return good && tdm_fhir_laid_good(r->laid);
}

/* ---- both as one act */

static bool act(struct recording *r) {
    struct tdm_problem problem = {0};
    if (!tdm_clinic_begin(r->clinic, &problem)) return tdm_request_keep(r->request, &problem);
    bool good = record(r) && keep_beside(r);
    if (good) good = tdm_clinic_commit(r->clinic, &problem) || tdm_request_keep(r->request, &problem);
    if (!good) tdm_clinic_abandon(r->clinic);
    return good;
}

bool tdm_fhir_record(struct tdm_fhir_laid *laid, struct tdm_fhir_into *into) {
    struct tdm_request *request = laid->request;
    struct tdm_problem problem = {0};
    struct recording r = {.request = request, .laid = laid, .into = into};
    r.act = (struct tdm_act){.library = into->opened->library, .zone = into->opened->zone, .now = tdm_clock_now()};
    r.act.as = request->value[TDM_OPTION_AS];
    tdm_problems_init(&r.tried);
    write_entries(&r, into->both);
    if (r.text.failed) {
        (void)tdm_fail(&problem, TDM_WHY_LIMIT, "F071", (struct tdm_place){.file = into->path},
                       "the entries that came in are more than 16 MiB of text");
        tdm_problem_fix(&problem, "take in less at once");
        return tdm_request_keep(request, &problem);
    }
    if (!tdm_clinic_open(request->mem, tdm_path_folder(into->path), TDM_STORE_WRITE, &r.clinic, &problem))
        return tdm_request_keep(request, &problem);
    bool good = act(&r);
    tdm_clinic_close(r.clinic);
    into->added = r.taken.added;
    into->kept = r.kept;
    return good;
}

/* ---- and out again */

struct giving {
    struct tdm_request *request;
    struct tdm_fhir_episode *episode;
    const struct tdm_json **kept;
    size_t count, room;
};

static bool take_kept(void *context, tdm_str text, struct tdm_problem *problem) {
    struct giving *g = context;
    TDM_GROW(g->request->mem, g->kept, g->count, g->room);
    return tdm_json_read(g->request->mem, TDM_STR("what is kept beside the chart"), tdm_str_trim(text),
                         &g->kept[g->count++], problem);
}

bool tdm_fhir_kept_in_clinic(struct tdm_request *request, tdm_str path, struct tdm_fhir_episode *episode) {
    struct giving g = {.request = request, .episode = episode};
    struct tdm_beside_each each = {take_kept, &g};
    struct tdm_problem problem = {0};
    struct tdm_clinic *clinic;
    if (!tdm_request_clinic(request, tdm_path_folder(path), &clinic)) return false;
    if (!tdm_clinic_beside(request->mem, clinic, episode->chart, &each, &problem))
        return tdm_request_keep(request, &problem);
    episode->kept = g.kept;
    episode->kept_count = (uint32_t)g.count;
    return true;
}
