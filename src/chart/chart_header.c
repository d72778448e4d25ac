/* chart_header.c - the `chart` block of a chart file: whose chart, which site, which protocol, who writes in it. */
#include "chart/chart_int.h"

#include <string.h>

struct header_line {
    struct tdm_chart_reader *r;
    const struct tdm_line *line;
    struct tdm_cursor c; /* behind the head word */
};
typedef bool header_reader(struct header_line *h);

/* ---- what a line takes */

static bool name_take(struct header_line *h, tdm_str *out) {
    const struct tdm_term *term = tdm_cursor_take(&h->c, TDM_TERM_WORD);
    if (term != NULL) *out = term->text;
    return term != NULL;
}

static bool part_next(struct header_line *h, uint32_t part) {
    if (!tdm_cursor_done(&h->c)) return false;
    TDM_ASSERT(part < h->line->part_count);
    h->c = tdm_cursor_of(h->r->tree, h->line, part);
    return true;
}

static bool at_end(struct header_line *h, uint32_t parts) {
    return tdm_cursor_done(&h->c) && h->line->part_count == parts && h->line->block == NULL;
}

static bool read_patient(struct header_line *h) {
    return name_take(h, &h->r->chart->patient) && at_end(h, 1);
}
static bool read_zone(struct header_line *h) {
    return name_take(h, &h->r->chart->zone_name) && at_end(h, 1);
}

static bool read_site(struct header_line *h) {
    h->r->chart->site_place = tdm_line_place(h->r->tree, h->line);
    if (!name_take(h, &h->r->chart->region)) return false;
    if (h->line->part_count == 1) return at_end(h, 1);
    if (!part_next(h, 1)) return false;
    const struct tdm_term *side = tdm_cursor_take(&h->c, TDM_TERM_WORD);
    if (side == NULL) return false;
    h->r->chart->side = tdm_side_of_word(side->text);
    if (h->r->chart->side != TDM_SIDE_NONE || tdm_str_is(side->text, "none")) return at_end(h, 2);
    struct tdm_problem *p = tdm_chart_refuse(h->r, TDM_WHY_NOT_FOUND, "H008", tdm_chart_term(h->r, side));
    tdm_str nearest = tdm_choice_nearest("right|left|none", side->text);
    tdm_problem_what(p, "\"%.*s\" is no side of a site", TDM_FMT(side->text));
    tdm_problem_fix(p, "write `site %.*s, %.*s`", TDM_FMT(h->r->chart->region),
                    TDM_FMT(nearest.len > 0 ? nearest : TDM_STR("right|left|none")));
    return true; /* told already */
}

static bool read_protocol(struct header_line *h) {
    struct tdm_chart *chart = h->r->chart;
    chart->protocol_place = tdm_line_place(h->r->tree, h->line);
    if (!name_take(h, &chart->protocol) || !tdm_cursor_take_word(&h->c, "version")) return false;
    const struct tdm_term *version = tdm_cursor_take(&h->c, TDM_TERM_NUMBER);
    if (version == NULL) return false;
    chart->version = version->text;
    if (h->line->part_count == 1) return at_end(h, 1);
    if (!part_next(h, 1) || !tdm_cursor_take_word(&h->c, "hash")) return false;
    const struct tdm_term *hash = tdm_cursor_take(&h->c, TDM_TERM_TEXT);
    if (hash == NULL || !at_end(h, 2)) return false;
    chart->has_digest = tdm_digest_parse(hash->text, &chart->protocol_digest);
    if (chart->has_digest) return true;
    struct tdm_problem *p = tdm_chart_refuse(h->r, TDM_WHY_SYNTAX, "H014", tdm_chart_term(h->r, hash));
    tdm_problem_what(p, "\"%.*s\" is no hash: it is not 64 hex digits", TDM_FMT(hash->text));
    tdm_problem_fix(p, "write the hash that `tandem digest` prints for the protocol, or leave it out");
    return true;
}

static bool read_synthetic(struct header_line *h) {
    h->r->chart->synthetic = true;
    return at_end(h, 1);
}

static bool read_published(struct header_line *h) {
    tdm_str source = TDM_STR("");
    (void)name_take(h, &source);
    const struct tdm_term *text = tdm_cursor_take(&h->c, TDM_TERM_TEXT);
    if (text == NULL) return false;
    h->r->chart->published = text->text;
    if (source.len > 0) {
        struct tdm_buf joined;
        tdm_buf_init(&joined, h->r->mem, 2 * TDM_NOTATION_LINE_MAX);
        tdm_buf_format(&joined, "%.*s %.*s", TDM_FMT(source), TDM_FMT(text->text));
        h->r->chart->published = tdm_buf_str(&joined);
    }
    return at_end(h, 1);
}

