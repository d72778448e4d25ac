/* cells.c - how many people share what a neighbour could know of them: site, side, protocol, procedure. */
#include "exchange/mask.h"
#include "exchange/table.h"

#include <string.h>

/* Where `name` is or would stand in a sorted list. */
static size_t place_in(const tdm_str *list, size_t count, tdm_str name, bool *found) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tdm_str_compare(list[middle], name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *found = low < count && tdm_str_equal(list[low], name);
    return low;
}

static tdm_str words_of(struct tdm_arena *mem, const struct tdm_chart *chart) {
    static const char *const sides[] = {
        [TDM_SIDE_NONE] = "no side", [TDM_SIDE_RIGHT] = "right", [TDM_SIDE_LEFT] = "left"};
    struct tdm_buf words;
    tdm_str procedure = TDM_STR("no procedure");
    for (uint32_t i = 0; i < chart->entry_count; i++)
        if (chart->entries[i].kind == TDM_ENTRY_PROCEDURE && tdm_str_is(chart->entries[i].state, "performed"))
            procedure = chart->entries[i].subject;
    tdm_buf_init(&words, mem, 4096);
    tdm_buf_format(&words, "%.*s, %s, %.*s, %.*s", TDM_FMT(chart->region), sides[chart->side], TDM_FMT(chart->protocol),
                   TDM_FMT(procedure));
    return tdm_buf_str(&words);
}

void tdm_cells_add(struct tdm_cells *cells, const struct tdm_chart *chart) {
    bool found;
    tdm_str words = words_of(cells->mem, chart);
    size_t at = place_in(cells->people, cells->people_count, chart->patient, &found);
    if (!found) {
        size_t room = cells->people_room;
        TDM_GROW(cells->mem, cells->words, cells->people_count, room);
        TDM_GROW(cells->mem, cells->people, cells->people_count, cells->people_room);
        memmove(&cells->people[at + 1], &cells->people[at], (cells->people_count - at) * sizeof *cells->people);
        memmove(&cells->words[at + 1], &cells->words[at], (cells->people_count - at) * sizeof *cells->words);
        cells->people[at] = tdm_arena_str(cells->mem, chart->patient);
        cells->words[at] = words;
        cells->people_count++;
        return;
    }
    /* Several episodes: together, the lesser first, so that their order has no part in it. */
    struct tdm_buf both;
    bool after = tdm_str_compare(cells->words[at], words) <= 0;
    tdm_buf_init(&both, cells->mem, (size_t)1 << 16);
    tdm_buf_format(&both, "%.*s; %.*s", TDM_FMT(after ? cells->words[at] : words),
                   TDM_FMT(after ? words : cells->words[at]));
    cells->words[at] = tdm_buf_str(&both);
}

void tdm_cells_close(struct tdm_cells *cells) {
    tdm_str *names = TDM_NEW_ARRAY(cells->mem, tdm_str, cells->people_count + 1);
    uint32_t *people = TDM_NEW_ARRAY(cells->mem, uint32_t, cells->people_count + 1);
    cells->count = 0;
    for (size_t i = 0; i < cells->people_count; i++) {
        bool found;
        size_t at = place_in(names, cells->count, cells->words[i], &found);
        if (!found) {
            memmove(&names[at + 1], &names[at], (cells->count - at) * sizeof *names);
            memmove(&people[at + 1], &people[at], (cells->count - at) * sizeof *people);
            names[at] = cells->words[i];
            people[at] = 0;
            cells->count++;
        }
        people[at]++;
    }
    cells->list = TDM_NEW_ARRAY(cells->mem, struct tdm_cell_count, cells->count + 1);
    for (size_t i = 0; i < cells->count; i++) cells->list[i] = (struct tdm_cell_count){names[i], people[i]};
}

uint32_t tdm_cells_of(const struct tdm_cells *cells, tdm_str patient) {
    bool found;
    size_t at = place_in(cells->people, cells->people_count, patient, &found);
    for (size_t i = 0; found && i < cells->count; i++)
        if (tdm_str_equal(cells->list[i].words, cells->words[at])) return cells->list[i].people;
    return 0;
}

void tdm_cells_csv(struct tdm_buf *out, const struct tdm_cells *cells, uint32_t least) {
    struct tdm_table_writer w = {.out = out};
    tdm_put_word(&w, "combination");
    tdm_put_word(&w, "people");
    tdm_put_row_end(&w);
    for (size_t i = 0; i < cells->count; i++) {
        if (cells->list[i].people >= least) continue;
        tdm_put_cell(&w, cells->list[i].words);
        tdm_put_int(&w, cells->list[i].people);
        tdm_put_row_end(&w);
    }
}
