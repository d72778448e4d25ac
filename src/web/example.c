/* example.c - a clinic of invented episodes, for looking and for tests: the shipped example charts up to one day, and
 * an account for each person of them. */
#include "web/web_int.h"

const char tdm_web_example_day[] = "2025-03-18";
#define OUTSIDER "physician-o" /* of no team */

struct making {
    struct tdm_arena *mem;
    struct tdm_clinic *clinic;
    struct tdm_accounts *accounts;
    struct web_shelf shelf;
    tdm_str hash;
    tdm_date day;
    tdm_instant now;
};

/* The head, and the dated lines before the day. */
static const struct tdm_tree *until(struct making *m, const struct tdm_tree *tree) {
    struct tdm_tree *cut = TDM_NEW(m->mem, struct tdm_tree);
    struct tdm_line *last = NULL;
    *cut = *tree;
    for (const struct tdm_line *line = tree->first; line != NULL; line = line->next) {
        tdm_date date;
        bool dated =
            line->part_count > 0 && line->parts[0].count > 0 && tdm_date_parse(line->parts[0].terms[0].text, &date);
        if (dated && date.day >= m->day.day) continue; /* that day is for those who look */
        struct tdm_line *copy = TDM_NEW(m->mem, struct tdm_line);
        *copy = *line;
        copy->next = NULL;
        if (last == NULL) cut->first = copy;
        if (last != NULL) last->next = copy;
        last = copy;
    }
    return cut;
}

static bool add_account(struct making *m, tdm_str person, tdm_str role, struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct tdm_account there, account = {.person = person, .role = role, .password = m->hash};
    return tdm_account_find(m->mem, m->accounts, person, &there) || tdm_account_add(m->accounts, &account, &problem) ||
           web_keep(problems, &problem);
}

static const struct tdm_protocol *protocol_of(struct making *m, const struct tdm_chart *chart, tdm_str *text) {
    struct tdm_buf path;
    tdm_buf_init(&path, m->mem, 200);
    tdm_buf_format(&path, "protocols/%.*s.tandem", TDM_FMT(chart->protocol));
    const struct tdm_embedded *file = tdm_embedded_find(tdm_buf_str(&path));
    if (file == NULL) return NULL;
    *text = file->bytes;
    for (size_t i = 0; i < m->shelf.protocol_count; i++)
        if (tdm_str_equal(m->shelf.protocols[i]->name, chart->protocol)) return m->shelf.protocols[i];
    return NULL;
}

/* One physician and one therapist for all of them, or a work list would have a single line. */
static tdm_str one_team(struct making *m, tdm_str text) {
    static const char *const names[] = {"physician-", "therapist-"};
    char *copy = tdm_arena_alloc(m->mem, text.len + 1);
    for (size_t i = 0; i < text.len; i++) copy[i] = text.at[i];
    for (size_t n = 0; n < TDM_COUNT(names); n++) {
        tdm_str name = tdm_str_of(names[n]);
        for (size_t i = 0; i + name.len + 1 < text.len; i++) {
            char letter = text.at[i + name.len], after = text.at[i + name.len + 1];
            bool ends = after == ' ' || after == ',' || after == '\n';
            if (tdm_str_equal(tdm_str_slice(text, i, i + name.len), name) && letter >= 'a' && letter <= 'f' && ends)
                copy[i + name.len] = 'a';
        }
    }
    return (tdm_str){copy, text.len};
}

