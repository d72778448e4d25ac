/* damage.h - a good text with one thing wrong in it, once for each place where one thing can go wrong: a line that
 * stops early, loses a word, has another word in its place, has something behind it, or stands twice. What is told
 * about each is held against what must be true of all that is told. */
#ifndef DAMAGE_H
#define DAMAGE_H

#include "check.h"

#include <string.h>

/* One damaged text; `line` is the line that was changed. `problems` is filled; true when it could be read. */
typedef bool damage_reader(struct tdm_arena *mem, const void *ground, tdm_str text, struct tdm_problems *problems);

struct damage {
    damage_reader *read;
    const void *ground;
    tdm_str text, wrong; /* as it was; with one thing wrong */
    uint32_t line;
    uint32_t read_count, refused_count; /* how many could be read all the same, and how many could not */
};

static struct tdm_problems damage_problems; /* large: not on the stack */

/* A problem has a code, a place inside the text, and two sentences as the house writes them. */
static inline void damage_check_told(const struct damage *d, const struct tdm_problem *p) {
    uint32_t lines = 1;
    for (size_t i = 0; i < d->wrong.len; i++) lines += d->wrong.at[i] == '\n';
    size_t what = strlen(p->what), fix = strlen(p->fix);
    bool code = strlen(p->code) == 4 && p->code[0] >= 'A' && p->code[0] <= 'Z';
    bool place = p->place.line >= 1 && p->place.line <= lines && p->place.column >= 1;
    bool words = what > 0 && fix > 0 && p->what[what - 1] != '.' && !(p->fix[0] >= 'A' && p->fix[0] <= 'Z');
    if (code && place && words) return;
    check_failed(__FILE__, __LINE__, "line %u: %s at %u:%u \"%s\" | \"%s\"", d->line, p->code, p->place.line,
                 p->place.column, p->what, p->fix);
}

static inline void damage_try(struct tdm_arena *mem, struct damage *d) {
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    tdm_problems_init(&damage_problems);
    bool good = d->read(mem, d->ground, d->wrong, &damage_problems);
    if (good != (damage_problems.errors == 0))
        check_failed(__FILE__, __LINE__, "line %u: read is %d, and there are %u errors", d->line, good,
                     damage_problems.errors);
    for (uint32_t i = 0; i < damage_problems.count; i++) damage_check_told(d, &damage_problems.items[i]);
    d->read_count += good;
    d->refused_count += !good;
    tdm_arena_rewind(mem, mark);
}

/* The text with [from, to) replaced. */
static inline void damage_at(struct tdm_arena *mem, struct damage *d, size_t from, size_t to, const char *by) {
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 20);
    tdm_buf_add(&out, tdm_str_slice(d->text, 0, from));
    tdm_buf_text(&out, by);
    tdm_buf_add(&out, tdm_str_slice(d->text, to, d->text.len));
    d->wrong = tdm_buf_str(&out);
    damage_try(mem, d);
    tdm_arena_rewind(mem, mark);
}

/* The end of the word, number, comma or quoted text that begins at `at`. */
static inline size_t damage_word_end(tdm_str text, size_t at) {
    bool quoted = text.at[at] == '"';
    size_t end = at + 1;
    if (text.at[at] == ',') return end;
    while (end < text.len && text.at[end] != '\n' && (quoted || (text.at[end] != ' ' && text.at[end] != ','))) {
        if (text.at[end++] == '"') break;
    }
    return end;
}

static inline void damage_word(struct tdm_arena *mem, struct damage *d, size_t from, size_t to, size_t end) {
    static const char *const others[] = {"zzz", "\"zzz\"", "0", "99999999999", "2.5", "2+", "2026-02-03", "50%"};
    damage_at(mem, d, from, end, "");
    damage_at(mem, d, from, to, "");
    for (size_t i = 0; i < TDM_COUNT(others); i++) damage_at(mem, d, from, to, others[i]);
}

static inline void damage_line(struct tdm_arena *mem, struct damage *d, size_t start, size_t end) {
    static const char *const more[] = {" zzz", ", zzz", ", 3 days", "\n            zzz", "  [own]", "  [zzz \"p. 3\"]",
                                       " \\"};
    char again[400];
    size_t at = start, length = end - start;
    while (at < end) {
        while (at < end && d->text.at[at] == ' ') at++;
        if (at >= end) break;
        size_t to = damage_word_end(d->text, at);
        damage_word(mem, d, at, to, end);
        at = to;
    }
    for (size_t i = 0; i < TDM_COUNT(more); i++) damage_at(mem, d, end, end, more[i]);
    if (length == 0 || length + 2 > sizeof again) return;
    for (size_t comma = end; comma-- > start;) { /* its last part once more */
        if (d->text.at[comma] != ',') continue;
        memcpy(again, d->text.at + comma, end - comma);
        again[end - comma] = '\0';
        damage_at(mem, d, end, end, again);
        break;
    }
    again[0] = '\n';
    memcpy(again + 1, d->text.at + start, length);
    again[length + 1] = '\0';
    damage_at(mem, d, end, end, again);
    damage_at(mem, d, start, end, "");
}

static inline void damage_everywhere(struct tdm_arena *mem, struct damage *d) {
    size_t start = 0;
    d->wrong = d->text;
    tdm_problems_init(&damage_problems);
    if (!d->read(mem, d->ground, d->text, &damage_problems)) {
        check_failed(__FILE__, __LINE__, "the good text: %s %s", damage_problems.items[0].code,
                     damage_problems.items[0].what);
        return;
    }
    for (d->line = 1; start < d->text.len; d->line++) {
        size_t end = start;
        while (end < d->text.len && d->text.at[end] != '\n') end++;
        damage_line(mem, d, start, end);
        start = end + 1;
    }
}

#endif
