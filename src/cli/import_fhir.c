/* import_fhir.c - files of FHIR resources as charts: printed, or put into a folder, where an entry that is there
 * already is not put twice. All are judged, one chart at a time in memory, before anything is written. */
#include "cli/fhir_command.h"

struct taking {
    struct tdm_request *request;
    struct tdm_fhir_laid laid;
    struct tdm_fhir_in *in; /* of the chart or plan that is read */
    struct tdm_shelf shelf;
    struct tdm_loaded file; /* whose problems are told */
    uint32_t charts, added, there, kept;
    uint32_t plans, told;        /* PlanDefinitions: of ours, of others */
    uint32_t episodes;           /* all that came in */
    struct tdm_fhir_taken taken; /* of another system */
    bool foreign, clinic;        /* into a chart that is there; that a clinic keeps */
};

static bool refuse(struct taking *t, struct tdm_place place, const char *code, tdm_str name, const char *what,
                   const char *fix) {
    struct tdm_problem *p = tdm_problems_add(&t->request->problems, TDM_ERROR, TDM_WHY_CONFLICT, code, place);
    tdm_problem_what(p, "`%.*s` %s", TDM_FMT(name), what);
    tdm_problem_fix(p, "%s", fix);
    return false;
}

static bool read_zone(struct taking *t, const struct tdm_chart *head, struct tdm_zone *zone) {
    struct tdm_request *request = t->request;
    struct tdm_problem problem;
    tdm_str name = head->zone_name.len > 0 ? head->zone_name : request->value[TDM_OPTION_ZONE];
    *zone = tdm_zone_utc;
    zone->name = TDM_STR(""); /* nobody said so */
    if (name.len == 0 || tdm_zone_load(request->mem, name, zone, &problem)) return true;
    problem.place = head->place;
    return tdm_request_keep(request, &problem);
}

/* ---- into a folder */

static tdm_str named(struct taking *t, tdm_str name, const char *ending) {
    struct tdm_buf text;
    tdm_buf_init(&text, t->request->mem, 4096);
    tdm_buf_format(&text, "%.*s%s", TDM_FMT(name), ending);
    return tdm_path_join(t->request->mem, t->request->value[TDM_OPTION_INTO], tdm_buf_str(&text));
}

static tdm_digest digest_of(struct taking *t, const struct tdm_entry *entry) {
    struct tdm_buf bytes;
    struct tdm_arena_mark mark = tdm_arena_mark(t->request->mem);
    tdm_buf_init(&bytes, t->request->mem, (size_t)16 << 20);
    tdm_entry_canonical(&bytes, entry);
    tdm_digest digest = tdm_digest_of(tdm_buf_str(&bytes));
    tdm_arena_rewind(t->request->mem, mark);
    return digest;
}

static bool same_head(const struct tdm_chart *a, const struct tdm_chart *b) {
    return tdm_str_equal(a->name, b->name) && tdm_str_equal(a->patient, b->patient) &&
           tdm_str_equal(a->region, b->region) && a->side == b->side && tdm_str_equal(a->protocol, b->protocol) &&
           tdm_str_equal(a->version, b->version);
}

/* The chart that is there, with the entries that it lacks. */
static bool unite(struct taking *t, tdm_str path, const struct tdm_chart *came, struct tdm_place place,
                  const struct tdm_chart **out) {
    struct tdm_request *request = t->request;
    const struct tdm_chart *old;
    struct tdm_zone zone;
    *out = came;
    t->added += came->entry_count;
    if (!tdm_path_is_file(path)) return true;
    if (!tdm_load_chart(request, path, &old, &zone, &t->file)) return false;
    if (!same_head(old, came))
        return refuse(t, place, "F070", came->name, "is here already, of another person, site or protocol",
                      "take it into another folder, or mend the head that is wrong");
    struct tdm_chart *both = TDM_NEW(request->mem, struct tdm_chart);
    struct tdm_entry *entries =
        TDM_NEW_ARRAY(request->mem, struct tdm_entry, (size_t)old->entry_count + came->entry_count + 1);
    tdm_digest *digests = TDM_NEW_ARRAY(request->mem, tdm_digest, old->entry_count + 1u);
    *both = *old;
    both->entries = entries;
    for (uint32_t i = 0; i < old->entry_count; i++) {
        entries[i] = old->entries[i];
        digests[i] = digest_of(t, &old->entries[i]);
    }
    for (uint32_t i = 0; i < came->entry_count; i++) {
        tdm_digest digest = digest_of(t, &came->entries[i]);
        bool there = false;
        for (uint32_t k = 0; k < old->entry_count && !there; k++) there = tdm_digest_equal(digests[k], digest);
        t->there += there;
        t->added -= there;
        if (!there) entries[both->entry_count++] = came->entries[i];
    }
    *out = both;
    return true;
}

