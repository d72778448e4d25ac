/* clinic_int.h - a clinic that is open. */
#ifndef TDM_CLINIC_INT_H
#define TDM_CLINIC_INT_H

#include "clinic/clinic.h"
#include "system/system.h"

#include <stdarg.h>

struct tdm_clinic {
    struct tdm_arena *mem; /* lives as long */
    tdm_str folder;
    struct tdm_store *store;
    tdm_str place; /* of this key; empty as long as the key was not asked for */
    tdm_secret_key key;
    struct tdm_distrust *distrusted; /* that count, once they were asked for */
    uint32_t distrusted_count;
    bool trust_known;
};

/* Collects one problem; gives false. */
bool tdm_clinic_keep(struct tdm_problems *problems, const struct tdm_problem *problem);
/* Reads the key, and finds the place that it is of. */
bool tdm_clinic_key(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_problem *problem) TDM_CHECKED;
/* Every entry of an episode, once by its id, in the order of recording, place and number. */
struct tdm_episode_links {
    struct tdm_chained *links;
    uint32_t count;
};
bool tdm_clinic_links(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_episode_links *out,
                      struct tdm_problem *problem) TDM_CHECKED;
/* The same with every copy of an act that was recorded at several places; and with what was written with a key that is
 * trusted no longer. */
bool tdm_clinic_kept(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_episode_links *out,
                     struct tdm_problem *problem) TDM_CHECKED;
bool tdm_clinic_copies(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_episode_links *out,
                       struct tdm_problem *problem) TDM_CHECKED;
/* Did the author of `a` have `b`, or is it `b`? */
bool tdm_clinic_knew(const struct tdm_chained *a, const struct tdm_chained *b);
/* Does it count? After tdm_clinic_distrusted. */
bool tdm_clinic_counts(const struct tdm_clinic *clinic, const struct tdm_chained *link);
/* Is the key of this place trusted? False: W047. */
bool tdm_clinic_is_trusted(struct tdm_clinic *clinic, struct tdm_problem *problem) TDM_CHECKED;
/* Names that two places gave to different entries (M114). Of every copy, in the order of recording. */
void tdm_clinic_tell_names_apart(struct tdm_arena *mem, struct tdm_episode_links *all);
struct tdm_permit {
    tdm_str as, role; /* the role by the people of the chart, on the day of the entry */
    struct tdm_roster roster;
};
bool tdm_appointment_read(const struct tdm_chained *link, struct tdm_appointment *out) TDM_CHECKED;
/* May `as` record that entry? False: W049. */
bool tdm_clinic_permits(const struct tdm_permit *permit, const struct tdm_chart *chart, const struct tdm_entry *entry,
                        struct tdm_problem *problem) TDM_CHECKED;
/* The id that the line is recorded under: of its words as `tandem fmt` writes them. */
tdm_chained_id tdm_clinic_line_id(struct tdm_arena *mem, tdm_str episode, const struct tdm_tree *file,
                                  const struct tdm_line *line);
bool tdm_clinic_is_person(tdm_str person); /* a word that may stand after `by` */
bool tdm_role_is_of_clinic(tdm_str role);  /* of the table, and `patient` */
bool tdm_roster_has(const struct tdm_roster *roster, tdm_str person, tdm_str role, tdm_date day);
/* Appends `link` to the chain of this place: fills what a chain says of it. */
bool tdm_clinic_append(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_chained *link, tdm_instant now,
                       struct tdm_problems *problems) TDM_CHECKED;
/* With an id that is drawn; what was distrusted is refused. */
bool tdm_clinic_append_anew(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_chained *link, tdm_instant now,
                            struct tdm_problems *problems) TDM_CHECKED;
/* With the id of its words; what is there already is not made again. Counted as an event of `taken` (or null). */
bool tdm_clinic_append_once(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_chained *link, tdm_instant now,
                            struct tdm_taken *taken, struct tdm_problems *problems) TDM_CHECKED;
/* Collects a refusal about the command line; gives false. */
bool tdm_clinic_refuse(struct tdm_problems *problems, const char *code, const char *fix, const char *format, ...)
    TDM_FORMAT(4, 5);
bool tdm_clinic_no_episode(const struct tdm_clinic *clinic, tdm_str episode, struct tdm_problem *problem); /* W040 */

/* ---- bodies (act_body.c): takes the line that begins so off *body */
bool tdm_body_line(tdm_str *body, const char *begin, tdm_str *rest);
bool tdm_body_day(tdm_str *body, const char *begin,
                  tdm_date *out); /* none where there is no such line; false: no day */
void tdm_body_put_day(struct tdm_buf *out, const char *begin, tdm_date day); /* nothing for none */
bool tdm_body_is_line(tdm_str text);                                         /* words of one line, and not too many */

/* ---- acts of people */
struct tdm_team;
void tdm_clinic_team_of(struct tdm_arena *mem, const struct tdm_episode_links *all, struct tdm_team *out);
/* The head of a chart, with who joined among its people. */
void tdm_clinic_put_head(struct tdm_buf *out, tdm_str head, const struct tdm_team *team);
struct tdm_telling { /* an event of the outbox */
    const char *kind;
    const struct tdm_chained *from; /* the entry it follows from; or null: then */
    tdm_str episode;
    tdm_date on;
    tdm_str of, roles;
};
bool tdm_clinic_tell(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_telling *event, tdm_instant now,
                     struct tdm_taken *taken, struct tdm_problems *problems) TDM_CHECKED;
/* What follows from one entry of a chart that was appended as `link`. */
bool tdm_clinic_tell_entry(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_chart *chart,
                           uint32_t entry, const struct tdm_chained *link, struct tdm_taken *taken,
                           struct tdm_problems *problems) TDM_CHECKED;
/* Those of a standing: escalations alone, or all. */
bool tdm_clinic_tell_owed(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_standing *standing,
                          bool all, tdm_instant now, struct tdm_taken *taken,
                          struct tdm_problems *problems) TDM_CHECKED;
/* Notes that the episode is of the person, where that is one who is kept. An erased one refuses: W072. */
bool tdm_clinic_belongs(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_chart *chart,
                        tdm_instant now, struct tdm_problems *problems) TDM_CHECKED;

#endif
