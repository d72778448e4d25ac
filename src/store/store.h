/* store.h - where entries are kept: one interface, several keepers (SQLite in a file; memory). Below the pure line.
 * What `commit` has answered with true is on the disk; what it has not is there whole or not at all, and is asked for by
 * its id. A keeper judges no entry: acts do (`clinic`), and `ledger` checks. Codes W020...: docs/problems.md. */
#ifndef TDM_STORE_H
#define TDM_STORE_H

#include "ledger/ledger.h"

#define TDM_STORE_FORMAT 2 /* every one from 1 on can be read, and upgraded to this one: docs/ledger.md, section 7 */
#define TDM_STORE_WAIT_MS 5000 /* for another writer */
#define TDM_STORE_PLACES_MAX 32000u

struct tdm_store;
enum tdm_store_mode {
    TDM_STORE_READ,   /* also one of an older format */
    TDM_STORE_WRITE,  /* of this format; an older one: W093 */
    TDM_STORE_UPGRADE /* brought to this format and open to write, begun: `commit` makes it so, anything else leaves it as it was */
};

/* A store in memory: for tests, and for what needs none that stays. */
struct tdm_store *tdm_store_memory(void);
/* A new store in a file that must not exist, and nothing in it. The folder must be there. */
bool tdm_store_make(struct tdm_arena *mem, tdm_str path, struct tdm_problem *problem) TDM_CHECKED;
/* Opens one. To read, a medium that cannot be written is enough. */
bool tdm_store_open(struct tdm_arena *mem, tdm_str path, enum tdm_store_mode mode, struct tdm_store **out,
                    struct tdm_problem *problem) TDM_CHECKED;
uint32_t tdm_store_format(const struct tdm_store *store); /* that it has; of an upgraded one the newest */
void tdm_store_close(struct tdm_store *store); /* what was begun and not committed is abandoned; null is fine */

/* ---- writing: begin, look, append, commit. One writer at a time: `begin` waits for the other, then W022 */

bool tdm_store_begin(struct tdm_store *store, struct tdm_problem *problem) TDM_CHECKED;
/* The next entry of its place: its number is one more than that of the last, which the caller has asked since `begin`. */
bool tdm_store_append(struct tdm_store *store, const struct tdm_chained *link, const struct tdm_stored *stored,
                      struct tdm_problem *problem) TDM_CHECKED;
/* A file of the library, kept once under its hash. */
bool tdm_store_put_file(struct tdm_store *store, tdm_str bytes, struct tdm_problem *problem) TDM_CHECKED;
/* True: durable. False: told, everything since `begin` is abandoned. */
bool tdm_store_commit(struct tdm_store *store, struct tdm_problem *problem) TDM_CHECKED;
void tdm_store_abandon(struct tdm_store *store);

/* ---- reading. Between `begin` and `commit` it sees what was appended; else what was committed when the call began.
 * False: the machine failed, which is told. Not being there is no failure: *found. What is found is copied into `mem` */

bool tdm_store_last(struct tdm_arena *mem, struct tdm_store *store, tdm_str place, struct tdm_stored *out, bool *found,
                    struct tdm_problem *problem) TDM_CHECKED;
bool tdm_store_at(struct tdm_arena *mem, struct tdm_store *store, const struct tdm_head *where, struct tdm_stored *out,
                  bool *found, struct tdm_problem *problem) TDM_CHECKED; /* by place and number */
/* The entry of that episode with that id; of several the first by place and number. */
bool tdm_store_act(struct tdm_arena *mem, struct tdm_store *store, const struct tdm_chained *act, struct tdm_stored *out,
                   bool *found, struct tdm_problem *problem) TDM_CHECKED;
bool tdm_store_file(struct tdm_arena *mem, struct tdm_store *store, tdm_digest hash, tdm_str *out, bool *found,
                    struct tdm_problem *problem) TDM_CHECKED;

/* One after the other, borrowed until it returns; false stops, which is no failure. Reading others meanwhile is allowed. */
typedef bool (*tdm_store_take)(void *context, const struct tdm_stored *stored);
/* Places in the order of their founding here, each by number. */
bool tdm_store_chains(struct tdm_store *store, tdm_store_take take, void *context, struct tdm_problem *problem) TDM_CHECKED;
/* The entries of one episode, in the same order. */
bool tdm_store_episode(struct tdm_store *store, tdm_str episode, tdm_store_take take, void *context,
                       struct tdm_problem *problem) TDM_CHECKED;
/* The entries of several episodes, of which each says its own, in the same order: dearer to find one by one. */
#define TDM_STORE_SOME_MAX 32u
struct tdm_some {
    const tdm_str *episodes;
    uint32_t count; /* at most TDM_STORE_SOME_MAX */
};
bool tdm_store_some(struct tdm_store *store, struct tdm_some some, tdm_store_take take, void *context,
                    struct tdm_problem *problem) TDM_CHECKED;
/* The names of episodes, by name: `bytes` is set. */
bool tdm_store_episodes(struct tdm_store *store, tdm_store_take take, void *context, struct tdm_problem *problem) TDM_CHECKED;
/* The files of the library by hash; `hash` and `bytes` are set. */
bool tdm_store_files(struct tdm_store *store, tdm_store_take take, void *context, struct tdm_problem *problem) TDM_CHECKED;
/* The newest entry of each place. */
bool tdm_store_heads(struct tdm_store *store, tdm_store_take take, void *context, struct tdm_problem *problem) TDM_CHECKED;

/* Another number when anything was committed since it was last asked, by whomever; the same when nobody wrote. */
bool tdm_store_version(struct tdm_store *store, int64_t *out, struct tdm_problem *problem) TDM_CHECKED;

/* What the keeper itself knows to be wrong: its file, its lists of what stands where. Entries are for `ledger` to check. */
bool tdm_store_examine(struct tdm_arena *mem, struct tdm_store *store, struct tdm_problem *problem) TDM_CHECKED;
/* A new store in a file with everything that is in this one, entry by entry: whatever keeps this one. Others may go on writing. */
bool tdm_store_copy(struct tdm_arena *mem, struct tdm_store *store, tdm_str path, uint64_t *entries,
                    struct tdm_problem *problem) TDM_CHECKED;

/* ---- both together: what `tandem verify` asks */

struct tdm_verified {
    uint64_t entries;
    uint32_t broken;           /* chains */
    struct tdm_chains *chains; /* as far as they are whole: for tdm_head_prove, while the store is open */
};
/* False: something is wrong, which is told: trouble of the keeper, and the first broken entry of each chain. */
bool tdm_store_verify(struct tdm_arena *mem, struct tdm_store *store, struct tdm_verified *out,
                      struct tdm_problems *problems) TDM_CHECKED;

#endif