/* In the form that its file has; printed and read again: it must open as a file does. */
static bool put_chart(struct taking *t, tdm_str path, const struct tdm_chart *chart, const struct tdm_zone *zone) {
    struct tdm_request *request = t->request;
    struct tdm_buf text;
    const struct tdm_tree *tree;
    const struct tdm_chart *read;
    struct tdm_problems told;
    tdm_problems_init(&told);
    tdm_buf_init(&text, request->mem, TDM_FILE_LIMIT_BYTES);
    bool lines = tdm_str_ends_with(path, TDM_STR(".ndjson"));
    if (lines)
        tdm_chart_write_ndjson(&text, chart);
    else
        tdm_chart_print(&text, chart);
    if (!lines && (!tdm_notation_read(request->mem, path, tdm_buf_str(&text), &tree, &told) ||
                   !tdm_chart_read(request->mem, tree, zone, &read, &told))) {
        for (uint32_t i = 0; i < told.count; i++)
            if (told.items[i].severity == TDM_ERROR) (void)tdm_request_keep(request, &told.items[i]);
        return false;
    }
    tdm_spool_put(t->laid.spool, path, tdm_buf_str(&text));
    return true;
}

/* ---- of another system, into a chart that is there */

static bool read_identifier(struct taking *t, struct tdm_fhir_foreign *f) {
    tdm_str said = t->request->value[TDM_OPTION_IDENTIFIER];
    size_t bar = 0;
    if (!t->request->given[TDM_OPTION_IDENTIFIER]) return true; /* then it is asked */
    if (tdm_str_find(said, TDM_STR("|"), &bar) && bar + 1 < said.len) {
        f->system = tdm_str_slice(said, 0, bar);
        f->value = tdm_str_slice(said, bar + 1, said.len);
        return true;
    }
    return refuse(t, (struct tdm_place){.file = TDM_STR("command line")}, "U073", said, "is no identifier",
                  "write `--identifier \"SYSTEM|VALUE\"`, as the Patient there has it");
}

static bool needs_author(struct taking *t) {
    struct tdm_problem problem;
    if (t->request->given[TDM_OPTION_AS]) return true;
    (void)tdm_fail(&problem, TDM_WHY_MISSING, "U073", (struct tdm_place){.file = TDM_STR("command line")},
                   "nothing says who brings this in");
    tdm_problem_fix(&problem, "add `--as PERSON`, as the chart names them");
    return tdm_request_keep(t->request, &problem);
}

/* Who writes it down, not who looks: a file has no team that could be asked. */
static bool open_file(struct taking *t, tdm_str path, struct tdm_opened *opened) {
    if (tdm_fhir_beside(t->request->mem, path).len == 0)
        return refuse(t, (struct tdm_place){.file = path}, "U073", path, "is no chart by its name",
                      "name a file NAME.chart.tandem or NAME.chart.ndjson");
    t->request->given[TDM_OPTION_AS] = false;
    return tdm_load_chart(t->request, path, &opened->chart, &opened->zone, &t->file);
}

static bool open_kept(struct taking *t, tdm_str path, struct tdm_opened *opened, struct tdm_fhir_foreign *f) {
    struct tdm_request *request = t->request;
    uint32_t errors = request->problems.errors;
    if (!tdm_load_case(request, &t->shelf, path, opened, &t->file) && request->problems.errors > errors) return false;
    request->problems.count = request->problems.dropped = 0; /* notes on what was recorded before are for its readers */
    f->chart = opened->chart;
    return tdm_fhir_identify(request, path, f);
}

static bool take_foreign(struct taking *t, tdm_str path) {
    struct tdm_request *request = t->request;
    struct tdm_opened opened;
    struct tdm_fhir_into into = {.path = path, .opened = &opened};
    struct tdm_fhir_foreign f = {
        .by = request->value[TDM_OPTION_AS], .zone = &opened.zone, .count = tdm_spool_count(t->laid.spool)};
    struct tdm_loaded none = {0};
    if (!needs_author(t) || !read_identifier(t, &f) || !tdm_load_catalog(request, &f.catalog)) return false;
    if (!(t->clinic ? open_kept(t, path, &opened, &f) : open_file(t, path, &opened))) return false;
    f.chart = opened.chart;
    t->file = none;
    t->in = tdm_fhir_laid_in(&t->laid);
    if (!tdm_fhir_in_foreign(t->in, &f, &into.both, &t->taken)) return false;
    t->charts = 1;
    t->added = into.both->entry_count - f.chart->entry_count;
    if (!t->clinic) return put_chart(t, path, into.both, &opened.zone);
    bool good = tdm_fhir_record(&t->laid, &into);
    t->added = into.added;
    t->kept = into.kept;
    return good;
}

