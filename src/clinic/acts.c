/* acts.c - enrol and record: what is written becomes entries of the chain of this place, or nothing does. */
#include "clinic/acts.h"
#include "clinic/clinic_int.h"

#include "engine/verdict.h"

#include <stdlib.h>

/* ---- one entry into the chain */

struct others { /* heads of other places */
    struct tdm_arena *mem;
    tdm_str mine;
    struct tdm_head *list;
    size_t count, room;
};

static bool take_other(void *context, const struct tdm_stored *stored) {
    struct others *n = context;
    if (tdm_str_equal(stored->place, n->mine)) return true;
    TDM_GROW(n->mem, n->list, n->count, n->room);
    struct tdm_head head = {tdm_arena_str(n->mem, stored->place), stored->number, stored->hash};
    size_t at = n->count++;
    for (; at > 0 && tdm_str_compare(n->list[at - 1].place, head.place) > 0; at--) n->list[at] = n->list[at - 1];
    n->list[at] = head;
    return true;
}

static bool next_of(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_instant now, struct tdm_next *next,
                    struct tdm_problem *problem) {
    struct tdm_stored last;
    struct tdm_chained link;
    bool found = false;
    *next = (struct tdm_next){.head = {.place = clinic->place}, .now = now};
    if (!tdm_store_last(mem, clinic->store, clinic->place, &last, &found, problem)) return false;
    if (!found) return true;
    if (!tdm_chained_read(mem, TDM_STR("the last entry of this place"), last.bytes, &link, problem)) return false;
    next->head.number = last.number;
    next->head.hash = last.hash;
    next->last = link.recorded;
    return true;
}

bool tdm_clinic_append(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_chained *link, tdm_instant now,
                       struct tdm_problems *problems) {
    struct tdm_next next;
    struct tdm_problem problem = {0};
    struct others others = {.mem = mem, .mine = clinic->place};
    clinic->trust_known = false;
    if (!next_of(mem, clinic, now, &next, &problem) || !tdm_store_heads(clinic->store, take_other, &others, &problem))
        return tdm_clinic_keep(problems, &problem);
    link->seen = others.list;
    link->seen_count = (uint32_t)others.count;
    if (tdm_chained_follow(mem, link, &next, &problem)) {
        bool told = false;
        for (uint32_t i = 0; i < problems->count; i++)
            told = told || tdm_str_is(tdm_str_of(problems->items[i].code), "W008");
        if (!told) (void)tdm_clinic_keep(problems, &problem);
    }
    struct tdm_buf bytes;
    tdm_buf_init(&bytes, mem, TDM_CHAINED_BYTES_MAX);
    tdm_chained_write(&bytes, link);
    struct tdm_stored stored = {link->place, link->number, tdm_digest_of(tdm_buf_str(&bytes)), tdm_buf_str(&bytes)};
    return tdm_store_append(clinic->store, link, &stored, &problem) || tdm_clinic_keep(problems, &problem);
}

/* ---- lines that are there already */

struct recording {
    struct tdm_arena *mem;
    struct tdm_clinic *clinic;
    const struct tdm_act *act;
    tdm_str episode;
    const struct tdm_tree *file;
    struct tdm_taken *taken;
    struct tdm_problems *problems;
    tdm_chained_id *ids; /* of the lines that are new, in their order */
    uint32_t *lines;
    size_t count;
    tdm_date newest; /* day of the new lines */
    bool untold;     /* at enrolment: what was so before the episode was kept here is news to nobody */
};

/* A line and those below it, without comments. As deep as the notation goes, which is not deep. */
static struct tdm_line *bare(struct tdm_arena *mem, const struct tdm_line *line) {
    struct tdm_line *copy = TDM_NEW(mem, struct tdm_line);
    *copy = *line;
    copy->comment = (tdm_str){0};
    copy->comment_before_count = 0;
    copy->block = copy->next = NULL;
    struct tdm_line *last = NULL;
    for (const struct tdm_line *below = line->block; below != NULL; below = below->next) {
        struct tdm_line *one = bare(mem, below);
        if (last == NULL) copy->block = one;
        if (last != NULL) last->next = one;
        last = one;
    }
    return copy;
}

