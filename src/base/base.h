/* base.h - what every room stands on: slices, memory, growing text, problems, checked integers, exact decimals, digests.
 * Pure. Knows no medicine, no file, no clock. */
#ifndef TDM_BASE_H
#define TDM_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define TDM_CHECKED __attribute__((warn_unused_result))
#define TDM_FORMAT(at, first) __attribute__((format(printf, at, first)))
/* For a large local that is written before it is read: not filled with a pattern first (release builds fill all others). */
#if defined(__has_attribute)
#if __has_attribute(uninitialized)
#define TDM_UNSET __attribute__((uninitialized))
#endif
#endif
#ifndef TDM_UNSET
#define TDM_UNSET
#endif
#define TDM_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- the host: four functions that whoever embeds the library defines (src/system/host.c for the program) */

void *tdm_host_allocate(size_t bytes);  /* at least `bytes` bytes, 16-aligned, or null */
void tdm_host_release(void *block);     /* what tdm_host_allocate gave */
_Noreturn void tdm_host_out_of_memory(size_t asked_bytes);
_Noreturn void tdm_host_bug(const char *file, int line, const char *claim);

/* Our own mistake, never the reader's input: kept in release builds. */
#define TDM_ASSERT(claim) ((claim) ? (void)0 : tdm_host_bug(__FILE__, __LINE__, #claim))
#define TDM_UNREACHABLE() tdm_host_bug(__FILE__, __LINE__, "unreachable")

/* ---- slices: a pointer and a length, passed by value, borrowed; not NUL-ended */

typedef struct {
    const char *at;
    size_t len;
} tdm_str;

#define TDM_STR(literal) ((tdm_str){"" literal, sizeof(literal) - 1})
#define TDM_STR_INIT(literal) {"" literal, sizeof(literal) - 1} /* in constant tables: C17 wants no cast there */

tdm_str tdm_str_of(const char *c_string); /* null gives the empty slice */
/* Asked of every word that is read, so they stand here. */
static inline bool tdm_str_equal(tdm_str a, tdm_str b) {
    if (a.len != b.len || a.len == 0) return a.len == b.len;
    return a.at[0] == b.at[0] && memcmp(a.at, b.at, a.len) == 0; /* mostly the first byte tells two words apart */
}
static inline bool tdm_str_is(tdm_str a, const char *c_string) {
    if (c_string == NULL || a.len == 0) return a.len == 0 && (c_string == NULL || *c_string == '\0');
    if (a.at[0] != *c_string) return false; /* mostly it is another word: tables are asked row by row */
    size_t len = strlen(c_string); /* known where it is compiled */
    return a.len == len && memcmp(a.at, c_string, len) == 0;
}
int tdm_str_compare(tdm_str a, tdm_str b); /* by bytes: <0, 0, >0 */
static inline bool tdm_str_starts_with(tdm_str text, tdm_str prefix) {
    return prefix.len <= text.len && tdm_str_equal((tdm_str){text.at, prefix.len}, prefix);
}
bool tdm_str_ends_with(tdm_str text, tdm_str suffix);
static inline tdm_str tdm_str_slice(tdm_str text, size_t from, size_t until) { /* clamped to the text */
    if (until > text.len) until = text.len;
    return from >= until ? TDM_STR("") : (tdm_str){text.at + from, until - from};
}
tdm_str tdm_str_trim(tdm_str text);                             /* blanks and line ends off both ends */
bool tdm_str_find(tdm_str text, tdm_str part, size_t *at);

/* True when `text` is well-formed UTF-8 without NUL; otherwise *bad_at is the first bad byte. */
bool tdm_utf8_valid(tdm_str text, size_t *bad_at);
/* Number of code points of well-formed `text`. */
size_t tdm_utf8_length(tdm_str text);

/* The candidate nearest to `wanted` by edits, else the only one of which it is a whole piece ("therapist" of
 * "physical-therapist"), or -1 when none is near enough to be worth naming. */
int tdm_nearest(tdm_str wanted, const tdm_str *candidates, size_t count);

/* ---- memory: one arena per request, command or test; no free for data */

#define TDM_ARENA_GUARDED 0
#if defined(__SANITIZE_ADDRESS__)
#undef TDM_ARENA_GUARDED
#define TDM_ARENA_GUARDED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#undef TDM_ARENA_GUARDED
#define TDM_ARENA_GUARDED 1
#endif
#endif

struct tdm_arena;
struct tdm_arena_mark { void *chunk; size_t used, total; };

