/* standing_bench.c - full standings a second on one core: charts of about 200 entries under the knee protocol, another
 * chart and another day each time, nothing remembered between calls; beside it, in the same run, memcpy of the charts'
 * canonical bytes.
 *
 *   standing_bench                 prints JSON lines
 *   standing_bench --dump FOLDER   writes the charts and FOLDER/digests.txt ("file day digest"): what `tandem standing
 * --json` must say too (tests/properties/bench_digests.py) */
#include "library.h"
#include "system/system.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CHARTS = 64, DAYS = 7, PROCEDURE_DAY = 35 };

/* ---- charts: a plausible course each, drawn from a seed */

struct writer {
    struct tdm_buf out;
    uint64_t state;
    tdm_date day0;
    uint32_t entries;
};

static uint32_t draw(struct writer *w, uint32_t below) {
    w->state ^= w->state << 13;
    w->state ^= w->state >> 7;
    w->state ^= w->state << 17;
    return (uint32_t)(w->state >> 33) % below;
}

static void begin(struct writer *w, int32_t day, const char *time) {
    tdm_date_print(&w->out, tdm_date_add_days(w->day0, day));
    tdm_buf_format(&w->out, " %s ", time);
    w->entries++;
}

static void write_head(struct writer *w, uint32_t number) {
    tdm_buf_format(&w->out,
                   "chart bench-%u\n  patient example-%u\n  site knee, %s\n  protocol knee-oa-bmac version 1.1\n  zone "
                   "UTC\n  synthetic\n  people\n"
                   "    physician-a physician\n    therapist-a physical-therapist\n    example-%u patient\n\n",
                   number, number, number % 2 == 0 ? "right" : "left", number);
}

static void write_assessment(struct writer *w, int32_t day, const char *mine, const char *other) {
    begin(w, day, "10:00");
    /* Drawn one by one: the order in which a call's arguments are computed differs between compilers. */
    uint32_t effusion = draw(w, 10), extension = 1 + draw(w, 5), flexion = 126 + draw(w, 9);
    tdm_buf_format(
        &w->out,
        "assess by therapist-a\n  effusion %s %s\n  extension %s %u deg, %s 0 deg\n  flexion %s %u deg, %s 135 deg\n",
        mine,
        effusion < 1   ? "2+"
        : effusion < 4 ? "1+"
                       : "trace",
        mine, extension, other, mine, flexion, other);
    if (day > 40) tdm_buf_format(&w->out, "  quads %s %u N.m, %s 120 N.m\n", mine, 80 + draw(w, 40), other);
}

static void write_preparation(struct writer *w, const char *mine, const char *other) {
    int32_t p = PROCEDURE_DAY;
    begin(w, 0, "09:00");
    tdm_buf_text(&w->out, "enrol by physician-a\n");
    begin(w, 1, "09:30");
    tdm_buf_text(&w->out, "screen flags by physician-a, none found\n");
    write_assessment(w, 5, mine, other);
    begin(w, 6, "11:00");
    tdm_buf_format(
        &w->out,
        "assess by therapist-a\n  quads %s 84 N.m, %s 120 N.m\n  step-down %s fair, %s good\n  chair-stands 12 reps\n",
        mine, other, mine, other);
    begin(w, 7, "12:00");
    tdm_buf_text(
        &w->out,
        "prescribe by therapist-a, name rx-1\n  leg-press 3x12, 40 kg, depth 80 deg, effort 5, 3 times a week\n");
    begin(w, 20, "12:00");
    tdm_buf_text(&w->out, "plan procedure on ");
    tdm_date_print(&w->out, tdm_date_add_days(w->day0, p));
    tdm_buf_text(&w->out, " by physician-a\n");
    begin(w, p, "11:30");
    tdm_buf_text(&w->out, "procedure bone-marrow-concentrate by physician-a, name procedure-1\n");
    begin(w, p + 1, "09:00");
    tdm_buf_text(&w->out, "prescribe by therapist-a, name rx-2\n  quad-set 3x10, hold 10 s, effort 4, 2 times a day\n  "
                          "heel-slide 2x10, 3 times a day\n");
}

