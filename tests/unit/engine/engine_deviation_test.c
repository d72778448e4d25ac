/* engine_deviation_test.c - what was recorded against the protocol: medicines by ingredient, class and route, denials,
 * gates, signatures, each judged with what was known then and with what is known now. */
#include "engine_case.h"

#define ENROL "2026-01-05 enrol by physician-a\n"
#define DONE                                                                                                           \
    ENROL "2026-02-20 assess by therapist-a\n  quads right 80 N.m\n"                                                   \
          "2026-03-02 11:00 procedure graft performed by physician-a, name proc\n"

static const char nsaid[] = "restrict no-nsaid\n"
                            "  substance class nsaid\n"
                            "  from 7 days before procedure  [own]\n"
                            "  until 4 weeks after procedure  [own]\n"
                            "  because \"It may blunt the repair\"\n";
static const char by_mouth[] = "restrict no-nsaid\n"
                               "  substance class nsaid, route mouth\n"
                               "  from 7 days before procedure  [own]\n"
                               "  until 4 weeks after procedure  [own]\n"
                               "  because \"It may blunt the repair\"\n";
static const char wide[] = "restrict no-blunting\n"
                           "  substance class anti-inflammatory\n"
                           "  from procedure  [own]\n"
                           "  until 4 weeks after procedure  [own]\n"
                           "  because \"It may blunt the repair\"\n";
static const char blood[] = "restrict no-thinner\n"
                            "  substance class anticoagulant\n"
                            "  from 7 days before procedure  [own]\n"
                            "  until 2 weeks after procedure  [own]\n"
                            "  because \"It bleeds\"\n";

/* The id of the only deviation, or how many there are. */
static const char *only(const struct tdm_standing *s) {
    if (s == NULL) return "no standing";
    if (s->deviation_count == 0) return "none";
    return s->deviation_count == 1 ? tdm_reason_id(s->deviations[0].reason.code) : "several";
}

static const char *taken(struct tdm_arena *mem, const char *more, const char *medicine) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 16);
    tdm_buf_text(&text, DONE);
    tdm_buf_format(&text, "2026-03-10 medicine by p-1, %s\n", medicine);
    return only(standing_on(mem, case_open(mem, more, tdm_arena_str(mem, tdm_buf_str(&text)).at), "2026-03-11"));
}

#define CHECK_TAKEN(more, medicine, wanted) CHECK_STR(tdm_str_of(taken(mem, more, medicine)), wanted)

TEST("a class matches by ingredient: synonym, combination, class within class [M61 S58 F013]") {
    CHECK_TAKEN(nsaid, "taken \"ibuprofen\" 400 mg, route mouth", "restricted-substance");
    CHECK_TAKEN(nsaid, "taken \"Ibuprofen lysinate\", route mouth", "restricted-substance");
    CHECK_TAKEN(nsaid, "taken \"Cold Relief\"", "restricted-substance");
    CHECK_TAKEN(wide, "taken \"ibuprofen\", route mouth", "restricted-substance");
    CHECK_TAKEN(nsaid, "taken \"pseudoephedrine\", route mouth", "none");
}

TEST("an unknown product is a question, never no conflict [M61]") {
    CHECK_TAKEN(nsaid, "taken \"Grandmother's drops\"", "substance-cannot-tell");
    const struct tdm_standing *s = standing_on(
        mem, case_open(mem, nsaid, DONE "2026-03-10 medicine by p-1, taken \"Grandmother's drops\"\n"), "2026-03-10");
    REQUIRE(s != NULL && s->deviation_count == 1);
    CHECK(s->deviations[0].cannot_tell);
}

TEST("a product used locally is a question where the clause is silent on the route, and free where it is not [M62]") {
    CHECK_TAKEN(nsaid, "taken \"Knee Gel\"", "substance-cannot-tell");
    CHECK_TAKEN(nsaid, "taken \"ibuprofen\", route skin", "substance-cannot-tell");
    CHECK_TAKEN(by_mouth, "taken \"Knee Gel\"", "none");
    CHECK_TAKEN(by_mouth, "taken \"Cold Relief\"", "restricted-substance");
    CHECK_TAKEN(by_mouth, "taken \"ibuprofen\"", "substance-cannot-tell");
}

