/* asking.c - a set of entries and a question become a standing: the chart asked, the person's other charts in the set,
 * their protocols and zones out of the image, and the day as it was written. */
#include "api/image_int.h"
#include "views/views.h"
#include "json/json.h"

struct asking {
    struct tdm_arena *mem;
    const struct tdm_question *ask;
    struct tdm_set set;
    struct tdm_problems *problems;
};
struct opened {
    const struct tdm_chart *chart;
    const struct tdm_case *episode;
    struct tdm_zone zone;
};

static bool refuse(struct tdm_problems *problems, struct tdm_place place, const char *what, const char *fix) {
    struct tdm_problem problem;
    (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "W092", place, "%s", what);
    tdm_problem_fix(&problem, "%s", fix);
    return tdm_asking_keep(problems, &problem);
}

/* Problems of a chart's text are told of the row and the line in it. */
static void tell_by_rows(const struct tdm_set_chart *text, struct tdm_problems *problems, uint32_t from) {
    for (uint32_t i = from; i < problems->count; i++) {
        struct tdm_place *place = &problems->items[i].place;
        uint32_t at = text->piece_count;
        if (!tdm_str_equal(place->file, text->name) || place->line == 0) continue;
        while (at > 0 && text->pieces[at - 1].first_line > place->line) at--;
        if (at == 0) continue;
        place->file = text->pieces[at - 1].name;
        place->line -= text->pieces[at - 1].first_line - 1;
    }
}

/* ---- one chart */

static bool zone_of(const struct asking *a, tdm_str name, struct tdm_place place, struct tdm_zone *out) {
    struct tdm_buf fix;
    *out = tdm_zone_utc;
    if (tdm_str_is(name, "UTC")) return true;
    for (uint32_t i = 0; i < a->ask->image->zone_count; i++) {
        *out = a->ask->image->zones[i];
        if (tdm_str_equal(out->name, name)) return true;
    }
    tdm_buf_init(&fix, a->mem, 400);
    tdm_buf_format(&fix, "make the image anew from a chart of this zone (zones/%.*s is not in it)", TDM_FMT(name));
    return refuse(a->problems, place, "the image does not hold the zone of the chart",
                  tdm_arena_str(a->mem, tdm_buf_str(&fix)).at);
}

static bool read_notation(const struct asking *a, const struct tdm_set_chart *text, struct opened *out) {
    const struct tdm_tree *tree;
    tdm_str name = TDM_STR("UTC");
    struct tdm_place place = {.file = text->name};
    if (!tdm_notation_read(a->mem, text->name, text->text, &tree, a->problems)) return false;
    const struct tdm_line *line = tree->first == NULL ? NULL : tree->first->block;
    for (; line != NULL; line = line->next) {
        if (!tdm_str_is(tdm_line_head(line), "zone") || line->parts[0].count != 2) continue;
        name = line->parts[0].terms[1].text;
        place = tdm_term_place(tree, &line->parts[0].terms[1]);
    }
    return zone_of(a, name, place, &out->zone) && tdm_chart_read(a->mem, tree, &out->zone, &out->chart, a->problems);
}

static bool read_json(const struct asking *a, const struct tdm_set_chart *text, struct opened *out) {
    const struct tdm_json *head;
    struct tdm_problem problem;
    size_t end = text->text.len;
    (void)tdm_str_find(text->text, TDM_STR("\n"), &end);
    if (!tdm_json_read(a->mem, text->name, tdm_str_slice(text->text, 0, end), &head, &problem))
        return tdm_asking_keep(a->problems, &problem);
    const struct tdm_json *name = tdm_json_member(head, "zone");
    bool said = name != NULL && name->kind == TDM_JSON_STRING && name->text.len > 0;
    struct tdm_place place = said ? tdm_json_place(text->name, name) : (struct tdm_place){.file = text->name};
    return zone_of(a, said ? name->text : TDM_STR("UTC"), place, &out->zone) &&
           tdm_chart_read_ndjson(a->mem, text->name, text->text, &out->zone, &out->chart, a->problems);
}

