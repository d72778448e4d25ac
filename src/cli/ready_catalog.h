/* ready_catalog.h - the border between load.c and the catalogue that tools/make_ready.c makes at build. */
#ifndef TDM_READY_CATALOG_H
#define TDM_READY_CATALOG_H

#include "base/ready.h"

extern const struct tdm_ready tdm_ready_catalog; /* of size 0 where the build makes none */

#endif
