/* options_bound_test.c - what would flip an answer when the limits are spans, lie at the ends of what a measure can be,
 * or speak of differences, changes and records in the negative. */
#include "options_ground.h"

#define QUADS "  quads below 90% of other side, latest within 6 weeks  [book]\n"
#define PAIN  "  pain at least 4, latest within 7 days\n"

/* On 2026-03-02, the decision with that line in place of one of its lines. */
static const struct tdm_options *asked(struct tdm_arena *mem, const char *old, const char *new, const char *entries) {
    struct asks asks = asks_of(mem, decision_catalog_of(mem), decision_changed(mem, old, new));
    return answer_on(&asks, entries);
}

static const char *const words[TDM_LIMITING_COUNT] = {[TDM_LIMITING_TISSUE] = "tissue",
                                                      [TDM_LIMITING_NEUROMUSCULAR] = "neuromuscular",
                                                      [TDM_LIMITING_BOTH] = "both",
                                                      [TDM_LIMITING_NEITHER] = "neither",
                                                      [TDM_LIMITING_CANNOT_TELL] = "cannot tell"};

static void put_limit(struct tdm_buf *out, const char *word, tdm_value value) {
    tdm_buf_format(out, " %s ", word);
    if (value.kind == TDM_VALUE_NUMBER)
        tdm_quantity_print(out, value.quantity);
    else
        tdm_buf_format(out, "step %u", value.step);
}

/* "from 2 to 5: tissue; ..." of the flip about a measure; "none" when there is none. */
static tdm_str cases_of(struct tdm_arena *mem, const struct tdm_options *o, const char *measure) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 2000);
    for (uint32_t i = 0; o != NULL && i < o->flip_count; i++) {
        const struct tdm_flip *flip = &o->flips[i];
        if (flip->criterion->kind != TDM_CRITERION_READING ||
            !tdm_str_is(o->decision->frame->measures[flip->criterion->measure].name, measure))
            continue;
        for (uint32_t c = 0; c < flip->case_count; c++) {
            const struct tdm_flip_case *one = &flip->cases[c];
            if (out.len > 0) tdm_buf_text(&out, ";");
            if (one->has_from) put_limit(&out, one->from_inside ? "from" : "above", one->from);
            if (one->has_until) put_limit(&out, one->until_inside ? "to" : "below", one->until);
            tdm_buf_format(&out, ": %s", words[one->limiting]);
        }
    }
    return out.len == 0 ? TDM_STR("none") : tdm_str_trim(tdm_buf_str(&out));
}

/* Tissue hangs on pain alone: worn on the picture, strength seen to; no compensation. */
#define SEEN                                                                                                           \
    "2026-03-02 08:20 screen findings by therapist-a, none found\n"                                                    \
    "2026-03-02 09:00 assess by physician-a\n  picture right W2\n  tilt right 4 deg\n"                                 \
    "2026-03-02 10:00 assess by therapist-a\n  torque right 98 N.m, left 100 N.m\n"                                    \
    "2026-03-02 11:00 diary by p-1\n  weeks-of-therapy 3\n"

TEST("a fact with a span for its limit is told piece by piece, each end where it is written [M122 M10]") {
    CHECK_STR(cases_of(mem, asked(mem, PAIN, "  pain 4 to 6, latest within 7 days\n", SEEN), "pain"),
              "below 4 points: neither; from 4 points to 6 points: tissue; above 6 points: neither");
    CHECK_STR(cases_of(mem, asked(mem, PAIN, "  pain 4 to below 6, latest within 7 days\n", SEEN), "pain"),
              "below 4 points: neither; from 4 points below 6 points: tissue; from 6 points: neither");
    CHECK_STR(cases_of(mem, asked(mem, PAIN, "  pain above 4 to 6, latest within 7 days\n", SEEN), "pain"),
              "to 4 points: neither; above 4 points to 6 points: tissue; above 6 points: neither");
    CHECK_STR(cases_of(mem, asked(mem, PAIN, "  pain is 5, latest within 7 days\n", SEEN), "pain"),
              "below 5 points: neither; from 5 points to 5 points: tissue; above 5 points: neither");
    CHECK_STR(cases_of(mem, asked(mem, PAIN, "  pain is not 5, latest within 7 days\n", SEEN), "pain"),
              "below 5 points: tissue; from 5 points to 5 points: neither; above 5 points: tissue");
}

