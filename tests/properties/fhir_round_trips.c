/* fhir_round_trips.c - charts go out as one Bundle each, lose every extension on the way, come in again, and stand the
 * same on every day: over invented charts, through the library, one process.
 *
 *   fhir_round_trips [COUNT [SEED [FIRST]]]      prints TAP; the numbers of a failing chart are told, so that the run
 * can be begun at it again
 *
 * Every day is each from the day before the first entry to 30 days after the last, but at most 1,500 of them. As a
 * control each tenth chart is also asked without its latest entry of a kind that steers care: on some day that must be
 * told apart. */
#include "fhir/fhir.h"
#include "lab_ground.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KINDS = 64, WHY = 400, TOLD_MOST = 10, DAYS_MOST = 1500, DAYS_AFTER = 30, CONTROL_EVERY = 10 };

struct world {
    const struct tdm_library *library;
    struct tdm_arena *mem, *scratch; /* of one chart; of one writing out */
    uint64_t charts, days, entries, resources, wrong;
    uint64_t controls, told_apart;
    bool kind[KINDS];
    char why[WHY];
};

/* ---- out, without extensions */

static void write_plain(struct tdm_json_writer *w, const struct tdm_json *value) {
    bool object = value->kind == TDM_JSON_OBJECT;
    if (!object && value->kind != TDM_JSON_ARRAY) {
        tdm_json_value(w, value);
        return;
    }
    if (object)
        tdm_json_object_begin(w);
    else
        tdm_json_array_begin(w);
    for (const struct tdm_json *one = value->first; one != NULL; one = one->next) {
        if (object && (tdm_str_is(one->key, "extension") || tdm_str_is(one->key, "modifierExtension"))) continue;
        if (object) tdm_json_key_str(w, one->key);
        write_plain(w, one);
    }
    if (object)
        tdm_json_object_end(w);
    else
        tdm_json_array_end(w);
}

static bool bundle_of(struct world *w, const struct tdm_case *episode, const struct tdm_chart *chart, tdm_str *out) {
    struct tdm_fhir_out o;
    struct tdm_buf text, plain;
    struct tdm_json_writer writer;
    const struct tdm_json *whole;
    struct tdm_problem problem;
    tdm_buf_init(&text, w->mem, (size_t)256 << 20);
    tdm_buf_init(&plain, w->mem, (size_t)256 << 20);
    tdm_fhir_out_begin(&o, w->mem, &text, TDM_FHIR_COLLECTION);
    tdm_fhir_out_episode(
        w->scratch, &o,
        &(struct tdm_fhir_episode){.chart = chart, .protocol = episode->protocol, .zone = &tdm_zone_utc});
    tdm_fhir_out_end(&o);
    tdm_arena_reset(w->scratch);
    w->resources += o.resources;
    if (!tdm_json_read(w->mem, TDM_STR("bundle"), tdm_buf_str(&text), &whole, &problem)) {
        snprintf(w->why, WHY, "what went out is no JSON: %s", problem.what);
        return false;
    }
    tdm_json_writer_init(&writer, &plain, false);
    write_plain(&writer, whole);
    *out = tdm_buf_str(&plain);
    return true;
}

/* ---- in */

static void told(struct world *w, const struct tdm_problems *problems) {
    snprintf(w->why, WHY, "refused: %s", problems->count > 0 ? problems->items[0].what : "without a word");
}

/* What it says, held against what would go out; nothing may be left beside it. */
static const struct tdm_chart *chart_of(struct world *w, const struct tdm_case *episode, tdm_str bundle) {
    struct tdm_problems *problems = TDM_NEW(w->mem, struct tdm_problems);
    const struct tdm_chart *chart = NULL;
    struct tdm_buf beside;
    tdm_problems_init(problems);
    tdm_buf_init(&beside, w->mem, (size_t)64 << 20);
    struct tdm_fhir_in *in = tdm_fhir_in_open(w->mem, problems);
    bool fine = tdm_fhir_in_add(in, TDM_STR("bundle"), bundle) && tdm_fhir_in_find(in) && tdm_fhir_in_count(in) == 1 &&
                tdm_fhir_in_chart(in, 0, &tdm_zone_utc, &chart) &&
                tdm_fhir_in_hold(in, &(struct tdm_fhir_episode){
                                         .chart = chart, .protocol = episode->protocol, .zone = &tdm_zone_utc});
    if (!fine) {
        told(w, problems);
        return NULL;
    }
    if (tdm_fhir_in_beside(in, 0, &beside) == 0) return chart;
    snprintf(w->why, WHY, "kept beside it: %.300s", beside.at);
    return NULL;
}

