/* act_medicine.c - a medicine taken, ordered, stopped, or asked for and not taken. What the protocol says of it is
 * shown before it is saved, with the last day of the window. Of a medicine that may be vital nobody reads "stop" here:
 * it is a question to its prescriber (M63). */
#include "web/act_forms.h"
#include "web/care.h"

static const struct web_choice states[] = {{"taken", TDM_MSG_ACT_MEDICINE_TAKEN},
                                           {"ordered", TDM_MSG_ACT_MEDICINE_ORDERED},
                                           {"stopped", TDM_MSG_ACT_MEDICINE_STOPPED},
                                           {"denied", TDM_MSG_ACT_MEDICINE_DENIED}};
static const struct web_choice own_states[] = {{"taken", TDM_MSG_ACT_MEDICINE_I_TOOK},
                                               {"stopped", TDM_MSG_ACT_MEDICINE_I_STOPPED},
                                               {"denied", TDM_MSG_ACT_MEDICINE_I_DENY}};
static const struct web_choice units[] = {{"", TDM_MSG_WEB_NOT_SAID},
                                          {"mg", TDM_MSG_ACT_UNIT_MG},
                                          {"g", TDM_MSG_ACT_UNIT_G},
                                          {"ug", TDM_MSG_ACT_UNIT_UG},
                                          {"mL", TDM_MSG_ACT_UNIT_ML}};
static const struct web_choice prescribed[] = {{"", TDM_MSG_WEB_NOT_SAID}, {"yes", TDM_MSG_ACT_ON_PRESCRIPTION}};

/* ---- the form */

static void one_line_field(struct web_ask *ask, const char *name, enum tdm_message label, const char *mode) {
    tdm_str said = web_field(ask, name);
    struct web_input input = {.name = name,
                              .type = "text",
                              .label = web_words(ask, label),
                              .value = said.len > 0 ? said : tdm_http_field(&ask->http->query, name),
                              .complete = "off",
                              .mode = mode,
                              .must = mode == NULL};
    web_form_input(ask, &input);
}

void web_medicine_fields(struct web_ask *ask) {
    const struct tdm_catalog *catalog = ask->web->shelf->catalog;
    struct web_options routes = web_options_of(ask, catalog->count[TDM_KIND_ROUTE] + 1);
    web_options_put(&routes, (tdm_str){0}, web_words(ask, TDM_MSG_WEB_NOT_SAID));
    for (uint32_t i = 0; i < catalog->count[TDM_KIND_ROUTE]; i++)
        web_options_put(&routes, tdm_catalog_name(catalog, TDM_KIND_ROUTE, (tdm_ref)i),
                        tdm_part_label(&ask->view, catalog, TDM_KIND_ROUTE, (tdm_ref)i));
    one_line_field(ask, "medicine", TDM_MSG_ACT_MEDICINE_WHAT, NULL);
    if (ask->is_self)
        web_act_choice(ask, "state", TDM_MSG_ACT_MEDICINE_STATE, own_states, TDM_COUNT(own_states));
    else
        web_act_choice(ask, "state", TDM_MSG_ACT_MEDICINE_STATE, states, TDM_COUNT(states));
    web_act_day(ask, TDM_MSG_ACT_DAY, TDM_MSG_ACT_MEDICINE_DAY_HINT);
    web_open(ask, "div", "row");
    one_line_field(ask, "amount", TDM_MSG_ACT_MEDICINE_AMOUNT, "decimal");
    web_act_choice(ask, "unit", TDM_MSG_ACT_MEDICINE_UNIT, units, TDM_COUNT(units));
    web_act_select(ask, "route", TDM_MSG_ACT_MEDICINE_ROUTE, &routes);
    web_act_choice(ask, "prescribed", TDM_MSG_ACT_MEDICINE_PRESCRIBED, prescribed, TDM_COUNT(prescribed));
    web_close(ask);
    web_act_text(ask, "words", TDM_MSG_ACT_MEDICINE_FOR, TDM_MESSAGE_COUNT, false);
    if (!ask->is_self) web_act_text(ask, "because", TDM_MSG_WEB_BECAUSE, TDM_MSG_ACT_BECAUSE_IF, false);
}

/* ---- its lines */

static void amount_of(struct web_ask *ask, struct web_lines *lines) {
    tdm_str said = web_field(ask, "amount");
    tdm_decimal number;
    if (said.len == 0) return;
    if (!care_typed_number(ask, said, &number)) {
        lines->good = false;
        return;
    }
    tdm_buf_char(&lines->text, ' ');
    tdm_decimal_print(&lines->text, number);
    if (!web_act_word(ask, lines, " ", "unit")) lines->good = false; /* a number without its unit says nothing */
}

/* "deny": asked for, and not taken since a day; it is said today. */
static bool deny_lines(struct web_ask *ask, struct web_lines *lines) {
    tdm_date since;
    web_act_head(ask, lines, "deny", false);
    if (!tdm_date_parse(web_field(ask, "day"), &since)) return false;
    web_lines_quoted(lines, " ", web_one_line(ask, "medicine"));
    web_act_by(ask, lines, "deny");
    if (web_field(ask, "route").len > 0) (void)web_act_word(ask, lines, ", route ", "route");
    tdm_buf_text(&lines->text, ", since ");
    tdm_date_print(&lines->text, since);
    return true;
}

