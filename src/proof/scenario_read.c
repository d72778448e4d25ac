/* scenario_read.c - the shape of a file of scenarios: its head, courses, scenarios and explanations. */
#include "proof/scenario_int.h"

struct reading {
    struct tdm_arena *mem;
    struct tdm_scenarios *s;
    struct tdm_course *courses;
    struct tdm_scenario *items;
    struct tdm_unnoticed *unnoticed;
    size_t course_room, item_room, unnoticed_room;
    struct tdm_problems *problems;
};

bool tdm_is_scenarios(tdm_str text) {
    while (text.len > 0) {
        size_t end = text.len;
        (void)tdm_str_find(text, TDM_STR("\n"), &end);
        tdm_str line = tdm_str_trim(tdm_str_slice(text, 0, end));
        if (line.len > 0 && line.at[0] != '#') return tdm_str_starts_with(line, TDM_STR("scenarios for "));
        text = tdm_str_slice(text, end + 1, text.len);
    }
    return false;
}

static struct tdm_problem *refuse(struct reading *r, enum tdm_why why, const char *code, struct tdm_place place) {
    return tdm_problems_add(r->problems, TDM_ERROR, why, code, place);
}

static struct tdm_place place_of(const struct reading *r, const struct tdm_line *line) {
    return tdm_line_place(r->s->tree, line);
}

bool tdm_scenario_form(uint32_t index, struct tdm_scenario_form *out) {
    static const struct tdm_scenario_form lines[] = {
        {"", "scenarios", "scenarios for NAME version N.N", true, false},
        {"", "course", "course NAME", false, true},
        {"", "scenario", "scenario TEXT", true, true},
        {"", "unnoticed", "unnoticed TEXT [in BLOCK], because TEXT", false, true},
        {"scenarios", "site", "site REGION, right or left or none", true, false},
        {"scenarios", "day", "day 0 is DATE", true, false},
        {"scenarios", "people", "people", false, false},
        {"course", "given", "given COURSE [, COURSE]", false, true},
        {"course", "day", "day N [to N [every N days]] ENTRY", false, true},
        {"scenario", "given", "given COURSE [, COURSE]", false, true},
        {"scenario", "day", "day N [to N [every N days]] ENTRY", false, true},
        {"would", "day", "day N ENTRY", true, false},
        {"scenario", "expect", "expect on day N [, known day N]", true, true},
    };
    if (index >= TDM_COUNT(lines)) return exam_form(index - (uint32_t)TDM_COUNT(lines), out);
    *out = lines[index];
    return true;
}

/* ---- the head */

static void bad_head(struct reading *r, struct tdm_place place) {
    struct tdm_problem *p = refuse(r, TDM_WHY_SYNTAX, "X001", place);
    tdm_problem_what(p, "a file of scenarios begins with the protocol they are for");
    tdm_problem_fix(p, "write `scenarios for knee-oa-bmac version 1.1`");
}

static bool read_first(struct reading *r, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(r->s->tree, line, 0);
    const struct tdm_term *name = NULL, *version = NULL;
    bool good = tdm_cursor_take_words(&c, "scenarios for") && (name = tdm_cursor_take(&c, TDM_TERM_WORD)) != NULL &&
                tdm_cursor_take_word(&c, "version") && (version = tdm_cursor_take(&c, TDM_TERM_NUMBER)) != NULL &&
                tdm_cursor_done(&c) && line->part_count == 1;
    if (!good) {
        bad_head(r, place_of(r, line));
        return false;
    }
    r->s->head = line;
    r->s->protocol = name->text;
    r->s->version = version->text;
    r->s->protocol_place = tdm_term_place(r->s->tree, name);
    return true;
}

static bool read_day0(struct reading *r, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(r->s->tree, line, 0);
    const struct tdm_term *zero = NULL, *date = NULL;
    if (!tdm_cursor_take_word(&c, "day") || (zero = tdm_cursor_take(&c, TDM_TERM_NUMBER)) == NULL ||
        !tdm_str_is(zero->text, "0") || !tdm_cursor_take_word(&c, "is") ||
        (date = tdm_cursor_take(&c, TDM_TERM_DATE)) == NULL || !tdm_cursor_done(&c))
        return false;
    r->s->day0 = date->date;
    return true;
}