TEST("no piece lies outside what a measure can be [M122 M115]") {
    CHECK_STR(cases_of(mem, asked(mem, PAIN, "  pain at least 10, latest within 7 days\n", SEEN), "pain"),
              "below 10 points: neither; from 10 points to 10 points: tissue");
    CHECK_STR(cases_of(mem, asked(mem, PAIN, "  pain above 0, latest within 7 days\n", SEEN), "pain"),
              "from 0 points to 0 points: neither; above 0 points: tissue");
    CHECK_STR(cases_of(mem, asked(mem, PAIN, "  pain at most 0, latest within 7 days\n", SEEN), "pain"),
              "from 0 points to 0 points: tissue; above 0 points: neither");
    CHECK_STR(cases_of(mem, asked(mem, PAIN, "  pain below 10, latest within 7 days\n", SEEN), "pain"),
              "below 10 points: tissue; from 10 points to 10 points: neither");
}

TEST("two limits of one fact divide it in three [M122]") {
    CHECK_STR(cases_of(mem,
                       asked(mem, PAIN,
                             "  pain at least 4, latest within 7 days\n  pain at most 8, latest within 7 days\n", SEEN),
                       "pain"),
              "below 4 points: neither; from 4 points to 8 points: tissue; above 8 points: neither");
}

#define WITH_PAIN(value) SEEN "2026-03-02 11:30 diary by p-1\n  nprs " value "\n"

TEST("a known value beside one end of a span is told for that end alone [M122]") {
    static const char span[] = "  pain 4 to 6, latest within 7 days\n";
    CHECK_STR(cases_of(mem, asked(mem, PAIN, span, WITH_PAIN("5")), "pain"),
              "none"); /* a tenth of 4, and of 6, is less than 1 */
    CHECK_STR(cases_of(mem, asked(mem, PAIN, span, WITH_PAIN("4")), "pain"), "below 4 points: neither");
    CHECK_STR(cases_of(mem, asked(mem, PAIN, span, WITH_PAIN("6")), "pain"), "above 6 points: neither");
    CHECK_STR(cases_of(mem, asked(mem, PAIN, "  pain above 4 to 6, latest within 7 days\n", WITH_PAIN("4")), "pain"),
              "above 4 points below 6 points: tissue"); /* what lies just across */
    CHECK_STR(cases_of(mem, asked(mem, PAIN, "  pain is 5, latest within 7 days\n", WITH_PAIN("5")), "pain"),
              "below 5 points: neither; above 5 points: neither");
}

#define NO_QUADS                                                                                                       \
    "2026-03-02 08:20 screen findings by therapist-a, none found\n"                                                    \
    "2026-03-02 09:00 assess by physician-a\n  picture right W0\n  tilt right 4 deg\n"                                 \
    "2026-03-02 11:00 diary by p-1\n  nprs 5\n  weeks-of-therapy 3\n"

TEST("a difference from the other side has no piece below nothing, and no share lies under zero percent [M122 M36]") {
    CHECK_STR(
        cases_of(mem,
                 asked(mem, QUADS, "  quads above 10 N.m from other side, latest within 6 weeks  [book]\n", NO_QUADS),
                 "quads"),
        "to 10 N.m: neither; above 10 N.m: neuromuscular");
    CHECK_STR(cases_of(mem,
                       asked(mem, QUADS, "  quads above 0% of other side, latest within 6 weeks  [book]\n", NO_QUADS),
                       "quads"),
              "from 0% to 0%: neither; above 0%: neuromuscular");
    CHECK_STR(
        cases_of(mem,
                 asked(mem, QUADS, "  quads 50% to below 90% of other side, latest within 6 weeks  [book]\n", NO_QUADS),
                 "quads"),
        "below 50%: neither; from 50% below 90%: neuromuscular; from 90%: neither");
}