TEST("a medicine that may be vital is a question to the prescriber, never a breach [M63]") {
    CHECK_TAKEN(blood, "taken \"warfarin\", route mouth", "vital-substance");
    CHECK_TAKEN(nsaid, "taken \"aspirin\", route mouth, for \"the heart\"", "vital-substance");
    static const char entries[] = DONE "2026-03-05 medicine by p-1, taken \"warfarin\", route mouth, on prescription\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, blood, entries), "2026-03-05");
    const struct tdm_owed *owed = NULL;
    REQUIRE(s != NULL && owed_of(s, TDM_OWED_PRESCRIBER_QUESTION, &owed) == 1);
    CHECK(owed->roles == role_mask(s, "physician"));
    CHECK(s->deviations[0].cannot_tell);
}

TEST("a vital medicine that two restrictions speak of is one question [M63]") {
    static const char also[] = "restrict no-warfarin\n"
                               "  substance warfarin\n"
                               "  from procedure  [own]\n"
                               "  until 1 weeks after procedure  [own]\n"
                               "  because \"It bleeds\"\n";
    tdm_str both = case_joined(mem, blood, also);
    static const char entries[] = DONE "2026-03-05 medicine by p-1, taken \"warfarin\", route mouth\n"
                                       "2026-03-06 medicine by p-1, taken \"warfarin\", route mouth\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, tdm_arena_str(mem, both).at, entries), "2026-03-06");
    CHECK_INT(deviations_of(s, "vital-substance", NULL), 4); /* each restriction is told, on each day */
    CHECK_INT(owed_of(s, TDM_OWED_PRESCRIBER_QUESTION, NULL), 2);
}

TEST("the question about a vital medicine is open until whoever signs answers it, by its name or in its words after it "
     "[M63 M79 M18 M114]") {
#define BLOOD DONE "2026-03-05 10:00 medicine by p-1, taken \"warfarin\", route mouth, name pill\n"
    static const struct {
        const char *entries;
        int open;
    } rows[] = {
        {BLOOD "2026-03-06 answer pill by physician-a\n", 0},
        {BLOOD "2026-03-06 answer \"warfarin\" by physician-a, words \"keep taking\"\n", 0},
        {BLOOD "2026-03-06 answer warfarin declined by physician-a, because \"not ours\"\n", 0},
        {BLOOD "2026-03-05 answer pill by physician-a\n", 0},           /* by its name: not before it */
        {BLOOD "2026-03-05 answer warfarin by physician-a\n", 1},       /* in its words: perhaps before it */
        {BLOOD "2026-03-05 11:00 answer warfarin by physician-a\n", 0}, /* after it, as the times tell */
        {BLOOD "2026-03-05 09:00 answer pill by physician-a\n", 1},
        {BLOOD "2026-03-06 answer pill by therapist-a\n", 1},
        {BLOOD "2026-03-06 answer pill by p-1\n", 1},
        {BLOOD "2026-03-06 answer heparin by physician-a\n", 1},
        {BLOOD "2026-03-06 answer pill partial by physician-a, because \"asked, no reply\"\n", 1},
        {BLOOD
         "2026-03-06 answer pill by physician-a\n2026-03-07 answer pill could-not by physician-a, because \"who\"\n",
         1},
        {BLOOD
         "2026-03-06 answer pill by physician-a, name a\n2026-03-07 withdraw a by physician-a, because \"slip\"\n",
         1},
        {BLOOD "2026-03-06 acknowledge pill by physician-a\n", 1}, /* to have seen it is no answer */
        {BLOOD "2026-03-06 medicine by p-1, taken \"warfarin\"\n2026-03-07 answer warfarin by physician-a\n", 0},
        {BLOOD "2026-03-06 answer warfarin by physician-a\n2026-03-07 medicine by p-1, taken \"warfarin\"\n", 1},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_case *episode = case_open(mem, blood, rows[i].entries);
        REQUIRE(episode != NULL);
        CHECK_INT(owed_of(standing_on(mem, episode, "2026-03-08"), TDM_OWED_PRESCRIBER_QUESTION, NULL), rows[i].open);
    }
}

