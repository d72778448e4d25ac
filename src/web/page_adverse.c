/* page_adverse.c - adverse events of an episode: the list with what was judged of them, and the form. An event that is
 * recorded again under its name is judged anew; the first record stays (M124). */
#include "web/act_forms.h"

static const struct web_choice grades[] = {{"1", TDM_MSG_ADVERSE_GRADE_1},
                                           {"2", TDM_MSG_ADVERSE_GRADE_2},
                                           {"3", TDM_MSG_ADVERSE_GRADE_3},
                                           {"4", TDM_MSG_ADVERSE_GRADE_4},
                                           {"5", TDM_MSG_ADVERSE_GRADE_5}};
static const struct web_choice relations[] = {
    {"unknown", TDM_MSG_ADVERSE_REL_UNKNOWN},   {"unrelated", TDM_MSG_ADVERSE_REL_UNRELATED},
    {"unlikely", TDM_MSG_ADVERSE_REL_UNLIKELY}, {"possible", TDM_MSG_ADVERSE_REL_POSSIBLE},
    {"probable", TDM_MSG_ADVERSE_REL_PROBABLE}, {"definite", TDM_MSG_ADVERSE_REL_DEFINITE}};
static const struct web_choice seriousness[] = {{"", TDM_MSG_ADVERSE_NOT_SERIOUS},
                                                {"serious", TDM_MSG_ADVERSE_IS_SERIOUS}};

void web_adverse_fields(struct web_ask *ask) {
    tdm_str said = web_field(ask, "event");
    struct web_input event = {.name = "event",
                              .type = "text",
                              .label = web_words(ask, TDM_MSG_ADVERSE_EVENT),
                              .hint = web_words(ask, TDM_MSG_ADVERSE_EVENT_HINT),
                              .value = said.len > 0 ? said : tdm_http_field(&ask->http->query, "event"),
                              .must = true};
    web_form_input(ask, &event);
    web_act_day(ask, TDM_MSG_ACT_DAY, TDM_MESSAGE_COUNT);
    web_act_choice(ask, "grade", TDM_MSG_ADVERSE_GRADE, grades, TDM_COUNT(grades));
    web_act_choice(ask, "serious", TDM_MSG_ADVERSE_SERIOUS_ASK, seriousness, TDM_COUNT(seriousness));
    web_act_choice(ask, "relatedness", TDM_MSG_ADVERSE_RELATEDNESS, relations, TDM_COUNT(relations));
    web_act_text(ask, "words", TDM_MSG_ACT_WORDS, TDM_MESSAGE_COUNT, false);
}

/* "Overload of the knee" is the name overload-of-the-knee. */
static tdm_str event_word(struct web_ask *ask) {
    tdm_str said = web_one_line(ask, "event");
    struct tdm_buf word;
    tdm_buf_init(&word, ask->mem, 400);
    for (size_t i = 0; i < said.len && i < 64; i++) {
        char c = said.at[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        tdm_buf_char(&word, c == ' ' ? '-' : c);
    }
    return tdm_buf_str(&word);
}

bool web_adverse_lines(struct web_ask *ask, struct web_lines *lines) {
    tdm_str event = event_word(ask);
    web_act_head(ask, lines, "adverse", true);
    if (event.len == 0) return false;
    web_lines_word(lines, " ", event);
    web_act_by(ask, lines, "adverse");
    if (!web_act_word(ask, lines, ", grade ", "grade")) return false;
    (void)web_act_word(ask, lines, ", relatedness ", "relatedness");
    if (web_field(ask, "serious").len > 0) web_lines_word(lines, ", ", TDM_STR("serious"));
    web_lines_quoted(lines, ", words ", web_one_line(ask, "words"));
    return true;
}

void web_adverse_below(struct web_ask *ask) {
    web_section(ask, TDM_MSG_HEAD_ADVERSE);
    tdm_part_adverse(&ask->part, ask->episode->standing,
                     web_format(ask, "/episodes/%.*s/adverse?event=", TDM_FMT(ask->episode->name)));
    web_close(ask);
}
