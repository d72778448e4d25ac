/* form_record.c - what a form wishes: its lines, what would follow, and the act, in the writer. Whatever
 * somebody types ends inside the quotes that were meant for it, or the lines are spoiled and nothing is recorded. */
#include "web/web_int.h"

#include "base/canary.h"

void web_tell(struct tdm_problems *problems, tdm_str what) {
    struct tdm_problem *problem =
        tdm_problems_add(problems, TDM_ERROR, TDM_WHY_MISSING, TDM_WEB_NO_CODE, (struct tdm_place){0});
    tdm_problem_what(problem, "%.*s", TDM_FMT(what));
}

static const char lines_file[] = "the form";

/* The minute of the day in the zone of the chart. */
static int64_t minute_of(const struct web_ask *ask) {
    int64_t minute = ask->now.ms / 60000;
    if (ask->episode != NULL)
        for (size_t i = ask->episode->zone.count; i > 0; i--)
            if (ask->episode->zone.steps[i - 1].from.ms <= ask->now.ms) {
                minute += ask->episode->zone.steps[i - 1].offset_minutes;
                break;
            }
    return (minute % 1440 + 1440) % 1440;
}

void web_lines_begin(struct web_ask *ask, struct web_lines *lines, const char *kind) {
    int64_t minute = minute_of(ask);
    tdm_buf_init(&lines->text, ask->mem, TDM_HTTP_BODY_MAX);
    lines->good = true;
    tdm_date_print(&lines->text, ask->today);
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
        if ((c == '"' || c == '\\') && !tdm_canary("entry-text")) tdm_buf_char(&lines->text, '\\');
        if ((c == '\n' && !tdm_canary("entry-text")) || c == '\t') c = ' ';
        if (((unsigned char)c < 0x20 || c == 0x7f) && !tdm_canary("entry-text")) lines->good = false;
        tdm_buf_char(&lines->text, c);
    }
    tdm_buf_char(&lines->text, '"');
}

/* A name by which the entry is corrected later: from its kind, its minute and its words, so that the same form sent
 * twice is still one entry. It ends the first line. */
