/* texts.h - texts of the data (labels, instructions, what a protocol tells the patient) in another language: pairs of what
 * the data says and how it is said there, read from files of their own (data/languages/). A pair belongs to the exact English
 * text: whoever changes that text loses the translation and sees so, rather than keeping one that says something else. */
#ifndef TDM_TEXTS_H
#define TDM_TEXTS_H

#include "notation/notation.h"
#include "words/words.h"

struct tdm_text_pair {
    tdm_str said, told; /* in English, in the language */
    struct tdm_place place;
};
struct tdm_texts {
    enum tdm_language language;
    const struct tdm_text_pair *pairs; /* sorted by `said` */
    uint32_t count;
};

/* Is it a file of texts, by its first word? */
bool tdm_texts_are(const struct tdm_tree *tree);
/* The language that such a file is in: `language es`. Code G001. */
bool tdm_texts_language(const struct tdm_tree *tree, enum tdm_language *out, struct tdm_problems *problems) TDM_CHECKED;
/* Reads the files that are in `language`; those of another one are left out. Codes G001 to G005. */
bool tdm_texts_read(struct tdm_arena *mem, const struct tdm_tree *const *trees, uint32_t tree_count,
                    enum tdm_language language, const struct tdm_texts **out, struct tdm_problems *problems) TDM_CHECKED;
/* The text in the language, or the empty slice. No texts (null): none is known. */
tdm_str tdm_texts_find(const struct tdm_texts *texts, tdm_str said);
/* A code or a number ("KL4", "1+") is the same in every language: nothing in it wants to be translated. */
bool tdm_text_wants_language(tdm_str said);


/* ---- what of a file people read: labels and instructions of a catalogue, what a protocol tells, aims at and gives as a
 * reason, the names of its phases, gates, signatures, restrictions and plans, what a decision asks */
struct tdm_text_wanted { tdm_str said; struct tdm_place place; };
/* Those of the file, in its order; the array is in `mem`. */
uint32_t tdm_texts_wanted(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_text_wanted **out);
/* A note G005 for each that has no text in the language. */
void tdm_texts_missing(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_texts *texts,
                       struct tdm_problems *problems);

#endif
