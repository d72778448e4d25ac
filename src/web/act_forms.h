/* act_forms.h - what an act of the physician's pages is made of: one row of a table for each, its fields and its lines. */
#ifndef TDM_WEB_ACT_FORMS_H
#define TDM_WEB_ACT_FORMS_H

#include "web/web_int.h"

struct web_act {
    const char *row; /* the name of its page in the table of pages */
    enum tdm_message title, intro, button;
    enum tdm_message self_title, self_intro; /* said to the patient; read only where a row lets them in */
    void (*fields)(struct web_ask *ask);
    bool (*lines)(struct web_ask *ask, struct web_lines *lines); /* false: a field that must be there is empty */
    void (*below)(struct web_ask *ask);                          /* after the form, or null */
    bool (*can)(struct web_ask *ask, enum tdm_message *why_not); /* null: always */
    bool (*choose)(struct web_ask *ask);                         /* null, or: shows what must be chosen first */
    /* null, or: says of the verdict what people need to know; true: that is all that is to be said of it */
    bool (*told)(struct web_ask *ask, const struct web_tried *tried);
    bool past;                                                   /* its day is that of what has happened */
};
extern const struct web_act web_acts[];
extern const uint32_t web_act_count;

/* ---- act_fields.c */
struct web_choice {
    const char *word; /* in the notation */
    enum tdm_message label;
};
struct web_options { /* of a list to choose from */
    tdm_str *words, *labels;
    uint32_t count;
};
struct web_options web_options_of(struct web_ask *ask, uint32_t most);
void web_options_put(struct web_options *list, tdm_str word, tdm_str label);
void web_act_select(struct web_ask *ask, const char *name, enum tdm_message label, const struct web_options *list);
void web_act_choice(struct web_ask *ask, const char *name, enum tdm_message label, const struct web_choice *choices,
                    uint32_t count);
void web_act_text(struct web_ask *ask, const char *name, enum tdm_message label, enum tdm_message hint, bool must);
void web_act_day(struct web_ask *ask, enum tdm_message label, enum tdm_message hint);
void web_act_reasons(struct web_ask *ask, bool must); /* the coded reason, and the words */
void web_act_head(struct web_ask *ask, struct web_lines *lines, const char *kind, bool dated);
void web_act_by(struct web_ask *ask, struct web_lines *lines, const char *kind); /* "by PERSON, name NAME" */
void web_act_because(struct web_ask *ask, struct web_lines *lines);
/* A word of a list; one of none spoils the lines. */
bool web_act_word(struct web_ask *ask, struct web_lines *lines, const char *before, const char *field);

/* Can it be corrected or taken back, by who asks? And how it is told apart: day, name, author. */
bool web_entry_is_open(struct web_ask *ask, const struct tdm_entry *entry);
tdm_str web_entry_label(struct web_ask *ask, const struct tdm_entry *entry);

/* ---- act_safety.c: flags and screens; act_medicine.c; act_course.c: stop and go on, answers; act_correct.c */
void web_flag_fields(struct web_ask *ask);
bool web_flag_lines(struct web_ask *ask, struct web_lines *lines);
void web_close_fields(struct web_ask *ask);
bool web_close_lines(struct web_ask *ask, struct web_lines *lines);
bool web_close_can(struct web_ask *ask, enum tdm_message *why_not);
void web_screen_fields(struct web_ask *ask);
bool web_screen_lines(struct web_ask *ask, struct web_lines *lines);
void web_medicine_fields(struct web_ask *ask);
bool web_medicine_lines(struct web_ask *ask, struct web_lines *lines);
bool web_medicine_told(struct web_ask *ask, const struct web_tried *tried);
void web_hold_fields(struct web_ask *ask);
bool web_hold_lines(struct web_ask *ask, struct web_lines *lines);
bool web_hold_told(struct web_ask *ask, const struct web_tried *tried);
bool web_hold_can(struct web_ask *ask, enum tdm_message *why_not);
void web_resume_fields(struct web_ask *ask);
bool web_resume_lines(struct web_ask *ask, struct web_lines *lines);
bool web_resume_can(struct web_ask *ask, enum tdm_message *why_not);
bool web_resume_told(struct web_ask *ask, const struct web_tried *tried);
void web_answer_fields(struct web_ask *ask);
bool web_answer_lines(struct web_ask *ask, struct web_lines *lines);
bool web_answer_can(struct web_ask *ask, enum tdm_message *why_not);
void web_statement_fields(struct web_ask *ask); /* act_words.c: statements, consent */
bool web_statement_lines(struct web_ask *ask, struct web_lines *lines);
void web_consent_fields(struct web_ask *ask);
bool web_consent_lines(struct web_ask *ask, struct web_lines *lines);
void web_correct_fields(struct web_ask *ask);
bool web_correct_lines(struct web_ask *ask, struct web_lines *lines);
bool web_correct_choose(struct web_ask *ask);
bool web_correct_can(struct web_ask *ask, enum tdm_message *why_not);

/* ---- page_adverse.c, page_amend.c */
void web_adverse_fields(struct web_ask *ask);
bool web_adverse_lines(struct web_ask *ask, struct web_lines *lines);
void web_adverse_below(struct web_ask *ask);
void web_amend_fields(struct web_ask *ask);
bool web_amend_lines(struct web_ask *ask, struct web_lines *lines);
bool web_amend_can(struct web_ask *ask, enum tdm_message *why_not);
const struct tdm_protocol *web_amend_chosen(struct web_ask *ask);

#endif