/* The first flip about a thing that is there or is not: its answers in the order there, not there. */
static tdm_str thing_of(struct tdm_arena *mem, const struct tdm_options *o, enum tdm_criterion_kind kind) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 200);
    for (uint32_t i = 0; o != NULL && i < o->flip_count; i++) {
        const struct tdm_flip *flip = &o->flips[i];
        if (flip->criterion->kind != kind) continue;
        for (uint32_t c = 0; c < flip->case_count; c++)
            tdm_buf_format(&out, "%s%s: %s", out.len > 0 ? ", " : "", flip->cases[c].present ? "there" : "not there",
                           words[flip->cases[c].limiting]);
        break;
    }
    return out.len == 0 ? TDM_STR("none") : tdm_buf_str(&out);
}

TEST("what may or may not be on record is asked for as being there and as not being there [M122 M26]") {
    static const char unseen[] = "2026-03-02 09:00 assess by physician-a\n  picture right W0\n  tilt right 4 deg\n"
                                 "2026-03-02 10:00 assess by therapist-a\n  torque right 98 N.m, left 100 N.m\n"
                                 "2026-03-02 11:00 diary by p-1\n  nprs 5\n  weeks-of-therapy 3\n";
    static const char line[] = "  open compensation, screened within 8 weeks\n";
    CHECK_STR(thing_of(mem, asked(mem, line, line, unseen), TDM_CRITERION_OPEN),
              "there: neuromuscular, not there: neither");
    CHECK_STR(thing_of(mem, asked(mem, line, "  no open compensation, screened within 8 weeks\n", unseen),
                       TDM_CRITERION_NO_OPEN),
              "there: neither, not there: neuromuscular");
    CHECK_STR(thing_of(mem, asked(mem, line, "  no class nsaid since 2026-02-01\n", unseen), TDM_CRITERION_NONE_SINCE),
              "there: neither, not there: neuromuscular");
    CHECK_STR(thing_of(mem, asked(mem, line, "  taking class anticoagulant, screened within 3 months\n", unseen),
                       TDM_CRITERION_TAKING),
              "there: neuromuscular, not there: neither");
}

TEST("what always holds is no fact that could flip an answer [M122]") {
    const struct tdm_options *o = asked(mem, PAIN, "  pain at least 4, latest within 7 days\n  always  [own]\n", SEEN);
    CHECK_STR(cases_of(mem, o, "pain"), "below 4 points: neither; from 4 points: tissue");
    for (uint32_t i = 0; o != NULL && i < o->flip_count; i++)
        CHECK(o->flips[i].criterion->kind != TDM_CRITERION_ALWAYS);
}

TEST("a known value near two limits is told for what lies across either of them [M122]") {
    static const char narrow[] = "  quads 88% to 92% of other side, latest within 6 weeks  [book]\n";
    static const char half[] = "2026-03-02 08:20 screen findings by therapist-a, none found\n"
                               "2026-03-02 09:00 assess by physician-a\n  picture right W0\n  tilt right 4 deg\n"
                               "2026-03-02 10:00 assess by therapist-a\n  torque right 90 N.m, left 100 N.m\n"
                               "2026-03-02 11:00 diary by p-1\n  nprs 5\n  weeks-of-therapy 3\n";
    CHECK_STR(cases_of(mem, asked(mem, QUADS, narrow, half), "quads"), "below 88%: neither; above 92%: neither");
}

