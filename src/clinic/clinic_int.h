/* clinic_int.h - a clinic that is open. */
#ifndef TDM_CLINIC_INT_H
#define TDM_CLINIC_INT_H

#include "clinic/clinic.h"
#include "system/system.h"

#include <stdarg.h>

/* Episodes whose entries were read together, before they are asked for one by one. */
struct tdm_ahead {
    struct tdm_arena *mem; /* of their own; null: none was read */
    const tdm_str *names;
    struct tdm_episode_links *links;
    uint32_t count;
};

struct tdm_clinic {
    struct tdm_arena *mem; /* lives as long */
    tdm_str folder;
    bool may_write;
    struct tdm_store *store;
    tdm_str place; /* of this key; empty as long as the key was not asked for */
    tdm_secret_key key;
    struct tdm_distrusts distrusted; /* that count, once they were asked for */
    bool trust_known;
    struct tdm_ahead ahead;
};

/* Collects one problem; gives false. */
bool tdm_clinic_keep(struct tdm_problems *problems, const struct tdm_problem *problem);
/* The text of a protocol and of the parts that it takes in. */
bool clinic_keep_protocol(struct tdm_clinic *clinic, const struct tdm_protocol *protocol, tdm_str text,
                          struct tdm_problem *problem) TDM_CHECKED;
/* Reads the key, and finds the place that it is of. */
bool tdm_clinic_key(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_problem *problem) TDM_CHECKED;
/* The key that a place has now, as its chain names it. Proves nothing: `tandem verify` does. */
bool tdm_clinic_key_of(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str place, tdm_public_key *key,
                       bool *found, struct tdm_problem *problem) TDM_CHECKED;
tdm_str tdm_clinic_key_path(struct tdm_arena *mem, const struct tdm_clinic *clinic);
tdm_str tdm_clinic_next_key_path(struct tdm_arena *mem, const struct tdm_clinic *clinic); /* of a key on its way */
/* Every entry of an episode, once by its id, in the order of recording, place and number. */
bool tdm_clinic_links(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_episode_links *out,
                      struct tdm_problem *problem) TDM_CHECKED;
/* The same with every copy of an act that was recorded at several places; and with what was written with a key that is
 * trusted no longer. */
bool tdm_clinic_kept(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_episode_links *out,
                     struct tdm_problem *problem) TDM_CHECKED;
bool tdm_clinic_copies(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_episode_links *out,
                       struct tdm_problem *problem) TDM_CHECKED;
/* Is the key of this place trusted? False: W047. */
bool tdm_clinic_is_trusted(struct tdm_clinic *clinic, struct tdm_problem *problem) TDM_CHECKED;
/* The store of a folder, opened as anybody would and held against a head; it is removed when it does not hold. */
bool tdm_clinic_prove(struct tdm_arena *mem, tdm_str folder, const struct tdm_signed_head *head,
                      struct tdm_problems *problems) TDM_CHECKED;
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
/* The day of an instant where the chart is kept; by UTC where that zone is not known here. */
tdm_date tdm_clinic_day(struct tdm_arena *mem, const struct tdm_chart *chart, tdm_instant now);
bool tdm_clinic_no_episode(const struct tdm_clinic *clinic, tdm_str episode, struct tdm_problem *problem); /* W040 */

/* ---- acts of people */
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