bool web_medicine_lines(struct web_ask *ask, struct web_lines *lines) {
    if (web_one_line(ask, "medicine").len == 0) return false;
    if (tdm_str_is(web_field(ask, "state"), "denied")) return deny_lines(ask, lines);
    web_act_head(ask, lines, "medicine", true);
    web_act_by(ask, lines, "medicine");
    if (!web_act_word(ask, lines, ", ", "state")) return false;
    web_lines_quoted(lines, " ", web_one_line(ask, "medicine"));
    amount_of(ask, lines);
    if (web_field(ask, "route").len > 0) (void)web_act_word(ask, lines, ", route ", "route");
    if (web_field(ask, "prescribed").len > 0) tdm_buf_text(&lines->text, ", on prescription");
    web_lines_quoted(lines, ", for ", web_one_line(ask, "words"));
    web_act_because(ask, lines);
    return true;
}

/* ---- the verdict */

/* Is what was typed known? Then also whether something in it may be vital. */
static bool is_known(struct web_ask *ask, bool *vital) {
    const struct tdm_catalog *catalog = ask->web->shelf->catalog;
    const tdm_ref *list;
    tdm_ref route, one[1];
    uint32_t count;
    *vital = false;
    if (!tdm_catalog_ingredients(catalog, web_one_line(ask, "medicine"), &list, &count, &route, one)) return false;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t c = 0; c < catalog->count[TDM_KIND_CLASS]; c++)
            *vital = *vital || ((tdm_catalog_substance(catalog, list[i])->classes & TDM_BIT(c)) != 0 &&
                                tdm_catalog_class(catalog, (tdm_ref)c)->vital);
    return true;
}

static bool of_window(enum tdm_reason_code code) {
    return code == TDM_REASON_DEVIATION_SUBSTANCE || code == TDM_REASON_DEVIATION_ORDERED ||
           code == TDM_REASON_DEVIATION_SUBSTANCE_UNKNOWN || code == TDM_REASON_DEVIATION_VITAL;
}

/* In which window it lies, until when, and why that is there. */
static void window_words(struct web_ask *ask, const struct tdm_reason *reason) {
    const struct tdm_restriction *r = &ask->episode->protocol->restrictions[reason->ref];
    tdm_str until = tdm_date_is_none(reason->until) ? web_words(ask, TDM_MSG_ACT_MEDICINE_NO_LAST)
                                                    : tdm_part_date(&ask->view, reason->until);
    struct tdm_arg args[] = {TDM_ARG_T("ref", tdm_part_name(&ask->view, r->name)), TDM_ARG_T("date", until)};
    bool unsure = reason->code == TDM_REASON_DEVIATION_SUBSTANCE_UNKNOWN;
    web_say(ask, "p", "now",
            web_named(ask, unsure ? TDM_MSG_ACT_MEDICINE_WINDOW_MAYBE : TDM_MSG_ACT_MEDICINE_WINDOW, args, 2));
    web_say(ask, "p", "small", tdm_part_text(&ask->view, r->because));
}

static void vital_words(struct web_ask *ask) {
    tdm_str medicine = web_one_line(ask, "medicine");
    struct tdm_arg args[] = {TDM_ARG_T("words", medicine)};
    bool stopped = tdm_str_is(web_field(ask, "state"), "stopped");
    web_say(ask, "p", "now", web_named(ask, stopped ? TDM_MSG_ACT_VITAL_STOPPED : TDM_MSG_ACT_VITAL_KEEP, args, 1));
    if (ask->is_self) return;
    web_open(ask, "p", NULL);
    web_link(ask, NULL, web_format(ask, "%.*s?to=prescriber", TDM_FMT(care_path(ask, "handoffs"))),
             web_words(ask, TDM_MSG_ACT_VITAL_ASK));
    web_close(ask);
}

static void patient_words(struct web_ask *ask, const struct tdm_judgement *judgement, bool known) {
    bool against = false, cannot_tell = false;
    struct tdm_arg args[] = {TDM_ARG_T("words", web_one_line(ask, "medicine"))};
    for (uint32_t i = 0; i < judgement->objection_count; i++) {
        enum tdm_reason_code code = judgement->objections[i].reason.code;
        against = against || code == TDM_REASON_DEVIATION_SUBSTANCE || code == TDM_REASON_DEVIATION_ORDERED;
        cannot_tell = cannot_tell || code == TDM_REASON_DEVIATION_SUBSTANCE_UNKNOWN;
    }
    web_say(ask, "p", NULL,
            web_named(ask,
                      against       ? TDM_MSG_ACT_MEDICINE_AGAINST
                      : !known      ? TDM_MSG_ACT_MEDICINE_CANNOT_TELL
                      : cannot_tell ? TDM_MSG_ACT_MEDICINE_SAY_HOW
                                    : TDM_MSG_ACT_MEDICINE_NOTHING,
                      args, 1));
}

/* A window is told once, however many substances lie in it. */
static bool is_said(const struct tdm_judgement *judgement, uint32_t at) {
    for (uint32_t i = 0; i < at; i++) {
        const struct tdm_reason *reason = &judgement->objections[i].reason;
        if (of_window(reason->code) && reason->ref == judgement->objections[at].reason.ref) return true;
    }
    return false;
}

bool web_medicine_told(struct web_ask *ask, const struct web_tried *tried) {
    const struct tdm_judgement *judgement = tried->judgement;
    bool vital, known = is_known(ask, &vital), denied = tdm_str_is(web_field(ask, "state"), "denied");
    if (vital && !denied)
        vital_words(ask); /* first, and to a patient alone: nobody leaves it off for the window's sake */
    for (uint32_t i = 0; i < judgement->objection_count && !(vital && ask->is_self); i++) {
        const struct tdm_reason *reason = &judgement->objections[i].reason;
        if (of_window(reason->code) && !is_said(judgement, i)) window_words(ask, reason);
    }
    if (ask->is_self && denied) web_say(ask, "p", NULL, web_words(ask, TDM_MSG_ACT_SELF_LOOK));
    if (ask->is_self && !denied && !vital) patient_words(ask, judgement, known);
    return ask->is_self;
}
