/* form_record.c - an entry written by a form: its lines, what would follow, and recording it in the writer. Whatever
 * somebody types ends inside the quotes that were meant for it, or the lines are spoiled and nothing is recorded. */
#include "web/web_int.h"

static const char lines_file[] = "the form";

void web_lines_begin(struct web_ask *ask, struct web_lines *lines, const char *kind) {
    int64_t minute = ask->now.ms / 60000;
    tdm_buf_init(&lines->text, ask->mem, TDM_HTTP_BODY_MAX);
    lines->good = true;
    tdm_date_print(&lines->text, ask->today);
    /* The minute in the zone of the chart. */
    if (ask->episode != NULL)
        for (size_t i = ask->episode->zone.count; i > 0; i--)
            if (ask->episode->zone.steps[i - 1].from.ms <= ask->now.ms) {
                minute += ask->episode->zone.steps[i - 1].offset_minutes;
                break;
            }
    minute = (minute % 1440 + 1440) % 1440;
    tdm_buf_format(&lines->text, " %02d:%02d %s", (int)(minute / 60), (int)(minute % 60), kind);
}

void web_lines_word(struct web_lines *lines, const char *before, tdm_str word) {
    for (size_t i = 0; i < word.len; i++) {
        char c = word.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                     c == '_' || c == '.';
        if (!plain) lines->good = false;
    }
    if (word.len == 0 || word.len > 64) lines->good = false;
    tdm_buf_format(&lines->text, "%s%.*s", before, TDM_FMT(word));
}

void web_lines_quoted(struct web_lines *lines, const char *before, tdm_str text) {
    text = tdm_str_trim(text);
    if (text.len == 0) return;
    tdm_buf_format(&lines->text, "%s\"", before);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '"' || c == '\\') tdm_buf_char(&lines->text, '\\');
        if (c == '\n' || c == '\t') c = ' ';
        if ((unsigned char)c < 0x20 || c == 0x7f) lines->good = false;
        tdm_buf_char(&lines->text, c);
    }
    tdm_buf_char(&lines->text, '"');
}

void web_lines_below(struct web_lines *lines) {
    tdm_buf_text(&lines->text, "\n  ");
}

void web_lines_plain(struct web_lines *lines, tdm_str text) {
    uint32_t quotes = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if ((unsigned char)c < 0x20 || c == 0x7f || c == '#' || c == '\\') lines->good = false;
        quotes += c == '"';
    }
    if (quotes % 2 != 0 || text.len > 400) lines->good = false;
    tdm_buf_add(&lines->text, text);
}

/* ---- trying */

static bool spoiled(struct web_ask *ask, struct tdm_problems *problems) {
    struct tdm_problem *problem = tdm_problems_add(problems, TDM_ERROR, TDM_WHY_SYNTAX, TDM_WEB_NO_CODE,
                                                   (struct tdm_place){.file = tdm_str_of(lines_file)});
    (void)ask;
    tdm_problem_what(problem, "a field of the form holds signs that no entry can have");
    tdm_problem_fix(problem, "write plain words there, without line breaks, backslashes or #");
    return false;
}

static bool tree_of(struct web_ask *ask, const struct web_lines *lines, const struct tdm_tree **tree,
                    struct tdm_problems *problems) {
    struct tdm_buf text;
    if (!lines->good || lines->text.failed) return spoiled(ask, problems);
    tdm_buf_init(&text, ask->mem, TDM_HTTP_BODY_MAX + 2);
    tdm_buf_add(&text, tdm_buf_str(&lines->text));
    tdm_buf_char(&text, '\n');
    return tdm_notation_read(ask->mem, tdm_str_of(lines_file), tdm_buf_str(&text), tree, problems);
}

void web_try(struct web_ask *ask, const struct web_lines *lines, struct web_tried *out) {
    struct web_episode *e = ask->episode;
    const struct tdm_tree *tree;
    const struct tdm_chart *chart;
    const struct tdm_case *after;
    out->judgement = NULL;
    tdm_problems_init(&out->problems);
    if (!tree_of(ask, lines, &tree, &out->problems) ||
        !tdm_chart_extend(ask->mem, e->chart, tree, &e->zone, &chart, &out->problems) ||
        !tdm_case_open(ask->mem, &e->library, chart, &after, &out->problems))
        return;
    out->judgement =
        tdm_judge(ask->mem, &(struct tdm_proposal){e->episode, after, tree->file, e->others, e->other_count}, e->asof);
}

/* ---- recording */

bool web_record(struct web_ask *ask, const struct web_lines *lines, struct tdm_problems *problems) {
    struct web_episode *e = ask->episode;
    const struct tdm_tree *tree;
    struct tdm_problem problem = {0};
    struct tdm_taken taken = {0};
    struct tdm_act act = {.library = &e->library,
                          .zone = e->zone,
                          .now = ask->now,
                          .as = ask->account.person,
                          .has_seen = true,
                          .seen = e->seen};
    TDM_ASSERT(ask->web->process == TDM_HTTP_WRITER);
    if (!tree_of(ask, lines, &tree, problems)) return false;
    bool good = tdm_clinic_begin(ask->web->clinic, &problem);
    if (!good) {
        (void)tdm_problems_add(problems, TDM_ERROR, problem.why, problem.code, problem.place);
        return false;
    }
    good = tdm_clinic_record(ask->mem, ask->web->clinic, &act, e->name, tree, &taken, problems);
    if (good && !tdm_clinic_commit(ask->web->clinic, &problem)) {
        struct tdm_problem *kept = tdm_problems_add(problems, TDM_ERROR, problem.why, problem.code, problem.place);
        tdm_problem_what(kept, "%s", problem.what);
        tdm_problem_fix(kept, "%s", problem.fix);
        good = false;
    }
    if (!good) tdm_clinic_abandon(ask->web->clinic);
    web_count(good ? &ask->web->counts->recorded : &ask->web->counts->refused, 1);
    return good;
}

/* ---- what was looked at */

static tdm_str standing_digest(struct web_ask *ask, const struct tdm_standing *standing) {
    struct tdm_buf text;
    tdm_buf_init(&text, ask->mem, 80);
    tdm_digest_print(&text, tdm_standing_digest(standing, ask->mem));
    return tdm_buf_str(&text);
}

void web_seen_fields(struct web_ask *ask) {
    struct tdm_buf on;
    tdm_buf_init(&on, ask->mem, 20);
    tdm_date_print(&on, ask->episode->asof.on);
    web_form_hidden(ask, "standing", standing_digest(ask, ask->episode->standing));
    web_form_hidden(ask, "on", tdm_buf_str(&on));
    web_form_hidden(ask, "known", web_format(ask, "%lld", (long long)ask->now.ms));
}

bool web_still_so(struct web_ask *ask) {
    return tdm_str_equal(web_field(ask, "standing"), standing_digest(ask, ask->episode->standing));
}

void web_what_changed(struct web_ask *ask) {
    struct tdm_asof then = ask->episode->asof;
    int64_t known;
    if (tdm_parse_i64(web_field(ask, "known"), &known)) then.known = (tdm_instant){known};
    tdm_date on;
    if (tdm_date_parse(web_field(ask, "on"), &on)) then.on = on;
    if (then.on.day > ask->episode->asof.on.day) then.on = ask->episode->asof.on;
    const struct tdm_standing *before = web_episode_standing(ask->mem, ask->episode, then);
    tdm_part_differences(&ask->part, before, ask->episode->standing);
}