TEST("a plan for the next procedure takes back no question about what was taken before the one that was done [M13 M14 "
     "M63]") {
    static const char before[] = "restrict thinner-before\n  substance warfarin\n"
                                 "  from 7 days before procedure  [own]\n  until 1 weeks after procedure  [own]\n"
                                 "  because \"Bleeding\"\n";
    static const char entries[] =
        "2026-01-05 enrol by physician-a\n2026-02-25 medicine by p-1, taken \"warfarin\", route mouth\n"
        "2026-03-02 11:00 procedure graft performed by physician-a, name proc\n",
                      planned[] = "2026-03-20 plan procedure on 2026-04-10 by physician-a\n";
    const struct tdm_case *one = case_open(mem, before, entries);
    const struct tdm_case *two = case_open(mem, before, tdm_arena_str(mem, case_joined(mem, entries, planned)).at);
    REQUIRE(one != NULL && two != NULL);
    CHECK_INT(owed_of(standing_on(mem, one, "2026-04-08"), TDM_OWED_PRESCRIBER_QUESTION, NULL), 1);
    CHECK_INT(owed_of(standing_on(mem, two, "2026-04-08"), TDM_OWED_PRESCRIBER_QUESTION, NULL), 1);
    CHECK_INT(owed_of(standing_on(mem, two, "2026-04-14"), TDM_OWED_PRESCRIBER_QUESTION, NULL), 1);
}

TEST("an order alone is a warning, an intake is a breach, stopping is neither [M64 S58]") {
    CHECK_TAKEN(nsaid, "ordered \"ibuprofen\", route mouth", "ordered-substance");
    CHECK_TAKEN(nsaid, "taken \"ibuprofen\", route mouth", "restricted-substance");
    CHECK_TAKEN(nsaid, "stopped \"ibuprofen\", route mouth", "none");
    CHECK_TAKEN(blood, "ordered \"warfarin\", route mouth", "vital-substance");
}

TEST("a restriction holds from its first to its last day, also before a planned procedure [M10 M13 M65 S58]") {
    static const struct {
        const char *on, *wanted;
    } rows[] = {{"2026-02-22", "none"},
                {"2026-02-23", "restricted-substance"},
                {"2026-03-30", "restricted-substance"},
                {"2026-03-31", "none"}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1u << 16);
        tdm_buf_text(&text, DONE);
        tdm_buf_format(&text, "%s medicine by p-1, taken \"ibuprofen\", route mouth\n", rows[i].on);
        const struct tdm_case *episode = case_open(mem, nsaid, tdm_arena_str(mem, tdm_buf_str(&text)).at);
        CHECK_STR(tdm_str_of(only(standing_on(mem, episode, "2026-04-10"))), rows[i].wanted);
    }
}

TEST("a breach under a plan that then moved was one then and is none now [M13 M48]") {
    static const char entries[] =
        ENROL "2026-02-20 assess by therapist-a\n  quads right 80 N.m\n"
              "2026-02-21 plan procedure on 2026-03-02 by physician-a, recorded 2026-02-21T09:00Z\n"
              "2026-02-24 medicine by p-1, taken \"ibuprofen\", route mouth, recorded 2026-02-24T20:00Z\n"
              "2026-02-26 plan procedure on 2026-03-23 by physician-a, recorded 2026-02-26T09:00Z\n"
              "2026-03-23 procedure graft performed by physician-a, recorded 2026-03-23T12:00Z\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, nsaid, entries), "2026-03-24");
    const struct tdm_deviation *d = NULL;
    REQUIRE(s != NULL && deviations_of(s, "restricted-substance", &d) == 1);
    CHECK(d->known_then && !d->known_now);
    CHECK_DATE(d->reason.until, "2026-03-30");
}