static bool read_also(struct header_line *h) {
    tdm_str name;
    if (!tdm_cursor_take_word(&h->c, "chart") || !name_take(h, &name) || !at_end(h, 1)) return false;
    struct tdm_chart *chart = h->r->chart;
    tdm_str *also = TDM_NEW_ARRAY(h->r->mem, tdm_str, (size_t)chart->also_count + 1);
    if (chart->also_count > 0) memcpy(also, chart->also, chart->also_count * sizeof *also);
    also[chart->also_count++] = name;
    chart->also = also;
    return true;
}

/* ---- the roster */

static bool member_dates(struct header_line *h, struct tdm_member *member) {
    for (uint32_t part = 1; part < h->line->part_count; part++) {
        if (!part_next(h, part)) return false;
        bool from = tdm_cursor_take_word(&h->c, "from");
        if (!from && !tdm_cursor_take_word(&h->c, "until")) return false;
        tdm_date *date = from ? &member->from : &member->until;
        const struct tdm_term *term = tdm_cursor_take(&h->c, TDM_TERM_DATE);
        if (term == NULL || !tdm_date_is_none(*date)) return false;
        *date = term->date;
    }
    return tdm_cursor_done(&h->c) && h->line->block == NULL;
}

static bool member_read(struct header_line *h, struct tdm_member *member) {
    *member = (struct tdm_member){.from = TDM_DATE_NONE, .until = TDM_DATE_NONE};
    member->place = tdm_line_place(h->r->tree, h->line);
    if (name_take(h, &member->person) && name_take(h, &member->role) && member_dates(h, member)) return true;
    struct tdm_problem *p = tdm_chart_refuse(h->r, TDM_WHY_SYNTAX, "H009", member->place);
    tdm_problem_what(p, "\"%.*s\" is no line of the roster", TDM_FMT(h->line->source));
    tdm_problem_fix(
        p, "write `PERSON ROLE`, with `, from DATE` and `, until DATE` where the role is not held all the time");
    return false;
}

static bool read_people(struct header_line *h) {
    struct tdm_chart *chart = h->r->chart;
    if (!tdm_cursor_done(&h->c) || h->line->part_count != 1) return false;
    struct tdm_member *people = TDM_NEW_ARRAY(h->r->mem, struct tdm_member, tdm_block_count(h->line->block) + 1u);
    for (const struct tdm_line *line = h->line->block; line != NULL; line = line->next) {
        struct header_line of = {h->r, line, tdm_cursor_of(h->r->tree, line, 0)};
        if (member_read(&of, &people[chart->person_count])) chart->person_count++;
    }
    chart->people = people;
    return true;
}

/* ---- the table */

static const struct header_row {
    const char *head, *form;
    bool must, many;
    header_reader *read;
} rows[] = {
    {"patient", "patient NAME", true, false, read_patient},
    {"site", "site REGION, right|left|none", true, false, read_site},
    {"protocol", "protocol NAME version N.N [, hash TEXT]", true, false, read_protocol},
    {"zone", "zone Area/City", false, false, read_zone},
    {"synthetic", "synthetic", false, false, read_synthetic},
    {"published", "published TEXT", false, false, read_published},
    {"also", "also chart NAME", false, true, read_also},
    {"people", "people` and below it, two blanks further in, one person a line: `PERSON ROLE", true, false,
     read_people},
};

