/* load_episode.c - from a chart's name to an episode on a day: its protocol, the person's other charts, day and
 * knowledge. */
#include "cli/cli.h"
#include "cli/desk.h"

/* ---- the protocol a chart names: --protocol, the folder of --data, or the shipped one; each is read once */

static tdm_str with_ending(struct tdm_request *request, tdm_str folder, tdm_str name, const char *ending) {
    struct tdm_buf text;
    tdm_buf_init(&text, request->mem, 4096);
    tdm_buf_format(&text, "%.*s%s", TDM_FMT(name), ending);
    return folder.len == 0 ? tdm_buf_str(&text) : tdm_path_join(request->mem, folder, tdm_buf_str(&text));
}

static tdm_str protocol_file(struct tdm_request *request, const struct tdm_chart *chart, bool is_main) {
    if (request->given[TDM_OPTION_PROTOCOL] && is_main) return request->value[TDM_OPTION_PROTOCOL];
    if (request->given[TDM_OPTION_DATA]) {
        tdm_str folder = tdm_path_join(request->mem, request->value[TDM_OPTION_DATA], TDM_STR("protocols"));
        tdm_str path = with_ending(request, folder, chart->protocol, ".tandem");
        if (tdm_path_is_file(path)) return path;
    }
    return with_ending(request, TDM_STR("protocols"), chart->protocol, ".tandem");
}

tdm_str tdm_pinned_name(struct tdm_arena *mem, tdm_str name, tdm_str text) {
    struct tdm_buf told, digest;
    tdm_buf_init(&told, mem, 4096);
    tdm_buf_init(&digest, mem, 128);
    tdm_digest_print(&digest, tdm_digest_of(text));
    tdm_buf_format(&told, "%.*s (pinned %.8s)", TDM_FMT(name), digest.at);
    return tdm_buf_str(&told);
}

/* The file of the protocol: named by --protocol or --data, kept for the episode, or shipped; in this order. */
static bool load_protocol_file(struct tdm_request *request, const struct tdm_chart *chart, bool is_main,
                               struct tdm_loaded *file) {
    tdm_str name = protocol_file(request, chart, is_main);
    bool asked = request->given[TDM_OPTION_PROTOCOL] && is_main, pinned = false;
    *file = (struct tdm_loaded){0};
    if (!asked && !tdm_path_is_file(name) && !tdm_load_pinned(request, chart, &file->text, &pinned)) return false;
    const struct tdm_embedded *own = tdm_embedded_find(name);
    if (pinned) file->kept_in = tdm_path_folder(chart->file);
    if (pinned) { /* told by the shipped file's name where it is the same, else by its digest too */
        bool shipped = own != NULL && tdm_str_equal(own->bytes, file->text);
        file->file = shipped ? own->name : tdm_pinned_name(request->mem, name, file->text);
        return true;
    }
    if (own == NULL && !tdm_path_is_file(name) && !asked) {
        struct tdm_problem problem = {0};
        (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "U008", chart->protocol_place,
                       "the protocol `%.*s` is not among the shipped ones", TDM_FMT(chart->protocol));
        tdm_problem_fix(&problem, "name its file: --protocol FILE");
        return tdm_request_keep(request, &problem);
    }
    return tdm_load_file(request, own != NULL ? chart->protocol : name, file);
}

bool tdm_protocol_text(struct tdm_request *request, const struct tdm_chart *chart, struct tdm_loaded *file) {
    return load_protocol_file(request, chart, true, file);
}

static bool read_protocol(struct tdm_request *request, const struct tdm_chart *chart, bool is_main,
                          const struct tdm_catalog *catalog, const struct tdm_protocol **out, struct tdm_loaded *file) {
    if (!load_protocol_file(request, chart, is_main, file)) return false;
    return tdm_ready_protocol(request, file, catalog, out) || tdm_read_protocol(request, catalog, out, file);
}

/* By name, and by the text where the chart pins one: kept episodes may follow different texts of one name. */
static const struct tdm_protocol *on_shelf(const struct tdm_shelf *shelf, const struct tdm_chart *chart) {
    for (uint32_t i = 0; i < shelf->library.protocol_count; i++) {
        const struct tdm_protocol *protocol = shelf->protocols[i];
        bool pinned = !chart->has_digest || tdm_digest_equal(protocol->digest, chart->protocol_digest);
        if (pinned && tdm_str_equal(protocol->name, chart->protocol)) return protocol;
    }
    return NULL;
}

