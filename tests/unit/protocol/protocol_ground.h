/* protocol_ground.h - a small catalogue, a small protocol with one block of each form, and how the tests change one
 * place of it and look at what is told. */
#ifndef PROTOCOL_GROUND_H
#define PROTOCOL_GROUND_H

#include "../criteria/criteria_ground.h"
#include "protocol/protocol.h"

#include <string.h>

static const char protocol_catalog[] = "variable reach \"reach\", on function\n"
                                       "measure hop \"hop\"\n"
                                       "  number 0 to 400 cm\n"
                                       "  higher is better\n"
                                       "  of one day take last\n"
                                       "  by physical-therapist\n"
                                       "  demands high\n"
                                       "procedure graft \"graft\"\n"
                                       "  from \"fat\", autologous\n"
                                       "  moves cartilage-matrix\n"
                                       "condition arthrosis \"arthrosis\", at knee\n"
                                       "condition tendinosis \"tendinosis\", at hip\n"
                                       "activity running \"running\", load high, at knee\n"
                                       "class pressor \"pressor\"\n"
                                       "attribute overhead \"above the head\"\n"
                                       "exercise slide \"heel slide\"\n"
                                       "  do \"Slide.\"\n"
                                       "  loads knee\n"
                                       "  moves balance\n"
                                       "  dose sets, reps\n"
                                       "  class active  [own]\n"
                                       "exercise press \"leg press\"\n"
                                       "  do \"Press.\"\n"
                                       "  loads knee\n"
                                       "  moves strength\n"
                                       "  dose sets, reps, load in kg, depth in deg\n"
                                       "  attribute deep-flexion when depth above 90 deg  [own]\n"
                                       "  class by load of 1RM  [own]\n"
                                       "    0% to below 30% gives low\n"
                                       "    30% to below 70% gives moderate\n"
                                       "    at least 70% gives high\n"
                                       "exercise lower-down \"lower down\"\n"
                                       "  do \"Lower.\"\n"
                                       "  loads knee\n"
                                       "  moves strength\n"
                                       "  dose sets, reps\n"
                                       "  attribute eccentric\n"
                                       "  attribute end-range\n"
                                       "  class moderate  [own]\n";

