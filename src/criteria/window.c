/* window.c - the qualifiers of a criterion: over which readings it is asked, and how many of them there must be (M3).
 */
#include "criteria/criteria_int.h"

static const struct statistic_word {
    const char *word;
    enum tdm_statistic statistic;
} statistics[] = {
    {"latest", TDM_STAT_LATEST}, {"mean", TDM_STAT_MEAN},   {"worst", TDM_STAT_WORST},
    {"best", TDM_STAT_BEST},     {"every", TDM_STAT_EVERY},
};

static bool count_read(struct condition_reader *r, struct tdm_cursor *c, const char *of_what, uint16_t *out) {
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *number = tdm_cursor_take(c, TDM_TERM_NUMBER);
    int64_t whole;
    if (number != NULL && tdm_parse_i64(number->text, &whole) && whole >= 1 && whole <= 9999) {
        *out = (uint16_t)whole;
        return true;
    }
    struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_RANGE, "K035", place);
    if (number == NULL)
        tdm_problem_what(p, "the number of %s is missing", of_what);
    else
        tdm_problem_what(p, "\"%.*s\" cannot count %s", TDM_FMT(number->text), of_what);
    tdm_problem_fix(p, "write a whole number from 1 up");
    return false;
}

static bool again(struct condition_reader *r, struct tdm_place place, const char *what) {
    struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_CONFLICT, "K037", place);
    tdm_problem_what(p, "%s is said twice", what);
    tdm_problem_fix(p, "leave one of the two out");
    return false;
}

static bool window_read(struct condition_reader *r, struct tdm_cursor *c, struct tdm_criterion *out) {
    bool within = tdm_cursor_take_word(c, "within");
    if (!within && !tdm_cursor_take_word(c, "of")) return tdm_phrase_done(c, r->problems);
    struct tdm_place place = tdm_cursor_place(c);
    if (!tdm_read_span(c, &out->window, r->problems)) return false;
    out->over = within ? TDM_OVER_WITHIN : TDM_OVER_OF;
    out->has_window = true;
    if (within || out->window.count > 0) return true;
    struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_RANGE, "K035", place);
    tdm_problem_what(p, "a window of no days holds no reading");
    tdm_problem_fix(p, "write `of 1 days` for the day itself");
    return false;
}

/* `latest within 7 days`, `mean of 7 days`, `last 2 sessions`; *known is false when the part begins otherwise. */
static bool over_read(struct condition_reader *r, struct tdm_cursor *c, struct tdm_criterion *out, bool *known) {
    struct tdm_place place = tdm_cursor_place(c);
    *known = true;
    if (tdm_cursor_take_word(c, "last")) {
        if (out->over != TDM_OVER_NONE || out->statistic != TDM_STAT_NONE) return again(r, place, "the window");
        out->over = TDM_OVER_SESSIONS;
        if (!count_read(r, c, "sessions", &out->sessions)) return false;
        if (tdm_cursor_take_word(c, "sessions") || tdm_cursor_take_word(c, "session")) return true;
        struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_SYNTAX, "K036", tdm_cursor_place(c));
        tdm_problem_what(p, "last %u of what is missing", out->sessions);
        tdm_problem_fix(p, "write: last %u sessions; for days write: every of 7 days, at least 4 readings",
                        out->sessions);
        return false;
    }
    for (size_t i = 0; i < TDM_COUNT(statistics); i++) {
        if (!tdm_cursor_take_word(c, statistics[i].word)) continue;
        if (out->over != TDM_OVER_NONE || out->statistic != TDM_STAT_NONE) return again(r, place, "the window");
        out->statistic = statistics[i].statistic;
        return window_read(r, c, out);
    }
    *known = false;
    return true;
}

static bool readings_read(struct condition_reader *r, struct tdm_cursor *c, struct tdm_criterion *out) {
    struct tdm_place place = tdm_cursor_place(c);
    if (out->least_readings > 0) return again(r, place, "the number of readings");
    if (!count_read(r, c, "readings", &out->least_readings)) return false;
    if (tdm_cursor_take_word(c, "readings") || tdm_cursor_take_word(c, "reading")) return true;
    struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_SYNTAX, "K036", tdm_cursor_place(c));
    tdm_problem_what(p, "at least %u of what is missing", out->least_readings);
    tdm_problem_fix(p, "write: at least %u readings", out->least_readings);
    return false;
}

bool tdm_qualifiers_read(struct condition_reader *r, struct parts_cursor *p, struct tdm_criterion *out) {
    if (!tdm_phrase_done(&p->c, r->problems)) return false;
    while (tdm_parts_next(p)) {
        bool known;
        if (!over_read(r, &p->c, out, &known)) return false;
        if (!known && tdm_cursor_take_words(&p->c, "at least")) {
            known = true;
            if (!readings_read(r, &p->c, out)) return false;
        }
        if (known && !tdm_phrase_done(&p->c, r->problems)) return false;
        if (known) continue;
        struct tdm_problem *problem = tdm_criteria_refuse(r->problems, TDM_WHY_SYNTAX, "K036", tdm_cursor_place(&p->c));
        tdm_problem_what(problem, "\"%.*s\" begins no part of a criterion", TDM_FMT(p->c.at->text));
        tdm_problem_fix(problem, "write `latest within 7 days`, `mean of 7 days`, `last 2 sessions` or `at least 4 "
                                 "readings`");
        return false;
    }
    return true;
}

/* ---- coverage */

/* Readings of one day count as one (M29), so that a window of N days holds N at most. */
static int32_t days_most(const struct tdm_criterion *criterion) {
    int32_t least, most;
    tdm_span_day_range(criterion->window, &least, &most);
    return criterion->over == TDM_OVER_WITHIN ? most + 1 : most; /* no span is as long as numbers go */
}

bool tdm_coverage_check(struct condition_reader *r, struct tdm_place place, const struct tdm_criterion *criterion) {
    bool days = criterion->over == TDM_OVER_WITHIN || criterion->over == TDM_OVER_OF;
    bool aggregate = days && criterion->statistic != TDM_STAT_LATEST;
    if (aggregate && criterion->least_readings == 0) {
        int32_t half = days_most(criterion) / 2 + 1;
        struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_MISSING, "K002", place);
        tdm_problem_what(p, "how many readings there must be is not said; without it one reading would pass for all");
        tdm_problem_fix(p, "add the least number, such as: , at least %d readings", half > 9999 ? 9999 : half);
        return false;
    }
    if (!aggregate && criterion->least_readings > 0) {
        struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_CONFLICT, "K038", place);
        tdm_problem_what(p, "a number of readings does not go with %s",
                         criterion->over == TDM_OVER_SESSIONS ? "sessions: each of them must be usable"
                                                              : "latest: it is one reading");
        tdm_problem_fix(p, "leave out \"at least %u readings\"", criterion->least_readings);
        return false;
    }
    if (!aggregate || criterion->least_readings <= days_most(criterion)) return true;
    struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_RANGE, "K029", place);
    tdm_problem_what(p, "%u readings cannot lie in %d days: those of one day count as one", criterion->least_readings,
                     days_most(criterion));
    tdm_problem_fix(p, "write at most %d readings, or a longer window", days_most(criterion));
    return false;
}