TEST("a breach stands on its day and closes no gate that does not ask for it [M66]") {
    struct tdm_buf more;
    tdm_buf_init(&more, mem, 1u << 16);
    tdm_buf_text(&more, nsaid);
    tdm_buf_text(&more, "gate asked opens discharge  [own]\n  not before 1 days after procedure\n");
    static const char entries[] = DONE "2026-03-10 medicine by p-1, taken \"ibuprofen\", route mouth\n";
    const struct tdm_standing *s =
        standing_on(mem, case_open(mem, tdm_arena_str(mem, tdm_buf_str(&more)).at, entries), "2026-03-20");
    const struct tdm_deviation *d = NULL;
    REQUIRE(s != NULL && deviations_of(s, "restricted-substance", &d) == 1);
    CHECK_DATE(d->date, "2026-03-10");
    CHECK_DATE(d->reason.until, "2026-03-30");
    CHECK_TRUTH(asked_check(s), "met");
}

static const char none_since[] = "no class nsaid since procedure";

TEST("no X since Y asks for a denial that covers the span: silence is unknown [M117]") {
    CHECK_TRUTH(judged(mem, none_since, DONE, "2026-03-20"), "unknown");
    CHECK_REASON(judged(mem, none_since, DONE, "2026-03-20"), "not-denied");
    static const char covers[] = DONE "2026-03-20 deny class nsaid by p-1, since 2026-03-02\n";
    CHECK_TRUTH(judged(mem, none_since, covers, "2026-03-20"), "met");
    CHECK_REASON(judged(mem, none_since, covers, "2026-03-20"), "denied");
    static const char late[] = DONE "2026-03-20 deny class nsaid by p-1, since 2026-03-03\n";
    CHECK_TRUTH(judged(mem, none_since, late, "2026-03-20"), "unknown");
    CHECK_TRUTH(judged(mem, "no record of class nsaid since procedure", DONE, "2026-03-20"), "met");
}

TEST("a denial speaks of the days up to its own, and two that meet cover both spans [M117]") {
    static const char old[] = DONE "2026-03-20 deny class nsaid by p-1, since 2026-03-02\n";
    CHECK_TRUTH(judged(mem, none_since, old, "2026-03-21"), "unknown");
    static const char two[] = DONE "2026-03-10 deny class nsaid by p-1, since 2026-03-02\n"
                                   "2026-03-20 deny class nsaid by p-1, since 2026-03-10\n";
    CHECK_TRUTH(judged(mem, none_since, two, "2026-03-20"), "met");
    static const char gap[] = DONE "2026-03-10 deny class nsaid by p-1, since 2026-03-02\n"
                                   "2026-03-20 deny class nsaid by p-1, since 2026-03-12\n";
    CHECK_TRUTH(judged(mem, none_since, gap, "2026-03-20"), "unknown");
}

TEST("a denial of a wider class covers the narrower, one of a single route does not cover all [M61 M117]") {
    static const char wider[] = DONE "2026-03-20 deny class anti-inflammatory by p-1, since 2026-03-02\n";
    CHECK_TRUTH(judged(mem, none_since, wider, "2026-03-20"), "met");
    CHECK_TRUTH(judged(mem, "no substance ibuprofen since procedure", wider, "2026-03-20"), "met");
    static const char narrower[] = DONE "2026-03-20 deny class nsaid by p-1, since 2026-03-02\n";
    CHECK_TRUTH(judged(mem, "no class anti-inflammatory since procedure", narrower, "2026-03-20"), "unknown");
    static const char mouth[] = DONE "2026-03-20 deny class nsaid by p-1, route mouth, since 2026-03-02\n";
    CHECK_TRUTH(judged(mem, none_since, mouth, "2026-03-20"), "unknown");
}