/* By the digest that the chart pins, else by name: what does not fit then is told when the case is opened. */
static const struct tdm_protocol *protocol_of(const struct asking *a, const struct tdm_chart *chart) {
    const struct tdm_opened_image *image = a->ask->image;
    const struct tdm_protocol *named = NULL;
    for (uint32_t i = 0; i < image->protocol_count; i++) {
        const struct tdm_protocol *one = image->protocols[i];
        if (!tdm_str_equal(one->name, chart->protocol)) continue;
        if (chart->has_digest && tdm_digest_equal(one->digest, chart->protocol_digest)) return one;
        if (named == NULL) named = one;
    }
    return named;
}

static bool open_chart(const struct asking *a, const struct tdm_set_chart *text, struct opened *out) {
    const struct tdm_protocol **only = TDM_NEW_ARRAY(a->mem, const struct tdm_protocol *, 1);
    struct tdm_library *library = TDM_NEW(a->mem, struct tdm_library);
    struct tdm_buf what;
    if (!(text->json ? read_json(a, text, out) : read_notation(a, text, out))) return false;
    only[0] = protocol_of(a, out->chart);
    if (only[0] == NULL) {
        tdm_buf_init(&what, a->mem, 300);
        tdm_buf_format(&what, "the image does not hold the protocol `%.*s`", TDM_FMT(out->chart->protocol));
        return refuse(a->problems, out->chart->protocol_place, tdm_arena_str(a->mem, tdm_buf_str(&what)).at,
                      "make the image anew from a chart that follows it");
    }
    *library = (struct tdm_library){.catalog = a->ask->image->catalog, .protocols = only, .protocol_count = 1};
    return tdm_case_open(a->mem, library, out->chart, &out->episode, a->problems);
}

static bool open_told(const struct asking *a, const struct tdm_set_chart *text, struct opened *out) {
    uint32_t from = a->problems->count;
    bool good = open_chart(a, text, out);
    tell_by_rows(text, a->problems, from);
    return good;
}

/* ---- the chart that is asked, and the person's others */

static bool find_asked(const struct asking *a, const struct tdm_set_chart **out) {
    const struct tdm_set *set = &a->set;
    tdm_str wanted = a->ask->episode;
    struct tdm_place place = {.file = TDM_STR("the question")};
    *out = &set->charts[0];
    if (wanted.len == 0 && set->count == 1) return true;
    if (wanted.len == 0)
        return refuse(a->problems, place, "the set holds several episodes, and none is named",
                      "name the one that is asked, or group the rows by episode");
    if (set->charts[0].name.len == 0) return true; /* plain rows: their own head names them; held against it later */
    for (uint32_t i = 0; i < set->count; i++) {
        *out = &set->charts[i];
        if (tdm_str_equal(set->charts[i].name, wanted)) return true;
    }
    return refuse(a->problems, place, "the set does not hold the episode that is asked",
                  "give its entries, the one that begins it too");
}

struct others {
    const struct tdm_case **cases;
    uint32_t count;
    struct tdm_buf missing; /* names that are not in the set */
};

static bool open_other(const struct asking *a, const struct tdm_chart *mine, tdm_str name, struct others *out) {
    struct opened other;
    uint32_t at = 0;
    while (at < a->set.count && !tdm_str_equal(a->set.charts[at].name, name)) at++;
    if (at == a->set.count) {
        tdm_buf_format(&out->missing, "%s%.*s", out->missing.len > 0 ? ", " : "", TDM_FMT(name));
        return true;
    }
    if (!open_told(a, &a->set.charts[at], &other)) return false;
    if (!tdm_str_equal(other.chart->patient, mine->patient))
        return refuse(a->problems, (struct tdm_place){.file = name},
                      "this other chart of the person is of somebody else",
                      "put its `patient` or the line `also` right");
    out->cases[out->count++] = other.episode;
    return true;
}

