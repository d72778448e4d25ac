/* entry_order.c - the order of entries, and of the lines in an entry. */
#include "chart/chart_int.h"

#include <string.h>

/* ---- entries */

static int compare_i64(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

/* A known time stands before an unknown one. */
static int compare_time(tdm_time a, tdm_time b) {
    return compare_i64(a.minute < 0 ? INT32_MAX : a.minute, b.minute < 0 ? INT32_MAX : b.minute);
}

int tdm_entry_order(const struct tdm_entry *a, const struct tdm_entry *b) {
    int sign = compare_i64(a->date.day, b->date.day);
    if (sign == 0) sign = compare_time(a->time, b->time);
    if (sign == 0) sign = compare_i64(a->recorded.ms, b->recorded.ms);
    if (sign == 0) sign = tdm_str_compare(a->writer, b->writer);
    return sign == 0 ? compare_i64(a->number, b->number) : sign;
}

/* ---- the lines of an entry: their order in the file has no meaning either */

static int compare_value(const struct tdm_written_value *a, const struct tdm_written_value *b) {
    int sign = compare_i64(b->is_number, a->is_number);
    if (sign == 0 && a->is_number) sign = tdm_decimal_compare(a->number, b->number);
    if (sign == 0 && a->is_number) sign = compare_i64(a->number.scale, b->number.scale);
    return sign == 0 ? tdm_str_compare(a->word, b->word) : sign;
}

static int compare_reading(const void *context, uint32_t i, uint32_t j) {
    const struct tdm_written_reading *readings = context, *a = &readings[i], *b = &readings[j];
    int sign = compare_i64(a->date.day, b->date.day);
    if (sign == 0) sign = tdm_str_compare(a->measure, b->measure);
    if (sign == 0) sign = compare_i64(a->side, b->side);
    if (sign == 0) sign = compare_i64(a->not_done, b->not_done);
    if (sign == 0) sign = compare_value(&a->value, &b->value);
    if (sign == 0) sign = compare_value(&a->was, &b->was);
    return sign == 0 ? tdm_str_compare(a->because, b->because) : sign;
}

static int compare_set(const struct tdm_written_set *a, const struct tdm_written_set *b) {
    int sign = compare_i64(a->has_load, b->has_load);
    if (sign == 0) sign = tdm_decimal_compare(a->reps, b->reps);
    if (sign == 0) sign = tdm_decimal_compare(a->load, b->load);
    if (sign == 0) sign = tdm_str_compare(a->load_unit, b->load_unit);
    return sign == 0 ? tdm_str_compare(a->stopped, b->stopped) : sign;
}

static int compare_amounts(const struct tdm_written_dose *a, const struct tdm_written_dose *b) {
    int sign = compare_i64(a->field_count, b->field_count);
    for (uint32_t i = 0; sign == 0 && i < a->field_count; i++) {
        sign = tdm_str_compare(a->fields[i].name, b->fields[i].name);
        if (sign == 0) sign = compare_value(&a->fields[i].value, &b->fields[i].value);
    }
    if (sign == 0) sign = compare_i64(a->set_count, b->set_count);
    for (uint32_t i = 0; sign == 0 && i < a->set_count; i++) sign = compare_set(&a->sets[i], &b->sets[i]);
    return sign;
}

static int compare_dose(const void *context, uint32_t i, uint32_t j) {
    const struct tdm_written_dose *doses = context, *a = &doses[i], *b = &doses[j];
    int sign = tdm_str_compare(a->exercise, b->exercise);
    if (sign == 0) sign = compare_i64(a->done, b->done);
    if (sign == 0) sign = compare_i64(a->times, b->times);
    if (sign == 0) sign = compare_i64(a->per_week, b->per_week);
    if (sign == 0) sign = compare_amounts(a, b);
    return sign == 0 ? tdm_str_compare(a->because, b->because) : sign;
}

static int compare_name(const void *context, uint32_t i, uint32_t j) {
    const tdm_str *names = context;
    return tdm_str_compare(names[i], names[j]);
}

static bool are_sorted(const void *items, uint32_t count, int (*compare)(const void *, uint32_t, uint32_t)) {
    for (uint32_t i = 1; i < count; i++)
        if (compare(items, i - 1, i) > 0) return false;
    return true;
}

static void *sorted_copy(struct tdm_arena *mem, const void *items, uint32_t count, size_t size,
                         int (*compare)(const void *, uint32_t, uint32_t)) {
    uint32_t *order = TDM_NEW_ARRAY(mem, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) order[i] = i;
    tdm_sort_indices(mem, order, count, &(struct tdm_sort){compare, items});
    char *copy = tdm_arena_array(mem, count, size);
    for (uint32_t i = 0; i < count; i++) memcpy(copy + i * size, (const char *)items + order[i] * size, size);
    return copy;
}

/* Amounts in the order in which people say them: sets, repetitions, load, then the others by name. */
static int rank_of(tdm_str field) {
    static const char *const first[] = {"sets", "reps", "load"};
    int rank = 0;
    while (rank < (int)TDM_COUNT(first) && !tdm_str_is(field, first[rank])) rank++;
    return rank;
}

static int compare_field(const void *context, uint32_t i, uint32_t j) {
    const struct tdm_written_field *fields = context;
    int left = rank_of(fields[i].name), right = rank_of(fields[j].name);
    return left != right ? left - right : tdm_str_compare(fields[i].name, fields[j].name);
}

/* Lines of an entry that was read before may be those of another chart, which stays as it is. */
static void doses_sort(struct tdm_arena *mem, struct tdm_entry *entry) {
    struct tdm_written_dose *doses = NULL;
    for (uint32_t i = 0; i < entry->dose_count; i++) {
        const struct tdm_written_dose *dose = &entry->doses[i];
        if (are_sorted(dose->fields, dose->field_count, compare_field)) continue;
        if (doses == NULL) {
            doses = TDM_NEW_ARRAY(mem, struct tdm_written_dose, entry->dose_count);
            memcpy(doses, entry->doses, entry->dose_count * sizeof *doses);
        }
        doses[i].fields = sorted_copy(mem, dose->fields, dose->field_count, sizeof *dose->fields, compare_field);
    }
    if (doses != NULL) entry->doses = doses;
    if (!are_sorted(entry->doses, entry->dose_count, compare_dose))
        entry->doses = sorted_copy(mem, entry->doses, entry->dose_count, sizeof *entry->doses, compare_dose);
}

void tdm_entry_sort_lines(struct tdm_arena *mem, struct tdm_entry *entry) {
    if (!are_sorted(entry->readings, entry->reading_count, compare_reading))
        entry->readings =
            sorted_copy(mem, entry->readings, entry->reading_count, sizeof *entry->readings, compare_reading);
    doses_sort(mem, entry);
    if (!are_sorted(entry->asked, entry->asked_count, compare_name))
        entry->asked = sorted_copy(mem, entry->asked, entry->asked_count, sizeof *entry->asked, compare_name);
    if (!are_sorted(entry->found, entry->found_count, compare_name))
        entry->found = sorted_copy(mem, entry->found, entry->found_count, sizeof *entry->found, compare_name);
}
