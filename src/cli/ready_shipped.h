/* ready_shipped.h - the border between load_once.c and what tools/make_ready.c makes at build: the shipped catalogue, and
 * each shipped protocol that is read without a word. */
#ifndef TDM_READY_SHIPPED_H
#define TDM_READY_SHIPPED_H

#include "base/ready.h"

extern const struct tdm_ready tdm_ready_catalog; /* of size 0 where the build makes none */

struct tdm_ready_protocol {
    tdm_str file; /* as the shipped data names it */
    struct tdm_ready ready; /* upon the catalogue */
};
extern const struct tdm_ready_protocol tdm_ready_protocols[]; /* one empty entry after the last */
extern const size_t tdm_ready_protocol_count;

#endif
