/* catalog_pages.h - the catalogue as HTML without script: one page, or a folder of pages with links between them:
 * exercises by region with their drawings, instruments, protocols with what may be when. Pure. */
#ifndef TDM_CATALOG_PAGES_H
#define TDM_CATALOG_PAGES_H

#include "schedule/times.h"
#include "views/views.h"

struct tdm_catalog_plan { /* a protocol without a patient */
    const struct tdm_protocol *protocol;
    const struct tdm_times *times;     /* null: more than a network holds */
    const struct tdm_net_proof *proof; /* of them; null likewise */
};
struct tdm_catalog_content {
    const struct tdm_catalog *catalog;
    const struct tdm_drawings *drawings;
    const struct tdm_instrument *const *instruments;
    uint32_t instrument_count;
    const struct tdm_catalog_plan *plans; /* of a folder */
    uint32_t plan_count;
};
/* One page: exercises, measures, medicines, instruments. */
void tdm_view_catalog_html(const struct tdm_view *view, const struct tdm_catalog_content *content);
/* Page `number` of a folder, from 0 on: its file name. False: there is no such page. */
bool tdm_view_catalog_page(const struct tdm_view *view, const struct tdm_catalog_content *content, uint32_t number,
                           tdm_str *name) TDM_CHECKED;

#endif
