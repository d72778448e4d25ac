/* entry_rows.c - rows in any order become the texts of charts: sorted by their bytes, each once, so that neither the
 * answer nor what is refused depends on how they came. */
#include "api/image_int.h"
#include "ledger/episode.h"
#include "json/json.h"

#include <stdlib.h>

bool tdm_asking_keep(struct tdm_problems *problems, const struct tdm_problem *problem) {
    struct tdm_problem *kept =
        tdm_problems_add(problems, problem->severity, problem->why, problem->code, problem->place);
    tdm_problem_what(kept, "%s", problem->what);
    tdm_problem_fix(kept, "%s", problem->fix);
    return false;
}

bool tdm_set_refuse(struct tdm_problems *problems, tdm_str place, const char *what, const char *fix) {
    struct tdm_problem problem;
    (void)tdm_fail(&problem, TDM_WHY_CONFLICT, "W091", (struct tdm_place){.file = place}, "%s", what);
    tdm_problem_fix(&problem, "%s", fix);
    return tdm_asking_keep(problems, &problem);
}

enum row_form { FORM_KEPT, FORM_JSON, FORM_NOTATION };
struct rows {
    struct tdm_arena *mem;
    tdm_str *list; /* sorted, each once */
    uint32_t count;
    struct tdm_set *out;
    struct tdm_problems *problems;
};

static int by_bytes(const void *left, const void *right) {
    const tdm_str *a = left, *b = right;
    return tdm_str_compare(*a, *b);
}

static enum row_form form_of(tdm_str row) {
    if (tdm_str_starts_with(row, TDM_STR("tandem-entry "))) return FORM_KEPT;
    return tdm_str_starts_with(tdm_str_trim(row), TDM_STR("{")) ? FORM_JSON : FORM_NOTATION;
}

/* A row is told by how it begins. */
static tdm_str row_name(struct tdm_arena *mem, tdm_str row) {
    struct tdm_buf name;
    size_t end = row.len, bad;
    (void)tdm_str_find(row, TDM_STR("\n"), &end);
    tdm_str begin = tdm_str_slice(row, 0, end < 60 ? end : 60);
    while (!tdm_utf8_valid(begin, &bad)) begin = tdm_str_slice(begin, 0, bad);
    tdm_buf_init(&name, mem, 200);
    tdm_buf_format(&name, "row \"%.*s%s\"", TDM_FMT(begin), begin.len < end ? "..." : "");
    return tdm_buf_str(&name);
}

static uint32_t lines_in(tdm_str text) {
    uint32_t lines = 0;
    for (size_t i = 0; i < text.len; i++) lines += text.at[i] == '\n';
    return lines;
}

static struct tdm_set_chart *new_chart(struct rows *r, uint32_t pieces) {
    struct tdm_set_chart *chart = &r->out->charts[r->out->count++];
    *chart = (struct tdm_set_chart){.pieces = TDM_NEW_ARRAY(r->mem, struct tdm_piece, pieces + 1u)};
    return chart;
}

/* ---- plain rows: pieces of one chart */

/* Comments and empty lines may stand above what the row is. */
static tdm_str without_comments(tdm_str row) {
    size_t end;
    while (tdm_str_starts_with(row, TDM_STR("#")) || tdm_str_starts_with(row, TDM_STR("\n")))
        row = tdm_str_find(row, TDM_STR("\n"), &end) ? tdm_str_slice(row, end + 1, row.len) : (tdm_str){0};
    return row;
}

static bool is_head(struct rows *r, tdm_str row, enum row_form form) {
    const struct tdm_json *object;
    struct tdm_problem unread;
    if (form == FORM_NOTATION) return tdm_str_starts_with(without_comments(row), TDM_STR("chart "));
    return tdm_json_read(r->mem, TDM_STR("row"), tdm_str_trim(row), &object, &unread) &&
           object->kind == TDM_JSON_OBJECT && tdm_json_member(object, "chart") != NULL;
}

static void put_row(struct rows *r, struct tdm_set_chart *chart, struct tdm_buf *text, tdm_str row) {
    tdm_str plain = chart->json ? tdm_str_trim(row) : row;
    chart->pieces[chart->piece_count++] = (struct tdm_piece){row_name(r->mem, row), lines_in(tdm_buf_str(text)) + 1};
    tdm_buf_add(text, plain);
    if (!tdm_str_ends_with(plain, TDM_STR("\n"))) tdm_buf_char(text, '\n');
}