struct tdm_arena *tdm_arena_open(size_t limit_bytes); /* past the limit: tdm_host_out_of_memory */
void tdm_arena_close(struct tdm_arena *mem);
void tdm_arena_reset(struct tdm_arena *mem);      /* keeps its blocks for the next request */
size_t tdm_arena_used(const struct tdm_arena *mem); /* bytes given out since the reset */
struct tdm_arena_mark tdm_arena_mark(struct tdm_arena *mem);
void tdm_arena_rewind(struct tdm_arena *mem, struct tdm_arena_mark mark); /* scratch given back */
void *tdm_arena_alloc(struct tdm_arena *mem, size_t bytes);     /* zeroed, 16-aligned, never null */
void *tdm_arena_alloc_raw(struct tdm_arena *mem, size_t bytes); /* the same, not zeroed */
void *tdm_arena_array(struct tdm_arena *mem, size_t count, size_t size); /* zeroed; checks the product */
tdm_str tdm_arena_str(struct tdm_arena *mem, tdm_str text);     /* a copy, with a NUL after its end */

#define TDM_NEW(mem, type) ((type *)tdm_arena_alloc((mem), sizeof(type)))
#define TDM_NEW_ARRAY(mem, type, count) ((type *)tdm_arena_array((mem), (count), sizeof(type)))

/* The array moved to a place with room for *room items, at least `count`, the further ones not zeroed: for who knows how
 * many will come. */
void *tdm_arena_spread(struct tdm_arena *mem, const void *array, size_t count, size_t *room, size_t size);
#define TDM_SPREAD(mem, array, count, room) \
    ((array) = tdm_arena_spread((mem), (array), (count), &(room), sizeof *(array)))
/* Room for one more in an arena array: returns the array, moved and with *room doubled when full. */
void *tdm_arena_grow(struct tdm_arena *mem, void *array, size_t count, size_t *room, size_t size);
/* Nothing is asked of the arena while there is room; under address sanitizer it opens each place as it is taken. */
static inline void *tdm_arena_one_more(struct tdm_arena *mem, void *array, size_t count, size_t *room, size_t size) {
    return count < *room && !TDM_ARENA_GUARDED ? array : tdm_arena_grow(mem, array, count, room, size);
}
#define TDM_GROW(mem, array, count, room) \
    ((array) = tdm_arena_one_more((mem), (array), (count), &(room), sizeof *(array)))
struct tdm_names { tdm_str *list; size_t count, room; };
void tdm_names_add(struct tdm_arena *mem, struct tdm_names *names, tdm_str name); /* borrowed */
void tdm_names_reserve(struct tdm_arena *mem, struct tdm_names *names, size_t more); /* room for so many more, and none beyond */
/* Twice the room for bytes that are filled many at a time: `used` of them are kept, all *room may be written. */
char *tdm_arena_widen(struct tdm_arena *mem, const char *bytes, size_t used, size_t *room);

/* ---- growing text: append often, ask once */

struct tdm_buf {
    struct tdm_arena *mem;
    char *at;
    size_t len, room, limit_bytes;
    bool failed; /* sticky: the limit was met and text is missing */
};

void tdm_buf_init(struct tdm_buf *buf, struct tdm_arena *mem, size_t limit_bytes);
void tdm_buf_add(struct tdm_buf *buf, tdm_str text);
void tdm_buf_text(struct tdm_buf *buf, const char *c_string);
void tdm_buf_char(struct tdm_buf *buf, char c);
void tdm_buf_repeat(struct tdm_buf *buf, char c, size_t count);
void tdm_buf_int(struct tdm_buf *buf, int64_t number);
void tdm_buf_format(struct tdm_buf *buf, const char *format, ...) TDM_FORMAT(2, 3);
tdm_str tdm_buf_str(const struct tdm_buf *buf); /* borrowed until the next append */

static inline int tdm_str_shown(tdm_str s) { return s.len > 100000 ? 100000 : (int)s.len; }
#define TDM_FMT(slice) tdm_str_shown(slice), (slice).at /* for "%.*s" */

/* ---- problems: what a reader is told, with its place and a way out */

enum tdm_why {
    TDM_WHY_SYNTAX,      /* cannot be read */
    TDM_WHY_RANGE,       /* a value outside what is possible or allowed */
    TDM_WHY_MISSING,     /* something that must be there is not */
    TDM_WHY_CONFLICT,    /* two things that cannot both hold */
    TDM_WHY_NOT_FOUND,   /* a name that nothing declares */
    TDM_WHY_NOT_ALLOWED, /* forbidden by a rule */
    TDM_WHY_BUSY,
    TDM_WHY_ENVIRONMENT, /* file, disk, terminal */
    TDM_WHY_LIMIT        /* too large, too deep, too many */
};

enum tdm_severity {
    TDM_ERROR, /* the input is refused */
    TDM_NOTE   /* the input stands; its author is told or asked */
};

