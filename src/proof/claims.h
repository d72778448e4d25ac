/* claims.h - whether a text that a person reads promises a result or advises a treatment, and which medicine it names. */
#ifndef TDM_CLAIMS_H
#define TDM_CLAIMS_H

#include "catalog/catalog.h"

enum tdm_wording { TDM_WORDING_FINE, TDM_WORDING_PROMISES, TDM_WORDING_ADVISES };
/* The worst of its sentences. `catalog` may be null: then only common words for treatments are known. */
enum tdm_wording tdm_wording_of(struct tdm_arena *mem, const struct tdm_catalog *catalog, tdm_str text);

struct tdm_named_medicine {
    tdm_str word;
    const tdm_ref *ingredients;
    uint32_t count;
    tdm_ref route, one[1];
};
/* The first medicine of the catalogue that the text names without a negation before it. `out` must stay where it is. */
bool tdm_wording_medicine(struct tdm_arena *mem, const struct tdm_catalog *catalog, tdm_str text,
                          struct tdm_named_medicine *out);

#endif
