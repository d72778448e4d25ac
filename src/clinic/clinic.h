/* clinic.h - the acts on charts that are kept: one place for the command line and whatever comes after it. A clinic is
 * a folder with a store (`ledger.db`) and the key of this place (`place.key`). Codes W040...: docs/problems.md. What
 * clinicians do, teams, consent, the outbox, persons: acts.h. */
#ifndef TDM_CLINIC_H
#define TDM_CLINIC_H

#include "engine/engine.h"
#include "ledger/episode.h"
#include "store/store.h"

struct tdm_clinic;

/* ---- the folder */

tdm_str tdm_clinic_store_path(struct tdm_arena *mem, tdm_str folder);
/* Makes the folder (it may be there, without a store), the key, the store, and the first entry: the place with its key.
 */
bool tdm_clinic_found(struct tdm_arena *mem, tdm_str folder, tdm_str place, tdm_instant now,
                      struct tdm_problem *problem) TDM_CHECKED;
/* To write, the key must be there and be that of a place of the store. */
bool tdm_clinic_open(struct tdm_arena *mem, tdm_str folder, enum tdm_store_mode mode, struct tdm_clinic **out,
                     struct tdm_problem *problem) TDM_CHECKED;
void tdm_clinic_close(struct tdm_clinic *clinic); /* null is fine */
struct tdm_store *tdm_clinic_store(struct tdm_clinic *clinic);
tdm_str tdm_clinic_place(const struct tdm_clinic *clinic);

/* ---- reading */

/* The chart of an episode as a file of the notation: what its entries say, with the instants and numbers of the ledger.
 * The order in which entries came to this store has no part in it (M114). False when it is not there (W040). */
bool tdm_clinic_chart(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_buf *out,
                      struct tdm_problem *problem) TDM_CHECKED;
/* Of a clinic that is open to read: the entries of these (at most TDM_STORE_SOME_MAX) are found together now, and are what
 * is asked of each until the next call. What is written meanwhile is not seen; trouble is told when each is asked for. */
void tdm_clinic_read_ahead(struct tdm_clinic *clinic, const tdm_str *episodes, uint32_t count);
/* The episodes that are kept, by name. */
bool tdm_clinic_episodes(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_names *out,
                         struct tdm_problem *problem) TDM_CHECKED;
/* Every head of the store, signed with the key of this place. */
bool tdm_clinic_head(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_instant now, struct tdm_signed_head *out,
                     struct tdm_problem *problem) TDM_CHECKED;
/* The bytes that are hashed, one entry a file, and what an auditor needs beside them (docs/ledger.md). */
struct tdm_exported {
    tdm_str folder;
    tdm_instant now;  /* of the signature */
    uint64_t entries; /* how many were written */
};
bool tdm_clinic_export(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_exported *to,
                       struct tdm_problem *problem) TDM_CHECKED;

/* A copy in a new folder, with a signed head beside it, proved as it lies there. The key is not copied: a backup that is
 * stolen signs nothing. */
bool tdm_clinic_backup(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_exported *to,
                       struct tdm_problems *problems) TDM_CHECKED;
/* A new folder from a backup, proved against the head of the backup. */
bool tdm_clinic_restore(struct tdm_arena *mem, tdm_str backup, struct tdm_exported *to, struct tdm_problems *problems) TDM_CHECKED;

/* The same in one encrypted file; codes W095, W096. */
struct tdm_sealing {
    tdm_str path, password;
    tdm_instant now;  /* of the signature */
    uint64_t entries; /* how many there were */
};
bool tdm_password_read(struct tdm_arena *mem, tdm_str path, tdm_str *out, struct tdm_problem *problem) TDM_CHECKED;
bool tdm_clinic_backup_sealed(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_sealing *ask,
                              struct tdm_problems *problems) TDM_CHECKED;
bool tdm_clinic_restore_sealed(struct tdm_arena *mem, struct tdm_sealing *ask, tdm_str folder,
                               struct tdm_problems *problems) TDM_CHECKED;

/* ---- several places: docs/ledger.md, section 8 */

struct tdm_bundling {
    const tdm_str *episodes; /* no more of each chain than these need; none: everything */
    uint32_t episode_count;
    tdm_instant now; /* of the signature */
};
bool tdm_clinic_bundle(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_bundling *ask,
                       struct tdm_buf *out, struct tdm_problem *problem) TDM_CHECKED;

struct tdm_apart { /* an entry, and those of its episode that neither its author had seen, nor theirs it */
    struct tdm_chained link;
    const struct tdm_head *from; /* as they were recorded first: place and number */
    uint32_t from_count;
};
struct tdm_aparts {
    tdm_str episode;
    const struct tdm_apart *acts; /* in the order of recording; an act with several copies once */
    uint32_t count;
};
bool tdm_clinic_aparts(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_aparts *out,
                       struct tdm_problem *problem) TDM_CHECKED;

