/* embedded.c - finds the data files that were put into the program at build. */
#include "system/embedded_int.h"

size_t tdm_embedded_count(void) {
    return tdm_embedded_table_count;
}

const struct tdm_embedded *tdm_embedded_at(size_t at) {
    TDM_ASSERT(at < tdm_embedded_table_count);
    return &tdm_embedded_table[at];
}

const struct tdm_embedded *tdm_embedded_find(tdm_str name) {
    size_t from = 0, until = tdm_embedded_table_count;
    while (from < until) {
        size_t middle = from + (until - from) / 2;
        int order = tdm_str_compare(name, tdm_embedded_table[middle].name);
        if (order == 0) return &tdm_embedded_table[middle];
        if (order < 0)
            until = middle;
        else
            from = middle + 1;
    }
    return NULL;
}
