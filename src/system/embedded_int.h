/* embedded_int.h - the border between embedded.c and the table that tools/embed.c writes at build. */
#ifndef TDM_EMBEDDED_INT_H
#define TDM_EMBEDDED_INT_H

#include "system/system.h"

extern const struct tdm_embedded tdm_embedded_table[]; /* sorted by name; one empty entry after the last */
extern const size_t tdm_embedded_table_count;

#endif