static bool put_on_shelf(struct tdm_request *request, struct tdm_shelf *shelf, const struct tdm_chart *chart,
                         struct tdm_loaded *file) {
    bool is_main = shelf->library.protocol_count == 0;
    const struct tdm_protocol *protocol;
    if (!read_protocol(request, chart, is_main, shelf->library.catalog, &protocol, file)) return false;
    TDM_GROW(request->mem, shelf->protocols, shelf->library.protocol_count, shelf->room);
    shelf->protocols[shelf->library.protocol_count++] = protocol;
    shelf->library.protocols = shelf->protocols;
    return true;
}

static const struct tdm_protocol *take_from_shelf(struct tdm_request *request, struct tdm_shelf *shelf,
                                                  const struct tdm_chart *chart, struct tdm_loaded *file) {
    struct tdm_arena *mine = request->mem;
    const struct tdm_protocol *protocol = on_shelf(shelf, chart);
    if (protocol != NULL) return protocol;
    if (shelf->mem != NULL) request->mem = shelf->mem; /* it stays when the chart is gone */
    bool good = put_on_shelf(request, shelf, chart, file);
    request->mem = mine;
    return good ? shelf->protocols[shelf->library.protocol_count - 1] : NULL;
}

static bool has_catalog(struct tdm_request *request, struct tdm_shelf *shelf) {
    struct tdm_arena *mine = request->mem;
    if (shelf->library.catalog != NULL) return true;
    if (shelf->mem != NULL) request->mem = shelf->mem;
    bool good = tdm_load_catalog(request, &shelf->library.catalog);
    request->mem = mine;
    return good;
}

static const struct tdm_library *library_of(struct tdm_request *request, const struct tdm_shelf *shelf,
                                            const struct tdm_protocol *protocol) {
    const struct tdm_protocol **only = TDM_NEW_ARRAY(request->mem, const struct tdm_protocol *, 1);
    struct tdm_library *library = TDM_NEW(request->mem, struct tdm_library);
    *library = shelf->library;
    only[0] = protocol;
    library->protocols = only;
    library->protocol_count = 1;
    return library;
}

bool tdm_shelf_protocol(struct tdm_request *request, struct tdm_shelf *shelf, const struct tdm_chart *chart,
                        const struct tdm_protocol **out, struct tdm_loaded *file) {
    *out = NULL;
    if (has_catalog(request, shelf)) *out = take_from_shelf(request, shelf, chart, file);
    return *out != NULL;
}

bool tdm_load_case(struct tdm_request *request, struct tdm_shelf *shelf, tdm_str name, struct tdm_opened *out,
                   struct tdm_loaded *file) {
    struct tdm_loaded text = {0};
    *file = (struct tdm_loaded){0};
    if (!tdm_load_chart(request, name, &out->chart, &out->zone, file)) return false;
    if (!has_catalog(request, shelf)) return false;
    const struct tdm_protocol *protocol = take_from_shelf(request, shelf, out->chart, &text);
    if (protocol == NULL) {
        if (text.file.len > 0) *file = text;
        return false;
    }
    out->library = library_of(request, shelf, protocol);
    return tdm_case_open(request->mem, out->library, out->chart, &out->episode, &request->problems);
}

/* ---- the person's other charts, beside this one: NAME.chart.tandem, or a shipped example */

static bool find_other(struct tdm_request *request, tdm_str beside, tdm_str name, tdm_str *out) {
    *out = with_ending(request, tdm_path_folder(beside), name, ".chart.tandem");
    if (tdm_path_is_file(*out)) return true;
    *out = with_ending(request, tdm_path_folder(beside), name, ".chart.ndjson");
    if (tdm_path_is_file(*out)) return true;
    *out = tdm_path_join(request->mem, tdm_path_folder(beside), name);
    if (tdm_has_kept(request, *out)) return true;
    *out = with_ending(request, TDM_STR("examples"), name, ".chart.tandem");
    return tdm_embedded_find(*out) != NULL;
}

static bool other_person(struct tdm_request *request, const struct tdm_opened *mine, const struct tdm_opened *other,
                         tdm_str name) {
    struct tdm_problem problem = {0};
    (void)tdm_fail(&problem, TDM_WHY_CONFLICT, "U016", other->chart->place,
                   "the other chart `%.*s` is of `%.*s`, this one of `%.*s`", TDM_FMT(name),
                   TDM_FMT(other->chart->patient), TDM_FMT(mine->chart->patient));
    tdm_problem_fix(&problem, "take the line `also chart %.*s` out, or name the chart of the same person",
                    TDM_FMT(name));
    return tdm_request_keep(request, &problem);
}