struct tdm_place {
    tdm_str file;
    uint32_t line, column; /* from 1, columns in code points; line 0: the file as a whole */
    size_t length;         /* wide, so that no byte of a place is padding: what is made ready at build keeps no chance */
};

struct tdm_problem {
    enum tdm_severity severity;
    enum tdm_why why;
    const char *code; /* "P014": stable, documented in docs/problems.md, one case each in tests/cases/ */
    struct tdm_place place;
    char what[240], fix[240]; /* one line each, the reader's words */
    tdm_str story;            /* lines that tell how it comes to this, shown before the way out; mostly none */
};

#define TDM_PROBLEMS_MAX 50
struct tdm_problems {
    struct tdm_problem items[TDM_PROBLEMS_MAX];
    uint32_t count, errors;
    uint32_t dropped; /* how many more there were */
    struct tdm_problem spare;
};

void tdm_problems_init(struct tdm_problems *list);
/* Adds one and returns it for its words; never null (past 50: counted, kept nowhere). */
struct tdm_problem *tdm_problems_add(struct tdm_problems *list, enum tdm_severity severity,
                                     enum tdm_why why, const char *code, struct tdm_place place);
void tdm_problems_sort(struct tdm_problems *list); /* by file, line, column, code */
/* Fills *problem; returns false, so that `return tdm_fail(...)` reads well. */
bool tdm_fail(struct tdm_problem *problem, enum tdm_why why, const char *code, struct tdm_place place,
              const char *what, ...) TDM_FORMAT(5, 6);
void tdm_problem_what(struct tdm_problem *problem, const char *format, ...) TDM_FORMAT(2, 3);
void tdm_problem_fix(struct tdm_problem *problem, const char *format, ...) TDM_FORMAT(2, 3);

/* Appends the problem as a person reads it: place, severity, code, what; the source line with carets
 * (when `source` holds the file's text; else empty slice); the fix. */
void tdm_problem_show(struct tdm_buf *out, const struct tdm_problem *problem, tdm_str source);

/* ---- checked integers: false and *out untouched on overflow */

bool tdm_add_i64(int64_t a, int64_t b, int64_t *out) TDM_CHECKED;
bool tdm_mul_i64(int64_t a, int64_t b, int64_t *out) TDM_CHECKED;
bool tdm_parse_i64(tdm_str digits, int64_t *out) TDM_CHECKED; /* [-]digits, nothing else */

/* ---- exact decimals: coefficient * 10^-scale. Clinical numbers are these, never binary floating point */

#define TDM_DECIMAL_SCALE_MAX 9
typedef struct {
    int64_t coefficient;
    int32_t scale; /* 0..9; kept as written, so 2.50 prints as 2.50 */
} tdm_decimal;

tdm_decimal tdm_decimal_of_int(int64_t whole);
bool tdm_decimal_parse(tdm_str text, tdm_decimal *out) TDM_CHECKED; /* -?digits(.digits)? */
void tdm_decimal_print(struct tdm_buf *out, tdm_decimal number);
int tdm_decimal_compare(tdm_decimal a, tdm_decimal b); /* exact at any scale: -1, 0, 1 */
bool tdm_decimal_add(tdm_decimal a, tdm_decimal b, tdm_decimal *out) TDM_CHECKED;
bool tdm_decimal_subtract(tdm_decimal a, tdm_decimal b, tdm_decimal *out) TDM_CHECKED;
bool tdm_decimal_multiply(tdm_decimal a, tdm_decimal b, tdm_decimal *out) TDM_CHECKED; /* false if inexact */
tdm_decimal tdm_decimal_abs(tdm_decimal a);
tdm_decimal tdm_decimal_trim(tdm_decimal a); /* no trailing zeros after the point */
/* sign of a/b - c/d, exactly, b and d above zero: how a mean or a percentage meets its bound without rounding. */
int tdm_ratio_compare(tdm_decimal a, tdm_decimal b, tdm_decimal c, tdm_decimal d);
/* a/b for display only, rounded half to even at `scale` digits; b not zero. */
tdm_decimal tdm_ratio_rounded(tdm_decimal a, tdm_decimal b, int32_t scale);

/* Sign of the product of `a` minus the product of `b`, exactly; each product below 2^256. */
int tdm_products_compare(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count);

/* ---- digest: BLAKE2b-256 (RFC 7693), the same 32 bytes as `b2sum -l 256` */

typedef struct {
    uint8_t byte[32];
} tdm_digest;

tdm_digest tdm_digest_of(tdm_str bytes);
void tdm_digest_print(struct tdm_buf *out, tdm_digest digest);          /* 64 lower-case hex digits */
bool tdm_digest_parse(tdm_str hex, tdm_digest *out) TDM_CHECKED;
bool tdm_digest_equal(tdm_digest a, tdm_digest b);

#endif
