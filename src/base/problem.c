/* problem.c - problems: filled, collected, sorted, shown with the line they are about. */
#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- words */

/* One clean line of well-formed UTF-8 in place: words quote input, and input may hold anything. */
static void words_clean(char *text) {
    size_t len = strlen(text), from = 0, bad_at = 0;
    while (!tdm_utf8_valid((tdm_str){text + from, len - from}, &bad_at)) {
        text[from + bad_at] = '?';
        from += bad_at + 1;
    }
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\n' || text[i] == '\t' || text[i] == '\r') text[i] = ' ';
        if ((text[i] > 0 && text[i] < ' ') || text[i] == 0x7F) text[i] = '?';
    }
}

TDM_FORMAT(3, 0) static void words_set(char *text, size_t room, const char *format, va_list arguments);

/* What is too long ends in "...", never inside a code point. */
static void words_set(char *text, size_t room, const char *format, va_list arguments) {
    int length = vsnprintf(text, room, format, arguments);
    TDM_ASSERT(length >= 0);
    if ((size_t)length >= room) {
        size_t cut = room - 4;
        while (cut > 0 && ((uint8_t)text[cut] & 0xC0) == 0x80) cut--;
        memcpy(text + cut, "...", 4);
    }
    words_clean(text);
}

void tdm_problem_what(struct tdm_problem *problem, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    words_set(problem->what, sizeof problem->what, format, arguments);
    va_end(arguments);
}

void tdm_problem_fix(struct tdm_problem *problem, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    words_set(problem->fix, sizeof problem->fix, format, arguments);
    va_end(arguments);
}

/* Only what is read of a problem is written: the two texts start empty, not 480 zeros. */
static void problem_set(struct tdm_problem *problem, enum tdm_severity severity, enum tdm_why why, const char *code,
                        struct tdm_place place) {
    problem->severity = severity;
    problem->why = why;
    problem->code = code;
    problem->place = place;
    problem->what[0] = '\0';
    problem->fix[0] = '\0';
    problem->story = (tdm_str){0};
}

bool tdm_fail(struct tdm_problem *problem, enum tdm_why why, const char *code, struct tdm_place place, const char *what,
              ...) {
    problem_set(problem, TDM_ERROR, why, code, place);
    va_list arguments;
    va_start(arguments, what);
    words_set(problem->what, sizeof problem->what, what, arguments);
    va_end(arguments);
    return false;
}

/* ---- lists */

void tdm_problems_init(struct tdm_problems *list) {
    list->count = 0;
    list->errors = 0;
    list->dropped = 0;
}

/* A full list keeps errors before notes: who is refused must see at least one reason. */
static struct tdm_problem *place_for(struct tdm_problems *list, enum tdm_severity severity) {
    if (list->count < TDM_PROBLEMS_MAX) return &list->items[list->count++];
    list->dropped++;
    if (severity == TDM_NOTE) return &list->spare;
    for (uint32_t i = list->count; i-- > 0;)
        if (list->items[i].severity == TDM_NOTE) return &list->items[i];
    return &list->spare;
}

struct tdm_problem *tdm_problems_add(struct tdm_problems *list, enum tdm_severity severity, enum tdm_why why,
                                     const char *code, struct tdm_place place) {
    struct tdm_problem *problem = place_for(list, severity);
    problem_set(problem, severity, why, code, place);
    if (severity == TDM_ERROR) list->errors++;
    return problem;
}