TEST("a record beats a denial, and a withdrawn denial denies nothing [M31 M117]") {
    static const char both[] = DONE "2026-03-10 medicine by p-1, taken \"ibuprofen\", route mouth\n"
                                    "2026-03-20 deny class nsaid by p-1, since 2026-03-02\n";
    CHECK_TRUTH(judged(mem, none_since, both, "2026-03-20"), "unmet");
    CHECK_REASON(judged(mem, none_since, both, "2026-03-20"), "record-found");
    static const char gone[] =
        DONE "2026-03-20 deny class nsaid by p-1, since 2026-03-02, name d-1, recorded 2026-03-20T09:00Z\n"
             "2026-03-20 withdraw d-1 by p-1, because \"forgot one\", recorded 2026-03-20T10:00Z\n";
    CHECK_TRUTH(judged(mem, none_since, gone, "2026-03-20"), "unknown");
    CHECK_TRUTH(judged_known(mem, none_since, gone, "2026-03-20", "2026-03-20T09:30Z"), "met");
}

TEST("an unknown product in the span leaves it unknown whether the class was taken [M27 M61]") {
    static const char entries[] = DONE "2026-03-10 medicine by p-1, taken \"Grandmother's drops\"\n"
                                       "2026-03-20 deny class nsaid by p-1, since 2026-03-02\n";
    CHECK_TRUTH(judged(mem, none_since, entries, "2026-03-20"), "unknown");
    CHECK_TRUTH(judged(mem, "no record of class nsaid since procedure", entries, "2026-03-20"), "unknown");
    CHECK_TRUTH(judged(mem, "record of class nsaid since procedure", entries, "2026-03-20"), "unknown");
    CHECK_TRUTH(judged(mem, "not taking class nsaid", entries, "2026-03-20"), "unknown");
    CHECK_TRUTH(judged(mem, "no record of class nsaid within 1 weeks", entries, "2026-03-20"), "met");
}

TEST("findings have records too: one written since then is found [M26 M117]") {
    static const char entries[] = DONE "2026-03-10 finding stiff-gait opened by therapist-a\n";
    static const char line[] = "no record of finding stiff-gait since procedure";
    CHECK_TRUTH(judged(mem, line, entries, "2026-03-09"), "met");
    CHECK_TRUTH(judged(mem, line, entries, "2026-03-10"), "unmet");
    CHECK_TRUTH(judged(mem, "record of finding stiff-gait within 2 days", entries, "2026-03-13"), "unmet");
}

TEST("entering through a closed gate is a fact: clocks run, and it stays visible [M42 M60 S71]") {
    static const char entries[] = DONE "2026-03-20 enter loading by therapist-a\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-05-01");
    const struct tdm_deviation *d = NULL;
    REQUIRE(s != NULL && deviations_of(s, "entered-through-closed-gate", &d) == 1);
    CHECK(d->known_then && d->known_now && !d->cannot_tell);
    tdm_ref loading = tdm_protocol_phase(s->episode->protocol, TDM_STR("loading"));
    CHECK_DATE(s->phases[loading].started, "2026-03-20");
}

TEST("a gate that could not tell is told as that, and later knowledge is told apart [M28 M48]") {
    case_base = case_changed(mem, "gate start-loading opens loading  [own]\n",
                             "gate start-loading opens loading  [own]\n"
                             "  points at least 50 points, latest within 7 days\n");
    static const char entries[] = DONE "2026-04-01 clear resume by physician-a, recorded 2026-04-01T09:00Z\n"
                                       "2026-04-01 diary by p-1, recorded 2026-04-03T09:00Z\n  points 60\n"
                                       "2026-04-01 enter loading by therapist-a, recorded 2026-04-01T12:00Z\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-04-04");
    case_base = case_protocol;
    const struct tdm_deviation *d = NULL;
    REQUIRE(s != NULL && deviations_of(s, "entered-through-unknown-gate", &d) == 1);
    CHECK(d->known_then && !d->known_now && d->cannot_tell);
}