/* ---- one episode */

static bool take_read(struct taking *t, uint32_t number) {
    struct tdm_request *request = t->request;
    const struct tdm_chart *head = tdm_fhir_in_head(t->in, 0), *chart, *whole;
    struct tdm_zone zone;
    const struct tdm_protocol *protocol;
    struct tdm_buf text;
    size_t slash;
    if (!read_zone(t, head, &zone) || !tdm_fhir_in_chart(t->in, 0, &zone, &chart)) return false;
    if (tdm_str_find(chart->name, TDM_STR("/"), &slash))
        return refuse(t, head->place, "F063", chart->name, "cannot be the name of a file", "take the `/` out of it");
    if (!tdm_shelf_protocol(request, &t->shelf, chart, &protocol, &t->file)) return false;
    struct tdm_fhir_episode episode = {.chart = chart, .protocol = protocol, .zone = &zone};
    if (!tdm_fhir_in_hold(t->in, &episode)) return false;
    tdm_fhir_in_give_back(t->in, number);
    t->charts++;
    tdm_str path = named(t, chart->name, ".chart.tandem");
    if (tdm_spool_has(t->laid.spool, path))
        return refuse(t, head->place, "F061", chart->name, "is the chart of two episodes here",
                      "keep the one that is right");
    if (request->given[TDM_OPTION_INTO])
        return unite(t, path, chart, head->place, &whole) && put_chart(t, path, whole, &zone);
    tdm_buf_init(&text, request->mem, (size_t)1 << 30);
    if (!request->given[TDM_OPTION_JSON]) tdm_chart_print(&text, chart);
    tdm_spool_put(t->laid.spool, path, tdm_buf_str(&text));
    return true;
}

/* What only it needed is given back; a protocol that was read for it stays, and so does what is told. */
static bool take(struct taking *t, uint32_t episode, uint32_t number) {
    struct tdm_request *request = t->request;
    struct tdm_arena_mark mark = tdm_arena_mark(request->mem);
    struct tdm_loaded file = t->file;
    uint32_t protocols = t->shelf.library.protocol_count, told = request->problems.count;
    t->in = tdm_fhir_laid_in(&t->laid);
    if (!tdm_fhir_in_episode(t->in, episode)) return false;
    tdm_fhir_in_gather(t->in);
    if (!take_read(t, number)) return false;
    if (protocols == 0 || protocols != t->shelf.library.protocol_count || told != request->problems.count) return true;
    t->file = file;
    tdm_arena_rewind(request->mem, mark);
    return true;
}

/* Before any chart: what is wrong with the heads is told of all of them. */
static bool read_heads(struct taking *t) {
    bool good = true, more = true;
    for (uint32_t n = 0; more && (n = tdm_fhir_laid_next(&t->laid, TDM_FHIR_EPISODES, n)) != UINT32_MAX; n++) {
        t->in = tdm_fhir_laid_in(&t->laid);
        good = tdm_fhir_in_episode(t->in, n) && good;
        t->episodes++;
        more = t->request->problems.errors < TDM_PROBLEMS_MAX;
    }
    if (!good || t->episodes > 0 || tdm_fhir_laid_next(&t->laid, TDM_FHIR_PLANS, 0) != UINT32_MAX) return good;
    tdm_fhir_refuse_none(&t->request->problems, t->laid.file_count > 0 ? t->laid.files[0] : TDM_STR(""));
    return false;
}

static bool take_episodes(struct taking *t) {
    bool good = true;
    uint32_t n = 0;
    for (uint32_t i = 0; i < t->episodes; i++, n++) {
        n = tdm_fhir_laid_next(&t->laid, TDM_FHIR_EPISODES, n);
        good = take(t, n, i) && good;
        tdm_gauge_show(&t->laid.progress, t->episodes + i, t->episodes * UINT64_C(2), i + 1, "charts judged");
        if (t->request->problems.errors >= TDM_PROBLEMS_MAX) return false;
    }
    return good;
}

/* ---- plans: ours become protocols again, of others it is told what is understood */