static int compare_u32(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

static int compare_problems(const struct tdm_problem *a, const struct tdm_problem *b) {
    int sign = tdm_str_compare(a->place.file, b->place.file);
    if (sign == 0) sign = compare_u32(a->place.line, b->place.line);
    if (sign == 0) sign = compare_u32(a->place.column, b->place.column);
    return sign == 0 ? tdm_str_compare(tdm_str_of(a->code), tdm_str_of(b->code)) : sign;
}

void tdm_problems_sort(struct tdm_problems *list) {
    for (uint32_t i = 1; i < list->count; i++) {
        uint32_t at = i;
        while (at > 0 && compare_problems(&list->items[at - 1], &list->items[i]) > 0) at--;
        if (at == i) continue;
        struct tdm_problem moved = list->items[i];
        memmove(&list->items[at + 1], &list->items[at], (i - at) * sizeof moved);
        list->items[at] = moved;
    }
}

/* ---- shown */

#define SHOWN_MOST 120 /* code points of a source line; of a longer one, the part around the place */

static bool source_line(tdm_str source, uint32_t number, tdm_str *out) {
    size_t from = 0;
    for (uint32_t line = 1; line < number; line++) {
        const char *end = from < source.len ? memchr(source.at + from, '\n', source.len - from) : NULL;
        if (end == NULL) return false;
        from = (size_t)(end - source.at) + 1;
    }
    const char *end = from < source.len ? memchr(source.at + from, '\n', source.len - from) : NULL;
    *out = tdm_str_slice(source, from, end == NULL ? source.len : (size_t)(end - source.at));
    if (tdm_str_ends_with(*out, TDM_STR("\r"))) *out = tdm_str_slice(*out, 0, out->len - 1);
    return true;
}

/* The byte behind `count` code points. */
static size_t bytes_of(tdm_str text, size_t count) {
    size_t at = 0;
    while (at < text.len && count > 0) {
        at++;
        while (at < text.len && ((uint8_t)text.at[at] & 0xC0) == 0x80) at++;
        count--;
    }
    return at;
}

/* Each control sign (also a tab) becomes one blank, so that the carets stand below what they mean. */
static void show_signs(struct tdm_buf *out, tdm_str text) {
    for (size_t i = 0; i < text.len; i++)
        tdm_buf_char(out, (text.at[i] >= 0 && text.at[i] < ' ') || text.at[i] == 0x7F ? ' ' : text.at[i]);
}

/* A byte that is no UTF-8 becomes a question mark: no terminal has to guess, and what is printed can be read again. */
static void show_text(struct tdm_buf *out, tdm_str text) {
    size_t from = 0, bad_at = 0;
    while (!tdm_utf8_valid(tdm_str_slice(text, from, text.len), &bad_at)) {
        show_signs(out, tdm_str_slice(text, from, from + bad_at));
        from += bad_at;
        tdm_buf_char(out, text.at[from++] == '\0' ? ' ' : '?');
    }
    show_signs(out, tdm_str_slice(text, from, text.len));
}

static void show_line(struct tdm_buf *out, const struct tdm_place *place, tdm_str line) {
    size_t length = tdm_utf8_length(line), column = place->column > 0 ? place->column - 1 : 0, from = 0;
    if (column > length) column = length;
    if (length > SHOWN_MOST && column > SHOWN_MOST / 2) from = column - SHOWN_MOST / 2;
    size_t until = length - from > SHOWN_MOST ? from + SHOWN_MOST : length;
    size_t carets = place->length < until - column ? place->length : until - column;
    size_t start = out->len;
    tdm_buf_format(out, "  %u", place->line);
    size_t margin = out->len - start;
    tdm_buf_text(out, from > 0 ? " | ..." : " | ");
    show_text(out, tdm_str_slice(line, bytes_of(line, from), bytes_of(line, until)));
    tdm_buf_text(out, until < length ? "...\n" : "\n");
    tdm_buf_repeat(out, ' ', margin);
    tdm_buf_text(out, from > 0 ? " |    " : " | ");
    tdm_buf_repeat(out, ' ', column - from);
    tdm_buf_repeat(out, '^', carets > 0 ? carets : 1);
    tdm_buf_char(out, '\n');
}

static void show_story(struct tdm_buf *out, tdm_str story) {
    while (story.len > 0) {
        size_t end = story.len;
        (void)tdm_str_find(story, TDM_STR("\n"), &end);
        tdm_buf_text(out, "  ");
        show_text(out, tdm_str_slice(story, 0, end));
        tdm_buf_char(out, '\n');
        story = tdm_str_slice(story, end < story.len ? end + 1 : end, story.len);
    }
}

void tdm_problem_show(struct tdm_buf *out, const struct tdm_problem *problem, tdm_str source) {
    const struct tdm_place *place = &problem->place;
    tdm_buf_add(out, place->file);
    if (place->line > 0) tdm_buf_format(out, ":%u", place->line);
    if (place->line > 0 && place->column > 0) tdm_buf_format(out, ":%u", place->column);
    if (place->file.len > 0 || place->line > 0) tdm_buf_text(out, ": ");
    tdm_buf_text(out, problem->severity == TDM_ERROR ? "error " : "note ");
    tdm_buf_format(out, "%s: %s\n", problem->code, problem->what);
    tdm_str line;
    if (place->line > 0 && source.len > 0 && source_line(source, place->line, &line)) show_line(out, place, line);
    show_story(out, problem->story);
    if (problem->fix[0] != '\0') tdm_buf_format(out, "  fix: %s\n", problem->fix);
}
