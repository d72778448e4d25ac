/* kept_episode.c - a kept episode on a day: its chart, its protocol, the person's other episodes, its standing. */
#include "web/web_int.h"

tdm_instant web_now(const struct web *web) {
    tdm_instant now = tdm_clock_now();
    if (tdm_date_is_none(web->setting->on)) return now;
    int64_t day = INT64_C(24) * 3600 * 1000;
    return (tdm_instant){(int64_t)web->setting->on.day * day + now.ms % day};
}

/* The zone of a chart is a line of its head. */
static bool zone_of(struct tdm_arena *mem, const struct tdm_tree *tree, struct tdm_zone *zone,
                    struct tdm_problem *problem) {
    tdm_str name = TDM_STR("UTC");
    for (const struct tdm_line *line = tree->first == NULL ? NULL : tree->first->block; line != NULL; line = line->next)
        if (tdm_str_is(tdm_line_head(line), "zone") && line->parts[0].count == 2) name = line->parts[0].terms[1].text;
    return tdm_zone_load(mem, name, zone, problem);
}

bool web_keep(struct tdm_problems *problems, const struct tdm_problem *problem) {
    struct tdm_problem *kept =
        tdm_problems_add(problems, problem->severity, problem->why, problem->code, problem->place);
    tdm_problem_what(kept, "%s", problem->what);
    tdm_problem_fix(kept, "%s", problem->fix);
    return false;
}

/* A page asks for the entries of an episode more than once: its chart, whether they may see it, whether they may write.
 * The writer reads anew each time: what it has appended it must see. */
void web_read_ahead(struct web *web, const tdm_str *names, uint32_t count) {
    if (web->process != TDM_HTTP_WRITER && web->process != TDM_HTTP_COURIER)
        tdm_clinic_read_ahead(web->clinic, names, count);
}

static bool open_case(struct web *web, struct tdm_arena *mem, tdm_str name, struct web_episode *out,
                      struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    const struct tdm_tree *tree;
    struct tdm_buf text;
    *out = (struct web_episode){.name = name};
    tdm_buf_init(&text, mem, TDM_NOTATION_FILE_MAX);
    if (!tdm_clinic_chart(mem, web->clinic, name, &text, &problem)) return web_keep(problems, &problem);
    out->text = tdm_buf_str(&text);
    out->seen = tdm_digest_of(out->text);
    if (!tdm_notation_read(mem, name, out->text, &tree, problems)) return false;
    if (!zone_of(mem, tree, &out->zone, &problem)) return web_keep(problems, &problem);
    if (!tdm_chart_read(mem, tree, &out->zone, &out->chart, problems)) return false;
    out->protocol = web_shelf_protocol(web->shelf, web->clinic, out->chart->protocol_digest, problems);
    if (out->protocol == NULL) return false;
    const struct tdm_protocol **only = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, 1);
    only[0] = out->protocol;
    out->library = (struct tdm_library){web->shelf->catalog, only, 1};
    return tdm_case_open(mem, &out->library, out->chart, &out->episode, problems);
}

/* Those of the person that are kept here; a chart of another person under such a name is no other one of theirs. */
static bool open_others(struct web *web, struct tdm_arena *mem, struct web_episode *out,
                        struct tdm_problems *problems) {
    struct tdm_buf missing;
    tdm_buf_init(&missing, mem, 1u << 16);
    out->others = TDM_NEW_ARRAY(mem, const struct tdm_case *, out->chart->also_count + 1);
    for (uint32_t i = 0; i < out->chart->also_count; i++) {
        struct web_episode other;
        struct tdm_problems quiet;
        tdm_problems_init(&quiet);
        if (!open_case(web, mem, out->chart->also[i], &other, &quiet) ||
            !tdm_str_equal(other.chart->patient, out->chart->patient)) {
            tdm_buf_format(&missing, "%s%.*s", missing.len > 0 ? ", " : "", TDM_FMT(out->chart->also[i]));
            continue;
        }
        out->others[out->other_count++] = other.episode;
    }
    out->missing = tdm_buf_str(&missing);
    return !missing.failed && problems->errors == 0;
}

const struct tdm_standing *web_episode_standing(struct tdm_arena *mem, const struct web_episode *episode,
                                                struct tdm_asof asof) {
    return tdm_standing_of(mem, episode->episode, episode->others, episode->other_count, asof);
}

bool web_episode_open(struct web *web, struct tdm_arena *mem, tdm_str name, struct web_episode *out,
                      struct tdm_problems *problems) {
    if (!open_case(web, mem, name, out, problems) || !open_others(web, mem, out, problems)) return false;
    out->asof = (struct tdm_asof){tdm_zone_date_at(&out->zone, web_now(web)), TDM_INSTANT_NONE};
    out->standing = web_episode_standing(mem, out, out->asof);
    return true;
}

/* ---- who */

static bool is_on(tdm_date from, tdm_date until, tdm_date day) {
    return (tdm_date_is_none(from) || from.day <= day.day) && (tdm_date_is_none(until) || until.day >= day.day);
}

/* The clinic says whether; the chart, which is read with those who joined, says as what. */
bool web_admits(struct web *web, struct tdm_arena *mem, const struct web_episode *episode,
                const struct web_admitting *who, tdm_str *role) {
    const struct tdm_chart *chart = episode->chart;
    struct tdm_problem problem = {0};
    struct tdm_asking ask = {episode->name, who->person, episode->asof.on, who->write, TDM_INSTANT_NONE};
    if (!tdm_clinic_admits(mem, web->clinic, &ask, &problem)) return false;
    *role = tdm_str_equal(chart->patient, who->person) ? TDM_STR("patient") : TDM_STR(TDM_ROLE_READER);
    for (uint32_t i = chart->person_count; i > 0; i--)
        if (tdm_str_equal(chart->people[i - 1].person, who->person) &&
            is_on(chart->people[i - 1].from, chart->people[i - 1].until, episode->asof.on))
            *role = chart->people[i - 1].role;
    return true;
}

struct web_person *web_persons_of(struct web *web, struct tdm_arena *mem, const tdm_str *words, uint32_t count) {
    struct tdm_problem problem = {0};
    struct tdm_identity *kept = TDM_NEW_ARRAY(mem, struct tdm_identity, count + 1);
    struct web_person *out = TDM_NEW_ARRAY(mem, struct web_person, count + 1);
    bool good = count == 0 || tdm_clinic_persons_show(mem, web->clinic, words, count, kept, &problem);
    for (uint32_t i = 0; i < count; i++) {
        bool named = good && kept[i].name.len > 0;
        out[i] = named ? (struct web_person){.name = kept[i].name, .born = kept[i].born, .kept = true}
                       : (struct web_person){.name = words[i], .born = TDM_DATE_NONE};
    }
    return out;
}

struct web_person web_person_of(struct web *web, struct tdm_arena *mem, tdm_str word) {
    struct tdm_problem problem = {0};
    struct tdm_identity identity;
    struct web_person person = {.name = word, .born = TDM_DATE_NONE};
    if (!tdm_clinic_person_show(mem, web->clinic, word, &identity, &problem) || identity.name.len == 0) return person;
    return (struct web_person){.name = identity.name, .born = identity.born, .kept = true};
}