static bool put_protocol(struct taking *t, const struct tdm_protocol *protocol, tdm_str text) {
    struct tdm_request *request = t->request;
    t->plans++;
    if (!request->given[TDM_OPTION_INTO]) {
        if (!request->given[TDM_OPTION_JSON]) tdm_buf_add(&request->out, text);
        return true;
    }
    tdm_str path = named(t, protocol->name, ".tandem");
    if (!tdm_spool_has(t->laid.spool, path)) tdm_spool_put(t->laid.spool, path, text);
    return true;
}

static bool take_plan(struct taking *t, uint32_t number) {
    struct tdm_request *request = t->request;
    struct tdm_fhir_understood count;
    const struct tdm_protocol *protocol;
    t->in = tdm_fhir_laid_in(&t->laid);
    tdm_fhir_in_plan(t->in, number);
    tdm_str text = tdm_arena_str(request->mem, tdm_fhir_in_plan_text(t->in, 0));
    if (text.len == 0) {
        struct tdm_buf aside, *out = request->given[TDM_OPTION_JSON] ? &aside : &request->out;
        tdm_buf_init(&aside, request->mem, (size_t)64 << 20); /* as JSON only what is refused is told */
        bool good = tdm_fhir_in_plan_report(t->in, 0, out, &count);
        tdm_buf_format(out, "%u %s: %u evaluated, %u shown as text, %u refused.\n", count.actions,
                       count.actions == 1 ? "action" : "actions", count.evaluated, count.as_text, count.refused);
        t->told++;
        return good;
    }
    struct tdm_loaded file = {.file = t->file.file, .text = text};
    if (!tdm_read_protocol(request, t->shelf.library.catalog, &protocol, &file)) {
        t->file = file;
        return false;
    }
    request->problems.count = request->problems.dropped = 0; /* notes are for those who write it */
    return tdm_fhir_in_plan_hold(t->in, 0, &(struct tdm_fhir_protocol){protocol, text}) &&
           put_protocol(t, protocol, text);
}

static bool take_plans(struct taking *t) {
    bool good = true;
    for (uint32_t n = 0; (n = tdm_fhir_laid_next(&t->laid, TDM_FHIR_PLANS, n)) != UINT32_MAX; n++)
        good = take_plan(t, n) && good;
    return good;
}

/* ---- written, when all is judged */

/* To standard output at once; into the file of --output when all of it is there. */
static bool print(struct taking *t, tdm_str text) {
    if (!t->request->given[TDM_OPTION_OUTPUT]) return tdm_output_write(text);
    tdm_buf_add(&t->request->out, text);
    return true;
}

static bool write_one(void *context, tdm_str path, tdm_str text) {
    struct taking *t = context;
    struct tdm_problem problem = {0};
    if (!t->request->given[TDM_OPTION_INTO]) return print(t, text);
    struct tdm_arena_mark mark = tdm_arena_mark(t->request->mem);
    if (!tdm_file_write(t->request->mem, path, text, &problem)) return tdm_request_keep(t->request, &problem);
    tdm_arena_rewind(t->request->mem, mark);
    return true;
}

static bool write_all(struct taking *t, tdm_str chart) {
    struct tdm_request *request = t->request;
    struct tdm_problem problem = {0};
    struct tdm_spool_results results = {write_one, t};
    tdm_str into = request->value[TDM_OPTION_INTO];
    if (!tdm_fhir_laid_good(&t->laid)) return false;
    if (request->given[TDM_OPTION_INTO] && !t->foreign && !tdm_folder_make(request->mem, into, &problem))
        return tdm_request_keep(request, &problem);
    if (!request->given[TDM_OPTION_INTO] && !request->given[TDM_OPTION_JSON]) { /* the protocols stand first */
        if (!request->given[TDM_OPTION_OUTPUT]) {
            if (!tdm_output_write(tdm_buf_str(&request->out))) return false;
            request->out.len = 0;
        }
    }
    bool good = tdm_spool_results(t->laid.spool, &results);
    if (!tdm_fhir_laid_good(&t->laid) || !good) return false;
    if (t->episodes == 0 && !t->foreign) return true;
    return tdm_fhir_keep_beside(&t->laid, chart, &t->kept);
}

/* A clinic writes itself when it records; and where no episode is yet, none is made by a resource. */
static bool is_no_folder(struct taking *t) {
    struct tdm_request *request = t->request;
    tdm_str into = request->value[TDM_OPTION_INTO];
    struct tdm_problem problem = {0};
    bool clinic = tdm_is_clinic(request, into);
    if (!request->given[TDM_OPTION_INTO] || t->clinic || (!clinic && !tdm_is_kept(request, into))) return false;
    (void)tdm_fail(&problem, TDM_WHY_NOT_ALLOWED, "F078", (struct tdm_place){.file = TDM_STR("command line")},
                   clinic ? "\"%.*s\" is a clinic: a chart comes into it as an act, and not as a file"
                          : "\"%.*s\" is no episode that the clinic keeps",
                   TDM_FMT(into));
    tdm_problem_fix(&problem,
                    "name an episode of it, FOLDER/EPISODE, for resources of another system; charts of another "
                    "place come by `tandem bundle` and `tandem merge`");
    (void)tdm_request_keep(request, &problem);
    return true;
}