/* The id of an entry follows from its words as `tandem fmt` writes them: asked twice, it is made once. */
tdm_chained_id tdm_clinic_line_id(struct tdm_arena *mem, tdm_str episode, const struct tdm_tree *file,
                                  const struct tdm_line *line) {
    struct tdm_buf words;
    struct tdm_tree tree = {.file = file->file, .text = file->text, .first = bare(mem, line)};
    struct tdm_chained link = {.kind = TDM_STR("entry"), .episode = episode, .on = TDM_DATE_NONE, .at = TDM_TIME_NONE};
    tdm_buf_init(&words, mem, SIZE_MAX);
    tdm_notation_print(&words, &tree);
    link.body = tdm_buf_str(&words);
    return tdm_chained_id_of(mem, &link);
}

/* The lines of the file that no entry of the store was made of yet, as a tree of their own; null: none. */
static bool new_lines(struct recording *r, const struct tdm_line *first, const struct tdm_line **out) {
    struct tdm_line *last = NULL;
    size_t all = tdm_block_count(first);
    r->ids = TDM_NEW_ARRAY(r->mem, tdm_chained_id, all + 1);
    r->lines = TDM_NEW_ARRAY(r->mem, uint32_t, all + 1);
    *out = NULL;
    for (const struct tdm_line *line = first; line != NULL; line = line->next) {
        struct tdm_stored stored;
        struct tdm_problem problem = {0};
        bool found = false;
        tdm_chained_id id = tdm_clinic_line_id(r->mem, r->episode, r->file, line);
        struct tdm_chained act = {.episode = r->episode, .id = id};
        if (!tdm_store_act(r->mem, r->clinic->store, &act, &stored, &found, &problem))
            return tdm_clinic_keep(r->problems, &problem);
        if (found) {
            r->taken->there++;
            continue;
        }
        struct tdm_line *copy = TDM_NEW(r->mem, struct tdm_line);
        *copy = *line;
        copy->next = NULL;
        if (last == NULL) *out = copy;
        if (last != NULL) last->next = copy;
        last = copy;
        r->ids[r->count] = id;
        r->lines[r->count++] = line->line;
    }
    return true;
}

/* ---- entries to links */

static tdm_str role_of(const struct tdm_chart *chart, const struct tdm_entry *entry) {
    for (uint32_t i = 0; i < chart->person_count; i++) {
        const struct tdm_member *member = &chart->people[i];
        if (!tdm_str_equal(member->person, entry->author)) continue;
        bool begun = tdm_date_is_none(member->from) || member->from.day <= entry->date.day;
        bool over = !tdm_date_is_none(member->until) && member->until.day < entry->date.day;
        if (begun && !over) return member->role;
    }
    return (tdm_str){0};
}

static bool own_words(const struct recording *r, const struct tdm_entry *entry) {
    if (entry->writer.len == 0 && entry->recorded_assumed) return true;
    struct tdm_problem problem;
    (void)tdm_fail(&problem, TDM_WHY_NOT_ALLOWED, "W043", entry->place,
                   "the entry says itself when or by which writer it was recorded");
    tdm_problem_fix(&problem,
                    "take `recorded` and `writer` out: the ledger writes the instant at which it takes the entry");
    return tdm_clinic_keep(r->problems, &problem);
}

static const tdm_chained_id *id_of_entry(const struct recording *r, const struct tdm_entry *entry) {
    for (size_t i = 0; i < r->count; i++)
        if (r->lines[i] == entry->place.line) return &r->ids[i];
    return NULL;
}

static bool is_new(const struct recording *r, const struct tdm_entry *entry) {
    return tdm_str_equal(entry->place.file, r->file->file) && id_of_entry(r, entry) != NULL;
}

/* Who is not of the team is told so before any line is looked at. */
static bool admitted(const struct recording *r) {
    struct tdm_asking ask = {r->episode, r->act->as, tdm_zone_date_at(&r->act->zone, r->act->now), true, r->act->now};
    struct tdm_problem problem = {0};
    return r->act->as.len == 0 || tdm_clinic_admits(r->mem, r->clinic, &ask, &problem) ||
           tdm_clinic_keep(r->problems, &problem);
}