/* Whoever may see one episode of a person is told what holds for the whole person (M69): --as is asked of the first. */
static bool load_other(struct tdm_request *request, struct tdm_shelf *shelf, tdm_str path, struct tdm_opened *out,
                       struct tdm_loaded *file) {
    bool asked = request->given[TDM_OPTION_AS];
    request->given[TDM_OPTION_AS] = false;
    bool good = tdm_load_case(request, shelf, path, out, file);
    request->given[TDM_OPTION_AS] = asked;
    return good;
}

bool tdm_load_others(struct tdm_request *request, struct tdm_shelf *shelf, const struct tdm_opened *mine,
                     tdm_str beside, struct tdm_others *out, struct tdm_loaded *file) {
    struct tdm_names kept = {0};
    struct tdm_buf missing;
    struct tdm_opened other;
    if (!tdm_kept_of_person(request, mine->chart, tdm_path_folder(beside), &kept)) return false;
    const struct tdm_case **cases =
        TDM_NEW_ARRAY(request->mem, const struct tdm_case *, mine->chart->also_count + kept.count + 1);
    tdm_buf_init(&missing, request->mem, (size_t)1 << 16);
    *out = (struct tdm_others){.cases = cases};
    for (uint32_t i = 0; i < mine->chart->also_count; i++) {
        tdm_str path;
        if (!find_other(request, beside, mine->chart->also[i], &path)) {
            tdm_buf_format(&missing, "%s%.*s", missing.len > 0 ? ", " : "", TDM_FMT(mine->chart->also[i]));
            continue;
        }
        tdm_str name = tdm_path_is_file(path) || tdm_has_kept(request, path) ? path : mine->chart->also[i];
        if (!load_other(request, shelf, name, &other, file)) return false;
        if (!tdm_str_equal(other.chart->patient, mine->chart->patient))
            return other_person(request, mine, &other, mine->chart->also[i]);
        cases[out->count++] = other.episode;
    }
    for (size_t i = 0; i < kept.count; i++) {
        if (!load_other(request, shelf, kept.list[i], &other, file)) return false;
        cases[out->count++] = other.episode;
    }
    out->missing = tdm_buf_str(&missing);
    return true;
}

/* ---- day and knowledge */

static bool bad_day(struct tdm_request *request, const char *option, tdm_str value, bool instant) {
    struct tdm_problem problem = {0};
    (void)tdm_fail(&problem, TDM_WHY_SYNTAX, "U009", (struct tdm_place){.file = TDM_STR("command line")},
                   "`--%s %.*s` is not a day", option, TDM_FMT(value));
    tdm_problem_fix(&problem, instant ? "write a day as 2026-03-04, or an instant as 2026-03-04T18:00Z"
                                      : "write a day as 2026-03-04");
    return tdm_request_keep(request, &problem);
}

bool tdm_read_asof(struct tdm_request *request, const struct tdm_zone *zone, struct tdm_episode *out) {
    tdm_str on = request->value[TDM_OPTION_ON], known = request->value[TDM_OPTION_KNOWN];
    out->asof = (struct tdm_asof){TDM_DATE_NONE, TDM_INSTANT_NONE};
    if (!request->given[TDM_OPTION_ON])
        out->asof.on = tdm_clock_today(zone);
    else if (!tdm_date_parse(on, &out->asof.on))
        return bad_day(request, "on", on, false);
    if (!request->given[TDM_OPTION_KNOWN]) return true;
    tdm_date day;
    if (tdm_date_parse(known, &day))
        out->asof.known = tdm_zone_day_end(zone, day);
    else if (!tdm_instant_parse(known, &out->asof.known))
        return bad_day(request, "known", known, true);
    struct tdm_buf words;
    tdm_buf_init(&words, request->mem, 200);
    tdm_buf_add(&words, known);
    if (tdm_date_parse(known, &day)) tdm_buf_format(&words, " (end of the day, %.*s)", TDM_FMT(zone->name));
    out->known_words = tdm_buf_str(&words);
    return true;
}

bool tdm_load_episode(struct tdm_request *request, struct tdm_episode *out, struct tdm_loaded *file) {
    struct tdm_shelf *shelf = TDM_NEW(request->mem, struct tdm_shelf);
    struct tdm_opened opened;
    *out = (struct tdm_episode){0};
    if (!tdm_load_case(request, shelf, request->arguments[0], &opened, file)) return false;
    out->chart = opened.chart;
    out->zone = opened.zone;
    out->episode = opened.episode;
    out->library = opened.library;
    return tdm_read_asof(request, &out->zone, out) &&
           tdm_load_others(request, shelf, &opened, request->arguments[0], &out->others, file);
}

const struct tdm_standing *tdm_episode_standing(struct tdm_request *request, const struct tdm_episode *episode) {
    return tdm_standing_of(request->mem, episode->episode, episode->others.cases, episode->others.count, episode->asof);
}