static bool read_plain(struct rows *r, enum row_form form) {
    struct tdm_set_chart *chart = new_chart(r, r->count);
    struct tdm_buf text;
    uint32_t head = r->count;
    size_t at;
    chart->json = form == FORM_JSON;
    tdm_buf_init(&text, r->mem, TDM_NOTATION_FILE_MAX + 1);
    for (uint32_t i = 0; i < r->count; i++) {
        if (chart->json && tdm_str_find(tdm_str_trim(r->list[i]), TDM_STR("\n"), &at))
            return tdm_set_refuse(r->problems, row_name(r->mem, r->list[i]), "a row of JSON has more than one line",
                                  "give one object a row, without line ends in it");
        if (!is_head(r, r->list[i], form)) continue;
        if (head < r->count)
            return tdm_set_refuse(r->problems, row_name(r->mem, r->list[i]), "the set holds the heads of two charts",
                                  "group the rows by chart: plain rows are of one");
        head = i;
    }
    if (head == r->count)
        return tdm_set_refuse(r->problems, TDM_STR("the set of entries"), "no row begins the chart",
                              "add the head of the chart as a row: `chart NAME` with the lines below it, or the first "
                              "line of its JSON");
    put_row(r, chart, &text, r->list[head]);
    for (uint32_t i = 0; i < r->count; i++)
        if (i != head) put_row(r, chart, &text, r->list[i]);
    chart->text = tdm_buf_str(&text);
    return !text.failed || tdm_set_refuse(r->problems, TDM_STR("the set of entries"),
                                          "it is larger than a chart may be", "group the rows by chart");
}

/* ---- entries of kept charts */

struct kept {
    struct rows *r;
    struct tdm_episode_links all; /* in the order of recording */
    struct tdm_distrusts distrusts;
    tdm_str *episodes; /* by name */
    uint32_t episode_count;
};

static tdm_str hash_name(struct tdm_arena *mem, tdm_str row) {
    struct tdm_buf name;
    tdm_buf_init(&name, mem, 120);
    tdm_buf_text(&name, "entry with the hash ");
    tdm_digest_print(&name, tdm_digest_of(row));
    return tdm_buf_str(&name);
}

static bool read_links(struct kept *k) {
    struct rows *r = k->r;
    struct tdm_problem problem;
    k->all.links = TDM_NEW_ARRAY(r->mem, struct tdm_chained, r->count + 1u);
    for (uint32_t i = 0; i < r->count; i++) {
        struct tdm_chained *link = &k->all.links[k->all.count++];
        if (!tdm_chained_read(r->mem, TDM_STR("entry"), r->list[i], link, &problem)) {
            problem.place.file = hash_name(r->mem, r->list[i]);
            return tdm_asking_keep(r->problems, &problem);
        }
    }
    tdm_episode_order(&k->all);
    return true;
}

/* Those of one episode, copied: what settles them changes them. */
static struct tdm_episode_links of_episode(const struct kept *k, tdm_str episode) {
    struct tdm_episode_links some = {TDM_NEW_ARRAY(k->r->mem, struct tdm_chained, k->all.count + 1u), 0};
    for (uint32_t i = 0; i < k->all.count; i++)
        if (tdm_str_equal(k->all.links[i].episode, episode)) some.links[some.count++] = k->all.links[i];
    return some;
}

static void list_episodes(struct kept *k) {
    k->episodes = TDM_NEW_ARRAY(k->r->mem, tdm_str, k->all.count + 1u);
    for (uint32_t i = 0; i < k->all.count; i++) {
        tdm_str name = k->all.links[i].episode;
        uint32_t at = 0;
        if (name.len == 0 || tdm_str_starts_with(name, TDM_STR("place/"))) continue;
        while (at < k->episode_count && !tdm_str_equal(k->episodes[at], name)) at++;
        if (at == k->episode_count) k->episodes[k->episode_count++] = name;
    }
    qsort(k->episodes, k->episode_count, sizeof *k->episodes, by_bytes);
}

static void put_piece(struct rows *r, struct tdm_set_chart *chart, const struct tdm_chained *link, uint32_t line) {
    struct tdm_buf name;
    tdm_buf_init(&name, r->mem, 200);
    tdm_buf_format(&name, "entry %llu of %.*s", (unsigned long long)link->number, TDM_FMT(link->place));
    chart->pieces[chart->piece_count++] = (struct tdm_piece){tdm_buf_str(&name), line};
}