TEST("an episode completed over open findings is told with its gate, and the findings stay open [M60 M87 S68]") {
    static const char more[] = "gate asked opens discharge  [own]\n  no open compensation\n";
    static const char open[] = DONE "2026-03-10 finding stiff-gait opened by therapist-a\n"
                                    "2026-04-10 end completed by physician-a\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, more, open), "2026-04-11");
    const struct tdm_deviation *d = NULL;
    REQUIRE(s != NULL && deviations_of(s, "completed-through-closed-gate", &d) == 1);
    CHECK_DATE(d->date, "2026-04-10");
    CHECK_INT(d->reason.ref, tdm_protocol_gate(s->episode->protocol, TDM_STR("asked")));
    CHECK_INT(s->open_count, 1);
    CHECK_TRUTH(asked_check(s), "unmet");
    static const char lost[] = DONE "2026-03-10 finding stiff-gait opened by therapist-a\n"
                                    "2026-04-10 end lost by physician-a\n";
    CHECK_STR(tdm_str_of(only(standing_on(mem, case_open(mem, more, lost), "2026-04-11"))), "none");
    static const char resolved[] = DONE "2026-03-10 finding stiff-gait opened by therapist-a\n"
                                        "2026-04-09 finding stiff-gait resolved by therapist-a\n"
                                        "2026-04-10 end completed by physician-a\n";
    CHECK_STR(tdm_str_of(only(standing_on(mem, case_open(mem, more, resolved), "2026-04-11"))), "none");
}

TEST("each way of moving that is still to be retrained is told at the end, with the list, gate or no gate "
     "[M87 S68 F026]") {
    static const char *const more[] = {
        "", "gate asked opens discharge  [own]\n  quads at least 10 N.m, latest within 99 days\n"};
    static const struct {
        const char *entries;
        uint32_t told;
    } rows[] = {{"2026-03-10 finding stiff-gait opened by therapist-a\n", 1},
                {"2026-03-10 finding stiff-gait opened by therapist-a, at knee right\n"
                 "2026-03-11 finding stiff-gait opened by therapist-a, at knee left\n",
                 2},
                {"2026-03-10 finding stiff-gait opened by therapist-a\n"
                 "2026-03-11 finding stiff-gait declined by p-1\n",
                 0},
                {"2026-03-10 finding tender opened by therapist-a\n", 0},
                {"2026-03-10 screen findings by therapist-a, found stiff-gait\n", 1}};
    for (size_t g = 0; g < TDM_COUNT(more); g++)
        for (size_t i = 0; i < TDM_COUNT(rows); i++) {
            struct tdm_buf text;
            tdm_buf_init(&text, mem, 1u << 12);
            tdm_buf_text(&text, DONE);
            tdm_buf_format(&text, "%s2026-04-10 end completed by physician-a\n", rows[i].entries);
            const struct tdm_case *episode = case_open(mem, more[g], tdm_arena_str(mem, tdm_buf_str(&text)).at);
            const struct tdm_standing *s = standing_on(mem, episode, "2026-04-11");
            const struct tdm_deviation *d = NULL;
            CHECK_INT(deviations_of(s, "completed-over-open-finding", &d), rows[i].told);
            if (d != NULL) CHECK_DATE(d->reason.date, "2026-03-10");
        }
}

TEST("an override of the gate of the end carries it over what is open; a finding learnt of later is told as such "
     "[M48 M53 M87]") {
    static const char more[] = "gate asked opens discharge  [own]\n  no open compensation\n";
    static const char by_override[] = DONE "2026-03-10 finding stiff-gait opened by therapist-a\n"
                                           "2026-04-10 override asked by physician-a, because \"moves abroad\"\n"
                                           "2026-04-10 end completed by physician-a\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, more, by_override), "2026-04-11");
    CHECK_INT(deviations_of(s, "completed-over-open-finding", NULL), 0);
    CHECK(deviations_of(s, "gate-overridden", NULL) > 0);
    static const char learnt[] =
        DONE "2026-03-10 finding stiff-gait opened by therapist-a, recorded 2026-04-20T10:00Z\n"
             "2026-04-10 end completed by physician-a, recorded 2026-04-10T10:00Z\n";
    const struct tdm_deviation *d = NULL;
    s = standing_on(mem, case_open(mem, "", learnt), "2026-04-21");
    REQUIRE(deviations_of(s, "completed-over-open-finding", &d) == 1);
    CHECK(!d->known_then && d->known_now);
}