static bool permitted(const struct recording *r, const struct tdm_chart *chart) {
    struct tdm_problem problem = {0};
    struct tdm_permit permit = {.as = r->act->as};
    if (r->act->as.len == 0) return true;
    if (!tdm_clinic_roster(r->mem, r->clinic, &permit.roster, &problem)) return tdm_clinic_keep(r->problems, &problem);
    bool all = true;
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        const struct tdm_entry *entry = &chart->entries[i];
        if (!is_new(r, entry)) continue;
        permit.role = role_of(chart, entry);
        if (!tdm_clinic_permits(&permit, chart, entry, &problem)) all = tdm_clinic_keep(r->problems, &problem);
    }
    return all;
}

/* What was looked at before acting is what is kept now; else whoever acts is told, and looks again. */
static bool still_as_seen(const struct recording *r) {
    struct tdm_buf text;
    struct tdm_problem problem = {0};
    if (!r->act->has_seen) return true;
    tdm_buf_init(&text, r->mem, TDM_NOTATION_FILE_MAX);
    if (!tdm_clinic_chart(r->mem, r->clinic, r->episode, &text, &problem))
        return tdm_clinic_keep(r->problems, &problem);
    if (tdm_digest_equal(tdm_digest_of(tdm_buf_str(&text)), r->act->seen)) return true;
    (void)tdm_fail(&problem, TDM_WHY_CONFLICT, "W050", (struct tdm_place){.file = r->file->file},
                   "the chart of `%.*s` has changed since it was looked at", TDM_FMT(r->episode));
    tdm_problem_fix(&problem, "look at it again, `tandem standing %.*s/%.*s`, and record on its digest of now",
                    TDM_FMT(r->clinic->folder), TDM_FMT(r->episode));
    return tdm_clinic_keep(r->problems, &problem);
}

static bool append_entries(struct recording *r, const struct tdm_chart *chart) {
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        const struct tdm_entry *entry = &chart->entries[i];
        const tdm_chained_id *id = id_of_entry(r, entry);
        if (!tdm_str_equal(entry->place.file, r->file->file) || id == NULL) continue;
        if (!own_words(r, entry)) return false;
        struct tdm_buf body;
        tdm_buf_init(&body, r->mem, TDM_CHAINED_BODY_MAX);
        tdm_entry_print(&body, entry);
        struct tdm_chained link = {.id = *id, .kind = TDM_STR("entry"), .episode = r->episode, .author = entry->author};
        link.role = role_of(chart, entry);
        link.on = entry->date;
        link.at = entry->time;
        link.body = tdm_buf_str(&body);
        if (!tdm_clinic_append(r->mem, r->clinic, &link, r->act->now, r->problems)) return false;
        r->taken->added++;
        r->newest = tdm_date_later(r->newest, entry->date);
        if (r->untold) continue;
        if (!tdm_clinic_tell_entry(r->mem, r->clinic, chart, i, &link, r->taken, r->problems)) return false;
    }
    return true;
}

/* ---- the chart as it would be afterwards */

static bool read_chart(const struct recording *r, const struct tdm_chart **out) {
    struct tdm_buf text, name;
    const struct tdm_tree *tree;
    struct tdm_problem problem = {0};
    tdm_buf_init(&text, r->mem, TDM_NOTATION_FILE_MAX);
    tdm_buf_init(&name, r->mem, 8192);
    tdm_buf_format(&name, "%.*s/%.*s", TDM_FMT(r->clinic->folder), TDM_FMT(r->episode));
    if (!tdm_clinic_chart(r->mem, r->clinic, r->episode, &text, &problem))
        return tdm_clinic_keep(r->problems, &problem);
    return tdm_notation_read(r->mem, tdm_buf_str(&name), tdm_buf_str(&text), &tree, r->problems) &&
           tdm_chart_read(r->mem, tree, &r->act->zone, out, r->problems);
}

