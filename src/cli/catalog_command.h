/* catalog_command.h - the acts of `tandem catalog` that have a file of their own. */
#ifndef TDM_CATALOG_COMMAND_H
#define TDM_CATALOG_COMMAND_H

#include "cli/cli.h"

/* *whole: every piece of the product is known. Code U061. */
bool tdm_catalog_holds(struct tdm_request *request, const struct tdm_catalog *catalog, bool *whole) TDM_CHECKED;

#endif
