/* editor_int.h - what the files of this room share: where the cursor stands, and what a place wants to have. */
#ifndef TDM_EDITOR_INT_H
#define TDM_EDITOR_INT_H

#include "editor/editor.h"

/* ---- spot.c: the words of a line, as far as they can be told, and the lines it stands below */

enum spot_sign { SPOT_RUN, SPOT_TEXT, SPOT_COMMA, SPOT_OPEN, SPOT_CLOSE, SPOT_OTHER };
struct spot_token {
    enum spot_sign sign;
    size_t from, until;
};
#define SPOT_TOKENS_MAX 160
#define SPOT_DEPTH_MAX  16
struct spot {
    tdm_str text;
    size_t offset;
    struct spot_token tokens[SPOT_TOKENS_MAX]; /* of the line with what continues it */
    uint32_t count;
    int under;       /* the token that the cursor touches, or -1 */
    uint32_t before; /* tokens that end before the word at the cursor */
    bool silent;     /* in a comment, a quoted text or a text below a bar */
    bool in_cites;
    bool in_entry; /* of a scenario: an entry or what stands below it, as in a chart; the blocks around it are left out
                    */
    tdm_str above[SPOT_DEPTH_MAX]; /* the first lines of the blocks it stands in, the nearest first */
    uint32_t depth;
};
void spot_find(const struct tdm_editor_desk *desk, size_t offset, struct spot *out);
/* What the spot is in: the kind of the file, but a chart in an entry of a scenario. */
enum tdm_editor_kind spot_kind(const struct tdm_editor_desk *desk, const struct spot *spot);
tdm_str spot_word(const struct spot *spot, uint32_t token); /* or empty */
/* The head of a line above, behind its date and time; or empty. */
tdm_str spot_head_above(const struct spot *spot, uint32_t level);
/* Do the tokens before the cursor end in these words? A comma is a word. */
bool spot_after(const struct spot *spot, const char *words);
/* The index of the line's head: 0, or behind the date and time of an entry, or the days of one of a scenario. */
uint32_t spot_head(const struct spot *spot);

/* ---- position.c */

tdm_str text_line(const struct tdm_editor_text *text, uint32_t line); /* counted from 1; without its end */

/* ---- wants.c: what may stand at a spot */

#define NAME_BIT(kind) ((uint64_t)1 << (kind))
struct wants {
    uint64_t names;        /* kinds */
    tdm_str scale;         /* of steps: those of this scale only, if it is known */
    const char *words[40]; /* literal words and phrases */
    uint32_t word_count;
    bool heads;     /* heads of clauses of the block */
    tdm_str block;  /* of those: head of the block, "" at the top */
    bool entries;   /* kinds of entries */
    bool criterion; /* the beginning of a criterion */
};
void wants_find(const struct tdm_editor_desk *desk, const struct spot *spot, struct wants *out);
extern const char *const wants_openers[];
extern const size_t wants_opener_count;

/* ---- manual.c: rows and rules of docs/notation.md */

/* The second column of the row whose first begins with `form` in backquotes, and its form; false when there is none. */
bool manual_row(tdm_str manual, tdm_str form, tdm_str *written, tdm_str *meaning);
/* The meaning of a line in a section with a table of blocks and their lines, or of expectations; or empty. */
tdm_str manual_line(tdm_str manual, const char *section, tdm_str block, tdm_str head);
tdm_str manual_rule(tdm_str manual, tdm_str id);           /* "- **R-N16** ..." without its id, or empty */
tdm_str manual_rule_of_word(tdm_str manual, tdm_str word); /* that explains a word of the phrases, or empty */

/* ---- forms.c: one table over those of protocol, catalogue and chart */

struct form {
    tdm_str head, form, meaning; /* meaning may be empty */
    bool must, many, wants_source;
};
/* The forms of the clauses that stand in a block ("" at the top) of such a file; at most `most`. */
uint32_t forms_inside(const struct tdm_editor_desk *desk, tdm_str block, struct form *out, uint32_t most);
bool form_of_entry(const struct tdm_editor_desk *desk, tdm_str word, struct form *out);
int catalog_kind_of(tdm_str head); /* enum tdm_catalog_kind, or -1 */
#define CHART_CLAUSES 8
extern const char *const chart_clauses[CHART_CLAUSES]; /* of a chart's head */

/* The declared name that a word at the spot means: of the kinds wanted there first, then of any. Gives how many. */
size_t names_meant(const struct tdm_editor_desk *desk, const struct spot *spot, const struct tdm_editor_name **out,
                   size_t most);

#endif
