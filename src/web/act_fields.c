/* act_fields.c - the fields of the acts that a physician or therapist records by a form, and the lines they become. */
#include "web/act_forms.h"

#include "base/canary.h"

/* ---- pieces */

struct web_options web_options_of(struct web_ask *ask, uint32_t most) {
    return (struct web_options){TDM_NEW_ARRAY(ask->mem, tdm_str, most + 1), TDM_NEW_ARRAY(ask->mem, tdm_str, most + 1),
                                0};
}

void web_options_put(struct web_options *list, tdm_str word, tdm_str label) {
    list->words[list->count] = word;
    list->labels[list->count++] = label;
}

void web_act_select(struct web_ask *ask, const char *name, enum tdm_message label, const struct web_options *list) {
    tdm_str said = web_field(ask, name);
    if (said.len == 0) said = tdm_http_field(&ask->http->query, name);
    struct web_input input = {.name = name,
                              .type = "select",
                              .label = web_words(ask, label),
                              .choices = list->words,
                              .choice_labels = list->labels,
                              .choice_count = list->count,
                              .value = said};
    web_form_input(ask, &input);
}

void web_act_choice(struct web_ask *ask, const char *name, enum tdm_message label, const struct web_choice *choices,
                    uint32_t count) {
    struct web_options list = web_options_of(ask, count);
    for (uint32_t i = 0; i < count; i++)
        web_options_put(&list, tdm_str_of(choices[i].word), web_words(ask, choices[i].label));
    web_act_select(ask, name, label, &list);
}

void web_act_text(struct web_ask *ask, const char *name, enum tdm_message label, enum tdm_message hint, bool must) {
    tdm_str said = web_field(ask, name);
    struct web_input input = {.name = name,
                              .type = "textarea",
                              .label = web_words(ask, label),
                              .hint = hint == TDM_MESSAGE_COUNT ? (tdm_str){0} : web_words(ask, hint),
                              .value = said,
                              .must = must};
    web_form_input(ask, &input);
}

void web_act_day(struct web_ask *ask, enum tdm_message label, enum tdm_message hint) {
    struct tdm_buf today;
    tdm_buf_init(&today, ask->mem, 20);
    tdm_date_print(&today, ask->today);
    struct web_input input = {.name = "day",
                              .type = "date",
                              .label = web_words(ask, label),
                              .hint = hint == TDM_MESSAGE_COUNT ? (tdm_str){0} : web_words(ask, hint),
                              .value = web_field(ask, "day").len > 0 ? web_field(ask, "day") : tdm_buf_str(&today),
                              .must = true,
                              .short_one = true};
    web_form_input(ask, &input);
}

static const struct web_choice reasons[] = {{"", TDM_MSG_WEB_NOT_SAID},
                                            {"clinical-judgement", TDM_MSG_ACT_REASON_JUDGEMENT},
                                            {"patient-wish", TDM_MSG_ACT_REASON_WISH},
                                            {"scheduling", TDM_MSG_ACT_REASON_SCHEDULING},
                                            {"equipment", TDM_MSG_ACT_REASON_EQUIPMENT},
                                            {"side-effect", TDM_MSG_ACT_REASON_SIDE_EFFECT},
                                            {"safety", TDM_MSG_ACT_REASON_SAFETY},
                                            {"data-error", TDM_MSG_ACT_REASON_DATA},
                                            {"other", TDM_MSG_ACT_REASON_OTHER}};

void web_act_reasons(struct web_ask *ask, bool must) {
    web_act_choice(ask, "reason", TDM_MSG_ACT_REASON, reasons, TDM_COUNT(reasons));
    web_act_text(ask, "because", TDM_MSG_WEB_BECAUSE, must ? TDM_MSG_WEB_BECAUSE_HINT : TDM_MSG_ACT_BECAUSE_IF, must);
}

/* ---- lines */

/* Of another day than today an entry has no hour. */
void web_act_head(struct web_ask *ask, struct web_lines *lines, const char *kind, bool dated) {
    tdm_date day;
    tdm_str said = web_field(ask, "day");
    web_lines_begin(ask, lines, kind);
    if (!dated || said.len == 0) return;
    if (!tdm_date_parse(said, &day)) {
        lines->good = false;
    } else if (!tdm_date_equal(day, ask->today)) {
        lines->text.len = 0;
        tdm_date_print(&lines->text, day);
        tdm_buf_format(&lines->text, " %s", kind);
    }
}

