/* ordered.h - what a product of an order holds, by the words that order systems use: "A 200 MG / B 30 MG Oral Tablet". Pure.
 * Whatever cannot be read in one way only is not known: "cannot tell, ask", never "no conflict" (M61, M62). */
#ifndef TDM_ORDERED_H
#define TDM_ORDERED_H

#include "catalog/catalog.h"

#define TDM_ORDERED_MAX 8u

struct tdm_ordered_part {
    tdm_str words; /* that name it: those of the catalogue know them, if `known` */
    bool known;
};
struct tdm_ordered {
    struct tdm_ordered_part parts[TDM_ORDERED_MAX];
    uint32_t count; /* none: nothing was said */
    bool whole;     /* every part is known, and there are no more */
    tdm_ref route;  /* by the form that stands in the words, or of the product; TDM_REF_NONE: must be asked */
};
/* Texts of `out` borrow `words`. */
void tdm_catalog_ordered(const struct tdm_catalog *catalog, tdm_str words, struct tdm_ordered *out);
/* The route that stands in these words ("Oral Tablet", "topical route"), whole words only; of two the longer one.
 * TDM_REF_NONE: none, or two that are equally long. */
tdm_ref tdm_catalog_route_said(const struct tdm_catalog *catalog, tdm_str words);

#endif
