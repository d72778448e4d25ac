/* options_together_test.c - which unknown facts decide alone, and which only with others: small decisions on every
 * chart that knows or does not know each of four facts. What must be told follows from the answers on those charts. */
#include "options_ground.h"

enum { FACTS = 4, STATES = 3, CHARTS = 81, DECISIONS_MOST = 16 };

/* Three ways a chart may be about a fact: silent, below the limit or not there, above it or there. */
static const struct {
    const char *lines[STATES];
    const char *measure, *role; /* no measure: a finding, for which anybody may look */
} facts[FACTS] = {
    {{"", "2026-03-02 11:00 diary by p-1\n  nprs 2\n", "2026-03-02 11:00 diary by p-1\n  nprs 9\n"}, "pain", "patient"},
    {{"", "2026-03-02 10:00 assess by therapist-a\n  bend right 10 deg\n",
      "2026-03-02 10:00 assess by therapist-a\n  bend right 90 deg\n"},
     "bend",
     "physical-therapist"},
    {{"", "2026-03-02 09:00 assess by physician-a\n  girth right 20 cm\n",
      "2026-03-02 09:00 assess by physician-a\n  girth right 80 cm\n"},
     "girth",
     "physician"},
    {{"", "2026-03-02 08:20 screen findings by therapist-a, none found\n",
      "2026-03-02 08:20 screen findings by therapist-a, found stiff-knee-gait\n"},
     NULL,
     NULL},
};

#define NERVE(how)        "factor neuromuscular when " how " of  [own]\n"
#define TISSUE(how)       "factor tissue when " how " of  [own]\n"
#define PAIN              "  pain at least 5, latest within 2 years\n"
#define BEND              "  bend at least 50 deg, latest within 2 years\n"
#define GIRTH             "  girth at least 50 cm, latest within 2 years\n"
#define GAIT              "  open compensation, screened within 8 weeks\n"
#define IN                "  "
#define BARS(level, line) "  " level " any of\n" IN line

/* `order`: the facts as they are first read, tissue first and what bars last; `in_factor`: those that a factor reads.
 */
static const struct small {
    const char *factors, *bars, *order, *in_factor;
} smalls[] = {
    {NERVE("any") PAIN GAIT TISSUE("all") BEND GIRTH, "", "1203", "0123"},
    {NERVE("all") PAIN BEND TISSUE("any") GIRTH GAIT, "", "2301", "0123"},
    {NERVE("all") GIRTH PAIN BEND TISSUE("at least 2") PAIN BEND GAIT, "", "0132", "0123"},
    {NERVE("at least 2") GAIT GIRTH BEND PAIN TISSUE("at least 3") PAIN BEND GIRTH GAIT, "", "0123", "0123"},
    {NERVE("any") "  not pain at least 5, latest within 2 years\n" TISSUE("all") "  any of\n" IN PAIN IN BEND
                                                                                 "  any of\n" IN GIRTH IN GAIT,
     "", "0123", "0123"},
    {NERVE("any") "  all of\n" IN PAIN IN BEND "  all of\n" IN GIRTH IN GAIT TISSUE("any") BEND, "", "1023", "0123"},
    {NERVE("any") PAIN TISSUE("any") BEND,
     BARS("caution when", "  girth at least 50 cm, latest within 2 years  [book]\n")
         BARS("question to physician when", "  open compensation, screened within 8 weeks  [book]\n"),
     "1032", "01"},
    {NERVE("all") PAIN BEND TISSUE("any") BEND,
     BARS("caution when", "  girth at least 50 cm, latest within 2 years  [book]\n")
         BARS("ruled out by", "  open compensation, screened within 8 weeks  [book]\n" IN
                              "  pain at least 5, latest within 2 years  [book]\n"),
     "1032", "01"},
};

static tdm_str decision_with(struct tdm_arena *mem, const struct small *small) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 16);
    tdm_buf_text(&out, "decision small version 0.1\n  condition arthrosis\n  status draft\n  asks \"What limits it?\"\n"
                       "  reads pain, bend, girth\n  near 10%  [own]\n  jurisdictions \"Here\"\n"
                       "source book\n  cite \"A book\"\n  strength consensus, indirect\n"
                       "measure pain is nprs\nmeasure bend is bend, at treated side\n"
                       "measure girth is girth, at treated side\n");
    tdm_buf_text(&out, small->factors);
    tdm_buf_text(&out, "option therapy-first\n  for\n    factor neuromuscular  [own]\noption cell-procedure\n");
    tdm_buf_text(&out, small->bars);
    tdm_buf_text(&out,
                 "  for\n    factor tissue  [own]\n"
                 "option combined\n  needs cell-procedure, therapy-first\n  for\n    factor both  [own]\n"
                 "option watchful\n  for\n    factor neither  [own]\n    girth at least 50 cm, latest within 2 years"
                 "  [own]\n");
    return tdm_buf_str(&out);
}

/* ---- charts: the state of fact f is digit f of the number in threes */

static int state_of(int chart, int fact) {
    while (fact-- > 0) chart /= STATES;
    return chart % STATES;
}

