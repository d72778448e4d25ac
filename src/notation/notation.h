/* notation.h - the one notation of Tandem: text <-> tree <-> JSON. Pure; knows no medical word and no keyword.
 * The grammar is docs/notation.md. A tree keeps places, comments and blank lines, so that printing a read file loses
 * nothing. */
#ifndef TDM_NOTATION_H
#define TDM_NOTATION_H

#include "base/base.h"
#include "calendar/calendar.h"

enum tdm_term_kind {
    TDM_TERM_WORD,    /* early-loading, koos.pain, N.m/kg   */
    TDM_TERM_NUMBER,  /* -3, 0.30                            */
    TDM_TERM_PERCENT, /* 80%                                 */
    TDM_TERM_DATE,    /* 2026-03-04                          */
    TDM_TERM_TIME,    /* 08:15                               */
    TDM_TERM_INSTANT, /* 2026-03-04T08:15Z                   */
    TDM_TERM_MARK,    /* 1+, 3x15, 15RM                      */
    TDM_TERM_OPERATOR,
    TDM_TERM_TEXT, /* "quoted", unescaped in `text`       */
    TDM_TERM_GROUP /* ( parts )                           */
};

struct tdm_part;
struct tdm_term {
    enum tdm_term_kind kind;
    uint32_t line, column, length;
    tdm_str text; /* as written (quotes off and unescaped for TEXT) */
    tdm_decimal number;
    tdm_date date;
    tdm_time time;
    tdm_instant instant;
    const struct tdm_part *parts; /* of a group */
    uint32_t part_count;
};

struct tdm_part {
    const struct tdm_term *terms; /* at least one, but for an empty group */
    uint32_t count;
};

struct tdm_cite {
    tdm_str name;   /* a declared source, or `own` */
    tdm_str detail; /* the place in the source: "Table 2"; may be empty */
    uint32_t line, column, length;
};

/* One line with the block under it. */
struct tdm_line {
    uint32_t line, column; /* of its first term */
    tdm_str source;        /* the line as written, without indent and line end (for reports) */
    const struct tdm_part *parts;
    uint32_t part_count;
    const struct tdm_cite *cites;
    uint32_t cite_count;
    const struct tdm_line *block; /* first line one level deeper, or null */
    const struct tdm_line *next;  /* next line of this level, or null */
    bool verbatim;                /* ended in "|": `verbatim_text` holds the deeper lines as they are */
    tdm_str verbatim_text;
    tdm_str comment; /* after the line, without "#"; empty if none */
    const tdm_str
        *comments_before; /* whole-line comments above, without "#"; an empty slice at(null) is a blank line */
    uint32_t comment_before_count;
};

struct tdm_tree {
    tdm_str file;
    tdm_str text;
    const struct tdm_line *first;  /* null for an empty file */
    const tdm_str *comments_after; /* below the last line */
    uint32_t comment_after_count;
};

#define TDM_NOTATION_FILE_MAX  (16u << 20)
#define TDM_NOTATION_LINE_MAX  4096u
#define TDM_NOTATION_DEPTH_MAX 16u
#define TDM_NOTATION_GROUP_MAX 8u /* with 15 levels of blocks, inside TDM_JSON_DEPTH_MAX */

/* Reads `text` (borrowed by the tree). Goes on after an error; false when any error was found (the tree of what could
 * be read is in *out all the same). Problem codes N001...: docs/problems.md. */
bool tdm_notation_read(struct tdm_arena *mem, tdm_str file, tdm_str text, const struct tdm_tree **out,
                       struct tdm_problems *problems) TDM_CHECKED;
/* The formatted text: two spaces a level, single blanks, cites and comments kept. print(read(print(t))) == print(t). */
void tdm_notation_print(struct tdm_buf *out, const struct tdm_tree *tree);
/* The lossless JSON form (schema: docs/schema/tree.schema.json) and back. */
void tdm_notation_to_json(struct tdm_buf *out, const struct tdm_tree *tree);
bool tdm_notation_from_json(struct tdm_arena *mem, tdm_str file, tdm_str json, const struct tdm_tree **out,
                            struct tdm_problem *problem) TDM_CHECKED;

/* ---- reading a tree: small helpers for the vocabularies (catalog, criteria, protocol, chart) */

struct tdm_place tdm_line_place(const struct tdm_tree *tree, const struct tdm_line *line); /* the whole line */
struct tdm_place tdm_term_place(const struct tdm_tree *tree, const struct tdm_term *term);
/* The first term of the first part as a word, or the empty slice. */
tdm_str tdm_line_head(const struct tdm_line *line);
uint32_t tdm_block_count(const struct tdm_line *first); /* lines of a level */

/* A cursor over the terms of one part. */
struct tdm_cursor {
    const struct tdm_tree *tree;
    const struct tdm_line *line;
    const struct tdm_term *at, *end;
};
struct tdm_cursor tdm_cursor_of(const struct tdm_tree *tree, const struct tdm_line *line, uint32_t part);
bool tdm_cursor_done(const struct tdm_cursor *c);
bool tdm_cursor_is_word(const struct tdm_cursor *c, const char *word); /* looks */
bool tdm_cursor_take_word(struct tdm_cursor *c, const char *word);     /* takes it if it is there */
bool tdm_cursor_take_words(struct tdm_cursor *c, const char *words);   /* "at most": all of them or none */
const struct tdm_term *tdm_cursor_take(struct tdm_cursor *c, enum tdm_term_kind kind); /* or null, nothing taken */
struct tdm_place
tdm_cursor_place(const struct tdm_cursor *c); /* of the next term; after the last one at the part's end */

#endif