/* ---- the same on every day */

static const struct tdm_case *open_case(struct world *w, const struct tdm_chart *chart) {
    struct tdm_problems *problems = TDM_NEW(w->mem, struct tdm_problems);
    const struct tdm_case *episode = NULL;
    tdm_problems_init(problems);
    bool fine = chart != NULL && tdm_case_open(w->mem, w->library, chart, &episode, problems);
    if (!fine) told(w, problems);
    return fine ? episode : NULL;
}

static tdm_digest digest_on(struct world *w, const struct tdm_case *episode, tdm_date on) {
    struct tdm_arena_mark mark = tdm_arena_mark(w->mem);
    struct tdm_asof asof = {on, TDM_INSTANT_NONE};
    tdm_digest digest = tdm_standing_digest(tdm_standing_of(w->mem, episode, NULL, 0, asof), w->mem);
    tdm_arena_rewind(w->mem, mark);
    return digest;
}

struct span {
    tdm_date from, to;
};

static struct span span_of(const struct tdm_chart *chart) {
    struct span span = {chart->entries[0].date, chart->entries[0].date};
    for (uint32_t i = 1; i < chart->entry_count; i++) {
        if (chart->entries[i].date.day < span.from.day) span.from = chart->entries[i].date;
        if (chart->entries[i].date.day > span.to.day) span.to = chart->entries[i].date;
    }
    span = (struct span){tdm_date_add_days(span.from, -1), tdm_date_add_days(span.to, DAYS_AFTER)};
    if (span.to.day - span.from.day > DAYS_MOST) span.to = tdm_date_add_days(span.from, DAYS_MOST);
    return span;
}

/* True when there is a day on which they are told apart, which `on` is then. */
static bool differ(struct world *w, const struct tdm_case *a, const struct tdm_case *b, struct span span,
                   tdm_date *on) {
    for (*on = span.from; on->day <= span.to.day; *on = tdm_date_add_days(*on, 1)) {
        w->days++;
        if (!tdm_digest_equal(digest_on(w, a, *on), digest_on(w, b, *on))) return true;
    }
    return false;
}

static bool steers(enum tdm_entry_kind kind) {
    return kind == TDM_ENTRY_ASSESS || kind == TDM_ENTRY_DIARY || kind == TDM_ENTRY_CLEAR || kind == TDM_ENTRY_ENTER ||
           kind == TDM_ENTRY_PROCEDURE;
}

/* Of a test that finds no difference it must be known that it could: a chart that lost an entry is another one. */
static void control(struct world *w, const struct tdm_case *whole, const struct tdm_chart *chart, struct span span) {
    struct tdm_chart less = *chart;
    struct tdm_entry *entries = TDM_NEW_ARRAY(w->mem, struct tdm_entry, chart->entry_count + 1u);
    uint32_t gone = chart->entry_count;
    uint64_t days = w->days;
    tdm_date on;
    for (uint32_t i = 0; i < chart->entry_count; i++)
        if (steers(chart->entries[i].kind) && chart->entries[i].name.len == 0) gone = i;
    if (gone == chart->entry_count) return;
    less.entries = entries;
    less.entry_count = 0;
    for (uint32_t i = 0; i < chart->entry_count; i++)
        if (i != gone) entries[less.entry_count++] = chart->entries[i];
    const struct tdm_case *other = open_case(w, &less);
    if (other == NULL) return;
    w->controls++;
    w->told_apart += differ(w, whole, other, span, &on);
    w->days = days;
}

