/* image.c - the form of a library image, and of a zone in it.
 *
 *   tandem-image 1
 *   files 3
 *   LENGTH NAME          of each file, by name; then its bytes, and a line end that the length does not count */
#include "api/image.h"

#include <stdlib.h>

#define FIRST_LINE "tandem-image 1\n"

static bool refuse(struct tdm_problem *problem, tdm_str file, const char *what) {
    (void)tdm_fail(problem, TDM_WHY_SYNTAX, "W090", (struct tdm_place){.file = file}, "%s", what);
    tdm_problem_fix(problem, "make the image anew: `tandem image CHART --output FILE`");
    return false;
}

/* ---- writing */

static int by_name(const void *left, const void *right) {
    const struct tdm_image_file *a = left, *b = right;
    return tdm_str_compare(a->name, b->name);
}

static bool is_file_name(tdm_str name) {
    static const char *const folders[] = {"catalog/", "parts/", "protocols/", "zones/"};
    bool good = false;
    for (size_t i = 0; i < TDM_COUNT(folders); i++)
        good = good || (tdm_str_starts_with(name, tdm_str_of(folders[i])) && !tdm_str_is(name, folders[i]));
    for (size_t i = 0; i < name.len; i++) good = good && name.at[i] >= ' ' && name.at[i] <= '~';
    return good && name.len <= TDM_IMAGE_NAME_MAX;
}

bool tdm_image_write(struct tdm_arena *mem, struct tdm_buf *out, const struct tdm_image_file *files, size_t count,
                     struct tdm_problem *problem) {
    struct tdm_image_file *sorted = TDM_NEW_ARRAY(mem, struct tdm_image_file, count + 1);
    if (count > TDM_IMAGE_FILES_MAX) return refuse(problem, TDM_STR("image"), "an image holds at most 2000 files");
    for (size_t i = 0; i < count; i++) sorted[i] = files[i];
    qsort(sorted, count, sizeof *sorted, by_name);
    tdm_buf_text(out, FIRST_LINE);
    tdm_buf_format(out, "files %zu\n", count);
    for (size_t i = 0; i < count; i++) {
        if (!is_file_name(sorted[i].name))
            return refuse(problem, sorted[i].name, "this is no name of a file of an image");
        if (i > 0 && tdm_str_equal(sorted[i - 1].name, sorted[i].name))
            return refuse(problem, sorted[i].name, "two files have this name");
        tdm_buf_format(out, "%zu %.*s\n", sorted[i].bytes.len, TDM_FMT(sorted[i].name));
        tdm_buf_add(out, sorted[i].bytes);
        tdm_buf_char(out, '\n');
    }
    return !out->failed || refuse(problem, TDM_STR("image"), "it would be larger than 256 MiB");
}

/* ---- reading */

static bool line_of(tdm_str text, size_t *at, tdm_str *line) {
    size_t end;
    if (!tdm_str_find(tdm_str_slice(text, *at, text.len), TDM_STR("\n"), &end)) return false;
    *line = tdm_str_slice(text, *at, *at + end);
    *at += end + 1;
    return true;
}

/* A number as it is printed: no sign, no zeros before it. */
static bool number_of(tdm_str digits, int64_t *out) {
    return digits.len > 0 && (digits.at[0] != '0' || digits.len == 1) && tdm_parse_i64(digits, out) && *out >= 0;
}

static bool take_file(tdm_str bytes, size_t *at, struct tdm_image_file *out) {
    tdm_str line;
    size_t blank;
    int64_t length;
    if (!line_of(bytes, at, &line) || !tdm_str_find(line, TDM_STR(" "), &blank) ||
        !number_of(tdm_str_slice(line, 0, blank), &length) || (uint64_t)length >= bytes.len - *at)
        return false;
    out->name = tdm_str_slice(line, blank + 1, line.len);
    out->bytes = tdm_str_slice(bytes, *at, *at + (size_t)length);
    *at += (size_t)length + 1;
    return bytes.at[*at - 1] == '\n' && is_file_name(out->name);
}

bool tdm_image_read(struct tdm_arena *mem, tdm_str bytes, const struct tdm_image_file **files, size_t *count,
                    struct tdm_problem *problem) {
    static const tdm_str first = TDM_STR_INIT(FIRST_LINE);
    tdm_str line, place = TDM_STR("image");
    size_t at = first.len;
    int64_t number = 0;
    if (!tdm_str_starts_with(bytes, TDM_STR("tandem-image "))) return refuse(problem, place, "this is no image");
    if (!tdm_str_starts_with(bytes, first))
        return refuse(problem, place, "the image has a form that is not known here");
    if (!line_of(bytes, &at, &line) || !tdm_str_starts_with(line, TDM_STR("files ")) ||
        !number_of(tdm_str_slice(line, 6, line.len), &number) || number > (int64_t)TDM_IMAGE_FILES_MAX)
        return refuse(problem, place, "the image does not say how many files it holds");
    struct tdm_image_file *list = TDM_NEW_ARRAY(mem, struct tdm_image_file, (size_t)number + 1);
    for (int64_t i = 0; i < number; i++) {
        if (!take_file(bytes, &at, &list[i])) return refuse(problem, place, "the image is cut off or was changed");
        if (i > 0 && tdm_str_compare(list[i - 1].name, list[i].name) >= 0)
            return refuse(problem, list[i].name, "the files of the image are not in the order of their names");
    }
    if (at != bytes.len) return refuse(problem, place, "more bytes follow where the image ends");
    *files = list;
    *count = (size_t)number;
    return true;
}

/* ---- zones */

void tdm_zone_lines_print(struct tdm_buf *out, const struct tdm_zone *zone) {
    for (size_t i = 0; i < zone->count; i++) {
        if (i == 0)
            tdm_buf_char(out, '-');
        else
            tdm_instant_print(out, zone->steps[i].from);
        tdm_buf_format(out, " %d\n", zone->steps[i].offset_minutes);
    }
}

static bool step_of(tdm_str line, bool first, struct tdm_zone_step *out) {
    size_t blank;
    int64_t minutes;
    if (!tdm_str_find(line, TDM_STR(" "), &blank) ||
        !tdm_parse_i64(tdm_str_slice(line, blank + 1, line.len), &minutes) || minutes < -1560 || minutes > 1560)
        return false;
    tdm_str from = tdm_str_slice(line, 0, blank);
    *out = (struct tdm_zone_step){{INT64_MIN}, (int32_t)minutes};
    return first ? tdm_str_is(from, "-") : tdm_instant_parse(from, &out->from);
}

bool tdm_zone_lines_read(struct tdm_arena *mem, tdm_str name, tdm_str text, struct tdm_zone *out,
                         struct tdm_problem *problem) {
    struct tdm_zone_step *steps = NULL;
    size_t count = 0, room = 0, at = 0;
    tdm_str line;
    bool good = true;
    while (good && at < text.len) {
        struct tdm_zone_step step = {{0}, 0};
        good = line_of(text, &at, &line) && step_of(line, count == 0, &step) &&
               (count == 0 || step.from.ms > steps[count - 1].from.ms);
        if (!good) break;
        TDM_GROW(mem, steps, count, room);
        steps[count++] = step;
    }
    *out = (struct tdm_zone){tdm_str_slice(name, 6, name.len), steps, count};
    if (good && count > 0) return true;
    (void)refuse(problem, name, "this is no zone: a line a change, `INSTANT MINUTES`, the first one with `-`");
    problem->place.line = (uint32_t)count + 1;
    return false;
}
