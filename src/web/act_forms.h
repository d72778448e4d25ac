/* act_forms.h - what an act of the physician's pages is made of: one row of a table for each, its fields and its lines. */
#ifndef TDM_WEB_ACT_FORMS_H
#define TDM_WEB_ACT_FORMS_H

#include "web/web_int.h"

struct web_act {
    const char *row; /* the name of its page in the table of pages */
    enum tdm_message title, intro, button;
    void (*fields)(struct web_ask *ask);
    bool (*lines)(struct web_ask *ask, struct web_lines *lines); /* false: a field that must be there is empty */
    void (*below)(struct web_ask *ask);                          /* after the form, or null */
    bool (*can)(struct web_ask *ask, enum tdm_message *why_not); /* null: always */
    bool past;                                                   /* its day is that of what has happened */
};
extern const struct web_act web_acts[];
extern const uint32_t web_act_count;

/* ---- act_fields.c */
struct web_choice {
    const char *word; /* in the notation */
    enum tdm_message label;
};
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

/* ---- page_adverse.c, page_amend.c */
void web_adverse_fields(struct web_ask *ask);
bool web_adverse_lines(struct web_ask *ask, struct web_lines *lines);
void web_adverse_below(struct web_ask *ask);
void web_amend_fields(struct web_ask *ask);
bool web_amend_lines(struct web_ask *ask, struct web_lines *lines);
bool web_amend_can(struct web_ask *ask, enum tdm_message *why_not);
const struct tdm_protocol *web_amend_chosen(struct web_ask *ask);

#endif
