/* fhir_command.h - what the files of `tandem fhir` share. */
#ifndef TDM_CLI_FHIR_COMMAND_H
#define TDM_CLI_FHIR_COMMAND_H

#include "cli/cli.h"
#include "cli/desk.h"

/* ---- import_fhir.c: files of FHIR resources, printed as charts or put into the folder of --into */
enum tdm_exit tdm_import_fhir(struct tdm_request *request);

/* ---- fhir_source.c: the files that an import is told, one after the other: files, the files of a folder, packed or not */
struct tdm_fhir_sources {
    struct tdm_request *request;
    struct tdm_loaded *file; /* the last one that was read: whose lines problems quote */
    bool (*take)(void *context, const struct tdm_loaded *file);
    void *context;
};
/* All of them, also after one was refused, so that each is told. */
bool tdm_fhir_each_source(const struct tdm_fhir_sources *sources) TDM_CHECKED;

/* ---- fhir_apply_command.c */
enum tdm_exit tdm_apply_fhir(struct tdm_request *request);

/* ---- cmd_fhir.c: where what an import kept beside a chart lies: NAME.beside.ndjson, next to its file; empty when the
 * path is not that of a file of one chart */
tdm_str tdm_fhir_beside(struct tdm_arena *mem, tdm_str path);

#endif