static bool is_taken(const struct tdm_chart *chart, tdm_str name) {
    for (uint32_t i = 0; i < chart->entry_count; i++)
        if (tdm_str_equal(chart->entries[i].name, name)) return true;
    return false;
}

/* A name by which it is corrected or taken back later: procedure-2, the first that is free. */
void web_act_by(struct web_ask *ask, struct web_lines *lines, const char *kind) {
    tdm_str name = {0};
    for (uint32_t n = 1; n < 1000; n++) {
        name = web_format(ask, "%s-%u", kind, n);
        if (!is_taken(ask->episode->chart, name)) break;
    }
    web_lines_word(lines, " by ", ask->account.person);
    web_lines_word(lines, ", name ", name);
}

void web_act_because(struct web_ask *ask, struct web_lines *lines) {
    tdm_str reason = web_field(ask, "reason");
    web_lines_quoted(lines, ", because ", web_one_line(ask, "because"));
    if (reason.len > 0) web_lines_word(lines, ", reason ", reason);
}

bool web_act_word(struct web_ask *ask, struct web_lines *lines, const char *before, const char *field) {
    tdm_str word = web_field(ask, field);
    if (word.len == 0) return false;
    web_lines_word(lines, before, word);
    return true;
}

static bool day_of(struct web_ask *ask, struct web_lines *lines, const char *before) {
    tdm_date day;
    if (!tdm_date_parse(web_field(ask, "day"), &day)) return false;
    tdm_buf_text(&lines->text, before);
    tdm_date_print(&lines->text, day);
    return true;
}

/* ---- moving a window: the first day of a clearance */

static tdm_str bounds_of(struct web_ask *ask, const struct tdm_clearance *clearance, tdm_date first) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    struct tdm_buf from, to;
    tdm_buf_init(&from, ask->mem, 400);
    tdm_buf_init(&to, ask->mem, 400);
    if (clearance->has_may_move) tdm_day_expr_print(&from, &clearance->may_move_from, &protocol->scope);
    if (clearance->has_may_move) tdm_day_expr_print(&to, &clearance->may_move_to, &protocol->scope);
    struct tdm_arg args[] = {TDM_ARG_T("ref", tdm_part_name(&ask->view, clearance->name)),
                             TDM_ARG_T("date", tdm_date_is_none(first) ? web_words(ask, TDM_MSG_ACT_NO_DAY)
                                                                       : tdm_part_date(&ask->view, first)),
                             TDM_ARG_T("value", tdm_buf_str(&from)), TDM_ARG_T("until", tdm_buf_str(&to))};
    return web_named(ask, clearance->has_may_move ? TDM_MSG_ACT_MOVE_BOUNDS : TDM_MSG_ACT_MOVE_NO_BOUNDS, args, 4);
}

static void move_fields(struct web_ask *ask) {
    const struct web_episode *e = ask->episode;
    uint32_t count = e->protocol->clearance_count;
    struct web_options list = web_options_of(ask, count);
    web_open(ask, "ul", NULL);
    for (uint32_t c = 0; c < count; c++) {
        tdm_str name = e->protocol->clearances[c].name;
        web_options_put(&list, name, tdm_part_name(&ask->view, name));
        web_say(ask, "li", NULL, bounds_of(ask, &e->protocol->clearances[c], e->standing->clearances[c].lawful_from));
    }
    web_close(ask);
    web_act_select(ask, "what", TDM_MSG_ACT_MOVE_WHAT, &list);
    web_act_day(ask, TDM_MSG_ACT_MOVE_TO, TDM_MSG_ACT_MOVE_HINT);
    web_act_reasons(ask, true);
}

static bool move_lines(struct web_ask *ask, struct web_lines *lines) {
    web_act_head(ask, lines, "move", false);
    if (!web_act_word(ask, lines, " ", "what") || !day_of(ask, lines, " to ")) return false;
    web_act_by(ask, lines, "move");
    web_act_because(ask, lines);
    return web_field(ask, "because").len > 0;
}

static bool move_can(struct web_ask *ask, enum tdm_message *why_not) {
    *why_not = TDM_MSG_ACT_NO_CLEARANCE;
    return ask->episode->protocol->clearance_count > 0;
}

/* ---- the procedure */