/* `d`: days after the procedure, from here on. */
static void write_session(struct writer *w, uint32_t number, int32_t d) {
    uint32_t effort = draw(w, d < 40 ? 3 : 4), pain = draw(w, d < 40 ? 4 : 5);
    begin(w, PROCEDURE_DAY + d, "18:00");
    if (d < 40)
        tdm_buf_format(
            &w->out,
            "session of rx-2 by example-%u, at home\n  quad-set 3x10, hold 10 s, effort %u\n  pain-during %u\n", number,
            2 + effort, pain);
    else
        tdm_buf_format(&w->out,
                       "session of rx-3 by example-%u, with therapist-a\n  leg-press 3x10, 30 kg, depth 70 "
                       "deg, effort %u\n  pain-during %u\n",
                       number, 3 + effort, pain);
}

static void write_milestones(struct writer *w, uint32_t number, int32_t d) {
    int32_t p = PROCEDURE_DAY;
    if (d % 10 == 3) {
        begin(w, p + d, "09:30");
        tdm_buf_text(&w->out, "screen flags by therapist-a, none found\n");
    }
    if (d == 16) {
        begin(w, p + d, "15:00");
        tdm_buf_text(&w->out, "enter tolerance by therapist-a, through quiet-knee\n");
    }
    if (d == (number % 3 == 0 ? 22 : 30)) {
        begin(w, p + d, "16:00");
        tdm_buf_text(&w->out, "clear resume by physician-a, name signature-1\n");
    }
    if (d == 33 && number % 3 == 0) {
        begin(w, p + d, "16:00");
        tdm_buf_text(&w->out, "clear resume by physician-a, name signature-2\n");
    }
    if (d == 36) {
        begin(w, p + d, "09:00");
        tdm_buf_text(&w->out, "enter loading by therapist-a, through resume-active-pt\n");
        begin(w, p + d, "09:20");
        tdm_buf_text(&w->out, "prescribe by therapist-a, name rx-3\n  leg-press 3x10, 30 kg, depth 70 deg, effort "
                              "4, 3 times a week\n");
    }
    if (d == 12 && number % 4 == 1) {
        begin(w, p + d, "08:00");
        tdm_buf_format(&w->out, "medicine by example-%u, taken \"ibuprofen\" 400 mg, route mouth\n", number);
    }
}

static void write_course(struct writer *w, uint32_t number) {
    const char *mine = number % 2 == 0 ? "right" : "left", *other = number % 2 == 0 ? "left" : "right";
    write_preparation(w, mine, other);
    for (int32_t d = 0; d < 100; d++) {
        if (draw(w, 10) < 9) {
            uint32_t worst = draw(w, d < 10 ? 6 : 4), now = draw(w, 3);
            begin(w, PROCEDURE_DAY + d, "21:00");
            tdm_buf_format(&w->out, "diary by example-%u\n  pain %u, pain-now %u\n", number, worst, now);
        }
        if (d % 2 == 1) write_session(w, number, d);
        if (d % 7 == 4) write_assessment(w, PROCEDURE_DAY + d, mine, other);
        write_milestones(w, number, d);
    }
}

struct course {
    const struct tdm_case *episode;
    tdm_str text;
    tdm_date first;
    uint32_t entries;
};

static struct course make_course(struct tdm_arena *mem, const struct tdm_library *library, uint32_t number) {
    struct writer w = {.state = 0x9E3779B97F4A7C15u ^ ((uint64_t)number * 7919 + 1),
                       .day0 = {20100 + (int32_t)number * 3}};
    const struct tdm_tree *tree;
    const struct tdm_chart *chart;
    struct course course = {.first = w.day0};
    tdm_buf_init(&w.out, mem, 1u << 20);
    write_head(&w, number);
    write_course(&w, number);
    course.text = tdm_buf_str(&w.out);
    course.entries = w.entries;
    if (!tdm_notation_read(mem, TDM_STR("bench"), course.text, &tree, &bench_problems)) bench_give_up("chart text");
    if (!tdm_chart_read(mem, tree, &tdm_zone_utc, &chart, &bench_problems)) bench_give_up("chart");
    if (!tdm_case_open(mem, library, chart, &course.episode, &bench_problems)) bench_give_up("case");
    return course;
}