TEST("a signature too early and one without the right are kept, without effect and told [M44 M115 S71]") {
    static const char early[] = DONE "2026-03-29 clear resume by physician-a\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", early), "2026-04-10");
    const struct tdm_deviation *d = NULL;
    REQUIRE(s != NULL && deviations_of(s, "signed-too-early", &d) == 1);
    CHECK_DATE(d->reason.until, "2026-03-30");
    CHECK_INT(s->clearances[0].truth, TDM_UNMET);
    static const char wrong[] = DONE "2026-03-30 clear resume by therapist-a\n";
    s = standing_on(mem, case_open(mem, "", wrong), "2026-04-10");
    REQUIRE(s != NULL && deviations_of(s, "signed-without-right", &d) == 1);
    CHECK_INT(s->clearances[0].truth, TDM_UNMET);
}

TEST("a flag older than a signature and recorded after it leaves the signature standing [M49]") {
    static const char entries[] = DONE "2026-04-01 clear resume by physician-a, recorded 2026-04-01T09:00Z\n"
                                       "2026-03-31 flag flare raised by p-1, recorded 2026-04-02T09:00Z\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-04-03");
    const struct tdm_deviation *d = NULL;
    REQUIRE(s != NULL && deviations_of(s, "signed-without-fact", &d) == 1);
    CHECK(!d->known_then && d->known_now);
    CHECK_INT(s->clearances[0].truth, TDM_MET);
}

TEST("deviations stand in the order of their days, and a withdrawn entry deviates no more [M31 M125]") {
    static const char entries[] = DONE "2026-03-12 medicine by p-1, taken \"ibuprofen\", route mouth, name m-2\n"
                                       "2026-03-04 session by p-1\n  squat 3x10\n"
                                       "2026-03-08 medicine by p-1, taken \"ibuprofen\", route mouth\n"
                                       "2026-03-13 withdraw m-2 by p-1, because \"it was another\"\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, nsaid, entries), "2026-03-13");
    REQUIRE(s != NULL && s->deviation_count == 2);
    CHECK_DATE(s->deviations[0].date, "2026-03-04");
    CHECK_DATE(s->deviations[1].date, "2026-03-08");
}

TEST(
    "an amendment is an entry today: kept and counted, and the version that the chart names stays in force [M102 M1]") {
    static const char before[] = "2026-01-05 enrol by physician-a\n"
                                 "2026-03-02 11:00 procedure graft performed by physician-a\n";
    static const char amended[] =
        "2026-03-10 amend protocol small version 2.0 by physician-a, from 2026-03-12, because \"new evidence\"\n";
    const struct tdm_case *one = case_open(mem, "", before);
    const struct tdm_case *two = case_open(mem, "", tdm_arena_str(mem, case_joined(mem, before, amended)).at);
    const struct tdm_standing *a = standing_on(mem, one, "2026-03-20"), *b = standing_on(mem, two, "2026-03-20");
    REQUIRE(a != NULL && b != NULL);
    CHECK_INT(b->entries_seen, a->entries_seen + 1);
    CHECK_STR(two->protocol->version, "1.0");
    CHECK_INT(b->owed_count, a->owed_count);
    CHECK_INT(b->deviation_count, a->deviation_count);
    for (uint32_t p = 0; p < two->protocol->phase_count; p++) CHECK_INT(b->phases[p].state, a->phases[p].state);
}

static const char never_high[] = "never offer high before 10 weeks after procedure  [own]\n";

