/* notation_int.h - shared by the files of the reader: one physical line under the cursor, and how a problem is told. */
#ifndef TDM_NOTATION_INT_H
#define TDM_NOTATION_INT_H

#include "notation/notation.h"

#define TDM_NOTATION_WIDTH 120 /* columns; a printed line that would pass it is broken after a comma */

struct lexer {
    struct tdm_arena *mem;
    tdm_str file;
    struct tdm_problems *problems;
    tdm_str line;    /* the physical line, without its end */
    uint32_t number; /* of the line, from 1 */
    size_t at;       /* byte in the line */
    bool bad;        /* something on this logical line could not be read */
    bool plain;      /* the physical line is known to be printable ASCII: a byte is a column */

    /* The last column told, so that columns of one line are counted once. */
    const char *column_line;
    size_t column_byte;
    uint32_t column;

    /* Terms and parts of what is open; what is closed is copied to its own size, or each would waste half its room. */
    struct tdm_term *terms;
    size_t term_count, term_room;
    struct tdm_part *parts;
    size_t part_count, part_room;
};

/* What a byte may be: of a run of characters (a word, a number, a date ...), a letter, a digit. Bits, for every byte.
 */
enum { LEXER_RUN = 1, LEXER_LETTER = 2, LEXER_DIGIT = 4 };
extern const uint8_t lexer_class[256];
static inline bool lexer_is(char c, unsigned bits) {
    return (lexer_class[(unsigned char)c] & bits) != 0;
}

/* Adds an error that spans bytes from..until of the line, marks the line bad, and returns it for its words. */
struct tdm_problem *lexer_error(struct lexer *lex, enum tdm_why why, const char *code, size_t from, size_t until);
uint32_t lexer_column(struct lexer *lex, size_t byte); /* in code points, from 1 */
/* The term that begins at lex->at, which is no blank; false when it is not readable (told; lex->at is behind it). */
bool lexer_term(struct lexer *lex, struct tdm_term *out, uint32_t group_depth);
bool lexer_parts(struct lexer *lex, const struct tdm_part **parts, uint32_t *count, uint32_t group_depth,
                 bool *comma_at_end);
void lexer_skip_blanks(struct lexer *lex);
bool classify_run(struct lexer *lex, size_t from, size_t until, struct tdm_term *out);
/* What is no term, told with its remedy: bytes from..until of the line, or the character at lex->at. Both give false.
 */
bool slip_refuse_run(struct lexer *lex, size_t from, size_t until);
bool slip_refuse_character(struct lexer *lex);
/* Is `term` a minus that stands stuck to `next`, as in `-k_c`? The printer and the JSON keep it so. */
bool tdm_term_sticks(const struct tdm_term *term, const struct tdm_term *next);
/* Bytes of the longest physical line that the line gives when it is printed, without its block. */
size_t tdm_line_printed_bytes(struct tdm_arena *mem, const struct tdm_line *line, uint32_t level);

#endif