static int with_state(int chart, int fact, int state) {
    int place = 1;
    for (int f = 0; f < fact; f++) place *= STATES;
    return chart + (state - state_of(chart, fact)) * place;
}

static const struct tdm_options *options_at(const struct asks *asks, int chart) {
    struct tdm_buf entries;
    tdm_buf_init(&entries, asks->mem, 4000);
    for (int f = FACTS - 1; f >= 0; f--) tdm_buf_text(&entries, facts[f].lines[state_of(chart, f)]); /* by the clock */
    tdm_buf_char(&entries, '\0');
    return answer_on(asks, entries.at);
}

struct answer {
    enum tdm_limiting limiting;
    enum tdm_availability availability[TDM_WAY_COUNT];
};

static bool same_answer(const struct answer *a, const struct answer *b) {
    for (int w = 0; w < TDM_WAY_COUNT; w++)
        if (a->availability[w] != b->availability[w]) return false;
    return a->limiting == b->limiting;
}

static bool has(const char *list, int fact) {
    for (; *list != '\0'; list++)
        if (*list == '0' + fact) return true;
    return false;
}

/* ---- what must be told of a fact that the chart is silent about */

static bool decides_alone(const struct answer *answers, int chart, int fact) {
    for (int state = 1; state < STATES; state++)
        if (answers[with_state(chart, fact, state)].limiting != answers[chart].limiting) return true;
    return false;
}

/* Is there a way to settle some of the others in which this one changes what limits? */
static bool decides_somehow(const struct answer *answers, int chart, int fact) {
    for (int other = 0; other < CHARTS; other++) {
        bool settles = state_of(other, fact) == 0;
        for (int f = 0; f < FACTS; f++)
            settles = settles && (state_of(chart, f) == 0 || state_of(other, f) == state_of(chart, f));
        if (settles && decides_alone(answers, other, fact)) return true;
    }
    return false;
}

static bool told_at(const struct tdm_flip_case *one, bool finding, int state) {
    if (finding) return one->present == (state == 2);
    return state == 1 ? !one->has_from : !one->has_until;
}

/* True when it must be listed. `flip`: as it is told, or null. */
static bool check_fact(const struct small *small, const struct answer *answers, int chart, int fact,
                       const struct tdm_flip *flip) {
    bool some = false, together;
    for (int state = 1; state < STATES; state++) {
        const struct answer *then = &answers[with_state(chart, fact, state)];
        bool wanted = !same_answer(then, &answers[chart]);
        uint32_t told = 0;
        some = some || wanted;
        for (uint32_t c = 0; flip != NULL && c < flip->case_count; c++) {
            if (!told_at(&flip->cases[c], facts[fact].measure == NULL, state)) continue;
            told++;
            CHECK_INT(flip->cases[c].limiting, then->limiting);
            for (int w = 0; w < TDM_WAY_COUNT; w++) CHECK_INT(flip->cases[c].availability[w], then->availability[w]);
        }
        CHECK_INT(told, wanted);
    }
    together =
        has(small->in_factor, fact) && !decides_alone(answers, chart, fact) && decides_somehow(answers, chart, fact);
    if (flip != NULL) CHECK_INT(flip->together, together);
    return some || together;
}

static int fact_of(const struct tdm_options *o, const struct tdm_flip *flip) {
    for (int f = 0; f < FACTS; f++) {
        bool reading = flip->criterion->kind == TDM_CRITERION_READING;
        if (reading != (facts[f].measure != NULL)) continue;
        if (!reading || tdm_str_is(o->decision->frame->measures[flip->criterion->measure].name, facts[f].measure))
            return f;
    }
    return FACTS;
}

/* Those that decide alone before the others, and else as they are first read. */
static void check_order(const struct small *small, const struct tdm_options *o) {
    size_t before = 0;
    for (uint32_t i = 0; i < o->flip_count; i++) {
        size_t place = 0;
        for (size_t k = 0; k < FACTS; k++)
            if (small->order[k] == '0' + fact_of(o, &o->flips[i])) place = k + 1;
        if (o->flips[i].case_count == 0) place += FACTS;
        CHECK(place > before);
        before = place;
    }
}

static tdm_mask roles_for(const struct tdm_catalog *catalog, int fact) {
    if (facts[fact].role == NULL) return ((tdm_mask)1 << catalog->count[TDM_KIND_ROLE]) - 1;
    return (tdm_mask)1 << tdm_catalog_find(catalog, TDM_KIND_ROLE, tdm_str_of(facts[fact].role));
}

static void check_chart(const struct small *small, const struct answer *answers, int chart,
                        const struct tdm_options *o) {
    for (int f = 0; f < FACTS; f++) {
        const struct tdm_flip *flip = NULL;
        for (uint32_t i = 0; i < o->flip_count; i++)
            if (fact_of(o, &o->flips[i]) == f) flip = &o->flips[i];
        bool wanted = state_of(chart, f) == 0 && check_fact(small, answers, chart, f, flip);
        if (wanted != (flip != NULL))
            check_failed(__FILE__, __LINE__, "%s%s chart %d: fact %d is%s told", small->factors, small->bars, chart, f,
                         wanted ? " not" : "");
        if (flip == NULL) continue;
        CHECK(flip->roles == roles_for(o->decision->frame->catalog, f));
        CHECK(flip->unknown && !flip->near && flip->check->truth == TDM_UNKNOWN);
    }
    check_order(small, o);
}

