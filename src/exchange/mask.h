/* mask.h - charts without whom they are of: days moved by a keyed number a person, names replaced by keyed ones, free text
 * left out, cells of few people told. Pure: the key comes from the caller. Codes F040...: docs/problems.md. */
#ifndef TDM_EXCHANGE_MASK_H
#define TDM_EXCHANGE_MASK_H

#include "chart/chart.h"
#include "protocol/protocol.h"

typedef struct {
    uint8_t byte[32];
} tdm_export_key;

void tdm_export_key_print(struct tdm_buf *out, tdm_export_key key); /* as a file: what it is, then 64 hex digits */
bool tdm_export_key_read(tdm_str file, tdm_str text, tdm_export_key *out, struct tdm_problem *problem) TDM_CHECKED;
/* HMAC (RFC 2104) with BLAKE2b-256 as its hash. */
tdm_digest tdm_hmac(struct tdm_arena *mem, tdm_str key, tdm_str message);

struct tdm_mask {
    tdm_export_key key;
    bool with_text; /* free text stays */
};
/* By how many days the person's days are moved: back by whole weeks, 58 to 579 of them [own], so that weekdays stay and no
 * moved day of an episode of a year is one of its own. The same for everything of the person. */
int32_t tdm_mask_days(struct tdm_arena *mem, const struct tdm_mask *mask, tdm_str patient);
/* "p-3f9c...": the same name, the same word; `kind` keeps a person's name from being a chart's. */
tdm_str tdm_mask_name(struct tdm_arena *mem, const struct tdm_mask *mask, char kind, tdm_str name);

/* The chart with nothing of whom it is of. Words of the catalogue and of the protocol stay. Its entries stand as they stood. */
struct tdm_masking {
    const struct tdm_mask *mask;
    const struct tdm_protocol *protocol; /* with its catalogue */
};
const struct tdm_chart *tdm_mask_chart(struct tdm_arena *mem, const struct tdm_masking *how, const struct tdm_chart *chart);

/* "data-sharing", "registry": the first that is withdrawn on that day (tdm_chart_consent), or null. */
const char *tdm_consent_withdrawn(const struct tdm_chart *chart, tdm_date day);

/* ---- small cells: combinations that are shared by few people */

struct tdm_cell_count {
    tdm_str words; /* "knee, right, knee-oa-bmac, bone-marrow-concentrate" */
    uint32_t people;
};
struct tdm_cells {
    struct tdm_arena *mem;
    struct tdm_cell_count *list; /* sorted by words */
    size_t count, room;
    tdm_str *people; /* that were added, sorted by patient, with their words beside */
    tdm_str *words;
    size_t people_count, people_room;
};
/* Of a person with several episodes they count together. */
void tdm_cells_add(struct tdm_cells *cells, const struct tdm_chart *chart);
void tdm_cells_close(struct tdm_cells *cells); /* after the last chart: now people are counted */
uint32_t tdm_cells_of(const struct tdm_cells *cells, tdm_str patient); /* how many people share the person's cell */
void tdm_cells_csv(struct tdm_buf *out, const struct tdm_cells *cells, uint32_t least); /* those below `least` */

#endif