struct tdm_merged {
    tdm_str from;                    /* who signed the bundle */
    uint64_t added, there;           /* entries */
    const struct tdm_aparts *aparts; /* of the bundle's episodes, by name; only those that have some */
    uint32_t apart_count;
};
/* Takes a bundle in, as an act: begun, done, committed. Every chain becomes the longer one; two that differ refuse. */
bool tdm_clinic_merge(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_bundle *bundle,
                      struct tdm_merged *out, struct tdm_problem *problem) TDM_CHECKED;

/* Those that count. */
bool tdm_clinic_distrusted(struct tdm_clinic *clinic, const struct tdm_distrust **out, uint32_t *count,
                           struct tdm_problem *problem) TDM_CHECKED;
/* An act: begun, done, committed. Codes W046, W047. */
bool tdm_clinic_distrust(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_distrust *act,
                         tdm_instant now, struct tdm_problems *problems) TDM_CHECKED;

/* The place takes a new key: an entry that names it, signed with the old one. An act that begins and commits by itself,
 * because the files of the keys go with it; at any moment one of them is the key of the place. *number: the entry. */
bool tdm_clinic_rotate_key(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_instant now, uint64_t *number,
                           struct tdm_problems *problems) TDM_CHECKED;

/* ---- who may record what: docs/ledger.md, section 9. Codes W049, W051 */

struct tdm_appointment {
    tdm_str person, role, credential; /* the last may be empty */
    tdm_date from, until;             /* none: open */
};
struct tdm_roster {
    struct tdm_appointment *list; /* of one person and role the one recorded last */
    uint32_t count;
};
bool tdm_clinic_roster(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_roster *out,
                       struct tdm_problem *problem) TDM_CHECKED;
/* An act: begun, done, committed. */
bool tdm_clinic_appoint(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_appointment *ask,
                        tdm_instant now, struct tdm_problems *problems) TDM_CHECKED;
bool tdm_role_may(tdm_str role, enum tdm_entry_kind kind);

/* ---- acts: begun, done, committed. What an act refuses leaves everything as it was */

struct tdm_act {
    const struct tdm_library *library; /* with the protocol of the episode */
    struct tdm_zone zone;              /* of the chart */
    tdm_instant now;
    tdm_str protocol_text; /* to pin, at enrolment */
    tdm_str as;            /* who records; empty: whoever has the folder, and nobody's permission is asked */
    bool has_seen;         /* on what they looked at: the digest of the kept chart. Another one by now: W050 */
    tdm_digest seen;
    bool judged;           /* what `tandem try` would refuse is refused: W062; what wants a reason: W063 */
    tdm_date on;           /* the day on which it is judged */
    const struct tdm_case *const *others; /* the person's other episodes, for the judgement; may be null */
    uint32_t other_count;
};
struct tdm_judgement;
struct tdm_amending {
    tdm_str episode;
    const struct tdm_protocol *protocol; /* the new text, as it was read; its bytes: act.protocol_text */
    const struct tdm_tree *entry;        /* one `amend` */
};
struct tdm_taken {
    uint32_t added; /* entries */
    uint32_t there; /* that were there already: the same words for the same episode */
    uint32_t events;                       /* in the outbox */
    const struct tdm_judgement *judgement; /* of an act that was judged, also of one refused; else null */
    tdm_str written;                       /* the entry of a wish, in the notation; places of problems are in it */
};
bool tdm_clinic_begin(struct tdm_clinic *clinic, struct tdm_problem *problem) TDM_CHECKED;
bool tdm_clinic_commit(struct tdm_clinic *clinic, struct tdm_problem *problem) TDM_CHECKED;
void tdm_clinic_abandon(struct tdm_clinic *clinic);
/* The head of the chart and its lines, as the file has them. */
bool tdm_clinic_enrol(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_act *act,
                      const struct tdm_tree *file, struct tdm_taken *taken, struct tdm_problems *problems) TDM_CHECKED;
/* Lines of entries. Told in `problems`: also a clock that was set back (a note). */
bool tdm_clinic_record(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_act *act, tdm_str episode,
                       const struct tdm_tree *lines, struct tdm_taken *taken,
                       struct tdm_problems *problems) TDM_CHECKED;
/* The episode goes on under another text from a day on: the entry that says so, and the text, pinned. Code W048. */
bool tdm_clinic_amend(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_act *act,
                      const struct tdm_amending *ask, struct tdm_taken *taken, struct tdm_problems *problems) TDM_CHECKED;

/* The parts that the protocol's text pins and `parts` has not, from the store, put behind those of `parts`. What the
 * store has not either is left to the reading of the protocol (P034, P035). */
bool tdm_clinic_parts(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_tree *protocol,
                      struct tdm_parts *parts, struct tdm_problems *problems) TDM_CHECKED;

#endif