TEST("what is not so, and how many of some terms are so, are asked anew with each value [M40 M122]") {
    CHECK_STR(cases_of(mem, asked(mem, PAIN, "  not pain at most 3, latest within 7 days\n", SEEN), "pain"),
              "to 3 points: neither; above 3 points: tissue");
    CHECK_STR(cases_of(mem,
                       asked(mem, PAIN,
                             "  at least 1 of\n    pain at least 4, latest within 7 days\n"
                             "    pain at most 1, latest within 7 days\n",
                             SEEN),
                       "pain"),
              "to 1 points: tissue; above 1 points below 4 points: neither; from 4 points: tissue");
    CHECK_STR(cases_of(mem,
                       asked(mem, PAIN,
                             "  at least 2 of\n    pain at least 4, latest within 7 days\n"
                             "    pain at most 8, latest within 7 days\n    pain at most 1, latest within 7 days\n",
                             SEEN),
                       "pain"),
              "to 1 points: tissue; above 1 points below 4 points: neither; from 4 points to 8 points: tissue; above 8 "
              "points: neither");
}

TEST("what sessions must show is a fact of its own each time it is asked for [M73 M122]") {
    const struct tdm_options *o = asked(mem, QUADS,
                                        "  every set done, last 2 sessions  [own]\n"
                                        "  every set done, last 1 sessions  [own]\n",
                                        NO_QUADS);
    CHECK_STR(thing_of(mem, o, TDM_CRITERION_SETS_DONE), "there: neuromuscular"); /* else the other decides */
    uint32_t asked_for = 0;
    for (uint32_t i = 0; o != NULL && i < o->flip_count; i++)
        asked_for += o->flips[i].criterion->kind == TDM_CRITERION_SETS_DONE;
    CHECK_INT(asked_for, 2);
}

static uint32_t told_of(const struct tdm_options *o, enum tdm_criterion_kind kind) {
    uint32_t count = 0;
    for (uint32_t i = 0; o != NULL && i < o->flip_count; i++) count += o->flips[i].criterion->kind == kind;
    return count;
}

#define INFECTION "    open infection, screened within 30 days  [book]\n"
#define WITHIN    " within 6 months, screened within 6 months  [book]\n"

TEST("each thing that may be open, recorded or taken is a fact of its own, and the same one twice is one [M26 M122]") {
    const struct tdm_options *o = asked(mem, INFECTION,
                                        "    open infection, screened within 30 days  [book]\n"
                                        "    open infection, screened within 3 days  [book]\n"
                                        "    open old-surgery, screened within 30 days  [book]\n"
                                        "    no open stiff-knee-gait, screened within 30 days  [book]\n"
                                        "    open stiff-knee-gait, screened within 30 days  [book]\n"
                                        "    open finding, screened within 30 days  [book]\n",
                                        "");
    /* and `open compensation` of the factor */
    CHECK_INT(told_of(o, TDM_CRITERION_OPEN) + told_of(o, TDM_CRITERION_NO_OPEN), 5);
    CHECK_INT(told_of(o, TDM_CRITERION_NO_OPEN), 1); /* the first that reads it stands for the fact */
    o = asked(mem, INFECTION,
              "    record of finding infection" WITHIN "    record of finding stiff-knee-gait" WITHIN
              "    no class nsaid since 2026-02-01  [book]\n"
              "    no class anti-inflammatory since 2026-02-01  [book]\n"
              "    no substance ibuprofen since 2026-02-01  [book]\n"
              "    no substance ibuprofen since 2026-02-02  [book]\n"
              "    no event fall since 2026-02-01  [book]\n    no event twist since 2026-02-01  [book]\n",
              "");
    CHECK_INT(told_of(o, TDM_CRITERION_RECORD), 3); /* and `record of finding old-surgery` of the decision as it was */
    CHECK_INT(told_of(o, TDM_CRITERION_NONE_SINCE), 5);
    o = asked(mem, INFECTION,
              "    taking class nsaid, screened within 3 months  [book]\n"
              "    taking class anti-inflammatory, screened within 3 months  [book]\n"
              "    taking class decongestant, screened within 3 months  [book]\n"
              "    taking substance ibuprofen, screened within 3 months  [book]\n"
              "    taking substance pseudoephedrine, screened within 3 months  [book]\n"
              "    taking substance ibuprofen, screened within 1 month  [book]\n",
              "");
    CHECK_INT(told_of(o, TDM_CRITERION_TAKING), 5); /* whether a blood thinner is taken is only asked then */
}

