/* editor.h - what an editor asks of a file of the notation while it is written: where the cursor stands, what a word means,
 * where a name is declared, what may be written next, the outline, the mechanical mend of a problem. Pure: texts in, values
 * or JSON of the Language Server Protocol out. It reads lines as they stand, also those that cannot be read yet. */
#ifndef TDM_EDITOR_H
#define TDM_EDITOR_H

#include "catalog/catalog.h"
#include "chart/chart.h"
#include "json/json.h"
#include "proof/scenario.h"
#include "protocol/decision.h"
#include "scoring/scoring.h"

/* ---- messages on a stream: a header that tells how long the body is */

#define TDM_FRAME_HEADER_MAX ((size_t)8192)
#define TDM_FRAME_BODY_MAX   ((size_t)20 << 20) /* read as JSON, forty times as much at worst */
enum tdm_frame {
    TDM_FRAME_MORE,      /* the header is not complete */
    TDM_FRAME_MESSAGE,   /* `body` bytes follow the header */
    TDM_FRAME_BAD,       /* no header: `header` bytes are to be passed over */
    TDM_FRAME_TOO_LARGE  /* header and body are to be passed over */
};
enum tdm_frame tdm_editor_frame(tdm_str bytes, size_t *header, size_t *body);

/* ---- places: line and character from 0, characters in UTF-16 units, as editors count */

struct tdm_editor_position { uint32_t line, character; };
struct tdm_editor_text { /* a text with where its lines begin, so that no question walks over the whole of it */
    tdm_str bytes;
    const size_t *starts;   /* of lines as places count them: behind each line feed */
    const uint32_t *before; /* how many lines, as editors count them, end before that */
    uint32_t count;
};
struct tdm_editor_text tdm_editor_text_of(struct tdm_arena *mem, tdm_str bytes);
size_t tdm_editor_offset(const struct tdm_editor_text *text, struct tdm_editor_position at); /* clamped to its line */
struct tdm_editor_position tdm_editor_position_of(const struct tdm_editor_text *text, size_t offset);
/* The bytes that a place stands for. */
void tdm_editor_span(const struct tdm_editor_text *text, struct tdm_place place, size_t *from, size_t *until);
void tdm_editor_range_json(struct tdm_json_writer *w, const char *key, const struct tdm_editor_text *text, size_t from,
                           size_t until);

/* ---- files and the names they declare */

enum tdm_editor_kind { /* by the first word */
    TDM_EDITOR_PROTOCOL, TDM_EDITOR_PART, TDM_EDITOR_DECISION, TDM_EDITOR_CHART, TDM_EDITOR_CATALOG,
    TDM_EDITOR_SCENARIO, TDM_EDITOR_INSTRUMENT,
    TDM_EDITOR_OTHER, /* networks, drawings, models, translations: nothing is known of their clauses */
    TDM_EDITOR_KIND_COUNT
};
struct tdm_editor_file {
    tdm_str name;
    struct tdm_editor_text text;
    const struct tdm_tree *tree; /* of what could be read; may be null */
    bool head_only;              /* only the name of the whole is of use here: a part that could be taken in */
};
enum tdm_editor_kind tdm_editor_kind_of(tdm_str text);

/* Kinds of names: those of the catalogue, then these. */
enum tdm_editor_name_kind {
    TDM_NAME_SOURCE = TDM_KIND_COUNT, TDM_NAME_MEASURE, TDM_NAME_PHASE, TDM_NAME_CLEARANCE, TDM_NAME_GATE, TDM_NAME_RESTRICT,
    TDM_NAME_FLAG, TDM_NAME_PROGRESS, TDM_NAME_PLAN, TDM_NAME_POSITIONS, TDM_NAME_STEP, TDM_NAME_LOAD, TDM_NAME_PART, TDM_NAME_PROTOCOL,
    TDM_NAME_DECISION, TDM_NAME_CHART, TDM_NAME_PERSON, TDM_NAME_ENTRY, TDM_NAME_SET, TDM_NAME_COURSE,
    TDM_NAME_ITEM, TDM_NAME_SCORE, TDM_NAME_KIND_COUNT
};
const char *tdm_editor_name_word(uint32_t kind);

struct tdm_editor_name {
    uint32_t kind;
    tdm_str name, label;
    tdm_str of; /* of a step its scale; of a measure its scale, or the measure of the catalogue that it is */
    const struct tdm_editor_file *file;
    struct tdm_place place;
    const struct tdm_line *line;
};

/* What a question is asked over: the file under the cursor, the files whose names it can use, and docs/notation.md. */
struct tdm_editor_desk {
    struct tdm_arena *mem;
    const struct tdm_editor_file *mine;
    enum tdm_editor_kind kind;
    const struct tdm_editor_file *others;
    uint32_t other_count;
    tdm_str manual;
    const struct tdm_editor_name *names; /* filled by tdm_editor_desk_open: those of `mine` first */
    size_t name_count;
};
void tdm_editor_desk_open(struct tdm_editor_desk *desk);

/* ---- questions; `offset` is a byte of desk->mine. Each writes one value */

void tdm_editor_hover_json(struct tdm_json_writer *w, const struct tdm_editor_desk *desk, size_t offset);
/* The declarations of the name there: what `definition` leads to. */
size_t tdm_editor_definition(const struct tdm_editor_desk *desk, size_t offset, const struct tdm_editor_name **out, size_t most);
void tdm_editor_completion_json(struct tdm_json_writer *w, const struct tdm_editor_desk *desk, size_t offset);
void tdm_editor_symbols_json(struct tdm_json_writer *w, const struct tdm_editor_file *file, enum tdm_editor_kind kind);

/* One problem as a diagnostic; those of another file are told at the first line. */
void tdm_editor_diagnostic_json(struct tdm_json_writer *w, const struct tdm_editor_file *file, const struct tdm_problem *problem);

/* ---- mends: the text that the fix says to write in the place of the problem; the empty slice with at(null) when the fix is no
 * such sentence. Whoever offers it tries it first. */
tdm_str tdm_editor_mend(struct tdm_arena *mem, const struct tdm_problem *problem);
/* `bytes` with those of the place replaced. */
tdm_str tdm_editor_mended(struct tdm_arena *mem, tdm_str bytes, struct tdm_place place, tdm_str instead);

/* ---- the words of the notation, for highlighting: heads, blocks, phrases, units, by kind of file */
void tdm_editor_vocabulary_json(struct tdm_json_writer *w);

#endif
