/* hooks_int.h - what the files of this room share. */
#ifndef TDM_HOOKS_INT_H
#define TDM_HOOKS_INT_H

#include "hooks/hooks.h"

#define TDM_HOOK_BASE  "https://tandem.example/fhir"
#define TDM_HOOK_CODES TDM_HOOK_BASE "/CodeSystem/"

/* ---- hooks_read.c: members of what was read, leniently: of another kind is as not there */
tdm_str hook_str(const struct tdm_json *object, const char *key);
const struct tdm_json *hook_get(const struct tdm_json *object, const char *key); /* null when `object` is none */
const struct tdm_json *hook_first(const struct tdm_json *array);                 /* or null */

/* ---- hooks_proposal.c: an order as the entry that it would be */
struct hook_try {
    struct tdm_arena *mem;
    const struct tdm_view *view;
    const struct tdm_hook_ask *ask;
    const struct tdm_hook_episode *e;
    const struct tdm_hook_order *order;
    const struct tdm_catalog *catalog;
    tdm_date day;
    struct tdm_hook_cards *cards;
};
struct tdm_entry hook_entry(const struct hook_try *t, enum tdm_entry_kind kind);
/* The judgement of it on t->day; null: it cannot be an entry of this chart. */
const struct tdm_judgement *hook_judge(const struct hook_try *t, const struct tdm_entry *entry);
/* The first day on which the order begins, not before the day of the question. */
tdm_date hook_begins(const struct hook_try *t);
tdm_str hook_concept_words(const struct tdm_json *concept); /* text, else a display */
/* Do the letters of `name` stand there as whole words, hyphens being blanks? */
bool hook_stands_in(tdm_str words, tdm_str name);
/* Does a name or label of that kind stand in the words? Of several the longest; TDM_REF_NONE. */
tdm_ref hook_named(const struct tdm_catalog *catalog, enum tdm_catalog_kind kind, tdm_str words);

/* ---- hooks_card.c */
struct tdm_hook_card *hook_card(const struct hook_try *t, const char *topic, tdm_str what);
tdm_str hook_words(const struct hook_try *t, enum tdm_message message, const struct tdm_arg *args, uint32_t count);
void hook_summary(const struct hook_try *t, struct tdm_hook_card *card, tdm_str words); /* at most 139 letters */
/* Lines of the detail, in their order; each a point of a list. */
void hook_point(struct tdm_buf *out, tdm_str words);
void hook_finish(const struct hook_try *t, struct tdm_hook_card *card, const struct tdm_standing *s,
                 struct tdm_buf *points);
void hook_tell_reason(const struct hook_try *t, struct tdm_buf *points, const struct tdm_standing *s,
                      const struct tdm_reason *reason);
void hook_tell_gate(const struct hook_try *t, struct tdm_buf *points, const struct tdm_standing *s,
                    struct tdm_hook_card *card);
void hook_offer_removal(const struct hook_try *t, struct tdm_hook_card *card);

/* ---- one kind of order each */
void hook_medicine(struct hook_try *t);
void hook_therapy(struct hook_try *t); /* exercise, load, procedure */
void hook_appointment(struct hook_try *t);
void hook_procedure(struct hook_try *t, tdm_ref procedure, tdm_str what);
void hook_standing_cards(struct hook_try *t); /* of no order: overdue decisions; at patient-view what is not known */

#endif