static bool take_all(struct taking *t) {
    struct tdm_request *request = t->request;
    tdm_str into = request->value[TDM_OPTION_INTO];
    bool good = tdm_fhir_lay(request, &t->file, &t->laid);
    t->foreign = t->clinic || (request->given[TDM_OPTION_INTO] && tdm_path_is_file(into));
    if (!good || !tdm_fhir_laid_once(&t->laid)) return false;
    if (t->foreign) return take_foreign(t, into) && (t->clinic || write_all(t, into));
    if (!read_heads(t)) return false;
    good = take_plans(t);
    good = take_episodes(t) && good;
    return good && write_all(t, TDM_STR(""));
}

static void tell_foreign(const struct taking *t, struct tdm_buf *out) {
    tdm_buf_format(out, "%u %s added, of %u %s; %u %s kept beside", t->added, t->added == 1 ? "entry" : "entries",
                   t->taken.resources, t->taken.resources == 1 ? "resource" : "resources", t->kept,
                   t->kept == 1 ? "resource" : "resources");
    if (t->taken.others > 0)
        tdm_buf_format(out, "; %u of other patients, which %s not", t->taken.others,
                       t->taken.others == 1 ? "is" : "are");
    tdm_buf_text(out, ".\n");
}

static void tell(struct taking *t) {
    struct tdm_buf *out = &t->request->out;
    if (t->request->given[TDM_OPTION_INTO] && t->plans > 0)
        tdm_buf_format(out, "%u %s in %.*s.\n", t->plans, t->plans == 1 ? "protocol" : "protocols",
                       TDM_FMT(t->request->value[TDM_OPTION_INTO]));
    if (t->plans + t->told > 0 && t->charts == 0) return;
    if (t->foreign)
        tell_foreign(t, out);
    else if (t->request->given[TDM_OPTION_INTO])
        tdm_buf_format(out, "%u %s in %.*s: %u %s added, %u there already; %u %s kept beside.\n", t->charts,
                       t->charts == 1 ? "chart" : "charts", TDM_FMT(t->request->value[TDM_OPTION_INTO]), t->added,
                       t->added == 1 ? "entry" : "entries", t->there, t->kept, t->kept == 1 ? "resource" : "resources");
    else if (t->kept > 0)
        tdm_buf_format(out, "# %u %s no chart holds; --into FOLDER keeps what a chart cannot hold beside it.\n",
                       t->kept, t->kept == 1 ? "resource that" : "resources that");
}

static enum tdm_exit finish(struct taking *t, bool good) {
    struct tdm_request *request = t->request;
    if (request->given[TDM_OPTION_JSON]) {
        tdm_problems_sort(&request->problems);
        tdm_fhir_outcome(&request->out, tdm_fhir_laid_in(&t->laid), &request->problems);
        return tdm_request_finish(request, good ? TDM_EXIT_FINE : TDM_EXIT_BAD_INPUT);
    }
    if (!good && request->problems.errors == 0) return TDM_EXIT_ENVIRONMENT; /* standard output is gone */
    if (!good && t->told > 0 && !tdm_output_write(tdm_buf_str(&request->out))) return TDM_EXIT_ENVIRONMENT;
    if (!good) return tdm_request_fail_all(request, t->file.file, t->file.text);
    tell(t);
    return tdm_request_finish(request,
                              t->kept > 0 && !request->given[TDM_OPTION_INTO] ? TDM_EXIT_FINDINGS : TDM_EXIT_FINE);
}

enum tdm_exit tdm_import_fhir(struct tdm_request *request) {
    struct taking t = {.request = request};
    t.clinic = request->given[TDM_OPTION_INTO] && tdm_has_kept(request, request->value[TDM_OPTION_INTO]);
    bool good = !is_no_folder(&t) && tdm_load_catalog(request, &t.shelf.library.catalog);
    if (!good) return tdm_request_fail_all(request, t.file.file, t.file.text);
    good = take_all(&t);
    tdm_gauge_end(&t.laid.progress);
    enum tdm_exit code = finish(&t, good);
    tdm_fhir_laid_end(&t.laid);
    return code;
}