static const struct web_choice done_states[] = {
    {"performed", TDM_MSG_ACT_PERFORMED}, {"cancelled", TDM_MSG_ACT_CANCELLED}, {"aborted", TDM_MSG_ACT_ABORTED}};
static const struct web_choice guidances[] = {{"", TDM_MSG_WEB_NOT_SAID},
                                              {"ultrasound", TDM_MSG_ACT_ULTRASOUND},
                                              {"fluoroscopy", TDM_MSG_ACT_FLUOROSCOPY},
                                              {"none", TDM_MSG_ACT_NO_GUIDANCE}};

static tdm_str procedure_name(const struct web_ask *ask) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    return protocol->procedure == TDM_REF_NONE
               ? (tdm_str){0}
               : tdm_catalog_name(protocol->catalog, TDM_KIND_PROCEDURE, protocol->procedure);
}

static bool procedure_can(struct web_ask *ask, enum tdm_message *why_not) {
    *why_not = TDM_MSG_ACT_NO_PROCEDURE;
    return procedure_name(ask).len > 0;
}

static void procedure_fields(struct web_ask *ask) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    web_say(ask, "p", "big", tdm_part_label(&ask->view, protocol->catalog, TDM_KIND_PROCEDURE, protocol->procedure));
    web_say(ask, "p", NULL, tdm_part_site(&ask->view, ask->episode->chart, protocol->catalog));
    web_act_day(ask, TDM_MSG_ACT_DAY, TDM_MESSAGE_COUNT);
    web_act_choice(ask, "state", TDM_MSG_ACT_HOW_IT_WENT, done_states, TDM_COUNT(done_states));
    web_act_text(ask, "source", TDM_MSG_ACT_SOURCE, TDM_MSG_ACT_SOURCE_HINT, false);
    web_act_text(ask, "preparation", TDM_MSG_ACT_PREPARATION, TDM_MSG_ACT_PREPARATION_HINT, false);
    web_act_choice(ask, "guidance", TDM_MSG_ACT_GUIDANCE, guidances, TDM_COUNT(guidances));
    web_act_text(ask, "because", TDM_MSG_WEB_BECAUSE, TDM_MSG_ACT_BECAUSE_IF, false);
}

static bool procedure_lines(struct web_ask *ask, struct web_lines *lines) {
    const struct tdm_chart *chart = ask->episode->chart;
    tdm_str state = web_field(ask, "state"), guidance = web_field(ask, "guidance");
    bool performed = tdm_str_is(state, "performed");
    web_act_head(ask, lines, "procedure", true);
    web_lines_word(lines, " ", procedure_name(ask));
    if (!web_act_word(ask, lines, " ", "state")) return false;
    web_act_by(ask, lines, "procedure");
    web_act_because(ask, lines);
    web_lines_below(lines);
    web_lines_word(lines, "site ", chart->region);
    if (chart->side != TDM_SIDE_NONE) tdm_buf_text(&lines->text, chart->side == TDM_SIDE_RIGHT ? ", right" : ", left");
    static const char *const texts[] = {"source", "preparation"};
    for (size_t i = 0; i < TDM_COUNT(texts); i++) {
        tdm_str text = web_one_line(ask, texts[i]);
        if (text.len == 0) continue;
        web_lines_below(lines);
        web_lines_quoted(lines, web_format(ask, "%s ", texts[i]).at, text);
    }
    if (guidance.len > 0) web_lines_below(lines);
    if (guidance.len > 0) web_lines_word(lines, "guidance ", guidance);
    if (performed) web_lines_below(lines);
    if (performed) web_lines_word(lines, "operator ", ask->account.person);
    return true;
}

/* ---- a plan */

static const struct web_choice planned[] = {{"procedure", TDM_MSG_ACT_PLAN_PROCEDURE},
                                            {"visit", TDM_MSG_ACT_PLAN_VISIT},
                                            {"session", TDM_MSG_ACT_PLAN_SESSION}};

static void plan_fields(struct web_ask *ask) {
    web_act_choice(ask, "what", TDM_MSG_ACT_PLAN_WHAT, planned, TDM_COUNT(planned));
    web_act_day(ask, TDM_MSG_ACT_PLAN_ON, TDM_MESSAGE_COUNT);
    web_act_text(ask, "because", TDM_MSG_WEB_BECAUSE, TDM_MSG_ACT_BECAUSE_IF, false);
}