static const char base[] =
    "protocol small version 1.0\n"
    "  title \"A small protocol\"\n"
    "  condition arthrosis\n"
    "  procedure graft\n"
    "  target cartilage-matrix at knee\n"
    "  status draft\n"
    "  jurisdiction \"Nowhere\"\n"
    "  notation 1\n"
    "  clock starts at last of series\n"
    "  treats left or right\n"
    "\n"
    "source book\n"
    "  cite \"A book, page 3\"\n"
    "  id \"isbn 3\"\n"
    "  strength consensus, indirect\n"
    "  says \"Four weeks\"\n"
    "source trial-one\n"
    "  cite \"A trial\"\n"
    "  strength trial, direct\n"
    "\n"
    "measure pain is nprs\n"
    "  fresh 3 days  [own]\n"
    "measure pain-during is nprs, during session\n"
    "measure next-rise is change of nprs, from before session to next morning\n"
    "measure quads is torque, at treated side\n"
    "  other side affected, use baseline  [own]\n"
    "measure effusion is swelling-test, at treated side\n"
    "\n"
    "phase prepare on function\n"
    "  from enrolment until procedure, 2 to 6 weeks  [own]\n"
    "  intent prepare\n"
    "  load at most moderate  [own]\n"
    "  aim strength, \"Enter strong\"\n"
    "  offer press, slide\n"
    "  assess before procedure, within 6 weeks  [book]\n"
    "    quads\n"
    "    pain\n"
    "phase repair on tissue\n"
    "  from procedure, 4 to 8 weeks, uncertain  [book \"p. 4\", own]\n"
    "  ends by clearance resume\n"
    "  intent repair\n"
    "  aim cartilage-matrix, \"Repair\"\n"
    "  load at most low, no eccentric, no deep-flexion  [own]\n"
    "  offer slide, for balance\n"
    "  assess 12 to 15 days after procedure  [own]\n"
    "    pain\n"
    "  assess every 2 weeks  [own]\n"
    "    effusion\n"
    "  tell patient \"Rest is part of the work.\"\n"
    "phase protect on function\n"
    "  from procedure, 15 days  [book]\n"
    "  intent protect\n"
    "  load at most active  [own]\n"
    "phase loading on function\n"
    "  from gate start-loading, 6 weeks  [own]\n"
    "  intent load\n"
    "  load at most high  [own]\n"
    "  aim strength, \"Become strong\"\n"
    "  offer press, lower-down\n"
    "  assess at start  [own]\n"
    "    quads\n"
    "\n"
    "clearance resume\n"
    "  by physician or physical-therapist\n"
    "  not before 4 weeks after procedure  [book]\n"
    "  valid 14 days  [own]\n"
    "  may move from 3 weeks after procedure to 10 weeks after procedure  [own]\n"
    "\n"
    "gate start-loading opens loading  [own]\n"
    "  clearance resume\n"
    "  not before 4 weeks after procedure\n"
    "  pain at most 2, mean of 7 days, at least 4 readings  [trial-one]\n"
    "  no open flag, screened within 14 days\n"
    "  otherwise physician decides within 9 days, \"Look\"\n"
    "gate finish opens discharge\n"
    "  quads at least 90% of other side, latest within 14 days  [own]\n"
    "\n"
    "restrict no-nsaid\n"
    "  substance class nsaid, route mouth\n"
    "  from 7 days before procedure  [own]\n"
    "  until 4 weeks after procedure  [book]\n"
    "  because \"They may blunt the repair\"\n"
    "restrict no-deep\n"
    "  source book\n"
    "  attribute deep-flexion\n"
    "  activity running\n"
    "  load above moderate\n"
    "  from procedure\n"
    "  until clearance resume, at most 8 weeks after procedure\n"
    "  because \"Deep bends load the site\"\n"
    "restrict no-ibuprofen\n"
    "  substance ibuprofen\n"
    "  from enrolment  [own]\n"
    "  without end  [own]\n"
    "  because \"Not now\"\n"
    "\n"
    "never offer high before 10 weeks after procedure  [book]\n"
    "never need deep-flexion before 6 weeks after procedure  [own]\n"
    "\n"
    "flag flare\n"
    "  raised by pain at least 8, latest within 1 days  [own]\n"
    "  escalate to physician within 1 days  [own]\n"
    "  then hold\n"
    "flag infection-signs\n"
    "  escalate to physician or physical-therapist within 1 days  [own]\n"
    "\n"
    "progress heavier\n"
    "  for press, lower-down\n"
    "  in loading\n"
    "  stop, rest 2 days, escalate to physician within 1 days when pain-during at least 8, worst of 1 days, at least 1 "
    "readings  [own]\n"
    "  regress load by 20% when any of  [own]\n"
    "    pain-during at least 5, worst of 1 days, at least 1 readings\n"
    "    next-rise above 2, worst of 2 days, at least 1 readings\n"
    "  hold when effusion at least 2+, latest within 7 days  [own]\n"
    "  advance load by 5%, at most 10% a week when every set done, last 2 sessions  [trial-one]\n"
    "  otherwise hold  [own]\n"
    "\n"
    "plan weekly\n"
    "  for press\n"
    "  in loading\n"
    "  3 times a week, at least 48 hours apart, 4 sets, rest 2 to 3 minutes  [trial-one]\n"
    "  by week of loading\n"
    "    week 1 15RM, 60% of 1RM  [trial-one]\n"
    "    weeks 2 to 3 3x12  [own]\n"
    "progress weekly-up\n"
    "  for weekly\n"
    "  in loading\n"
    "  advance plan by 1 weeks when every set done, last 1 sessions  [own]\n"
    "  otherwise hold  [own]\n"
    "\n"
    "owe diary\n"
    "  by patient, every 1 days, from procedure until end of loading  [own]\n"
    "    pain\n"
    "owe quads\n"
    "  by physical-therapist, every 3 months, from procedure until 12 months after procedure  [own]\n";