static void keep_all(const struct recording *r, const struct tdm_problems *from, bool only_of_file) {
    for (uint32_t i = 0; i < from->count; i++) {
        bool of_file = tdm_str_equal(from->items[i].place.file, r->file->file);
        if (of_file || !only_of_file) (void)tdm_clinic_keep(r->problems, &from->items[i]);
    }
}

/* The new lines bound to the protocol: what is to be said of them is told at their own places. What was noted of the
 * entries before, when they were recorded, is not told again. */
static bool bound(const struct recording *r, const struct tdm_chart *after, const struct tdm_case **episode) {
    struct tdm_problems quiet;
    tdm_problems_init(&quiet);
    bool good = tdm_case_open(r->mem, r->act->library, after, episode, &quiet);
    uint32_t errors = r->problems->errors;
    keep_all(r, &quiet, true);
    if (!good && r->problems->errors == errors) keep_all(r, &quiet, false);
    return good;
}

/* Whoever has taken back their consent to treatment is asked nothing more: what is to come is refused, what happened is
 * not. */
static bool agreed_to(const struct recording *r, const struct tdm_chart *after) {
    for (uint32_t i = 0; i < after->entry_count; i++) {
        const struct tdm_entry *entry = &after->entries[i];
        bool to_come =
            entry->kind == TDM_ENTRY_PRESCRIBE || entry->kind == TDM_ENTRY_PLAN || entry->kind == TDM_ENTRY_ENTER;
        if (!to_come || !is_new(r, entry)) continue;
        struct tdm_consent_answer answer = tdm_chart_consent(after, TDM_CONSENT_TREATMENT, entry->date);
        if (answer.state != TDM_CONSENT_WITHDRAWN) continue;
        struct tdm_problem problem = {0};
        struct tdm_buf since;
        tdm_buf_init(&since, r->mem, 40);
        tdm_date_print(&since, answer.on);
        (void)tdm_fail(&problem, TDM_WHY_NOT_ALLOWED, "W064", entry->place,
                       "the consent to treatment was withdrawn on %.*s", TDM_FMT(tdm_buf_str(&since)));
        tdm_problem_fix(&problem, "talk with the person; when they agree again, record it: `tandem consent`");
        return tdm_clinic_keep(r->problems, &problem);
    }
    return true;
}

static bool refused(const struct recording *r, const struct tdm_judgement *judgement) {
    struct tdm_problem problem = {0};
    struct tdm_place place = {.file = r->file->file, .line = r->lines[0]};
    if (judgement->verdict == TDM_VERDICT_FINE) return true;
    bool reason = judgement->verdict == TDM_VERDICT_NEEDS_REASON;
    for (uint32_t i = judgement->objection_count; i-- > 0;)
        if (judgement->objections[i].verdict == judgement->verdict && !judgement->objections[i].answered &&
            judgement->objections[i].entry != TDM_ENTRY_NONE)
            place = judgement->after->episode->chart->chart->entries[judgement->objections[i].entry].place;
    (void)tdm_fail(&problem, TDM_WHY_NOT_ALLOWED, reason ? "W063" : "W062", place,
                   reason ? "it goes against the protocol, and wants a reason of somebody of the team"
                          : "the protocol is against it, and no reason carries it");
    tdm_problem_fix(&problem, reason ? "add `because`, in words that those who read it later understand"
                                     : "do what the verdict names first, or leave it");
    return tdm_clinic_keep(r->problems, &problem);
}

/* The verdict, by the same rules as `tandem try`; the case before is that of the chart as it is kept. */
static bool judged(const struct recording *r, const struct tdm_chart *before, const struct tdm_chart *after) {
    const struct tdm_case *was, *is;
    struct tdm_problems quiet;
    if (!bound(r, after, &is)) return false;
    if (!r->act->judged) return true;
    if (!agreed_to(r, after)) return false;
    tdm_problems_init(&quiet);
    if (!tdm_case_open(r->mem, r->act->library, before, &was, &quiet)) {
        keep_all(r, &quiet, false);
        return false;
    }
    struct tdm_proposal proposal = {was, is, r->file->file, r->act->others, r->act->other_count};
    r->taken->judgement = tdm_judge(r->mem, &proposal, (struct tdm_asof){r->act->on, TDM_INSTANT_NONE});
    return refused(r, r->taken->judgement);
}