static bool plan_lines(struct web_ask *ask, struct web_lines *lines) {
    web_act_head(ask, lines, "plan", false);
    if (!web_act_word(ask, lines, " ", "what") || !day_of(ask, lines, " on ")) return false;
    web_act_by(ask, lines, "plan");
    web_act_because(ask, lines);
    return true;
}

/* ---- entering a phase, through its gate */

static bool is_offered(const struct web_episode *e, uint32_t p) {
    enum tdm_phase_state state = e->standing->phases[p].state;
    return state == TDM_PHASE_NOT_YET || state == TDM_PHASE_ENDED;
}

static bool enter_can(struct web_ask *ask, enum tdm_message *why_not) {
    *why_not = TDM_MSG_ACT_NO_PHASE;
    for (uint32_t p = 0; p < ask->episode->protocol->phase_count; p++)
        if (is_offered(ask->episode, p)) return true;
    return false;
}

static void enter_fields(struct web_ask *ask) {
    const struct web_episode *e = ask->episode;
    uint32_t all = e->protocol->phase_count;
    struct web_options list = web_options_of(ask, all);
    for (int ended = 0; ended < 2; ended++) /* what is still to come stands first */
        for (uint32_t p = 0; p < all; p++) {
            if (!is_offered(e, p) || (e->standing->phases[p].state == TDM_PHASE_ENDED) != (ended == 1)) continue;
            web_options_put(&list, e->protocol->phases[p].name, tdm_part_name(&ask->view, e->protocol->phases[p].name));
        }
    web_act_select(ask, "what", TDM_MSG_ACT_ENTER_WHAT, &list);
    web_act_text(ask, "words", TDM_MSG_ACT_WORDS, TDM_MESSAGE_COUNT, false);
    web_act_text(ask, "because", TDM_MSG_WEB_BECAUSE, TDM_MSG_ACT_BECAUSE_IF, false);
}

static bool enter_lines(struct web_ask *ask, struct web_lines *lines) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    tdm_str phase = web_field(ask, "what");
    web_act_head(ask, lines, "enter", false);
    if (!web_act_word(ask, lines, " ", "what")) return false;
    web_act_by(ask, lines, "enter");
    for (uint32_t g = 0; g < protocol->gate_count; g++)
        if (protocol->gates[g].phase != TDM_REF_NONE &&
            tdm_str_equal(protocol->phases[protocol->gates[g].phase].name, phase))
            web_lines_word(lines, ", through ", protocol->gates[g].name);
    web_lines_quoted(lines, ", words ", web_one_line(ask, "words"));
    web_act_because(ask, lines);
    return true;
}

/* ---- opening a gate that is shut */

static bool is_shut(const struct web_episode *e, uint32_t g) {
    const struct tdm_gate_answer *answer = &e->standing->gates[g];
    return !answer->passed && (answer->state == TDM_GATE_CLOSED || answer->state == TDM_GATE_CANNOT_TELL);
}

static bool override_can(struct web_ask *ask, enum tdm_message *why_not) {
    *why_not = TDM_MSG_ACT_NO_GATE;
    for (uint32_t g = 0; g < ask->episode->protocol->gate_count; g++)
        if (is_shut(ask->episode, g)) return true;
    return false;
}

static void override_fields(struct web_ask *ask) {
    const struct web_episode *e = ask->episode;
    uint32_t all = e->protocol->gate_count;
    struct web_options list = web_options_of(ask, all);
    for (uint32_t g = 0; g < all; g++) {
        if (!is_shut(e, g)) continue;
        web_options_put(&list, e->protocol->gates[g].name, tdm_part_gate(&ask->view, e->protocol, (tdm_ref)g));
    }
    web_act_select(ask, "what", TDM_MSG_ACT_OVERRIDE_WHAT, &list);
    web_act_reasons(ask, true);
}

static bool override_lines(struct web_ask *ask, struct web_lines *lines) {
    web_act_head(ask, lines, "override", false);
    if (!web_act_word(ask, lines, " ", "what")) return false;
    web_act_by(ask, lines, "override");
    web_act_because(ask, lines);
    return web_field(ask, "because").len > 0;
}

/* ---- the end */

static const struct web_choice endings[] = {
    {"completed", TDM_MSG_ACT_COMPLETED},     {"declined", TDM_MSG_ACT_DECLINED}, {"withdrawn", TDM_MSG_ACT_WITHDRAWN},
    {"transferred", TDM_MSG_ACT_TRANSFERRED}, {"lost", TDM_MSG_ACT_LOST},         {"died", TDM_MSG_ACT_DIED}};

