/* fhir_command.h - what the files of `tandem fhir` share. */
#ifndef TDM_CLI_FHIR_COMMAND_H
#define TDM_CLI_FHIR_COMMAND_H

#include "cli/cli.h"
#include "cli/desk.h"
#include "cli/gauge.h"
#include "fhir/fhir.h"
#include "store/spool.h"

/* ---- import_fhir.c: files of FHIR resources, printed as charts or put into the folder of --into */
enum tdm_exit tdm_import_fhir(struct tdm_request *request);

/* ---- fhir_source.c: the files that an import is told, one after the other: files, the files of a folder, packed or not,
 * cut into their resources */
struct tdm_fhir_sources {
    struct tdm_request *request;
    struct tdm_loaded *file; /* the last one that was read: whose lines problems quote */
    struct tdm_gauge *progress;
    void (*begins)(void *context, tdm_str file);
    enum tdm_fhir_said (*take)(void *context, const struct tdm_fhir_piece *piece);
    uint64_t (*resources)(void *context); /* so far */
    void *context;
    tdm_str *names; /* found by it */
    size_t count, room;
};
/* All of them, also after one was refused, so that each is told. */
bool tdm_fhir_each_source(struct tdm_fhir_sources *sources) TDM_CHECKED;

/* ---- fhir_laid.c: what was read, laid aside, however much it is */
struct tdm_fhir_laid {
    struct tdm_request *request;
    struct tdm_spool *spool;
    struct tdm_arena *mem; /* of one episode, plan or piece at a time */
    struct tdm_fhir_shelf shelf;
    struct tdm_gauge progress;
    tdm_str *files;
    size_t file_count, file_room;
};
/* Reads all sources. End it also when this is false. */
bool tdm_fhir_lay(struct tdm_request *request, struct tdm_loaded *file, struct tdm_fhir_laid *out) TDM_CHECKED;
void tdm_fhir_laid_end(struct tdm_fhir_laid *laid);
bool tdm_fhir_laid_good(const struct tdm_fhir_laid *laid) TDM_CHECKED;
struct tdm_fhir_in *tdm_fhir_laid_in(struct tdm_fhir_laid *laid); /* empty; what was read in it before is gone */
/* The next of a kind that is no copy, from that number on; UINT32_MAX: none. */
uint32_t tdm_fhir_laid_next(struct tdm_fhir_laid *laid, enum tdm_fhir_lead kind, uint32_t from);
bool tdm_fhir_laid_once(struct tdm_fhir_laid *laid) TDM_CHECKED; /* each address is one resource (F061) */

/* ---- fhir_beside.c: what no chart holds, into NAME.beside.ndjson of the folder of --into; counts it */
bool tdm_fhir_keep_beside(struct tdm_fhir_laid *laid, tdm_str chart_path, uint32_t *kept) TDM_CHECKED;

/* ---- fhir_clinic.c: resources of another system into FOLDER/EPISODE of a clinic, as an act of --as */
/* By what is kept of the person: their identifier over there, when nobody said it; one that contradicts it is refused (F077). */
bool tdm_fhir_identify(struct tdm_request *request, tdm_str path, struct tdm_fhir_foreign *foreign) TDM_CHECKED;
struct tdm_fhir_into {
    tdm_str path;
    const struct tdm_opened *opened;
    const struct tdm_chart *both; /* with what came in */
    uint32_t added, kept;         /* entries; resources beside */
};
bool tdm_fhir_record(struct tdm_fhir_laid *laid, struct tdm_fhir_into *into) TDM_CHECKED;
bool tdm_fhir_kept_in_clinic(struct tdm_request *request, tdm_str path, struct tdm_fhir_episode *episode) TDM_CHECKED;

/* ---- fhir_apply_command.c */
enum tdm_exit tdm_apply_fhir(struct tdm_request *request);

/* ---- cmd_fhir.c: where what an import kept beside a chart lies: NAME.beside.ndjson, next to its file; empty when the
 * path is not that of a file of one chart */
tdm_str tdm_fhir_beside(struct tdm_arena *mem, tdm_str path);

#endif