/* "example-d" is called "Example D": no name of anybody. */
static bool keep_person(struct making *m, tdm_str word, struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct tdm_identity there, identity = {.born = TDM_DATE_NONE};
    tdm_str name, chosen;
    char *letters = TDM_NEW_ARRAY(m->mem, char, word.len + 1);
    if (tdm_clinic_person_show(m->mem, m->clinic, word, &there, &problem)) return true;
    for (size_t i = 0; i < word.len; i++) {
        bool begins = i == 0 || word.at[i - 1] == '-';
        char c = word.at[i] == '-' ? ' ' : word.at[i];
        letters[i] = (char)(begins && c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    name = (tdm_str){letters, word.len};
    identity.name = name;
    struct tdm_person_act act = {.id = word, .now = m->now, .identity = &identity};
    return tdm_clinic_person_add(m->mem, m->clinic, &act, &chosen, problems);
}

static bool appoint(struct making *m, tdm_str person, tdm_str role, struct tdm_problems *problems) {
    struct tdm_appointment one = {.person = person, .role = role, .from = TDM_DATE_NONE, .until = TDM_DATE_NONE};
    struct tdm_roster roster;
    struct tdm_problem problem = {0};
    if (!tdm_clinic_roster(m->mem, m->clinic, &roster, &problem)) return web_keep(problems, &problem);
    for (uint32_t i = 0; i < roster.count; i++)
        if (tdm_str_equal(roster.list[i].person, person) && tdm_str_equal(roster.list[i].role, role)) return true;
    return tdm_clinic_appoint(m->mem, m->clinic, &one, m->now, problems);
}

/* The roster has everybody of the charts; and one physician who is of no team, to show what an emergency asks. */
static bool appoint_people(struct making *m, const struct tdm_chart *chart, struct tdm_problems *problems) {
    if (!appoint(m, TDM_STR(OUTSIDER), TDM_STR("physician"), problems)) return false;
    for (uint32_t i = 0; i < chart->person_count; i++)
        if (!tdm_str_is(chart->people[i].role, "patient") &&
            !appoint(m, chart->people[i].person, chart->people[i].role, problems))
            return false;
    return true;
}

static bool one_episode(struct making *m, const struct tdm_embedded *file, struct tdm_problems *problems) {
    const struct tdm_tree *tree;
    const struct tdm_chart *chart;
    struct tdm_taken taken = {0};
    struct tdm_problem problem = {0};
    struct tdm_act act = {.zone = tdm_zone_utc, .now = m->now};
    if (!tdm_notation_read(m->mem, file->name, one_team(m, file->bytes), &tree, problems)) return false;
    tree = until(m, tree);
    if (!tdm_chart_read(m->mem, tree, &tdm_zone_utc, &chart, problems)) return false;
    if (chart->published.len > 0 || chart->entry_count == 0) return true;
    const struct tdm_protocol *protocol = protocol_of(m, chart, &act.protocol_text);
    if (protocol == NULL) return true;
    struct tdm_library library = {m->shelf.catalog, &protocol, 1};
    act.library = &library;
    bool good = (tdm_clinic_begin(m->clinic, &problem) || web_keep(problems, &problem)) &&
                keep_person(m, chart->patient, problems) && appoint_people(m, chart, problems) &&
                tdm_clinic_enrol(m->mem, m->clinic, &act, tree, &taken, problems) &&
                (tdm_clinic_commit(m->clinic, &problem) || web_keep(problems, &problem));
    tdm_clinic_abandon(m->clinic);
    for (uint32_t i = 0; good && i < chart->person_count; i++)
        good = add_account(m, chart->people[i].person, chart->people[i].role, problems);
    return good && add_account(m, chart->patient, TDM_STR("patient"), problems);
}

static bool all_episodes(struct making *m, struct tdm_problems *problems) {
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        const struct tdm_embedded *file = tdm_embedded_at(i);
        if (!tdm_str_starts_with(file->name, TDM_STR("examples/")) ||
            !tdm_str_ends_with(file->name, TDM_STR(".chart.tandem")))
            continue;
        if (!one_episode(m, file, problems)) return false;
    }
    return true;
}

bool tdm_web_make_example(struct tdm_arena *mem, const struct tdm_web_example *ask, struct tdm_problems *problems) {
    struct making m = {.mem = mem};
    struct tdm_problem problem = {0};
    bool parsed = tdm_date_parse(tdm_str_of(tdm_web_example_day), &m.day);
    TDM_ASSERT(parsed);
    m.now = (tdm_instant){(int64_t)m.day.day * 86400000 + INT64_C(1000)};
    if (!tdm_clinic_found(mem, ask->folder, TDM_STR("example-clinic"), m.now, &problem) ||
        !tdm_clinic_open(mem, ask->folder, TDM_STORE_WRITE, &m.clinic, &problem))
        return web_keep(problems, &problem);
    bool good = tdm_accounts_open(mem, ask->folder, true, &m.accounts, &problem) || web_keep(problems, &problem);
    good = good && web_shelf_read(mem, &m.shelf, problems) && tdm_password_hash(mem, ask->password, &m.hash) &&
           all_episodes(&m, problems) && add_account(&m, TDM_STR(OUTSIDER), TDM_STR("physician"), problems);
    tdm_accounts_close(m.accounts);
    tdm_clinic_close(m.clinic);
    if (good) tdm_problems_init(problems);
    return good;
}