static void end_fields(struct web_ask *ask) {
    web_act_choice(ask, "state", TDM_MSG_ACT_END_HOW, endings, TDM_COUNT(endings));
    web_act_text(ask, "words", TDM_MSG_ACT_WORDS, TDM_MESSAGE_COUNT, false);
    web_act_text(ask, "because", TDM_MSG_WEB_BECAUSE, TDM_MSG_ACT_BECAUSE_IF, false);
}

static bool end_lines(struct web_ask *ask, struct web_lines *lines) {
    web_act_head(ask, lines, "end", false);
    if (!web_act_word(ask, lines, " ", "state")) return false;
    web_act_by(ask, lines, "end");
    web_lines_quoted(lines, ", words ", web_one_line(ask, "words"));
    web_act_because(ask, lines);
    return true;
}

/* ---- taking an entry back: of those that have a name */

static bool is_withdrawn(const struct tdm_chart *chart, tdm_str name) {
    for (uint32_t i = 0; i < chart->entry_count; i++)
        if (chart->entries[i].kind == TDM_ENTRY_WITHDRAW && tdm_str_equal(chart->entries[i].target, name)) return true;
    return false;
}

/* A patient takes back what is theirs. */
bool web_entry_is_open(struct web_ask *ask, const struct tdm_entry *entry) {
    if (ask->is_self && !tdm_canary("others-words") && !tdm_str_equal(entry->author, ask->account.person)) return false;
    return entry->name.len > 0 && entry->kind != TDM_ENTRY_WITHDRAW && !is_withdrawn(ask->episode->chart, entry->name);
}

/* "pain 3 points, pain-now 2 points": what it says, where it says values. */
static void values_of(const struct tdm_entry *entry, struct tdm_buf *out) {
    enum { MOST = 3 };
    for (uint32_t i = 0; i < entry->reading_count && i < MOST; i++) {
        const struct tdm_written_reading *reading = &entry->readings[i];
        tdm_buf_format(out, "%s%.*s ", i > 0 ? ", " : "", TDM_FMT(reading->measure));
        if (!reading->not_done && reading->value.is_number) tdm_decimal_print(out, reading->value.number);
        if (!reading->not_done && reading->value.is_number && reading->value.word.len > 0) tdm_buf_char(out, ' ');
        tdm_buf_add(out, reading->not_done ? TDM_STR("-") : reading->value.word);
    }
    if (entry->reading_count > MOST) tdm_buf_text(out, " ...");
}

/* An entry without values: the exercises, or what it speaks of, what became of it, and the words. */
static void said_of(struct web_ask *ask, const struct tdm_entry *entry, struct tdm_buf *out) {
    const struct tdm_catalog *catalog = ask->web->shelf->catalog;
    for (uint32_t i = 0; i < entry->dose_count; i++) {
        tdm_ref exercise = tdm_catalog_find(catalog, TDM_KIND_EXERCISE, entry->doses[i].exercise);
        if (exercise == TDM_REF_NONE) continue;
        tdm_buf_format(out, "%s%.*s", i > 0 ? ", " : "",
                       TDM_FMT(tdm_part_label(&ask->view, catalog, TDM_KIND_EXERCISE, exercise)));
    }
    if (entry->dose_count > 0) return;
    tdm_ref finding = tdm_catalog_find(catalog, TDM_KIND_FINDING, entry->subject);
    tdm_str of = finding != TDM_REF_NONE  ? tdm_part_label(&ask->view, catalog, TDM_KIND_FINDING, finding)
                 : entry->subject.len > 0 ? tdm_part_name(&ask->view, entry->subject)
                                          : tdm_part_name(&ask->view, entry->target);
    tdm_str words[] = {of, tdm_part_name(&ask->view, entry->state), entry->words, entry->because};
    for (size_t i = 0, any = 0; i < TDM_COUNT(words); i++)
        if (words[i].len > 0) tdm_buf_format(out, "%s%.*s", any++ > 0 ? ", " : "", TDM_FMT(words[i]));
}