/* Everything that a chart file is asked is asked of the chart with the new entries, recorded now: nothing that could
 * not be read afterwards gets in. */
static bool holds_together(struct recording *r, const struct tdm_case **episode) {
    const struct tdm_chart *chart;
    struct tdm_problems *told = r->problems, quiet;
    tdm_problems_init(&quiet);
    r->problems = &quiet;
    bool good = read_chart(r, &chart) && tdm_case_open(r->mem, r->act->library, chart, episode, &quiet);
    r->problems = told;
    if (!good) keep_all(r, &quiet, false);
    return good;
}

/* Who must be told of a warning sign is told with the entry that shows it. */
static bool escalated(const struct recording *r, const struct tdm_case *episode) {
    if (r->untold) return true;
    struct tdm_asof asof = {r->newest, TDM_INSTANT_NONE};
    const struct tdm_standing *standing = tdm_standing_of(r->mem, episode, r->act->others, r->act->other_count, asof);
    return tdm_clinic_tell_owed(r->mem, r->clinic, standing, false, r->act->now, r->taken, r->problems);
}

/* ---- the act */

static int by_entry_order(const void *left, const void *right) {
    return tdm_entry_order(left, right);
}

/* The new entries are recorded now, whatever day they speak of: what they know, and what was known before them, hangs
 * on it. */
static const struct tdm_chart *recorded_now(const struct recording *r, const struct tdm_chart *chart) {
    struct tdm_chart *out = TDM_NEW(r->mem, struct tdm_chart);
    tdm_instant now = r->act->now; /* as the chain will have it: a clock that was set back holds */
    for (uint32_t i = 0; i < chart->entry_count; i++)
        if (tdm_str_equal(chart->entries[i].writer, r->clinic->place) && chart->entries[i].recorded.ms > now.ms)
            now = chart->entries[i].recorded;
    struct tdm_entry *entries = TDM_NEW_ARRAY(r->mem, struct tdm_entry, chart->entry_count + 1);
    *out = *chart;
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        entries[i] = chart->entries[i];
        if (is_new(r, &entries[i]) && entries[i].recorded_assumed) entries[i].recorded = now;
    }
    qsort(entries, chart->entry_count, sizeof *entries, by_entry_order);
    out->entries = entries;
    return out;
}

/* M21, told at the line that was given: what lies ahead of now cannot have happened. */
static bool has_happened(const struct recording *r, const struct tdm_chart *chart) {
    bool all = true;
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        const struct tdm_entry *entry = &chart->entries[i];
        int32_t minute = entry->time.minute > 0 ? entry->time.minute : 0;
        struct tdm_problem problem = {0};
        struct tdm_buf day;
        if (!is_new(r, entry) || !entry->recorded_assumed) continue;
        int64_t local = tdm_zone_local_ms(&r->act->zone, entry->recorded);
        if ((int64_t)entry->date.day * 86400000 + (int64_t)minute * 60000 <= local) continue;
        tdm_buf_init(&day, r->mem, 40);
        tdm_date_print(&day, tdm_zone_date_at(&r->act->zone, entry->recorded));
        (void)tdm_fail(&problem, TDM_WHY_CONFLICT, "H031", entry->place,
                       "this `%s` lies ahead: where the chart is kept it is %.*s, %02d:%02d",
                       tdm_entry_kind_word(entry->kind), TDM_FMT(tdm_buf_str(&day)), (int)(local / 3600000 % 24),
                       (int)(local / 60000 % 60));
        tdm_problem_fix(&problem, "put the day right; what still lies ahead is a `plan ... on DATE`");
        all = tdm_clinic_keep(r->problems, &problem);
    }
    return all;
}

static bool trusted(const struct recording *r) {
    struct tdm_problem problem = {0};
    return tdm_clinic_is_trusted(r->clinic, &problem) || tdm_clinic_keep(r->problems, &problem);
}