static bool stands_the_same(struct world *w, const struct tdm_chart *chart, bool with_control) {
    tdm_str text = ground_print(w->mem, chart), bundle;
    struct tdm_problems *problems = TDM_NEW(w->mem, struct tdm_problems);
    tdm_date on;
    tdm_problems_init(problems);
    const struct tdm_chart *before = ground_read(w->mem, text, problems);
    const struct tdm_case *was = open_case(w, before);
    if (was != NULL) text = ground_print(w->mem, before); /* in its one order, which reading makes */
    if (was == NULL || !bundle_of(w, was, before, &bundle)) return false;
    const struct tdm_chart *came = chart_of(w, was, bundle);
    if (came == NULL) return false;
    tdm_str back = ground_print(w->mem, came);
    const struct tdm_case *is = open_case(w, ground_read(w->mem, back, problems));
    if (is == NULL) return false;
    if (!tdm_str_equal(text, back)) {
        size_t at = 0;
        while (at < text.len && at < back.len && text.at[at] == back.at[at]) at++;
        at = at > 30 ? at - 30 : 0;
        tdm_str was_there = tdm_str_slice(text, at, text.len), is_there = tdm_str_slice(back, at, back.len);
        snprintf(w->why, WHY, "its text is another: `%.*s` is `%.*s`", (int)(was_there.len < 90 ? was_there.len : 90),
                 was_there.at, (int)(is_there.len < 90 ? is_there.len : 90), is_there.at);
        return false;
    }
    for (uint32_t i = 0; i < before->entry_count; i++) w->kind[before->entries[i].kind % KINDS] = true;
    w->entries += before->entry_count;
    if (before->entry_count == 0) return true;
    struct span span = span_of(before);
    if (with_control) control(w, was, before, span);
    if (!differ(w, was, is, span, &on)) return true;
    snprintf(w->why, WHY, "another standing on day %d after its first", (int)(on.day - span.from.day - 1));
    return false;
}

int main(int count, char **words) {
    uint64_t charts = count > 1 ? strtoull(words[1], NULL, 10) : 200;
    uint64_t seed = count > 2 ? strtoull(words[2], NULL, 10) : 20261127,
             first = count > 3 ? strtoull(words[3], NULL, 10) : 1;
    struct tdm_arena *data = tdm_arena_open((size_t)1 << 30);
    struct world w = {.library = ground_library(data),
                      .mem = tdm_arena_open((size_t)2 << 30),
                      .scratch = tdm_arena_open((size_t)1 << 30)};
    struct tdm_cohort cohort = {seed, w.library->protocols, w.library->protocol_count, 0};
    uint32_t kinds = 0;
    for (uint64_t number = first; number < first + charts; number++) {
        const struct tdm_chart *chart = tdm_cohort_chart(w.mem, &cohort, number);
        w.charts++;
        if (!stands_the_same(&w, chart, number % CONTROL_EVERY == 0) && ++w.wrong <= TOLD_MOST)
            printf("# chart %llu of seed %llu: %s\n", (unsigned long long)number, (unsigned long long)seed, w.why);
        tdm_arena_reset(w.mem);
    }
    for (int i = 0; i < KINDS; i++) kinds += w.kind[i];
    printf("# seed %llu, charts %llu to %llu: %llu entries of %u kinds, %llu resources, %llu days asked of both\n",
           (unsigned long long)seed, (unsigned long long)first, (unsigned long long)(first + charts - 1),
           (unsigned long long)w.entries, kinds, (unsigned long long)w.resources, (unsigned long long)w.days);
    printf("%s 1 - %llu charts come back without extensions as they were, and stand the same on every day: %llu do not "
           "[F099]\n",
           w.wrong == 0 && w.charts > 0 && w.days > 10 * w.charts ? "ok" : "not ok", (unsigned long long)w.charts,
           (unsigned long long)w.wrong);
    printf("%s 2 - of %llu charts that lost an entry %llu stand otherwise on some day [F099]\n",
           w.controls > 0 && 10 * w.told_apart >= 8 * w.controls ? "ok" : "not ok", (unsigned long long)w.controls,
           (unsigned long long)w.told_apart);
    printf("1..2\n");
    tdm_arena_close(w.scratch);
    tdm_arena_close(w.mem);
    tdm_arena_close(data);
    return w.wrong > 0;
}