tdm_str web_entry_label(struct web_ask *ask, const struct tdm_entry *entry) {
    struct tdm_buf text;
    tdm_buf_init(&text, ask->mem, 2000);
    tdm_buf_add(&text, tdm_part_date(&ask->view, entry->date));
    if (entry->time.minute >= 0) tdm_buf_format(&text, " %02d:%02d", entry->time.minute / 60, entry->time.minute % 60);
    tdm_buf_format(&text, ", %.*s: ", TDM_FMT(entry->author));
    if (entry->reading_count > 0)
        values_of(entry, &text);
    else
        said_of(ask, entry, &text);
    if (entry->reading_count == 0 && entry->name.len > 0) tdm_buf_format(&text, " (%.*s)", TDM_FMT(entry->name));
    return tdm_buf_str(&text);
}

static bool withdraw_can(struct web_ask *ask, enum tdm_message *why_not) {
    const struct tdm_chart *chart = ask->episode->chart;
    *why_not = TDM_MSG_ACT_NO_ENTRY;
    for (uint32_t i = 0; i < chart->entry_count; i++)
        if (web_entry_is_open(ask, &chart->entries[i])) return true;
    return false;
}

static void withdraw_fields(struct web_ask *ask) {
    const struct tdm_chart *chart = ask->episode->chart;
    struct web_options list = web_options_of(ask, chart->entry_count);
    for (uint32_t i = chart->entry_count; i > 0; i--) { /* the newest first */
        const struct tdm_entry *entry = &chart->entries[i - 1];
        if (web_entry_is_open(ask, entry)) web_options_put(&list, entry->name, web_entry_label(ask, entry));
    }
    web_act_select(ask, "what", TDM_MSG_ACT_WITHDRAW_WHAT, &list);
    web_act_reasons(ask, true);
}

static bool withdraw_lines(struct web_ask *ask, struct web_lines *lines) {
    web_act_head(ask, lines, "withdraw", false);
    if (!web_act_word(ask, lines, " ", "what")) return false;
    web_act_by(ask, lines, "withdraw");
    web_act_because(ask, lines);
    return web_field(ask, "because").len > 0;
}

/* ---- the table */