/* The same text that a clinic makes of them, and where in it each entry stands. */
static bool put_episode(struct kept *k, tdm_str episode) {
    struct rows *r = k->r;
    struct tdm_episode_links some = of_episode(k, episode);
    struct tdm_set_chart *chart = new_chart(r, some.count);
    struct tdm_buf text;
    uint32_t line = 1;
    chart->name = episode;
    tdm_episode_drop_distrusted(&some, &k->distrusts);
    tdm_episode_settle(r->mem, &some);
    tdm_buf_init(&text, r->mem, TDM_NOTATION_FILE_MAX);
    if (!tdm_episode_head(r->mem, &some, &text)) {
        r->out->count--; /* entries without a beginning: no episode, as a clinic has none then */
        return true;
    }
    for (uint32_t i = 0; i < some.count; i++) {
        if (!tdm_str_is(some.links[i].kind, "episode")) continue;
        put_piece(r, chart, &some.links[i], line);
        line += lines_in(tdm_buf_str(&text)) + 1;
        break;
    }
    tdm_buf_init(&text, r->mem, TDM_NOTATION_FILE_MAX);
    if (!tdm_episode_chart(r->mem, &some, &text)) return false;
    for (uint32_t i = 0; i < some.count; i++) {
        if (!tdm_str_is(some.links[i].kind, "entry")) continue;
        put_piece(r, chart, &some.links[i], line);
        line += lines_in(some.links[i].body);
    }
    chart->text = tdm_buf_str(&text);
    return !text.failed || tdm_set_refuse(r->problems, episode, "it is larger than a chart may be",
                                          "tell whoever keeps it: `tandem standing` refuses it too");
}

static int by_bond(const void *left, const void *right) {
    const struct tdm_set_bond *a = left, *b = right;
    int sign = tdm_str_compare(a->person, b->person);
    return sign == 0 ? tdm_str_compare(a->episode, b->episode) : sign;
}

static void put_bonds(struct kept *k) {
    struct tdm_set *set = k->r->out;
    struct tdm_episode_links trusted = k->all;
    uint32_t kept = 0;
    trusted.links = TDM_NEW_ARRAY(k->r->mem, struct tdm_chained, k->all.count + 1u);
    for (uint32_t i = 0; i < k->all.count; i++) trusted.links[i] = k->all.links[i];
    tdm_episode_drop_distrusted(&trusted, &k->distrusts);
    set->bonds = TDM_NEW_ARRAY(k->r->mem, struct tdm_set_bond, trusted.count + 1u);
    for (uint32_t i = 0; i < trusted.count; i++) {
        struct tdm_set_bond *bond = &set->bonds[set->bond_count];
        tdm_str of = trusted.links[i].episode, before = TDM_STR(TDM_PERSON_EPISODES);
        if (!tdm_str_starts_with(of, before) || !tdm_belongs_read(&trusted.links[i], &bond->episode)) continue;
        bond->person = tdm_str_slice(of, before.len, of.len);
        set->bond_count++;
    }
    qsort(set->bonds, set->bond_count, sizeof *set->bonds, by_bond);
    for (uint32_t i = 0; i < set->bond_count; i++)
        if (i == 0 || by_bond(&set->bonds[kept - 1], &set->bonds[i]) != 0) set->bonds[kept++] = set->bonds[i];
    set->bond_count = kept;
}

static bool read_kept(struct rows *r) {
    struct kept k = {.r = r};
    if (!read_links(&k)) return false;
    struct tdm_episode_links keys = of_episode(&k, TDM_STR(TDM_KEYS_EPISODE));
    tdm_distrusts_of(r->mem, &keys, &k.distrusts);
    list_episodes(&k);
    put_bonds(&k);
    r->out->charts = TDM_NEW_ARRAY(r->mem, struct tdm_set_chart, k.episode_count + 1u);
    for (uint32_t i = 0; i < k.episode_count; i++)
        if (!put_episode(&k, k.episodes[i])) return false;
    return r->out->count > 0 || tdm_set_refuse(r->problems, TDM_STR("the set of entries"), "no entry begins an episode",
                                               "give every entry of the episode: the one of the kind `episode` too");
}

/* ---- */

bool tdm_set_read(struct tdm_arena *mem, const struct tdm_question *ask, struct tdm_set *out,
                  struct tdm_problems *problems) {
    struct rows r = {.mem = mem, .out = out, .problems = problems};
    r.list = TDM_NEW_ARRAY(mem, tdm_str, ask->row_count + 1u);
    for (uint32_t i = 0; i < ask->row_count; i++) r.list[i] = ask->rows[i];
    qsort(r.list, ask->row_count, sizeof *r.list, by_bytes);
    for (uint32_t i = 0; i < ask->row_count; i++)
        if (r.count == 0 || !tdm_str_equal(r.list[r.count - 1], r.list[i])) r.list[r.count++] = r.list[i];
    *out = (struct tdm_set){.charts = TDM_NEW_ARRAY(mem, struct tdm_set_chart, 1)};
    if (r.count == 0)
        return tdm_set_refuse(problems, TDM_STR("the set of entries"), "it is empty",
                              "give the entries of an episode, one a row");
    enum row_form form = form_of(r.list[0]);
    for (uint32_t i = 1; i < r.count; i++)
        if (form_of(r.list[i]) != form)
            return tdm_set_refuse(problems, row_name(mem, r.list[i]), "it has another form than the rows before it",
                                  "give one form in one set: kept entries, pieces of a chart file, or lines of JSON");
    return form == FORM_KEPT ? read_kept(&r) : read_plain(&r, form);
}