static void read_head(struct reading *r, const struct tdm_line *line) {
    for (const struct tdm_line *l = line->block; l != NULL; l = l->next) {
        tdm_str head = tdm_line_head(l);
        if (tdm_str_is(head, "site")) {
            r->s->site = l;
        } else if (tdm_str_is(head, "people")) {
            r->s->people = l;
        } else if (!tdm_str_is(head, "day") || !read_day0(r, l)) {
            struct tdm_problem *p = refuse(r, TDM_WHY_SYNTAX, "X002", place_of(r, l));
            tdm_problem_what(p, "`%.*s` is no line of the head of scenarios", TDM_FMT(l->source));
            tdm_problem_fix(p, "write `site knee, right`, `day 0 is 2025-03-03`, or `people` with one a line below it");
        }
    }
    bool lacks_day = tdm_date_is_none(r->s->day0);
    if (!lacks_day && r->s->site != NULL) return;
    struct tdm_problem *p = refuse(r, TDM_WHY_MISSING, "X003", place_of(r, line));
    tdm_problem_what(p, "the head does not say %s", lacks_day ? "which date day 0 is" : "which site is treated");
    tdm_problem_fix(p, "write below it: `%s`", lacks_day ? "day 0 is 2025-03-03" : "site knee, right");
}

/* ---- blocks */

static bool is_course(const struct reading *r, tdm_str name) {
    for (uint32_t i = 0; i < r->s->course_count; i++)
        if (tdm_str_equal(r->courses[i].name, name)) return true;
    return false;
}

static bool is_scenario(const struct reading *r, tdm_str title) {
    for (uint32_t i = 0; i < r->s->count; i++)
        if (tdm_str_equal(r->items[i].title, title)) return true;
    return false;
}

static void twice(struct reading *r, struct tdm_place place, tdm_str name) {
    struct tdm_problem *p = refuse(r, TDM_WHY_CONFLICT, "X004", place);
    tdm_problem_what(p, "`%.*s` is told twice in this file", TDM_FMT(name));
    tdm_problem_fix(p, "give one of them another name");
}

/* `given NAME [, NAME]`: courses that stand above. */
static void check_given(struct reading *r, const struct tdm_line *line) {
    for (uint32_t i = 0; i < line->part_count; i++) {
        struct tdm_cursor c = tdm_cursor_of(r->s->tree, line, i);
        if (i == 0) (void)tdm_cursor_take_word(&c, "given");
        const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD);
        if (name != NULL && is_course(r, name->text) && tdm_cursor_done(&c)) continue;
        tdm_str names[64];
        size_t count = 0;
        for (; count < r->s->course_count && count < TDM_COUNT(names); count++) names[count] = r->courses[count].name;
        int nearest = name == NULL ? -1 : tdm_nearest(name->text, names, count);
        struct tdm_problem *p =
            refuse(r, TDM_WHY_NOT_FOUND, "X005",
                   name == NULL ? tdm_line_place(r->s->tree, line) : tdm_term_place(r->s->tree, name));
        if (name == NULL)
            tdm_problem_what(p, "`%.*s` does not say which course", TDM_FMT(line->source));
        else
            tdm_problem_what(p, "no course `%.*s` is told above", TDM_FMT(name->text));
        if (nearest >= 0)
            tdm_problem_fix(p, "write `%.*s`", TDM_FMT(names[nearest]));
        else
            tdm_problem_fix(p, "tell it above: `course NAME`, and its entries below that line");
    }
}

static void check_block(struct reading *r, const struct tdm_line *block, bool scenario) {
    uint32_t expectations = 0;
    for (const struct tdm_line *l = block->block; l != NULL; l = l->next) {
        tdm_str head = tdm_line_head(l);
        bool expect = tdm_str_is(head, "expect");
        struct tdm_asof asof;
        if (tdm_str_is(head, "given")) {
            check_given(r, l);
        } else if (scenario && expect && scenario_asof(r->s, l, &asof)) {
            expectations += l->block != NULL;
        } else if (!tdm_str_is(head, "day")) {
            struct tdm_problem *p = refuse(r, TDM_WHY_SYNTAX, "X006", place_of(r, l));
            tdm_problem_what(p, "`%.*s` is neither an entry nor an expectation", TDM_FMT(l->source));
            tdm_problem_fix(p, "%s",
                            !scenario ? "write `given NAME`, or an entry: `day 0 procedure ...`"
                            : expect  ? "write `expect on day 28`, or `expect on day 28, known day 27`"
                                      : "write `given NAME`, an entry: `day 0 procedure ...`, or `expect on day 28`");
        }
    }
    if (!scenario || expectations > 0) return;
    struct tdm_problem *p = refuse(r, TDM_WHY_MISSING, "X007", place_of(r, block));
    tdm_problem_what(p, "the scenario expects nothing");
    tdm_problem_fix(p, "write `expect on day 28`, and below it what must be so: `gate resume-active-pt closed`");
}

