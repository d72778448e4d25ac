/* acts.h - the acts of people, the same for command line, screens and imports: permission -> verdict -> append -> outbox,
 * in one transaction. Care teams, consent, the outbox, retention, persons and their episodes. Codes W060...: docs/problems.md;
 * formats and rules: docs/ledger.md, sections 9 to 13. Every act stands between tdm_clinic_begin and tdm_clinic_commit;
 * what it refuses leaves everything as it was. */
#ifndef TDM_ACTS_H
#define TDM_ACTS_H

#include "clinic/clinic.h"
#include "identity/identity.h"

/* ---- what somebody wishes to record, in words of a form; it becomes one entry of the chart */

enum tdm_verb { TDM_VERB_SIGN, TDM_VERB_REVOKE, TDM_VERB_CORRECT, TDM_VERB_PLAN, TDM_VERB_PRESCRIBE, TDM_VERB_SESSION, TDM_VERB_CONSENT };
struct tdm_wish {
    enum tdm_verb verb;
    tdm_str as;              /* by whom */
    tdm_date on;
    tdm_time at;             /* or TDM_TIME_NONE */
    tdm_str object;          /* clearance; entry; entry; procedure|visit|session|phase; -; prescription; what is consented to */
    tdm_str state;           /* of consent: given, withdrawn; of a plan: the name of what is planned, or empty */
    tdm_date day;            /* of a plan */
    tdm_str with, setting;   /* of a session, or empty: person; home, clinic */
    const tdm_str *lines;    /* below the entry: doses, readings, corrected values. A correction need not say `was` */
    uint32_t line_count;
    tdm_str words, because;  /* or empty */
    tdm_str name;            /* or empty: the verb's own, from object and day */
};
/* The entry as lines of a chart file. `chart` gives a correction what its values were. False: W061. */
bool tdm_wish_write(struct tdm_arena *mem, const struct tdm_wish *wish, const struct tdm_chart *chart, struct tdm_buf *out,
                    struct tdm_problem *problem) TDM_CHECKED;
struct tdm_wishing { tdm_str episode; const struct tdm_wish *wish; };
/* The wish as an act: written, judged whatever act->judged says, recorded. taken->judgement is set once it was judged. */
bool tdm_clinic_wish(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_act *act, const struct tdm_wishing *ask,
                     struct tdm_taken *taken, struct tdm_problems *problems) TDM_CHECKED;

/* ---- who may see and write an episode: the people of its chart, with those who joined or left since (docs/ledger.md 10) */

/* What was added to the people of the chart; chart text has them already. */
bool tdm_clinic_team(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_team *out,
                     struct tdm_problem *problem) TDM_CHECKED;
struct tdm_asking { tdm_str episode, person; tdm_date day; bool write; tdm_instant now; };
/* May that person see it on that day (TDM_DATE_NONE: the day of `now` in the zone of the chart), or write in it? False: W060, or W040 when there is no such episode. */
bool tdm_clinic_admits(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_asking *ask,
                       struct tdm_problem *problem) TDM_CHECKED;
/* Everybody who may see it on that day, each once. */
bool tdm_clinic_admitted(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, tdm_date day, struct tdm_names *out,
                         struct tdm_problem *problem) TDM_CHECKED;
/* Acts. `as` empty: whoever has the folder. Codes W060, W064. */
struct tdm_joining { struct tdm_membership member; tdm_str as; tdm_date day; tdm_instant now; };
bool tdm_clinic_join(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_joining *ask, struct tdm_problems *problems) TDM_CHECKED;
/* In an emergency: who is not of the team lets themselves in, for that day and the next, with a reason that everybody sees. */
bool tdm_clinic_break_glass(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_joining *ask,
                            struct tdm_problems *problems) TDM_CHECKED;

/* ---- consent: what the chart says (chart/chart.h), and what it bars */

/* May the episode leave the clinic for that purpose? Withdrawn never; for a registry it must have been given. False: W065. */
struct tdm_sharing { tdm_str episode; enum tdm_consent what; tdm_instant now; };
bool tdm_clinic_may_share(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_sharing *ask,
                          struct tdm_problem *problem) TDM_CHECKED;

/* ---- the outbox: entries of the kind `event`; no text of a patient. What follows from an entry is appended with it */

struct tdm_notice {
    tdm_str place;     /* that wrote it, */
    uint64_t number;   /* its number in the chain there: what --after counts, */
    tdm_instant recorded;
    tdm_chained_id id; /* the same event has the same id, wherever it was told */
    tdm_str kind;      /* signed revoked handed-over acknowledged escalated consent-given consent-withdrawn broke-glass due overdue */
    tdm_str episode;
    tdm_str of;        /* clearance, flag, phase, measure ... by name; or empty */
    tdm_str roles;     /* who is asked: words with blanks between; or empty */
    tdm_date on;       /* the day of it; of due and overdue: the last day on time */
    tdm_str by;        /* the entry it follows from: place, blank, number; empty: from the day alone */
};
typedef bool (*tdm_notice_take)(void *context, const struct tdm_notice *event); /* false stops */
struct tdm_outbox_ask { tdm_str place; uint64_t after; tdm_notice_take take; void *context; }; /* place empty: this one */
bool tdm_clinic_outbox(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_outbox_ask *ask,
                       struct tdm_problem *problem) TDM_CHECKED;
