/* image.h - library images and sets of entries: texts in one piece, opened to answer; and the standing that follows from
 * such a library and a set of entries in any order. Pure. What `include/tandem.h` stands on, and the command line that
 * makes images and asks them. Codes W090...: docs/problems.md. */
#ifndef TDM_IMAGE_H
#define TDM_IMAGE_H

#include "engine/engine.h"

#define TDM_IMAGE_FILES_MAX 2000u
#define TDM_IMAGE_NAME_MAX  200u
#define TDM_IMAGE_BYTES_MAX ((size_t)256 << 20)

struct tdm_image_file { /* `catalog/x.tandem`, `parts/x.tandem`, `protocols/x.tandem`, `zones/Area/City` */
    tdm_str name, bytes;
};
/* The same files give the same bytes, whatever their order. False: a name that is none, or comes twice (W090). */
bool tdm_image_write(struct tdm_arena *mem, struct tdm_buf *out, const struct tdm_image_file *files, size_t count,
                     struct tdm_problem *problem) TDM_CHECKED;
/* Strict: what is read is written as the same bytes. Texts are borrowed. */
bool tdm_image_read(struct tdm_arena *mem, tdm_str bytes, const struct tdm_image_file **files, size_t *count,
                    struct tdm_problem *problem) TDM_CHECKED;
/* A zone as the text of such a file: a line a change. */
void tdm_zone_lines_print(struct tdm_buf *out, const struct tdm_zone *zone);
bool tdm_zone_lines_read(struct tdm_arena *mem, tdm_str name, tdm_str text, struct tdm_zone *out,
                         struct tdm_problem *problem) TDM_CHECKED;

struct tdm_opened_image {
    const struct tdm_catalog *catalog;
    const struct tdm_protocol **protocols; /* in the order of their files */
    uint32_t protocol_count;
    const struct tdm_zone *zones;
    uint32_t zone_count;
};
/* Every text read and checked. What is opened borrows `bytes`. */
bool tdm_image_open(struct tdm_arena *mem, tdm_str bytes, struct tdm_opened_image *out,
                    struct tdm_problems *problems) TDM_CHECKED;

/* ---- a set of entries, asked */

struct tdm_question {
    const struct tdm_opened_image *image;
    const tdm_str *rows; /* in any order: canonical bytes of kept entries, or pieces of a chart file, or lines of JSON */
    uint32_t row_count;
    tdm_str on, known, episode; /* as they were written; the last two may be empty */
};
/* The standing as JSON, as `tandem standing --json` prints it. Problems name the row and the line in it; which problems
 * are told does not depend on the order of the rows. */
bool tdm_asking_answer(struct tdm_arena *mem, const struct tdm_question *ask, struct tdm_buf *out,
                       struct tdm_problems *problems) TDM_CHECKED;

#endif