/* Those that the chart names, then the kept ones of the person that it does not. */
static bool open_others(const struct asking *a, const struct tdm_chart *mine, struct others *out) {
    out->cases = TDM_NEW_ARRAY(a->mem, const struct tdm_case *, mine->also_count + a->set.bond_count + 1u);
    tdm_buf_init(&out->missing, a->mem, (size_t)1 << 16);
    for (uint32_t i = 0; i < mine->also_count; i++)
        if (!open_other(a, mine, mine->also[i], out)) return false;
    for (uint32_t i = 0; i < a->set.bond_count; i++) {
        const struct tdm_set_bond *bond = &a->set.bonds[i];
        bool known = !tdm_str_equal(bond->person, mine->patient) || tdm_str_equal(bond->episode, mine->name);
        for (uint32_t k = 0; k < mine->also_count && !known; k++) known = tdm_str_equal(bond->episode, mine->also[k]);
        if (!known && !open_other(a, mine, bond->episode, out)) return false;
    }
    return true;
}

/* ---- the day and what was known */

static bool bad_day(const struct asking *a, const char *what, tdm_str value, const char *fix) {
    struct tdm_buf text;
    tdm_buf_init(&text, a->mem, 400);
    tdm_buf_format(&text, "%s `%.*s` is not a day", what, TDM_FMT(tdm_str_slice(value, 0, 100)));
    return refuse(a->problems, (struct tdm_place){.file = TDM_STR("the question")},
                  tdm_arena_str(a->mem, tdm_buf_str(&text)).at, fix);
}

static bool read_days(const struct asking *a, const struct tdm_zone *zone, struct tdm_asof *out, tdm_str *words) {
    tdm_str known = a->ask->known;
    tdm_date day;
    struct tdm_buf text;
    *out = (struct tdm_asof){TDM_DATE_NONE, TDM_INSTANT_NONE};
    *words = (tdm_str){0};
    if (!tdm_date_parse(a->ask->on, &out->on)) return bad_day(a, "the day", a->ask->on, "write a day as 2026-03-04");
    if (known.len == 0) return true;
    tdm_buf_init(&text, a->mem, 200);
    tdm_buf_add(&text, known);
    if (tdm_date_parse(known, &day)) {
        out->known = tdm_zone_day_end(zone, day);
        tdm_buf_format(&text, " (end of the day, %.*s)", TDM_FMT(zone->name));
    } else if (!tdm_instant_parse(known, &out->known)) {
        return bad_day(a, "what was known,", known, "write a day as 2026-03-04, or an instant as 2026-03-04T18:00Z");
    }
    *words = tdm_buf_str(&text);
    return true;
}

bool tdm_asking_answer(struct tdm_arena *mem, const struct tdm_question *ask, struct tdm_buf *out,
                       struct tdm_problems *problems) {
    struct asking a = {.mem = mem, .ask = ask, .problems = problems};
    const struct tdm_set_chart *asked;
    struct opened mine;
    struct others others = {0};
    struct tdm_asof asof;
    struct tdm_view view = {.mem = mem, .out = out};
    if (!tdm_set_read(mem, ask, &a.set, problems) || !find_asked(&a, &asked) || !open_told(&a, asked, &mine))
        return false;
    if (ask->episode.len > 0 && !tdm_str_equal(ask->episode, mine.chart->name))
        return refuse(problems, mine.chart->place, "the rows are of another chart than the one that is asked",
                      "name the chart as its head does, or name none");
    if (!read_days(&a, &mine.zone, &asof, &view.known) || !open_others(&a, mine.chart, &others)) return false;
    view.missing = tdm_buf_str(&others.missing);
    tdm_view_standing_json(&view, tdm_standing_of(mem, mine.episode, others.cases, others.count, asof));
    return true;
}
