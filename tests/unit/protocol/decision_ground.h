/* decision_ground.h - a small catalogue and a small decision, and how tests change one place of it. */
#ifndef DECISION_GROUND_H
#define DECISION_GROUND_H

#include "../criteria/criteria_ground.h"
#include "protocol/decision.h"

static const char decision_catalog[] = "procedure graft \"graft\"\n"
                                       "  from \"fat\", autologous\n"
                                       "  moves cartilage-matrix\n"
                                       "procedure plasma \"plasma\"\n"
                                       "condition arthrosis \"arthrosis\", at knee\n"
                                       "condition tendinosis \"tendinosis\", at hip\n"
                                       "class pressor \"pressor\"\n"
                                       "substance thinner \"thinner\"\n"
                                       "  class anticoagulant\n"
                                       "finding infection \"infection\", by physician\n"
                                       "finding old-surgery \"old surgery\", by physician\n"
                                       "scale wear \"wear\"\n"
                                       "  step W0 \"none\"\n"
                                       "  step W1 \"doubtful\"\n"
                                       "  step W2 \"clear\"\n"
                                       "  step W3 \"severe\"\n"
                                       "measure picture \"wear on the picture\"\n"
                                       "  scale wear\n"
                                       "  lower is better\n"
                                       "  of one day take worst\n"
                                       "  sided\n"
                                       "  by physician\n"
                                       "  imaging\n"
                                       "measure tilt \"tilt on the picture\"\n"
                                       "  number 0 to 45 deg\n"
                                       "  lower is better\n"
                                       "  of one day take worst\n"
                                       "  sided\n"
                                       "  by physician\n"
                                       "  imaging\n"
                                       "exercise slide \"heel slide\"\n"
                                       "  do \"Slide.\"\n"
                                       "  loads knee\n"
                                       "  moves balance\n"
                                       "  dose sets, reps\n"
                                       "  class active  [own]\n";

static const char decision_base[] =
    "decision small version 0.1\n"
    "  condition arthrosis\n"
    "  status draft\n"
    "  asks \"What limits it?\"\n"
    "  reads picture, quads, pain, tilt, weeks\n"
    "  near 10%  [own]\n"
    "  jurisdictions \"Here\", \"There\"\n"
    "\n"
    "source book\n"
    "  cite \"A book\"\n"
    "  strength consensus, indirect\n"
    "source court\n"
    "  cite \"A court\"\n"
    "  strength law, direct\n"
    "\n"
    "measure picture is picture, at treated side\n"
    "measure tilt is tilt, at treated side\n"
    "measure quads is torque, at treated side\n"
    "measure pain is nprs\n"
    "measure weeks is weeks-of-therapy\n"
    "\n"
    "factor neuromuscular when any of  [own]\n"
    "  quads below 90% of other side, latest within 6 weeks  [book]\n"
    "  open compensation, screened within 8 weeks\n"
    "factor tissue when all of  [own]\n"
    "  picture at least W2, latest within 12 months\n"
    "  pain at least 4, latest within 7 days\n"
    "  any of\n"
    "    quads at least 90% of other side, latest within 6 weeks\n"
    "    weeks at least 12, latest within 6 months\n"
    "\n"
    "option therapy-first\n"
    "  for\n"
    "    factor neuromuscular  [own]\n"
    "    weeks below 6, latest within 6 months  [book \"p. 4\"]\n"
    "option cell-procedure\n"
    "  ruled out by any of\n"
    "    open infection, screened within 30 days  [book]\n"
    "    record of finding old-surgery within 5 years, screened within 6 months  [book]\n"
    "  question to physician when taking class anticoagulant, screened within 3 months  [book]\n"
    "  caution when tilt above 12 deg, latest within 2 years  [book]\n"
    "  for\n"
    "    factor tissue  [own]\n"
    "  against\n"
    "    always  [book \"no better than placebo\"]\n"
    "option combined\n"
    "  needs cell-procedure, therapy-first\n"
    "  for\n"
    "    factor both  [own]\n"
    "option watchful\n"
    "  for\n"
    "    factor cannot-tell  [own]\n"
    "    factor neither  [own]\n"
    "\n"
    "positions cells\n"
    "  about \"Cells in the knee\"\n"
    "  for, 2025, strength \"weak\"  [book]\n"
    "  against, 2019, strength \"strong\"  [book]\n"
    "  no position, 2021, strength \"none\"  [book]\n"
    "product graft\n"
    "  in \"There\", since 2024-09-27, \"a drug\"  [court]\n"
    "product plasma\n";

static struct tdm_problems decision_problems; /* large: not on the stack */

static inline tdm_str decision_changed(struct tdm_arena *mem, const char *old, const char *new) {
    tdm_str text = tdm_str_of(decision_base), was = tdm_str_of(old);
    struct tdm_buf out;
    size_t at, again;
    tdm_buf_init(&out, mem, 1u << 20);
    if (!tdm_str_find(text, was, &at)) {
        check_failed(__FILE__, __LINE__, "the base has no `%s`", old);
        return text;
    }
    tdm_str rest = tdm_str_slice(text, at + was.len, text.len);
    if (tdm_str_find(rest, was, &again)) check_failed(__FILE__, __LINE__, "the base has `%s` twice", old);
    tdm_buf_add(&out, tdm_str_slice(text, 0, at));
    tdm_buf_text(&out, new);
    tdm_buf_add(&out, rest);
    return tdm_buf_str(&out);
}

static inline const struct tdm_catalog *decision_catalog_of(struct tdm_arena *mem) {
    struct tdm_buf text;
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    tdm_buf_init(&text, mem, 1u << 20);
    tdm_buf_text(&text, criteria_catalog);
    tdm_buf_text(&text, decision_catalog);
    tdm_buf_char(&text, '\0');
    const struct tdm_catalog *catalog = catalog_read(mem, text.at, problems);
    if (catalog == NULL) check_failed(__FILE__, __LINE__, "%s: %s", problems->items[0].code, problems->items[0].what);
    return catalog;
}

/* Null when refused; the problems stand in decision_problems. */
static inline const struct tdm_decision *decision_of(struct tdm_arena *mem, const struct tdm_catalog *catalog,
                                                     tdm_str text) {
    const struct tdm_decision *decision = NULL;
    if (catalog == NULL) return NULL;
    const struct tdm_tree *tree = catalog_tree(mem, "small.tandem", text);
    tdm_problems_init(&decision_problems);
    bool good = tdm_decision_read(mem, tree, catalog, &decision, &decision_problems);
    if (good != (decision_problems.errors == 0)) check_failed(__FILE__, __LINE__, "the answer and the problems differ");
    return good ? decision : NULL;
}

#endif
