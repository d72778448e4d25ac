/* sort.c - see sort.h. Merging from the bottom: no recursion. */
#include "base/sort.h"

static void merge(uint32_t *to, const uint32_t *from, const uint32_t bounds[3], const struct tdm_sort *sort) {
    uint32_t left = bounds[0], right = bounds[1];
    if (right < bounds[2] && sort->compare(sort->context, from[right - 1], from[right]) <= 0) { /* in order already */
        memcpy(to + left, from + left, (bounds[2] - left) * sizeof *to);
        return;
    }
    for (uint32_t at = bounds[0]; at < bounds[2]; at++) {
        bool take_left =
            left < bounds[1] && (right >= bounds[2] || sort->compare(sort->context, from[left], from[right]) <= 0);
        to[at] = take_left ? from[left++] : from[right++];
    }
}

static uint32_t least(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

/* Mostly they are: a chart is written in the order of its days. */
static bool in_order(const uint32_t *indices, uint32_t count, const struct tdm_sort *sort) {
    for (uint32_t i = 1; i < count; i++)
        if (sort->compare(sort->context, indices[i - 1], indices[i]) > 0) return false;
    return true;
}

void tdm_sort_indices(struct tdm_arena *mem, uint32_t *indices, uint32_t count, const struct tdm_sort *sort) {
    if (count < 2 || in_order(indices, count, sort)) return;
    TDM_ASSERT(count < UINT32_MAX / 4);
    uint32_t *other = TDM_NEW_ARRAY(mem, uint32_t, count), *from = indices, *to = other;
    for (uint32_t width = 1; width < count; width *= 2) {
        for (uint32_t at = 0; at < count; at += 2 * width) {
            uint32_t bounds[3] = {at, least(at + width, count), least(at + 2 * width, count)};
            merge(to, from, bounds, sort);
        }
        uint32_t *swapped = from;
        from = to;
        to = swapped;
    }
    if (from != indices) memcpy(indices, from, count * sizeof *indices);
}
