/* views_ground.h - standings of the shipped examples, or of them with a few lines more, and what each document says. */
#ifndef VIEWS_GROUND_H
#define VIEWS_GROUND_H

#include "check.h"
#include "system/system.h"
#include "views/views.h"
#include "json/json.h"

#include <string.h>

typedef void (*view_function)(const struct tdm_view *, const struct tdm_standing *);
static struct tdm_problems problems; /* large: not on the stack */

static inline tdm_date day(const char *text) {
    tdm_date date = TDM_DATE_NONE;
    if (!tdm_date_parse(tdm_str_of(text), &date)) check_failed(__FILE__, __LINE__, "not a date: %s", text);
    return date;
}

static inline tdm_str shipped(const char *folder, tdm_str name, const char *ending) {
    char path[256];
    (void)snprintf(path, sizeof path, "%s/%.*s%s", folder, TDM_FMT(name), ending);
    const struct tdm_embedded *file = tdm_embedded_find(tdm_str_of(path));
    if (file == NULL) check_failed(__FILE__, __LINE__, "%s is not shipped", path);
    return file == NULL ? TDM_STR("") : file->bytes;
}

static inline const struct tdm_tree *tree_of(struct tdm_arena *mem, tdm_str file, tdm_str text) {
    const struct tdm_tree *tree = NULL;
    if (!tdm_notation_read(mem, file, text, &tree, &problems))
        check_failed(__FILE__, __LINE__, "%.*s: %s", TDM_FMT(file), problems.items[0].what);
    return tree;
}

static inline const struct tdm_catalog *shipped_catalog(struct tdm_arena *mem) {
    const struct tdm_tree *trees[32];
    const struct tdm_catalog *catalog = NULL;
    uint32_t count = 0;
    for (size_t i = 0; i < tdm_embedded_count() && count < 32; i++)
        if (tdm_str_starts_with(tdm_embedded_at(i)->name, TDM_STR("catalog/")))
            trees[count++] = tree_of(mem, tdm_embedded_at(i)->name, tdm_embedded_at(i)->bytes);
    if (!tdm_catalog_read(mem, trees, count, &catalog, &problems))
        check_failed(__FILE__, __LINE__, "catalogue: %s", problems.items[0].what);
    return catalog;
}

static inline const struct tdm_protocol *protocol_read(struct tdm_arena *mem, const struct tdm_catalog *catalog,
                                                       tdm_str text) {
    struct tdm_part_file items[32];
    const struct tdm_protocol *protocol = NULL;
    uint32_t count = 0;
    for (size_t i = 0; i < tdm_embedded_count() && count < TDM_COUNT(items); i++) {
        tdm_str name = tdm_embedded_at(i)->name;
        if (!tdm_str_starts_with(name, TDM_STR("parts/"))) continue;
        items[count++] = (struct tdm_part_file){tdm_str_slice(name, strlen("parts/"), name.len - strlen(".tandem")),
                                                tree_of(mem, name, tdm_embedded_at(i)->bytes),
                                                tdm_digest_of(tdm_embedded_at(i)->bytes)};
    }
    struct tdm_parts parts = {items, count};
    if (!tdm_protocol_read(mem, tree_of(mem, TDM_STR("protocol.tandem"), text), catalog, &parts, &protocol, &problems))
        check_failed(__FILE__, __LINE__, "protocol: %s %s", problems.items[0].code, problems.items[0].what);
    return protocol;
}

/* `text` with its one place `was` replaced; both null: as it is. */
static inline tdm_str replaced(struct tdm_arena *mem, tdm_str text, const char *was, const char *by) {
    struct tdm_buf out;
    size_t at = 0;
    if (was == NULL) return text;
    tdm_buf_init(&out, mem, 1u << 20);
    if (!tdm_str_find(text, tdm_str_of(was), &at)) check_failed(__FILE__, __LINE__, "the text has no `%s`", was);
    tdm_buf_add(&out, tdm_str_slice(text, 0, at));
    tdm_buf_text(&out, by);
    tdm_buf_add(&out, tdm_str_slice(text, at + strlen(was), text.len));
    return tdm_buf_str(&out);
}