void web_lines_named(struct web_ask *ask, struct web_lines *lines) {
    tdm_str text = tdm_arena_str(ask->mem, tdm_buf_str(&lines->text));
    size_t end = text.len, kind = sizeof "2025-03-18 10:15 " - 1, blank = 0;
    struct tdm_buf digest;
    (void)tdm_str_find(text, TDM_STR("\n"), &end);
    tdm_str words = tdm_str_slice(text, kind, end);
    if (!tdm_str_find(words, TDM_STR(" "), &blank)) blank = words.len;
    tdm_buf_init(&digest, ask->mem, 80);
    tdm_digest_print(&digest, tdm_digest_of(text));
    lines->text.len = 0;
    tdm_buf_add(&lines->text, tdm_str_slice(text, 0, end));
    tdm_buf_format(&lines->text, ", name %.*s-%.*s-%.*s%.*s-%.*s", TDM_FMT(tdm_str_slice(words, 0, blank)),
                   TDM_FMT(tdm_str_slice(text, 0, 10)), TDM_FMT(tdm_str_slice(text, 11, 13)),
                   TDM_FMT(tdm_str_slice(text, 14, 16)), TDM_FMT(tdm_str_slice(tdm_buf_str(&digest), 0, 6)));
    tdm_buf_add(&lines->text, tdm_str_slice(text, end, text.len));
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

/* ---- reading */

static bool spoiled(struct tdm_problems *problems) {
    struct tdm_problem *problem = tdm_problems_add(problems, TDM_ERROR, TDM_WHY_SYNTAX, TDM_WEB_NO_CODE,
                                                   (struct tdm_place){.file = tdm_str_of(lines_file)});
    tdm_problem_what(problem, "a field of the form holds signs that no entry can have");
    tdm_problem_fix(
        problem,
        "write plain words there, without line breaks, backslashes or #; a number as 2.5, and its unit with it");
    return false;
}

static bool tree_of(struct web_ask *ask, const struct web_lines *lines, const struct tdm_tree **tree,
                    struct tdm_problems *problems) {
    struct tdm_buf text;
    if (!lines->good || lines->text.failed) return spoiled(problems);
    tdm_buf_init(&text, ask->mem, TDM_HTTP_BODY_MAX + 2);
    tdm_buf_add(&text, tdm_buf_str(&lines->text));
    tdm_buf_char(&text, '\n');
    return tdm_notation_read(ask->mem, tdm_str_of(lines_file), tdm_buf_str(&text), tree, problems);
}

/* ---- wishes */

/* What somebody typed, in one line: a text area has line ends. */
tdm_str web_one_line(struct web_ask *ask, const char *name) {
    tdm_str said = web_field(ask, name);
    struct tdm_buf text;
    tdm_buf_init(&text, ask->mem, TDM_HTTP_BODY_MAX);
    for (size_t i = 0; i < said.len; i++) {
        char c = said.at[i];
        if (c == '\r' && i + 1 < said.len && said.at[i + 1] == '\n') continue;
        tdm_buf_char(&text, c == '\r' || c == '\n' || c == '\t' ? ' ' : c);
    }
    return tdm_buf_str(&text);
}

void web_wish_begin(struct web_ask *ask, struct web_wish *out, enum tdm_verb verb) {
    int64_t minute = minute_of(ask);
    *out = (struct web_wish){.wish = {.verb = verb, .as = ask->account.person, .on = ask->today}};
    out->wish.at = (tdm_time){(int32_t)minute};
    out->wish.day = TDM_DATE_NONE;
    out->wish.because = web_one_line(ask, "because");
    tdm_buf_init(&out->lines.text, ask->mem, TDM_HTTP_BODY_MAX);
    out->lines.good = true;
}

void web_wish_words(struct web_ask *ask, struct web_wish *wish) {
    wish->wish.words = web_one_line(ask, "words");
}

/* The lines below, apart: nothing that somebody typed has a line end in it. */
static void take_lines(struct web_ask *ask, struct web_wish *wish) {
    tdm_str rest = tdm_buf_str(&wish->lines.text);
    uint32_t count = 0;
    for (size_t i = 0; i < rest.len; i++) count += rest.at[i] == '\n';
    tdm_str *lines = TDM_NEW_ARRAY(ask->mem, tdm_str, count + 1);
    wish->wish.line_count = 0;
    while (rest.len > 0) {
        size_t end = rest.len;
        (void)tdm_str_find(rest, TDM_STR("\n"), &end);
        tdm_str line = tdm_str_trim(tdm_str_slice(rest, 0, end));
        if (line.len > 0) lines[wish->wish.line_count++] = line;
        rest = tdm_str_slice(rest, end + 1, rest.len);
    }
    wish->wish.lines = lines;
}

/* What would follow from entries: as if they were in the chart. */
static void judge_tree(struct web_ask *ask, const struct tdm_tree *tree, struct web_tried *out) {
    struct web_episode *e = ask->episode;
    const struct tdm_chart *chart;
    const struct tdm_case *after;
    if (!tdm_chart_extend(ask->mem, e->chart, tree, &e->zone, &chart, &out->problems) ||
        !tdm_case_open(ask->mem, &e->library, chart, &after, &out->problems))
        return;
    out->judgement =
        tdm_judge(ask->mem, &(struct tdm_proposal){e->episode, after, tree->file, e->others, e->other_count}, e->asof);
}

void web_try(struct web_ask *ask, struct web_wish *wish, struct web_tried *out) {
    struct tdm_problem problem = {0};
    struct tdm_buf text;
    const struct tdm_tree *tree;
    out->judgement = NULL;
    tdm_problems_init(&out->problems);
    tdm_buf_init(&text, ask->mem, TDM_HTTP_BODY_MAX);
    take_lines(ask, wish);
    if (!tdm_wish_write(ask->mem, &wish->wish, ask->episode->chart, &text, &problem)) {
        (void)web_keep(&out->problems, &problem);
        return;
    }
    if (tdm_notation_read(ask->mem, tdm_str_of(lines_file), tdm_buf_str(&text), &tree, &out->problems))
        judge_tree(ask, tree, out);
}

void web_try_lines(struct web_ask *ask, const struct web_lines *lines, struct web_tried *out) {
    const struct tdm_tree *tree;
    out->judgement = NULL;
    tdm_problems_init(&out->problems);
    if (tree_of(ask, lines, &tree, &out->problems)) judge_tree(ask, tree, out);
}

/* ---- acts: permission, verdict, append, outbox, all of it in `clinic` */

static struct tdm_act act_of(struct web_ask *ask) {
    struct web_episode *e = ask->episode;
    return (struct tdm_act){.library = &e->library,
                            .zone = e->zone,
                            .now = ask->now,
                            .as = ask->account.person,
                            .has_seen = true,
                            .seen = e->seen,
                            .judged = true,
                            .on = e->asof.on,
                            .others = e->others,
                            .other_count = e->other_count};
}

bool web_act_begin(struct web_ask *ask, struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    TDM_ASSERT(ask->web->process == TDM_HTTP_WRITER);
    return tdm_clinic_begin(ask->web->clinic, &problem) || web_keep(problems, &problem);
}

bool web_act_end(struct web_ask *ask, bool good, struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    if (good && !tdm_clinic_commit(ask->web->clinic, &problem)) good = web_keep(problems, &problem);
    if (!good) tdm_clinic_abandon(ask->web->clinic);
    web_count(good ? &ask->web->counts->recorded : &ask->web->counts->refused, 1);
    return good;
}

bool web_record(struct web_ask *ask, struct web_wish *wish, struct web_tried *out) {
    struct tdm_act act = act_of(ask);
    struct tdm_taken taken = {0};
    struct tdm_wishing wishing = {ask->episode->name, &wish->wish};
    out->judgement = NULL;
    tdm_problems_init(&out->problems);
    take_lines(ask, wish);
    if (!wish->lines.good || wish->lines.text.failed) return spoiled(&out->problems);
    if (web_meanwhile(ask, &out->problems)) return false;
    if (!web_act_begin(ask, &out->problems)) return false;
    bool good = tdm_clinic_wish(ask->mem, ask->web->clinic, &act, &wishing, &taken, &out->problems);
    out->judgement = taken.judgement;
    return web_act_end(ask, good, &out->problems);
}

bool web_record_lines(struct web_ask *ask, const struct web_lines *lines, struct tdm_problems *problems) {
    struct tdm_act act = act_of(ask);
    struct tdm_taken taken = {0};
    const struct tdm_tree *tree;
    act.judged = false; /* what somebody feels is recorded, whatever the protocol says of it */
    if (web_meanwhile(ask, problems)) return false;
    if (!tree_of(ask, lines, &tree, problems) || !web_act_begin(ask, problems)) return false;
    bool good = tdm_clinic_record(ask->mem, ask->web->clinic, &act, ask->episode->name, tree, &taken, problems);
    return web_act_end(ask, good, problems);
}

/* `protocol`: that under which the episode goes on; null: an entry like others. What a patient says of themselves is
 * shown its verdict and then recorded, as the diary is: a fact waits for nobody's reason (M60). */
bool web_record_judged(struct web_ask *ask, const struct web_lines *lines, const struct tdm_protocol *protocol,
                       struct web_tried *out) {
    struct tdm_act act = act_of(ask);
    struct tdm_taken taken = {0};
    const struct tdm_tree *tree;
    act.judged = !ask->is_self;
    out->judgement = NULL;
    tdm_problems_init(&out->problems);
    if (web_meanwhile(ask, &out->problems)) return false;
    if (!tree_of(ask, lines, &tree, &out->problems) || !web_act_begin(ask, &out->problems)) return false;
    bool good;
    if (protocol == NULL) {
        good = tdm_clinic_record(ask->mem, ask->web->clinic, &act, ask->episode->name, tree, &taken, &out->problems);
    } else {
        struct tdm_amending amending = {ask->episode->name, protocol, tree};
        act.protocol_text = web_shelf_text(protocol);
        good = tdm_clinic_amend(ask->mem, ask->web->clinic, &act, &amending, &taken, &out->problems);
    }
    out->judgement = taken.judgement;
    return web_act_end(ask, good, &out->problems);
}

bool web_is_told(const struct web_tried *tried) {
    return tried->judgement != NULL && tried->judgement->verdict != TDM_VERDICT_FINE;
}