static struct tdm_problems problems; /* large: not on the stack */

static inline const struct tdm_catalog *small_catalog(struct tdm_arena *mem) {
    char *both = tdm_arena_alloc(mem, sizeof criteria_catalog + sizeof protocol_catalog);
    memcpy(both, criteria_catalog, sizeof criteria_catalog - 1);
    memcpy(both + sizeof criteria_catalog - 1, protocol_catalog, sizeof protocol_catalog);
    const struct tdm_catalog *catalog = catalog_read(mem, both, &problems);
    if (catalog == NULL) check_failed(__FILE__, __LINE__, "%s: %s", problems.items[0].code, problems.items[0].what);
    return catalog;
}

/* The base with its one place `old` replaced. */
static inline tdm_str changed(struct tdm_arena *mem, const char *old, const char *new) {
    struct tdm_buf out;
    tdm_str text = tdm_str_of(base), was = tdm_str_of(old);
    size_t at;
    tdm_buf_init(&out, mem, 1u << 20);
    if (!tdm_str_find(text, was, &at)) {
        check_failed(__FILE__, __LINE__, "the base has no `%s`", old);
        return text;
    }
    tdm_buf_add(&out, tdm_str_slice(text, 0, at));
    tdm_buf_text(&out, new);
    tdm_str rest = tdm_str_slice(text, at + was.len, text.len);
    size_t again;
    if (tdm_str_find(rest, was, &again)) check_failed(__FILE__, __LINE__, "the base has `%s` twice", old);
    tdm_buf_add(&out, rest);
    return tdm_buf_str(&out);
}

static inline const struct tdm_protocol *protocol_of(struct tdm_arena *mem, tdm_str text,
                                                     const struct tdm_parts *parts) {
    const struct tdm_protocol *protocol = NULL;
    const struct tdm_catalog *catalog = small_catalog(mem);
    if (catalog == NULL) return NULL;
    const struct tdm_tree *tree = catalog_tree(mem, "small.tandem", text);
    tdm_problems_init(&problems);
    bool good = tdm_protocol_read(mem, tree, catalog, parts, &protocol, &problems);
    if (good != (problems.errors == 0)) check_failed(__FILE__, __LINE__, "the answer and the problems differ");
    return good ? protocol : NULL;
}

/* The text that a place covers. */
static inline tdm_str covered(tdm_str text, const struct tdm_place *place) {
    size_t at = 0;
    for (uint32_t line = 1; line < place->line && at < text.len; at++) line += text.at[at] == '\n';
    size_t from = at + place->column - 1;
    return tdm_str_slice(text, from, from + place->length);
}

struct refusal {
    const char *old, *new, *code;
    const char *at; /* the text that its place covers */
    const char *what, *fix;
};

/* Exactly one problem, of that severity, in those words, there. */
static inline void told(struct tdm_arena *mem, enum tdm_severity severity, const struct refusal *wanted) {
    tdm_str text = changed(mem, wanted->old, wanted->new);
    bool good = protocol_of(mem, text, NULL) != NULL;
    const struct tdm_problem *got = &problems.items[0];
    if (good != (severity == TDM_NOTE) || problems.count != 1)
        check_failed(__FILE__, __LINE__, "%u problems after `%s`; second: %s %s", problems.count, wanted->new,
                     problems.count > 1 ? problems.items[1].code : "-",
                     problems.count > 1 ? problems.items[1].what : "-");
    if (problems.count == 0) return;
    CHECK_INT(got->severity, severity);
    CHECK_STR(tdm_str_of(got->code), wanted->code);
    CHECK_STR(covered(text, &got->place), wanted->at);
    CHECK_STR(got->place.file, "small.tandem");
    CHECK_STR(tdm_str_of(got->what), wanted->what);
    CHECK_STR(tdm_str_of(got->fix), wanted->fix);
}

#endif