static void read_course(struct reading *r, const struct tdm_line *line, const struct tdm_term *name) {
    if (is_course(r, name->text)) twice(r, tdm_term_place(r->s->tree, name), name->text);
    check_block(r, line, false);
    TDM_GROW(r->mem, r->courses, r->s->course_count, r->course_room);
    r->courses[r->s->course_count++] = (struct tdm_course){name->text, line};
    r->s->courses = r->courses;
}

static void read_scenario(struct reading *r, const struct tdm_line *line, const struct tdm_term *title) {
    if (is_scenario(r, title->text)) twice(r, tdm_term_place(r->s->tree, title), title->text);
    check_block(r, line, true);
    TDM_GROW(r->mem, r->items, r->s->count, r->item_room);
    r->items[r->s->count++] = (struct tdm_scenario){title->text, line};
    r->s->items = r->items;
}

/* unnoticed "LINE" [in BLOCK], because "TEXT" */
static bool read_unnoticed(struct reading *r, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(r->s->tree, line, 0);
    const struct tdm_term *text = NULL, *because = NULL, *block = NULL;
    if (!tdm_cursor_take_word(&c, "unnoticed") || (text = tdm_cursor_take(&c, TDM_TERM_TEXT)) == NULL) return false;
    if (tdm_cursor_take_word(&c, "in") && (block = tdm_cursor_take(&c, TDM_TERM_WORD)) == NULL) return false;
    if (!tdm_cursor_done(&c) || line->part_count != 2) return false;
    c = tdm_cursor_of(r->s->tree, line, 1);
    if (!tdm_cursor_take_word(&c, "because") || (because = tdm_cursor_take(&c, TDM_TERM_TEXT)) == NULL ||
        !tdm_cursor_done(&c))
        return false;
    TDM_GROW(r->mem, r->unnoticed, r->s->unnoticed_count, r->unnoticed_room);
    r->unnoticed[r->s->unnoticed_count++] = (struct tdm_unnoticed){
        text->text, block == NULL ? (tdm_str){0} : block->text, because->text, tdm_line_place(r->s->tree, line)};
    r->s->unnoticed = r->unnoticed;
    return true;
}

static void read_block(struct reading *r, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(r->s->tree, line, 0);
    const struct tdm_term *term = NULL;
    if (tdm_cursor_take_word(&c, "course") && (term = tdm_cursor_take(&c, TDM_TERM_WORD)) != NULL &&
        tdm_cursor_done(&c)) {
        read_course(r, line, term);
        return;
    }
    c = tdm_cursor_of(r->s->tree, line, 0);
    if (tdm_cursor_take_word(&c, "scenario") && (term = tdm_cursor_take(&c, TDM_TERM_TEXT)) != NULL &&
        tdm_cursor_done(&c)) {
        read_scenario(r, line, term);
        return;
    }
    if (read_unnoticed(r, line)) return;
    struct tdm_problem *p = refuse(r, TDM_WHY_SYNTAX, "X008", place_of(r, line));
    tdm_problem_what(p, "`%.*s` begins no block of a file of scenarios", TDM_FMT(line->source));
    tdm_problem_fix(p, "write `course NAME`, `scenario \"TITLE\"`, or `unnoticed \"LINE\" in BLOCK, because \"TEXT\"`");
}

bool tdm_scenarios_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_scenarios **out,
                        struct tdm_problems *problems) {
    struct tdm_scenarios *s = TDM_NEW(mem, struct tdm_scenarios);
    struct reading r = {.mem = mem, .s = s, .problems = problems};
    uint32_t before = problems->errors;
    s->tree = tree;
    s->day0 = TDM_DATE_NONE;
    if (tree->first == NULL) {
        bad_head(&r, (struct tdm_place){tree->file, 1, 1, 1});
        return false;
    }
    if (!read_first(&r, tree->first)) return false;
    read_head(&r, tree->first);
    for (const struct tdm_line *line = tree->first->next; line != NULL; line = line->next) read_block(&r, line);
    *out = s;
    return problems->errors == before;
}
