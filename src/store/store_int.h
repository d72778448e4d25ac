/* store_int.h - what a keeper gives: one table of functions. store.c asks what holds for all of them. */
#ifndef TDM_STORE_INT_H
#define TDM_STORE_INT_H

#include "store/store.h"

enum tdm_walk { TDM_WALK_CHAINS, TDM_WALK_EPISODE, TDM_WALK_SOME, TDM_WALK_FILES, TDM_WALK_HEADS, TDM_WALK_NAMES };
struct tdm_walking {
    enum tdm_walk what;
    tdm_str episode;
    struct tdm_some some;
    tdm_store_take take;
    void *context;
};
struct tdm_wanted { /* one entry: by episode and id, by place and number, or (number 0) the last of the place */
    bool by_id;
    tdm_chained_id id;
    tdm_str episode;
    tdm_str place;
    uint64_t number;
};

struct tdm_keeper {
    bool (*begin)(struct tdm_store *store, struct tdm_problem *problem);
    bool (*append)(struct tdm_store *store, const struct tdm_chained *link, const struct tdm_stored *stored,
                   struct tdm_problem *problem);
    bool (*put_file)(struct tdm_store *store, tdm_str bytes, struct tdm_problem *problem);
    bool (*commit)(struct tdm_store *store, struct tdm_problem *problem);
    void (*abandon)(struct tdm_store *store);
    bool (*get)(struct tdm_arena *mem, struct tdm_store *store, const struct tdm_wanted *wanted, struct tdm_stored *out,
                bool *found, struct tdm_problem *problem);
    bool (*file)(struct tdm_arena *mem, struct tdm_store *store, tdm_digest hash, tdm_str *out, bool *found,
                 struct tdm_problem *problem);
    bool (*walk)(struct tdm_store *store, const struct tdm_walking *walking, struct tdm_problem *problem);
    bool (*version)(struct tdm_store *store, int64_t *out, struct tdm_problem *problem);
    bool (*examine)(struct tdm_arena *mem, struct tdm_store *store, struct tdm_problem *problem);
    void (*close)(struct tdm_store *store);
};

struct tdm_store { /* the first member of each keeper's own */
    const struct tdm_keeper *keeper;
    bool writing;
    uint32_t format;
};

#endif