static bool record_lines(struct recording *r, const struct tdm_line *first) {
    const struct tdm_chart *before, *after;
    const struct tdm_case *episode;
    struct tdm_tree fresh = *r->file;
    struct tdm_problems *told = r->problems, quiet;
    if (!new_lines(r, first, &fresh.first)) return false;
    if (fresh.first == NULL) return true;
    r->newest = TDM_DATE_NONE;
    if (!still_as_seen(r)) return false;
    tdm_problems_init(&quiet);
    r->problems = &quiet;
    bool read = read_chart(r, &before);
    r->problems = told;
    if (!read) keep_all(r, &quiet, false);
    if (!read || !tdm_chart_extend(r->mem, before, &fresh, &r->act->zone, &after, r->problems)) return false;
    after = recorded_now(r, after);
    return has_happened(r, after) && permitted(r, after) && judged(r, before, after) && append_entries(r, after) &&
           holds_together(r, &episode) && escalated(r, episode);
}

bool tdm_clinic_record(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_act *act, tdm_str episode,
                       const struct tdm_tree *lines, struct tdm_taken *taken, struct tdm_problems *problems) {
    struct recording r = {.mem = mem, .clinic = clinic, .act = act, .episode = episode, .file = lines};
    r.taken = taken;
    r.problems = problems;
    return trusted(&r) && admitted(&r) && record_lines(&r, lines->first);
}

/* ---- enrolment */

static bool put_head(struct recording *r, const struct tdm_chart *chart) {
    struct tdm_problem problem = {0};
    struct tdm_chart pinned = *chart;
    struct tdm_buf body;
    struct tdm_episode_links there;
    struct tdm_chained link = {
        .kind = TDM_STR("episode"), .episode = chart->name, .on = TDM_DATE_NONE, .at = TDM_TIME_NONE};
    pinned.has_digest = true;
    pinned.protocol_digest = tdm_digest_of(r->act->protocol_text);
    tdm_buf_init(&body, r->mem, TDM_CHAINED_BODY_MAX);
    tdm_chart_print_head(&body, &pinned);
    link.body = tdm_buf_str(&body);
    link.id = tdm_chained_id_of(r->mem, &link);
    if (!tdm_clinic_links(r->mem, r->clinic, chart->name, &there, &problem))
        return tdm_clinic_keep(r->problems, &problem);
    for (uint32_t i = 0; i < there.count; i++) {
        if (!tdm_chained_id_equal(there.links[i].id, link.id)) continue;
        r->taken->there++;
        return true;
    }
    if (there.count > 0) {
        (void)tdm_fail(&problem, TDM_WHY_CONFLICT, "W044", chart->place,
                       "the episode \"%.*s\" is there already, with another head", TDM_FMT(chart->name));
        tdm_problem_fix(&problem, "give the new episode another name, or record into the one that is there");
        return tdm_clinic_keep(r->problems, &problem);
    }
    if (!tdm_clinic_append(r->mem, r->clinic, &link, r->act->now, r->problems)) return false;
    r->taken->added++;
    const struct tdm_protocol *protocol = tdm_library_protocol(r->act->library, chart->protocol, chart->version);
    TDM_ASSERT(protocol != NULL); /* the library is that of the act */
    return clinic_keep_protocol(r->clinic, protocol, r->act->protocol_text, &problem) ||
           tdm_clinic_keep(r->problems, &problem);
}

bool tdm_clinic_enrol(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_act *act,
                      const struct tdm_tree *file, struct tdm_taken *taken, struct tdm_problems *problems) {
    struct recording r = {.mem = mem, .clinic = clinic, .act = act, .file = file, .untold = true};
    struct tdm_problems quiet; /* the caller has read the same file, and told its notes */
    const struct tdm_chart *chart;
    r.taken = taken;
    r.problems = problems;
    tdm_problems_init(&quiet);
    if (!tdm_chart_read(mem, file, &act->zone, &chart, &quiet)) return tdm_clinic_keep(problems, &quiet.items[0]);
    r.episode = chart->name;
    return trusted(&r) && put_head(&r, chart) && tdm_clinic_belongs(mem, clinic, chart, act->now, problems) &&
           record_lines(&r, file->first->next);
}

