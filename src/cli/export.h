/* export.h - charts on their way out: what cmd_export.c goes through, and the forms they go out in. */
#ifndef TDM_CLI_EXPORT_H
#define TDM_CLI_EXPORT_H

#include "cli/cli.h"
#include "cli/desk.h"
#include "exchange/mask.h"
#include "exchange/tidy.h"

#define TDM_EXPORT_DAYS_MAX 400u

struct tdm_outgoing { /* one episode */
    const struct tdm_case *shown; /* what goes out: the chart itself, or masked */
    const struct tdm_opened *opened;
    struct tdm_others others;
    tdm_str protocol_text;
    int32_t days; /* by which it was moved */
};

struct tdm_exporting {
    struct tdm_request *request;
    struct tdm_names charts; /* their files, or FOLDER/EPISODE */
    struct tdm_shelf shelf;
    struct tdm_loaded file; /* whose problems are told */
    tdm_date days[TDM_EXPORT_DAYS_MAX]; /* of --on */
    uint32_t day_count;
    bool masked;
    struct tdm_mask mask;
    struct tdm_cells cells;
    uint32_t least;                              /* people who share a combination */
    uint32_t written, consent, small, in_cells;  /* episodes; withheld by consent, as small cells; told as such */
};

/* A form that charts go out in. `begin` and `end` once, `episode` for each; `abandon` when it was begun and not ended. */
struct tdm_export_form {
    bool (*begin)(struct tdm_exporting *e, void **state);
    bool (*episode)(struct tdm_exporting *e, void *state, const struct tdm_outgoing *out);
    bool (*end)(struct tdm_exporting *e, void *state);
    void (*abandon)(void *state);
};
extern const struct tdm_export_form tdm_export_tidy, tdm_export_ndjson, tdm_export_redcap;

bool tdm_export_keep(struct tdm_exporting *e, bool good, const struct tdm_problem *problem);

/* ---- export_masked.c */
bool tdm_export_read_key(struct tdm_exporting *e) TDM_CHECKED;   /* reads or makes the key, reads --cells */
bool tdm_export_count(struct tdm_exporting *e) TDM_CHECKED; /* goes through all charts for the cells */
/* Is it left out? Counted as that. */
bool tdm_export_withholds(struct tdm_exporting *e, const struct tdm_opened *opened);
bool tdm_export_mask(struct tdm_exporting *e, struct tdm_outgoing *out) TDM_CHECKED;
bool tdm_export_cells(struct tdm_exporting *e, tdm_str folder) TDM_CHECKED; /* writes small-cells.csv */

/* Which charts the arguments name: clinics, folders of files, files. */
bool tdm_export_list(struct tdm_exporting *e) TDM_CHECKED;
/* Opens chart i; what it needs lies in the request's memory. */
bool tdm_export_open(struct tdm_exporting *e, size_t i, struct tdm_opened *out) TDM_CHECKED;

#endif