static void line_read(struct tdm_chart_reader *r, const struct tdm_line *line) {
    struct header_line h = {r, line, tdm_cursor_of(r->tree, line, 0)};
    tdm_str head = tdm_line_head(line), words[TDM_COUNT(rows)];
    struct tdm_place place = tdm_line_place(r->tree, line);
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        words[i] = tdm_str_of(rows[i].head);
        if (!tdm_cursor_take_word(&h.c, rows[i].head)) continue;
        if ((r->header_seen >> i & 1) != 0 && !rows[i].many) {
            struct tdm_problem *p = tdm_chart_refuse(r, TDM_WHY_CONFLICT, "H005", place);
            tdm_problem_what(p, "\"%s\" is said a second time", rows[i].head);
            tdm_problem_fix(p, "keep one of the two lines");
            return;
        }
        r->header_seen |= (uint64_t)1 << i;
        if (rows[i].read(&h)) return;
        struct tdm_problem *p = tdm_chart_refuse(r, TDM_WHY_SYNTAX, "H007", place);
        tdm_problem_what(p, "\"%.*s\" is not understood", TDM_FMT(line->source));
        tdm_problem_fix(p, "write `%s`", rows[i].form);
        return;
    }
    struct tdm_problem *p = tdm_chart_refuse(r, TDM_WHY_NOT_FOUND, "H004", place);
    int nearest = tdm_nearest(head, words, TDM_COUNT(rows));
    tdm_problem_what(p, "\"%.*s\" says nothing about a chart", TDM_FMT(head.len > 0 ? head : line->source));
    if (nearest >= 0)
        tdm_problem_fix(p, "write `%s`", rows[nearest].form);
    else
        tdm_problem_fix(p, "write `patient`, `site`, `protocol`, `zone`, `people`, `synthetic`, `published` or `also`");
}

void tdm_chart_header_read(struct tdm_chart_reader *r, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    bool is_chart = tdm_cursor_take_word(&c, "chart");
    TDM_ASSERT(is_chart);
    r->chart->place = tdm_line_place(r->tree, line);
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD);
    if (name == NULL || !tdm_cursor_done(&c) || line->part_count != 1) {
        struct tdm_problem *p = tdm_chart_refuse(r, TDM_WHY_SYNTAX, "H002", r->chart->place);
        tdm_problem_what(p, "\"%.*s\" does not name the chart", TDM_FMT(line->source));
        tdm_problem_fix(p, "write `chart NAME` and nothing else in this line");
    } else {
        r->chart->name = name->text;
    }
    for (const struct tdm_line *of = line->block; of != NULL; of = of->next) line_read(r, of);
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        if (!rows[i].must || (r->header_seen >> i & 1) != 0) continue;
        struct tdm_problem *p = tdm_chart_refuse(r, TDM_WHY_MISSING, "H006", r->chart->place);
        tdm_problem_what(p, "the chart does not say its `%s`", rows[i].head);
        tdm_problem_fix(p, "write below `chart`, two blanks in: `%s`", rows[i].form);
    }
}

/* ---- what must hold of a header, whoever wrote it */

static void roster_check(struct tdm_chart_reader *r) {
    const struct tdm_chart *chart = r->chart;
    for (uint32_t i = 0; i < chart->person_count; i++) {
        const struct tdm_member *member = &chart->people[i];
        bool both = !tdm_date_is_none(member->from) && !tdm_date_is_none(member->until);
        if (!both || !tdm_date_before(member->until, member->from)) continue;
        struct tdm_problem *p = tdm_chart_refuse(r, TDM_WHY_CONFLICT, "H010", member->place);
        tdm_problem_what(p, "\"%.*s\" stops being \"%.*s\" before beginning", TDM_FMT(member->person),
                         TDM_FMT(member->role));
        tdm_problem_fix(p, "write the earlier date after `from` and the later one after `until`");
    }
    if (chart->person_count > 0 || chart->people == NULL) return; /* null: told as a missing line already */
    struct tdm_problem *p = tdm_chart_refuse(r, TDM_WHY_MISSING, "H011", chart->place);
    tdm_problem_what(p, "nobody stands in `people`, so nobody can write in this chart");
    tdm_problem_fix(p, "write one person a line below `people`: `physician-a physician`");
}

void tdm_chart_header_check(struct tdm_chart_reader *r) {
    const struct tdm_chart *chart = r->chart;
    if (chart->place.line == 0) return; /* no head was found, which is told */
    roster_check(r);
    if (chart->synthetic && chart->published.len > 0) {
        struct tdm_problem *p = tdm_chart_refuse(r, TDM_WHY_CONFLICT, "H013", chart->place);
        tdm_problem_what(p, "the chart is both invented (`synthetic`) and taken from a source (`published`)");
        tdm_problem_fix(p, "keep the one that is true");
    }
    if (chart->zone_name.len > 0) return;
    struct tdm_problem *p = tdm_chart_tell(r, TDM_WHY_MISSING, "H012", chart->place);
    tdm_problem_what(p, "the chart does not name its zone, so its days end as in UTC");
    tdm_problem_fix(p, "write below `chart`, two blanks in: `zone Europe/Berlin`, with the clinic's own zone");
}