/* What is due, late or escalated by a standing, as events: an act of the clock, not of a person. What was told is not again. */
bool tdm_clinic_announce(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_standing *standing, tdm_instant now,
                         struct tdm_taken *taken, struct tdm_problems *problems) TDM_CHECKED;
void tdm_notice_write(struct tdm_buf *out, const struct tdm_notice *event); /* one line of JSON */

/* ---- what another system says became of a card that it was shown. Not of the chart; the same words twice are one entry */

struct tdm_card_feedback {
    tdm_str episode, card, service, topic, what; /* of the card */
    tdm_date on;                                 /* the day it spoke of */
    tdm_str outcome;                             /* accepted, overridden */
    tdm_instant at;                              /* by the clock over there */
    const tdm_str *accepted;
    uint32_t accepted_count;
    tdm_str reason, comment, from;               /* from: the system; or empty */
};
bool tdm_clinic_feedback(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_card_feedback *said, tdm_instant now,
                         struct tdm_taken *taken, struct tdm_problems *problems) TDM_CHECKED; /* an act */

/* ---- persons: who is behind the word after `patient`. Names never come into the ledger */

struct tdm_person_act { tdm_str id, because, as; tdm_instant now; const struct tdm_identity *identity; };
/* Keeps the identity under a new word, act->id when it is set: `chosen`. Codes W070... */
bool tdm_clinic_person_add(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_person_act *act, tdm_str *chosen,
                           struct tdm_problems *problems) TDM_CHECKED;
bool tdm_clinic_person_change(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_person_act *act,
                              struct tdm_problems *problems) TDM_CHECKED;
/* Destroys the key, here; the entry that says so goes to every place. Done again it is finished where it was cut short. */
bool tdm_clinic_person_erase(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_person_act *act,
                             struct tdm_problems *problems) TDM_CHECKED;
/* Codes W071 (nobody is kept under that word), W072 (erased). */
bool tdm_clinic_person_show(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str id, struct tdm_identity *out,
                            struct tdm_problem *problem) TDM_CHECKED;
/* Of many at once, for lists: out[i] of ids[i]. Without a name: erased, kept nowhere here, or not to be opened. */
bool tdm_clinic_persons_show(struct tdm_arena *mem, struct tdm_clinic *clinic, const tdm_str *ids, uint32_t count,
                             struct tdm_identity *out, struct tdm_problem *problem) TDM_CHECKED;
struct tdm_person_standing { tdm_str id; bool kept_here, erased; tdm_instant since; }; /* by what the ledger says, and the files here */
struct tdm_persons { struct tdm_person_standing *list; uint32_t count; };
bool tdm_clinic_persons(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_persons *out, struct tdm_problem *problem) TDM_CHECKED;
/* The episodes of a person that is kept (tdm_clinic_enrol notes them), by name; none for a word that is no kept person. */
bool tdm_clinic_episodes_of(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str person, struct tdm_names *out,
                            struct tdm_problem *problem) TDM_CHECKED;

/* ---- what came with an episode and no chart holds: resources of other systems, sealed like who the person is, and erased with
 * them. Only for a person who is kept here: W071, W072. docs/ledger.md 13 */

struct tdm_beside { tdm_str address, text; }; /* address empty: it is its words */
struct tdm_besides;
struct tdm_bringing { const struct tdm_chart *chart; const struct tdm_act *act; }; /* into which episode; who, and when */
/* May they? Whoever may write in the episode, in a role that they hold; no table says more of what is no entry. Codes W047, W049, W060. */
bool tdm_clinic_may_bring(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_bringing *bringing,
                          struct tdm_problem *problem) TDM_CHECKED;
/* Within an act; close it also when this is false. */
bool tdm_clinic_beside_open(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_bringing *bringing, struct tdm_besides **out,
                            struct tdm_problem *problem) TDM_CHECKED;
/* Each address once an opening. *added: the newest of that address says something else, or there is none. */
bool tdm_clinic_beside_put(struct tdm_arena *mem, struct tdm_besides *besides, const struct tdm_beside *one, bool *added,
                           struct tdm_problems *problems) TDM_CHECKED;
void tdm_clinic_beside_close(struct tdm_besides *besides); /* forgets the key; null is fine */
/* The newest of each, in no order that says anything. None of a person who is not kept here, or was erased; and none that another
 * place, which keeps the person too, sealed with its own key. */
struct tdm_beside_each { bool (*take)(void *context, tdm_str text, struct tdm_problem *problem); void *context; }; /* `text` lives as `mem` */
bool tdm_clinic_beside(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_chart *chart, const struct tdm_beside_each *to,
                       struct tdm_problem *problem) TDM_CHECKED;

/* ---- retention: how long after the end of the last episode. The newest rule counts; none: nobody is due */

struct tdm_retention { bool said; int32_t years; tdm_str because; tdm_date since; };
bool tdm_clinic_retention(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_retention *out, struct tdm_problem *problem) TDM_CHECKED;
bool tdm_clinic_retain(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_retention *rule, tdm_instant now,
                       struct tdm_problems *problems) TDM_CHECKED; /* an act; W066 */
/* The first day on which an episode that ended then is to be looked at. */
tdm_date tdm_retention_over(const struct tdm_retention *rule, tdm_date ended);

#endif