/* ---- amendment */

static bool not_amended(const struct recording *r, const char *what, const char *fix) {
    struct tdm_problem problem;
    (void)tdm_fail(&problem, TDM_WHY_NOT_ALLOWED, "W048", (struct tdm_place){.file = r->file->file}, "%s", what);
    tdm_problem_fix(&problem, "%s", fix);
    return tdm_clinic_keep(r->problems, &problem);
}

/* The whole chart must be one that the new text can be asked about: names of gates, phases and measures are its own. */
static bool goes_on(const struct recording *r, const struct tdm_chart *chart, const struct tdm_protocol *protocol) {
    struct tdm_chart other = *chart;
    struct tdm_library library = {.catalog = r->act->library->catalog, .protocols = &protocol, .protocol_count = 1};
    struct tdm_problems quiet;
    const struct tdm_case *episode;
    char what[400];
    tdm_problems_init(&quiet);
    other.has_digest = false;
    other.version = protocol->version;
    if (tdm_case_open(r->mem, &library, &other, &episode, &quiet)) return true;
    (void)snprintf(what, sizeof what, "the episode cannot go on under it: line %u of its chart, %.300s",
                   quiet.count > 0 ? quiet.items[0].place.line : 0, quiet.count > 0 ? quiet.items[0].what : "");
    return not_amended(r, what, "keep the name in the new text; `tandem impact` tells this of every episode");
}

static bool may_amend(const struct recording *r, const struct tdm_chart *chart, const struct tdm_protocol *protocol) {
    if (!tdm_str_equal(chart->protocol, protocol->name))
        return not_amended(r, "the new text is of another protocol than the one that the episode follows",
                           "amend to another version of the same protocol; another one is an episode of its own");
    if (chart->has_digest && tdm_digest_equal(chart->protocol_digest, protocol->digest))
        return not_amended(r, "the new text is the one that the episode follows", "name the file of the new text");
    if (tdm_str_equal(chart->version, protocol->version))
        return not_amended(r, "the new text has the version of the one that the episode follows, and other bytes",
                           "give the new text a version of its own, in its first line");
    return goes_on(r, chart, protocol);
}

static bool pin_text(struct recording *r, const struct tdm_protocol *protocol) {
    struct tdm_chained link = {
        .kind = TDM_STR("protocol"), .episode = r->episode, .on = TDM_DATE_NONE, .at = TDM_TIME_NONE};
    struct tdm_problem problem = {0};
    struct tdm_stored stored;
    struct tdm_buf body;
    bool found = false;
    tdm_buf_init(&body, r->mem, 4096);
    tdm_buf_format(&body, "protocol %.*s version %.*s, hash \"", TDM_FMT(protocol->name), TDM_FMT(protocol->version));
    tdm_digest_print(&body, tdm_digest_of(r->act->protocol_text));
    tdm_buf_text(&body, "\"\n");
    link.body = tdm_buf_str(&body);
    link.id = tdm_chained_id_of(r->mem, &link);
    if (!tdm_store_act(r->mem, r->clinic->store, &link, &stored, &found, &problem))
        return tdm_clinic_keep(r->problems, &problem);
    r->taken->there += found;
    r->taken->added += !found;
    if (!found && !tdm_clinic_append(r->mem, r->clinic, &link, r->act->now, r->problems)) return false;
    return clinic_keep_protocol(r->clinic, protocol, r->act->protocol_text, &problem) ||
           tdm_clinic_keep(r->problems, &problem);
}

bool tdm_clinic_amend(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_act *act,
                      const struct tdm_amending *ask, struct tdm_taken *taken, struct tdm_problems *problems) {
    struct recording r = {.mem = mem, .clinic = clinic, .act = act, .episode = ask->episode, .file = ask->entry};
    const struct tdm_chart *chart;
    r.taken = taken;
    r.problems = problems;
    return trusted(&r) && admitted(&r) && read_chart(&r, &chart) && may_amend(&r, chart, ask->protocol) &&
           pin_text(&r, ask->protocol) && record_lines(&r, ask->entry->first);
}