TEST("a value, its share of the other side, its distance from it and its change are facts apart [M36 M122]") {
    const struct tdm_options *o =
        asked(mem, PAIN,
              "  pain at least 4, latest within 7 days\n"
              "  quads at least 20 N.m, latest within 6 weeks\n"
              "  quads at most 300 N.m, mean of 42 days, at least 2 readings\n"
              "  quads at most 90 N.m from other side, latest within 6 weeks\n"
              "  quads at most 150% of other side, latest within 6 weeks\n",
              "2026-03-02 08:20 screen findings by therapist-a, none found\n"
              "2026-03-02 09:00 assess by physician-a\n  picture right W2\n  tilt right 4 deg\n"
              "2026-03-02 11:00 diary by p-1\n  nprs 5\n  weeks-of-therapy 3\n");
    uint32_t by[TDM_COMPARE_WORSE + 1] = {0};
    for (uint32_t i = 0; o != NULL && i < o->flip_count; i++)
        if (o->flips[i].criterion->kind == TDM_CRITERION_READING) by[o->flips[i].criterion->compare]++;
    CHECK_INT(by[TDM_COMPARE_VALUE], 1);
    CHECK_INT(by[TDM_COMPARE_PERCENT], 1);
    CHECK_INT(by[TDM_COMPARE_DIFFERENCE], 1);
}

TEST("of a fact that is old enough for one line and too old for another, the line that does not know it is told [M92 "
     "M122]") {
    static const char old[] = "2026-02-10 11:00 diary by p-1\n  nprs 5\n" SEEN;
    const struct tdm_options *o = asked(mem, PAIN,
                                        "  pain at least 4, latest within 3 months\n"
                                        "  pain at most 8, latest within 7 days\n"
                                        "  pain is not 6, latest within 6 days\n",
                                        old);
    CHECK_STR(
        cases_of(mem, o, "pain"),
        "below 4 points: neither; from 4 points below 6 points: tissue; from 6 points to 6 points: neither; above 6 "
        "points to 8 points: tissue; above 8 points: neither");
    for (uint32_t i = 0; o != NULL && i < o->flip_count; i++) {
        const struct tdm_flip *flip = &o->flips[i];
        if (flip->criterion->kind != TDM_CRITERION_READING || !flip->unknown) continue;
        CHECK(!flip->near);
        CHECK_INT(flip->criterion->bound.kind, TDM_AT_MOST); /* the first of the two that do not know it */
        CHECK_INT(flip->check->reason.code, TDM_REASON_STALE);
        CHECK_INT(flip->check->reason.of_n, 7);
    }
}

TEST("what is on record, and what must not be, change together [M117 M122]") {
    static const char weeks[] = "    weeks at least 12, latest within 6 months\n"; /* the last line of tissue */
    const struct tdm_options *o = asked(mem, weeks,
                                        "    weeks at least 12, latest within 6 months\n"
                                        "  no record of finding old-surgery within 5 years\n",
                                        SEEN "2026-03-02 11:30 diary by p-1\n  nprs 5\n");
    REQUIRE(o != NULL);
    CHECK_INT(o->limiting, TDM_LIMITING_TISSUE);
    CHECK_STR(thing_of(mem, o, TDM_CRITERION_RECORD),
              "there: neither"); /* nobody asked for it: it bars a procedure too */
    CHECK_INT(told_of(o, TDM_CRITERION_NO_RECORD), 0);
}