TEST("a load that a never-clause rules out is told by that clause, until the day before its day [M4 S54 F081]") {
    static const char *const days[] = {"2026-03-02", "2026-05-10", "2026-05-11"}; /* ten weeks after are 05-11 */
    for (size_t i = 0; i < TDM_COUNT(days); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1u << 16);
        tdm_buf_format(&text, DONE "%s 18:00 session by p-1\n  press 3x10, 60 kg, depth 60 deg\n", days[i]);
        const struct tdm_deviation *d = NULL;
        const struct tdm_standing *s =
            standing_on(mem, case_open(mem, never_high, tdm_arena_str(mem, tdm_buf_str(&text)).at), "2026-06-01");
        REQUIRE(s != NULL);
        CHECK_INT(deviations_of(s, "never-clause-broken", &d), i < 2);
        if (d == NULL) continue;
        CHECK_DATE(d->reason.until, "2026-05-10");
        CHECK_DATE(d->date, days[i]);
        CHECK(d->known_then && d->known_now);
        CHECK_STR(s->episode->protocol->clauses[d->reason.clause].text,
                  "never offer high before 10 weeks after procedure");
        CHECK_STR(tdm_catalog_exercise(s->episode->chart->catalog, d->reason.ref)->item.name, "press");
    }
}

TEST("what a never-clause allows is not told by it, and no procedure starts no clause [M4 F081]") {
    static const char below[] = DONE "2026-03-10 18:00 session by p-1\n  press 3x10, 59 kg, depth 60 deg\n";
    static const char before[] = ENROL "2026-03-10 18:00 session by p-1\n  press 3x10, 60 kg, depth 60 deg\n";
    static const char could_not[] = DONE "2026-03-10 18:00 session by p-1\n  press could-not, because \"pain\"\n";
    static const char *const charts[] = {below, before, could_not};
    for (size_t i = 0; i < TDM_COUNT(charts); i++) {
        const struct tdm_deviation *d = NULL;
        const struct tdm_standing *s = standing_on(mem, case_open(mem, never_high, charts[i]), "2026-03-11");
        REQUIRE(s != NULL);
        CHECK_INT(deviations_of(s, "never-clause-broken", &d), 0);
    }
}

TEST("a never-clause that its actor could not know of is told as known now alone [M48 F081]") {
    static const char late[] =
        ENROL "2026-02-20 assess by therapist-a\n  quads right 80 N.m\n"
              "2026-03-02 11:00 procedure graft performed by physician-a, name proc, recorded 2026-03-12T10:00Z\n"
              "2026-03-10 18:00 session by p-1, recorded 2026-03-10T19:00Z\n  press 3x10, 60 kg, depth 60 deg\n";
    const struct tdm_deviation *d = NULL;
    const struct tdm_standing *s = standing_on(mem, case_open(mem, never_high, late), "2026-03-13");
    REQUIRE(s != NULL && deviations_of(s, "never-clause-broken", &d) == 1);
    CHECK_INT(d->known_then, false);
    CHECK_INT(d->known_now, true);
}

TEST("completing over a finding that is neither retrained nor declined is told, whatever the gates ask [M86 M87 S68]") {
    static const struct {
        const char *more;
        uint32_t told;
    } rows[] = {
        {"2026-04-10 end completed by physician-a\n", 1},
        {"2026-04-09 finding stiff-gait retraining by therapist-a\n2026-04-10 end completed by physician-a\n", 1},
        {"2026-04-09 finding stiff-gait declined by p-1\n2026-04-10 end completed by physician-a\n", 0},
        {"2026-04-09 finding stiff-gait resolved by therapist-a\n2026-04-10 end completed by physician-a\n", 0},
        {"2026-04-10 end lost by physician-a\n", 0},
        {"2026-04-10 end completed by physician-a\n2026-04-11 finding stiff-gait resolved by therapist-a\n", 1},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1u << 16);
        tdm_buf_format(&text, DONE "2026-03-10 finding stiff-gait opened by therapist-a\n%s", rows[i].more);
        const struct tdm_deviation *d = NULL;
        const struct tdm_standing *s =
            standing_on(mem, case_open(mem, "", tdm_arena_str(mem, tdm_buf_str(&text)).at), "2026-04-12");
        REQUIRE(s != NULL);
        CHECK_INT(deviations_of(s, "completed-over-open-finding", &d), rows[i].told);
        if (d == NULL) continue;
        CHECK_DATE(d->date, "2026-04-10");
        CHECK_DATE(d->reason.date, "2026-03-10");
        CHECK_STR(tdm_catalog_finding(s->episode->chart->catalog, d->reason.ref)->item.name, "stiff-gait");
    }
}
