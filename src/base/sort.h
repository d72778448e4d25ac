/* sort.h - one stable sort for every room: of indices, by what a caller says of two of them. */
#ifndef TDM_SORT_H
#define TDM_SORT_H

#include "base/base.h"

struct tdm_sort {
    int (*compare)(const void *context, uint32_t a, uint32_t b); /* < 0, 0, > 0, as a stands to b */
    const void *context;
};
/* In the order of `sort`; equals stay as they were. n log n questions, n - 1 where all is in order already. */
void tdm_sort_indices(struct tdm_arena *mem, uint32_t *indices, uint32_t count, const struct tdm_sort *sort);

#endif