TEST("on every chart the unknown facts that could change the answer are told, alone or together, in order [F004 M90 "
     "M122]") {
    static struct answer answers[CHARTS];
    const struct tdm_catalog *catalog = decision_catalog_of(mem);
    for (size_t i = 0; i < TDM_COUNT(smalls); i++) {
        struct tdm_arena_mark mark = tdm_arena_mark(mem);
        struct asks asks = asks_of(mem, catalog, decision_with(mem, &smalls[i]));
        const struct tdm_options *all[CHARTS];
        for (int chart = 0; chart < CHARTS; chart++) {
            all[chart] = options_at(&asks, chart);
            REQUIRE(all[chart] != NULL);
            answers[chart].limiting = all[chart]->limiting;
            for (int w = 0; w < TDM_WAY_COUNT; w++)
                answers[chart].availability[w] = all[chart]->options[w].availability;
        }
        for (int chart = 0; chart < CHARTS; chart++) check_chart(&smalls[i], answers, chart, all[chart]);
        tdm_arena_rewind(mem, mark);
    }
}

/* ---- where trying all ways to settle the others takes too long */

#define KNOWN "2026-03-02 08:20 screen findings by therapist-a, found stiff-knee-gait\n"

/* The answer when strength is asked for beside a finding that decides already, and seven facts more are unknown: five
 * with four values that their limits tell apart, and two with as many as given, 2 or 4. */
static const struct tdm_options *many(struct tdm_arena *mem, const char *sixth, const char *seventh) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 16);
    tdm_buf_format(
        &out,
        "decision small version 0.1\n  condition arthrosis\n  status draft\n  asks \"What limits it?\"\n"
        "  reads pain, bend, girth, force, score, weeks, press, share\n  near 10%%  [own]\n"
        "  jurisdictions \"Here\"\nsource book\n  cite \"A book\"\n  strength consensus, indirect\n"
        "measure pain is nprs\nmeasure bend is bend, at treated side\nmeasure girth is girth, at treated side\n"
        "measure force is torque, at treated side\nmeasure score is score\nmeasure weeks is weeks-of-therapy\n"
        "measure press is press-weight\nmeasure share is active-share\n"
        "factor neuromuscular when any of  [own]\n"
        "  open compensation, screened within 8 weeks\n"
        "  force at least 50 N.m, latest within 2 years\n"
        "factor tissue when all of  [own]\n"
        "  pain above 0, latest within 2 years\n  pain at most 5, latest within 2 years\n"
        "  girth above 15 cm, latest within 2 years\n  girth at most 50 cm, latest within 2 years\n"
        "  score above 0, latest within 2 years\n  score at most 50, latest within 2 years\n"
        "  weeks above 0, latest within 2 years\n  weeks at most 50, latest within 2 years\n"
        "  press above 0 kg, latest within 2 years\n  press at most 50 kg, latest within 2 years\n"
        "%s%s"
        "option therapy-first\n  for\n    factor neuromuscular  [own]\noption cell-procedure\n"
        "  for\n    factor tissue  [own]\noption combined\n  for\n    factor both  [own]\n"
        "option watchful\n  for\n    factor neither  [own]\n",
        sixth, seventh);
    struct asks asks = asks_of(mem, decision_catalog_of(mem), tdm_buf_str(&out));
    return answer_on(&asks, KNOWN);
}

static const struct tdm_flip *about(const struct tdm_options *o, const char *measure) {
    for (uint32_t i = 0; o != NULL && i < o->flip_count; i++)
        if (o->flips[i].criterion->kind == TDM_CRITERION_READING &&
            tdm_str_is(o->decision->frame->measures[o->flips[i].criterion->measure].name, measure))
            return &o->flips[i];
    return NULL;
}

TEST("a fact is passed over only when every way to settle the others was tried, and told when there are too many "
     "[M122]") {
    static const char bend[] = "  bend at most 50 deg, latest within 2 years\n";
    static const char share[] = "  share at most 50%, latest within 2 years\n";
    static const char share_more[] =
        "  share at most 50%, latest within 2 years\n  share above 0%, latest within 2 years\n";
    const struct tdm_options *o = many(mem, bend, share); /* five times five ways, and four times four: 50000 */
    REQUIRE(o != NULL);
    CHECK_INT(o->limiting, TDM_LIMITING_CANNOT_TELL);
    CHECK(about(o, "force") == NULL);
    CHECK(about(o, "share") != NULL && about(o, "share")->case_count > 0);
    o = many(mem, bend, share_more); /* 62500 */
    REQUIRE(o != NULL && about(o, "force") != NULL);
    CHECK(about(o, "force")->together && about(o, "force")->case_count == 0 && about(o, "force")->unknown);
    CHECK(&o->flips[o->flip_count - 1] == about(o, "force"));
}
