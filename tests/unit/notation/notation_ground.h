/* notation_ground.h - how the tests of the notation read, print and compare, and a sample with everything in it. */
#ifndef NOTATION_GROUND_H
#define NOTATION_GROUND_H

#include "check.h"
#include "notation/notation.h"

#define PRINTED_MAX ((size_t)64 << 20)

/* Formatted as the printer formats: it prints as itself. */
static const char sample_formatted[] = "# what this file is for\n"
                                       "#\n"
                                       "# a second paragraph, with an umlaut: Kn\xC3\xB6"
                                       "chel\n"
                                       "\n"
                                       "protocol knee-oa version 1.0\n"
                                       "  title \"Knee: \\\"first\\\" steps \\\\ K\xC3\xA4lte \xE2\x86\x92 0\"\n"
                                       "  status draft  # not yet read by anybody\n"
                                       "\n"
                                       "  # between two lines\n"
                                       "  use part-one, hash \"00\"\n"
                                       "\n"
                                       "phase repair on tissue\n"
                                       "  from procedure, 4 to 8 weeks, uncertain  [mckay-2019 \"Table 2\", own]\n"
                                       "  load at most low, no impact  [own]  #\n"
                                       "  offer leg-press, knee-extension, step-up, stationary-bike, balance-stable, "
                                       "bridge, hamstring-curl, sit-to-stand,\n"
                                       "    mini-squat, hip-abduction, calf-raise\n"
                                       "  let rate = -k_c * C ^ 2 + (a, b / (c - 3)) - exp (0.5, -(x))\n"
                                       "  row 3x15, 15RM, 1+, 80%, -3, 0.30, N.m/kg, koos.pain, ()\n"
                                       "  2026-03-04 08:15 seen 2026-03-04T08:15Z, 2026-03-04T08:15+01:00\n"
                                       "    any of\n"
                                       "      pain at most 2, mean of 7 days  [own]\n"
                                       "      all of\n"
                                       "        effusion at most 1+\n"
                                       "leaflet |  # as it is\n"
                                       "  First line, not \"closed\n"
                                       "    indented, with # and [ and |\n"
                                       "\n"
                                       "  after a blank line (\n"
                                       "\n"
                                       "end\n"
                                       "# below everything\n"
                                       "\n"
                                       "# and below that\n";

/* The same kind of thing as people write it: wide blanks, several blank lines, comments at odd depths. */
static const char sample_loose[] = "\n\n#no blank\nhead   one , two,   (  a , b )  [own,mckay-2019   \"p. 3\"]#tight\n"
                                   "\n\n\n      # deep comment\n"
                                   "  a*b=c^2   \n"
                                   "  list one,   # first\n"
                                   "    two,  #\n"
                                   "    three   # last\n"
                                   "  text|   \n"
                                   "      keeps   its blanks  \n"
                                   "\n\n"
                                   "     and these\r\n"
                                   "\n"
                                   "  \"a\"\"b\"(c)\n"
                                   "    # at the end, deep\n"
                                   "   \n\n";

static inline const struct tdm_tree *tree_of(struct tdm_arena *mem, tdm_str text, struct tdm_problems *problems) {
    const struct tdm_tree *tree = NULL;
    tdm_problems_init(problems);
    bool good = tdm_notation_read(mem, TDM_STR("t.tandem"), text, &tree, problems);
    return good ? tree : NULL;
}

static inline tdm_str printed(struct tdm_arena *mem, const struct tdm_tree *tree) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, PRINTED_MAX);
    tdm_notation_print(&out, tree);
    return tdm_buf_str(&out);
}

static inline tdm_str json_of(struct tdm_arena *mem, const struct tdm_tree *tree) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, PRINTED_MAX);
    tdm_notation_to_json(&out, tree);
    return tdm_buf_str(&out);
}

static inline bool same_parts(const struct tdm_part *a, const struct tdm_part *b, uint32_t count) {
    for (uint32_t p = 0; p < count; p++) {
        if (a[p].count != b[p].count) return false;
        for (uint32_t t = 0; t < a[p].count; t++) {
            const struct tdm_term *x = &a[p].terms[t], *y = &b[p].terms[t];
            if (x->kind != y->kind || x->part_count != y->part_count) return false;
            if (x->kind != TDM_TERM_GROUP && !tdm_str_equal(x->text, y->text)) return false;
            if (x->kind == TDM_TERM_GROUP && !same_parts(x->parts, y->parts, x->part_count)) return false;
        }
    }
    return true;
}

/* What two trees mean, comments included; places and the number of blank lines aside. */
static inline bool same_lines(const struct tdm_line *a, const struct tdm_line *b) {
    for (; a != NULL && b != NULL; a = a->next, b = b->next) {
        if (a->part_count != b->part_count || !same_parts(a->parts, b->parts, a->part_count)) return false;
        if (a->cite_count != b->cite_count || a->verbatim != b->verbatim) return false;
        for (uint32_t c = 0; c < a->cite_count; c++)
            if (!tdm_str_equal(a->cites[c].name, b->cites[c].name) ||
                !tdm_str_equal(a->cites[c].detail, b->cites[c].detail))
                return false;
        if (!tdm_str_equal(a->verbatim_text, b->verbatim_text) || !tdm_str_equal(a->comment, b->comment)) return false;
        if (!same_lines(a->block, b->block)) return false;
    }
    return a == NULL && b == NULL;
}

#endif