const struct web_act web_acts[] = {
    {.row = "move",
     .title = TDM_MSG_ACT_MOVE,
     .intro = TDM_MSG_ACT_MOVE_INTRO,
     .button = TDM_MSG_ACT_MOVE,
     .fields = move_fields,
     .lines = move_lines,
     .can = move_can},
    {.row = "procedure",
     .title = TDM_MSG_ACT_PROCEDURE,
     .intro = TDM_MSG_ACT_PROCEDURE_INTRO,
     .button = TDM_MSG_WEB_RECORD,
     .fields = procedure_fields,
     .lines = procedure_lines,
     .can = procedure_can,
     .past = true},
    {.row = "plan",
     .title = TDM_MSG_ACT_PLAN,
     .intro = TDM_MSG_ACT_PLAN_INTRO,
     .button = TDM_MSG_WEB_RECORD,
     .fields = plan_fields,
     .lines = plan_lines},
    {.row = "enter",
     .title = TDM_MSG_ACT_ENTER,
     .intro = TDM_MSG_ACT_ENTER_INTRO,
     .button = TDM_MSG_ACT_ENTER,
     .fields = enter_fields,
     .lines = enter_lines,
     .can = enter_can},
    {.row = "override",
     .title = TDM_MSG_ACT_OVERRIDE,
     .intro = TDM_MSG_ACT_OVERRIDE_INTRO,
     .button = TDM_MSG_ACT_OVERRIDE,
     .fields = override_fields,
     .lines = override_lines,
     .can = override_can},
    {.row = "end",
     .title = TDM_MSG_ACT_END,
     .intro = TDM_MSG_ACT_END_INTRO,
     .button = TDM_MSG_ACT_END,
     .fields = end_fields,
     .lines = end_lines},
    {.row = "medicine",
     .title = TDM_MSG_ACT_MEDICINE,
     .intro = TDM_MSG_ACT_MEDICINE_INTRO,
     .self_title = TDM_MSG_ACT_MEDICINE_SELF,
     .self_intro = TDM_MSG_ACT_MEDICINE_SELF_INTRO,
     .button = TDM_MSG_WEB_RECORD,
     .fields = web_medicine_fields,
     .lines = web_medicine_lines,
     .told = web_medicine_told,
     .past = true},
    {.row = "screen",
     .title = TDM_MSG_ACT_SCREEN,
     .intro = TDM_MSG_ACT_SCREEN_INTRO,
     .button = TDM_MSG_WEB_RECORD,
     .fields = web_screen_fields,
     .lines = web_screen_lines,
     .past = true},
    {.row = "flag",
     .title = TDM_MSG_ACT_FLAG,
     .intro = TDM_MSG_ACT_FLAG_INTRO,
     .button = TDM_MSG_ACT_FLAG,
     .fields = web_flag_fields,
     .lines = web_flag_lines,
     .past = true},
    {.row = "close-flag",
     .title = TDM_MSG_ACT_CLOSE,
     .intro = TDM_MSG_ACT_CLOSE_INTRO,
     .button = TDM_MSG_ACT_CLOSE,
     .fields = web_close_fields,
     .lines = web_close_lines,
     .can = web_close_can},
    {.row = "hold",
     .title = TDM_MSG_ACT_HOLD,
     .intro = TDM_MSG_ACT_HOLD_INTRO,
     .self_title = TDM_MSG_ACT_HOLD_SELF,
     .self_intro = TDM_MSG_ACT_HOLD_SELF_INTRO,
     .button = TDM_MSG_ACT_HOLD_BUTTON,
     .fields = web_hold_fields,
     .lines = web_hold_lines,
     .told = web_hold_told,
     .can = web_hold_can},
    {.row = "resume",
     .title = TDM_MSG_ACT_RESUME,
     .intro = TDM_MSG_ACT_RESUME_INTRO,
     .button = TDM_MSG_ACT_RESUME,
     .fields = web_resume_fields,
     .lines = web_resume_lines,
     .told = web_resume_told,
     .can = web_resume_can},
    {.row = "answer",
     .title = TDM_MSG_ACT_ANSWER,
     .intro = TDM_MSG_ACT_ANSWER_INTRO,
     .button = TDM_MSG_WEB_RECORD,
     .fields = web_answer_fields,
     .lines = web_answer_lines,
     .can = web_answer_can},
    {.row = "statement",
     .title = TDM_MSG_ACT_STATEMENT,
     .intro = TDM_MSG_ACT_STATEMENT_INTRO,
     .button = TDM_MSG_WEB_RECORD,
     .fields = web_statement_fields,
     .lines = web_statement_lines},
    {.row = "consent",
     .title = TDM_MSG_ACT_CONSENT,
     .intro = TDM_MSG_ACT_CONSENT_INTRO,
     .self_title = TDM_MSG_ACT_CONSENT_SELF,
     .self_intro = TDM_MSG_ACT_CONSENT_INTRO,
     .button = TDM_MSG_WEB_RECORD,
     .fields = web_consent_fields,
     .lines = web_consent_lines},
    {.row = "correct",
     .title = TDM_MSG_ACT_CORRECT,
     .intro = TDM_MSG_ACT_CORRECT_INTRO,
     .self_title = TDM_MSG_ACT_CORRECT_SELF,
     .self_intro = TDM_MSG_ACT_CORRECT_INTRO,
     .button = TDM_MSG_ACT_CORRECT,
     .fields = web_correct_fields,
     .lines = web_correct_lines,
     .choose = web_correct_choose,
     .can = web_correct_can},
    {.row = "withdraw",
     .title = TDM_MSG_ACT_WITHDRAW,
     .self_title = TDM_MSG_ACT_WITHDRAW_SELF,
     .self_intro = TDM_MSG_ACT_WITHDRAW_INTRO,
     .intro = TDM_MSG_ACT_WITHDRAW_INTRO,
     .button = TDM_MSG_ACT_WITHDRAW,
     .fields = withdraw_fields,
     .lines = withdraw_lines,
     .can = withdraw_can},
    {.row = "amend",
     .title = TDM_MSG_ACT_AMEND,
     .intro = TDM_MSG_ACT_AMEND_INTRO,
     .button = TDM_MSG_ACT_AMEND,
     .fields = web_amend_fields,
     .lines = web_amend_lines,
     .can = web_amend_can},
    {.row = "adverse",
     .title = TDM_MSG_ACT_ADVERSE,
     .intro = TDM_MSG_ACT_ADVERSE_INTRO,
     .button = TDM_MSG_WEB_RECORD,
     .fields = web_adverse_fields,
     .lines = web_adverse_lines,
     .below = web_adverse_below,
     .past = true},
};
const uint32_t web_act_count = TDM_COUNT(web_acts);