/* ---- the runs */

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static struct tdm_asof asof_of(const struct course *course, uint32_t turn) {
    return (struct tdm_asof){tdm_date_add_days(course->first, (int32_t)(turn * 13 % 135)), TDM_INSTANT_NONE};
}

static void measure(const struct course *courses, struct tdm_arena *mem) {
    uint64_t mixed = 0, runs = 0;
    double from = seconds(), spent;
    uint32_t entries = 0;
    for (uint32_t i = 0; i < CHARTS; i++) entries += courses[i].entries;
    do {
        for (uint32_t i = 0; i < CHARTS; i++) {
            const struct course *course = &courses[(runs * 31) % CHARTS];
            const struct tdm_standing *s =
                tdm_standing_of(mem, course->episode, NULL, 0, asof_of(course, (uint32_t)runs));
            mixed += s->owed_count + s->ceiling.load_class + s->deviation_count + (uint64_t)s->gates[0].truth;
            tdm_arena_reset(mem);
            runs++;
        }
        spent = seconds() - from;
    } while (spent < 2.0);
    double each = spent / (double)runs * 1e6;
    static char copy[1u << 20];
    uint64_t copies = 0;
    from = seconds();
    do {
        for (uint32_t i = 0; i < CHARTS; i++) {
            memcpy(copy, courses[i].text.at, courses[i].text.len);
            mixed += (uint64_t)copy[courses[i].text.len / 2];
            copies++;
        }
        spent = seconds() - from;
    } while (spent < 0.5);
    double copy_each = spent / (double)copies * 1e6;
    printf("{\"name\": \"standing\", \"charts\": %d, \"entries_each\": %.1f, \"runs\": %llu, \"us_each\": %.2f, "
           "\"per_second\": %.0f, "
           "\"memcpy_us_each\": %.3f, \"ratio_to_memcpy\": %.1f, \"check\": %llu}\n",
           CHARTS, (double)entries / CHARTS, (unsigned long long)runs, each, 1e6 / each, copy_each, each / copy_each,
           (unsigned long long)(mixed & 0xffff));
}

static void put_file(const char *folder, const char *name, tdm_str bytes) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes.at, 1, bytes.len, file) != bytes.len || fclose(file) != 0)
        bench_give_up("cannot write");
}

static void dump(const struct course *courses, struct tdm_arena *mem, const char *folder) {
    struct tdm_buf list;
    tdm_buf_init(&list, mem, 1u << 20);
    for (uint32_t i = 0; i < CHARTS; i++) {
        char name[64];
        snprintf(name, sizeof name, "bench-%u.chart.tandem", i);
        put_file(folder, name, courses[i].text);
        for (uint32_t turn = 0; turn < DAYS; turn++) {
            struct tdm_asof asof = asof_of(&courses[i], i + turn * 5);
            const struct tdm_standing *s = tdm_standing_of(mem, courses[i].episode, NULL, 0, asof);
            tdm_buf_format(&list, "%s ", name);
            tdm_date_print(&list, asof.on);
            tdm_buf_char(&list, ' ');
            tdm_digest_print(&list, tdm_standing_digest(s, mem));
            tdm_buf_char(&list, '\n');
        }
    }
    put_file(folder, "digests.txt", tdm_buf_str(&list));
}

int main(int count, char **words) {
    struct tdm_arena *data = tdm_arena_open((size_t)1 << 30), *mem = tdm_arena_open((size_t)1 << 28);
    static struct course courses[CHARTS];
    tdm_problems_init(&bench_problems);
    const struct tdm_library *library = bench_library(data);
    for (uint32_t i = 0; i < CHARTS; i++) courses[i] = make_course(data, library, i);
    if (count == 3 && strcmp(words[1], "--dump") == 0)
        dump(courses, mem, words[2]);
    else
        measure(courses, mem);
    tdm_arena_close(mem);
    tdm_arena_close(data);
    return 0;
}