struct asked {
    const char *example; /* example-b-early-load */
    const char *more;    /* lines added to its chart; may be null */
    const char *on;
    const char *was, *by; /* one change of its protocol; may be null */
};

static inline const struct tdm_standing *standing_at(struct tdm_arena *mem, const struct asked *a) {
    struct tdm_buf text;
    const struct tdm_chart *chart = NULL;
    const struct tdm_case *episode = NULL;
    tdm_buf_init(&text, mem, 1u << 20);
    tdm_problems_init(&problems);
    tdm_buf_add(&text, shipped("examples", tdm_str_of(a->example), ".chart.tandem"));
    tdm_buf_text(&text, a->more == NULL ? "" : a->more);
    const struct tdm_catalog *catalog = shipped_catalog(mem);
    if (!tdm_chart_read(mem, tree_of(mem, TDM_STR("chart.tandem"), tdm_buf_str(&text)), &tdm_zone_utc, &chart,
                        &problems)) {
        check_failed(__FILE__, __LINE__, "chart: %s %s", problems.items[0].code, problems.items[0].what);
        return NULL;
    }
    const struct tdm_protocol **protocols = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, 1);
    struct tdm_library *library = TDM_NEW(mem, struct tdm_library);
    protocols[0] =
        protocol_read(mem, catalog, replaced(mem, shipped("protocols", chart->protocol, ".tandem"), a->was, a->by));
    *library = (struct tdm_library){catalog, protocols, 1};
    if (protocols[0] == NULL || !tdm_case_open(mem, library, chart, &episode, &problems)) {
        check_failed(__FILE__, __LINE__, "case: %s %s", problems.items[0].code, problems.items[0].what);
        return NULL;
    }
    return tdm_standing_of(mem, episode, NULL, 0, (struct tdm_asof){day(a->on), TDM_INSTANT_NONE});
}

static inline tdm_str said(struct tdm_arena *mem, view_function print, const struct tdm_standing *standing) {
    struct tdm_buf *out = TDM_NEW(mem, struct tdm_buf);
    tdm_buf_init(out, mem, TDM_VIEW_BYTES_MAX);
    struct tdm_view view = {.mem = mem, .out = out, .language = TDM_ENGLISH, .width = 100};
    if (standing != NULL) print(&view, standing);
    return tdm_buf_str(out);
}

static inline tdm_str document(struct tdm_arena *mem, view_function print, const struct asked *a) {
    return said(mem, print, standing_at(mem, a));
}

static inline const struct tdm_json *json_of(struct tdm_arena *mem, tdm_str text) {
    const struct tdm_json *value = NULL;
    struct tdm_problem problem;
    if (!tdm_json_read(mem, TDM_STR("document"), text, &value, &problem))
        check_failed(__FILE__, __LINE__, "no JSON: %s", problem.what);
    return value;
}

static inline bool holds(tdm_str text, const char *words) {
    size_t at;
    return tdm_str_find(text, tdm_str_of(words), &at);
}

#define CHECK_HOLDS(text, words)                                                                                       \
    (holds(text, words) ? (void)0 : check_failed(__FILE__, __LINE__, "`%s` is not in:\n%.*s", words, TDM_FMT(text)))
#define CHECK_LACKS(text, words)                                                                                       \
    (holds(text, words) ? check_failed(__FILE__, __LINE__, "`%s` is in:\n%.*s", words, TDM_FMT(text)) : (void)0)

/* Every shipped course, from before enrolment to its end and beyond. */
static const struct {
    const char *example, *from;
    int weeks;
} courses[] = {{"example-a-smooth", "2025-01-01", 32},
               {"example-b-early-load", "2025-02-01", 14},
               {"example-c-nsaid", "2025-03-29", 14},
               {"example-d-early-signature", "2025-01-10", 14},
               {"example-e-stale-pain", "2025-05-01", 10},
               {"example-f-late-correction", "2025-07-20", 22},
               {"gibbs-2015", "2000-01-01", 4}};

#endif
