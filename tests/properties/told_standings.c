/* told_standings.c - the standings of many charts from one process, for tests that hold thousands of them against
 * another judge (tests/oracle/compare_standing.py).
 *
 *   told_standings < "DAY KNOWN PATH" lines      KNOWN is a day, or `-` for everything in the chart
 *
 * Answers each line at once with the number of bytes of an answer, on a line of its own, and those bytes: the standing
 * as `tandem standing --json` prints it, or the problems in words where the chart is refused. */
#include "lab_ground.h"
#include "views/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the shared ground calls when the library itself cannot be read. */
void check_failed(const char *file, int line, const char *format, ...) {
    (void)format;
    fprintf(stderr, "%s:%d: the shipped library cannot be read\n", file, line);
    exit(1);
}

enum { LINE = 5000 };

struct asked {
    struct tdm_asof asof;
    tdm_date known; /* its day; none: everything */
    tdm_str known_words, path;
};

static bool read_asked(char *line, struct asked *out) {
    char *known = strchr(line, ' '), *path = known == NULL ? NULL : strchr(known + 1, ' ');
    if (path == NULL) return false;
    *known++ = '\0';
    *path++ = '\0';
    path[strcspn(path, "\n")] = '\0';
    *out = (struct asked){.asof.known = TDM_INSTANT_NONE,
                          .known = TDM_DATE_NONE,
                          .known_words = tdm_str_of(known),
                          .path = tdm_str_of(path)};
    if (!tdm_date_parse(tdm_str_of(line), &out->asof.on)) return false;
    return strcmp(known, "-") == 0 || tdm_date_parse(tdm_str_of(known), &out->known);
}

/* The zone that the head of a chart names, UTC without one. */
static bool zone_of(struct tdm_arena *mem, const struct tdm_tree *tree, struct tdm_zone *zone,
                    struct tdm_problem *problem) {
    tdm_str name = TDM_STR("UTC");
    const struct tdm_line *line = tree->first == NULL ? NULL : tree->first->block;
    for (; line != NULL; line = line->next)
        if (tdm_str_is(tdm_line_head(line), "zone") && line->parts[0].count == 2) name = line->parts[0].terms[1].text;
    return tdm_zone_load(mem, name, zone, problem);
}

static bool tell(struct tdm_arena *mem, const struct tdm_library *library, struct asked *asked, struct tdm_buf *out) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_problem problem = {0};
    const struct tdm_tree *tree;
    const struct tdm_chart *chart;
    const struct tdm_case *episode;
    struct tdm_zone zone;
    tdm_str text;
    struct tdm_view view = {.mem = mem, .out = out, .language = TDM_ENGLISH, .width = 100};
    tdm_problems_init(problems);
    if (!tdm_file_read(mem, asked->path, (size_t)64 << 20, &text, &problem)) return false;
    bool fine = tdm_notation_read(mem, asked->path, text, &tree, problems) && zone_of(mem, tree, &zone, &problem) &&
                tdm_chart_read(mem, tree, &zone, &chart, problems) &&
                tdm_case_open(mem, library, chart, &episode, problems);
    if (!fine) {
        tdm_view_problems_text(&view, problems, asked->path, text);
        return true;
    }
    if (!tdm_date_is_none(asked->known)) {
        asked->asof.known = tdm_zone_day_end(&zone, asked->known);
        view.known = asked->known_words;
    }
    tdm_view_standing_json(&view, tdm_standing_of(mem, episode, NULL, 0, asked->asof));
    return true;
}

int main(void) {
    struct tdm_arena *data = tdm_arena_open((size_t)1 << 30), *mem = tdm_arena_open((size_t)1 << 30);
    const struct tdm_library *library = ground_library(data);
    char line[LINE];
    while (fgets(line, LINE, stdin) != NULL) {
        struct asked asked;
        struct tdm_buf out;
        tdm_buf_init(&out, mem, (size_t)256 << 20);
        if (!read_asked(line, &asked) || !tell(mem, library, &asked, &out)) {
            fprintf(stderr, "told_standings: cannot answer\n");
            return 2;
        }
        printf("%zu\n", out.len);
        fwrite(out.at, 1, out.len, stdout);
        fflush(stdout);
        tdm_arena_reset(mem);
    }
    tdm_arena_close(mem);
    tdm_arena_close(data);
    return 0;
}
