/* acts_test.c - what people do: wishes with their verdict, teams, broken glass, consent, the outbox; and what is
 * refused, with the store as it was. */
#include "clinics.h"

#include "clinic/acts.h"
#include "engine/verdict.h"

static tdm_date on_day(const char *text) {
    tdm_date date;
    TDM_ASSERT(tdm_date_parse(tdm_str_of(text), &date));
    return date;
}

#define NOW "2026-01-20T08:00Z"

static struct tdm_wish wish_of(enum tdm_verb verb, const char *as, const char *object) {
    return (struct tdm_wish){.verb = verb,
                             .as = tdm_str_of(as),
                             .on = on_day("2026-01-20"),
                             .at = TDM_TIME_NONE,
                             .object = tdm_str_of(object),
                             .day = TDM_DATE_NONE};
}

static struct done does(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_wish *wish,
                        const char *now) {
    struct tdm_act act = act_at(mem, now);
    struct tdm_wishing ask = {TDM_STR("knee-1"), wish};
    struct tdm_problem problem;
    struct done done = {0};
    act.on = wish->on;
    tdm_problems_init(&done.problems);
    TDM_ASSERT(tdm_clinic_begin(clinic, &problem));
    done.good = tdm_clinic_wish(mem, clinic, &act, &ask, &done.taken, &done.problems);
    finish(clinic, &done);
    return done;
}

#define STORY                                                                                                          \
    "2026-01-06 10:00 assess by therapist-a, name first-look\n  effusion right 1+\n  flexion right 120 deg\n"          \
    "2026-01-12 09:00 procedure bone-marrow-concentrate performed by physician-a, name procedure-1\n"                  \
    "  source \"bone marrow\"\n  site knee, right\n  operator physician-a\n"

static struct tdm_clinic *with_story(struct tdm_arena *mem) {
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
    CHECK(enrol(mem, clinic, knee_head(), "2026-01-05T09:05Z").good);
    struct done done = record(mem, clinic, STORY, "2026-01-12T10:00Z");
    if (!done.good) check_failed(__FILE__, __LINE__, "%s", done.problems.items[0].what);
    return clinic;
}

/* ---- wishes */

TEST("a wish becomes an entry by the verb's own form, and the same wish again makes nothing twice [F117 M120]") {
    struct tdm_clinic *clinic = with_story(mem);
    tdm_str lines[] = {TDM_STR("quad-set 3x10, hold 10 s, effort 3"), TDM_STR("  ankle-pump 2x15 ")};
    struct tdm_wish wish = wish_of(TDM_VERB_PRESCRIBE, "therapist-a", "");
    wish.lines = lines;
    wish.line_count = 2;
    struct done done = does(mem, clinic, &wish, NOW);
    REQUIRE(done.good);
    CHECK_STR(done.taken.written,
              "2026-01-20 prescribe by therapist-a, name rx-2026-01-20\n  quad-set 3x10, hold 10 s, "
              "effort 3\n  ankle-pump 2x15\n");
    CHECK_INT(done.taken.added, 1);
    REQUIRE(done.taken.judgement != NULL);
    CHECK_INT(done.taken.judgement->verdict, TDM_VERDICT_FINE);
    done = does(mem, clinic, &wish, "2026-01-20T09:00Z");
    CHECK(done.good && done.taken.added == 0 && done.taken.there == 1);
    lines[1] = TDM_STR("ankle-pump 3x15"); /* another one of the day has a name of its own */
    done = does(mem, clinic, &wish, "2026-01-20T09:01Z");
    REQUIRE(done.good && done.taken.added == 1);
    CHECK(has(done.taken.written, "name rx-2026-01-20-2\n"));
    done = does(mem, clinic, &wish, "2026-01-20T09:02Z");
    CHECK(done.good && done.taken.there == 1);
    leave(mem, clinic, "ward-a");
}

TEST("a session names its prescription, who was there and where; a plan its day; words stand with a signature [F117]") {
    struct tdm_clinic *clinic = with_story(mem);
    tdm_str dose[] = {TDM_STR("ankle-pump 2x15")}, felt[] = {TDM_STR("ankle-pump 2x15"), TDM_STR("pain-during 2")};
    struct tdm_wish wish = wish_of(TDM_VERB_PRESCRIBE, "therapist-a", "");
    wish.lines = dose;
    wish.line_count = 1;
    CHECK(does(mem, clinic, &wish, NOW).good);
    wish = wish_of(TDM_VERB_SESSION, "example-p", "rx-2026-01-20");
    TDM_ASSERT(tdm_time_parse(TDM_STR("17:05"), &wish.at));
    wish.with = TDM_STR("therapist-a");
    wish.setting = TDM_STR("home");
    wish.lines = felt;
    wish.line_count = 2;
    struct done done = does(mem, clinic, &wish, "2026-01-20T18:00Z");
    REQUIRE(done.good);
    CHECK(has(done.taken.written, "2026-01-20 17:05 session of rx-2026-01-20 by example-p, with therapist-a, at home, "
                                  "name session-2026-01-20-1705\n"));
    wish = wish_of(TDM_VERB_PLAN, "therapist-a", "visit");
    wish.day = on_day("2026-02-02");
    done = does(mem, clinic, &wish, NOW);
    CHECK_STR(done.taken.written, "2026-01-20 plan visit on 2026-02-02 by therapist-a\n");
    wish = wish_of(TDM_VERB_SIGN, "physician-a", "resume");
    wish.on = on_day("2026-02-10");
    wish.words = TDM_STR("may begin to \"load\"");
    done = does(mem, clinic, &wish, "2026-02-10T08:00Z");
    REQUIRE(done.good);
    CHECK_STR(done.taken.written, "2026-02-10 clear resume by physician-a, words \"may begin to \\\"load\\\"\", name "
                                  "resume-2026-02-10\n");
    wish = wish_of(TDM_VERB_REVOKE, "physician-a", "resume-2026-02-10");
    wish.on = on_day("2026-02-11");
    wish.because = TDM_STR("the wrong knee");
    CHECK(does(mem, clinic, &wish, "2026-02-11T08:00Z").good);
    leave(mem, clinic, "ward-a");
}

TEST("a signature before its day is refused with the verdict, and nothing is recorded [M44 M120]") {
    static struct tdm_problems problems;
    struct tdm_clinic *clinic = with_story(mem);
    tdm_str before = chart(mem, clinic);
    struct tdm_wish wish = wish_of(TDM_VERB_SIGN, "physician-a", "resume");
    struct done done = does(mem, clinic, &wish, NOW);
    CHECK(!done.good);
    REQUIRE(done.problems.count == 1 && done.taken.judgement != NULL);
    CHECK_STR(tdm_str_of(done.problems.items[0].code), "W062");
    CHECK_STR(tdm_str_of(done.problems.items[0].what), "the protocol is against it, and no reason carries it");
    CHECK_INT(done.taken.judgement->verdict, TDM_VERDICT_REFUSED);
    CHECK_STR(chart(mem, clinic), tdm_arena_str(mem, before).at);
    CHECK(whole(mem, clinic, &problems));
    leave(mem, clinic, "ward-a");
}

TEST("a load above the phase wants a reason of somebody of the team, and is recorded with one [M60 M120]") {
    struct tdm_clinic *clinic = with_story(mem);
    tdm_str lines[] = {TDM_STR("leg-press 3x12, 60 kg, depth 60 deg, effort 6")};
    struct tdm_wish wish = wish_of(TDM_VERB_PRESCRIBE, "therapist-a", "");
    wish.lines = lines;
    wish.line_count = 1;
    struct done done = does(mem, clinic, &wish, NOW);
    CHECK(!done.good);
    REQUIRE(done.problems.count == 1);
    CHECK_STR(tdm_str_of(done.problems.items[0].code), "W063");
    CHECK(!has(chart(mem, clinic), "leg-press"));
    wish.because = TDM_STR("agreed with the surgeon");
    done = does(mem, clinic, &wish, NOW);
    CHECK(done.good && done.taken.added == 1);
    leave(mem, clinic, "ward-a");
}

TEST("a correction looks up what the value was, also after another correction of the same day that was recorded late "
     "[M32]") {
    struct tdm_clinic *clinic = with_story(mem);
    tdm_str lines[] = {TDM_STR("effusion right trace"), TDM_STR("flexion right 118 deg")};
    struct tdm_wish wish = wish_of(TDM_VERB_CORRECT, "therapist-a", "first-look");
    wish.because = TDM_STR("misread");
    wish.lines = lines;
    wish.line_count = 2;
    struct done done = does(mem, clinic, &wish, "2026-03-01T08:00Z");
    REQUIRE(done.good);
    CHECK(has(done.taken.written, "  effusion right trace, was 1+\n  flexion right 118 deg, was 120 deg\n"));
    done = does(mem, clinic, &wish, "2026-03-01T08:01Z");
    CHECK(done.good && done.taken.there == 1);
    lines[0] = TDM_STR("effusion right 2+");
    wish.line_count = 1;
    wish.as = TDM_STR("physician-a");
    done = does(mem, clinic, &wish, "2026-03-01T08:02Z");
    REQUIRE(done.good);
    CHECK(has(done.taken.written, "  effusion right 2+, was trace\n"));
    lines[0] = TDM_STR("effusion right zero, was 2+");
    CHECK(does(mem, clinic, &wish, "2026-03-01T08:03Z").good);
    leave(mem, clinic, "ward-a");
}

TEST("what cannot be written is refused by name, and nothing gets in through it [F117]") {
    static const struct {
        enum tdm_verb verb;
        const char *as, *object, *state, *line, *because, *what;
    } rows[] = {
        {TDM_VERB_SIGN, "", "resume", "", NULL, "", "\"\" names nobody"},
        {TDM_VERB_SIGN, "a b", "resume", "", NULL, "", "\"a b\" names nobody"},
        {TDM_VERB_SIGN, "physician-a", "", "", NULL, "", "\"\" names no clearance"},
        {TDM_VERB_SIGN, "physician-a", "a, b", "", NULL, "", "\"a, b\" names no clearance"},
        {TDM_VERB_SIGN, "physician-a", "resume", "", "leg-press 1x1", "", "\"leg-press 1x1\" stands below nothing"},
        {TDM_VERB_REVOKE, "physician-a", "x", "", NULL, "a\nb", "\"a b\" is no text of one line"},
        {TDM_VERB_PLAN, "physician-a", "visit", "", NULL, "", "\"visit\" has no day"},
        {TDM_VERB_PRESCRIBE, "therapist-a", "", "", NULL, "", "\"prescribe\" has nothing below it"},
        {TDM_VERB_PRESCRIBE, "therapist-a", "", "", "ankle-pump 2x15\n2026-01-20 clear resume by physician-a", "",
         "\"ankle-pump 2x15 2026-01-20 clear resume \" is no text of one line"},
        {TDM_VERB_PRESCRIBE, "therapist-a", "", "", "  ", "", "\"  \" says nothing"},
        {TDM_VERB_CORRECT, "therapist-a", "first-look", "", "pain 3 points", "x",
         "\"pain 3 points\" is not among the values of that entry"},
        {TDM_VERB_CORRECT, "therapist-a", "first-look", "", "about the same", "x",
         "\"about the same\" is no value of a measure"},
        {TDM_VERB_CONSENT, "example-p", "", "given", NULL, "", "\"\" is nothing to consent to"},
        {TDM_VERB_CONSENT, "example-p", "treatment", "perhaps", NULL, "", "\"perhaps\" is neither given nor withdrawn"},
    };
    struct tdm_clinic *clinic = with_story(mem);
    tdm_str before = chart(mem, clinic);
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_wish wish = wish_of(rows[i].verb, rows[i].as, rows[i].object);
        tdm_str line = tdm_str_of(rows[i].line);
        wish.state = tdm_str_of(rows[i].state);
        wish.because = tdm_str_of(rows[i].because);
        wish.lines = &line;
        wish.line_count = rows[i].line != NULL;
        struct tdm_buf out;
        struct tdm_problem problem = {0};
        const struct tdm_chart *now;
        struct tdm_problems quiet;
        tdm_problems_init(&quiet);
        TDM_ASSERT(tdm_chart_read(mem, tree_of(mem, tdm_arena_str(mem, before).at), &tdm_zone_utc, &now, &quiet));
        tdm_buf_init(&out, mem, 10000);
        if (tdm_wish_write(mem, &wish, now, &out, &problem))
            check_failed(__FILE__, __LINE__, "row %zu: %.*s", i, TDM_FMT(tdm_buf_str(&out)));
        CHECK_STR(tdm_str_of(problem.code), "W061");
        CHECK_STR(tdm_str_of(problem.what), rows[i].what);
        CHECK(!does(mem, clinic, &wish, NOW).good);
    }
    CHECK_STR(chart(mem, clinic), tdm_arena_str(mem, before).at);
    leave(mem, clinic, "ward-a");
}

/* ---- teams */

static bool joins(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_joining *ask, bool glass,
                  struct tdm_problems *problems) {
    struct tdm_problem problem;
    tdm_problems_init(problems);
    bool good =
        tdm_clinic_begin(clinic, &problem) &&
        (glass ? tdm_clinic_break_glass(mem, clinic, ask, problems) : tdm_clinic_join(mem, clinic, ask, problems)) &&
        tdm_clinic_commit(clinic, &problem);
    tdm_clinic_abandon(clinic);
    return good;
}

static struct tdm_joining joining(const char *person, const char *role, const char *as) {
    struct tdm_joining ask = {.as = tdm_str_of(as), .day = on_day("2026-01-20"), .now = at(NOW)};
    ask.member =
        (struct tdm_membership){.episode = TDM_STR("knee-1"), .person = tdm_str_of(person), .role = tdm_str_of(role)};
    ask.member.from = ask.member.until = TDM_DATE_NONE;
    return ask;
}

static bool admits(struct tdm_arena *mem, struct tdm_clinic *clinic, const char *person, const char *day, bool write) {
    struct tdm_problem problem = {0};
    struct tdm_asking ask = {TDM_STR("knee-1"), tdm_str_of(person), on_day(day), write, TDM_INSTANT_NONE};
    bool good = tdm_clinic_admits(mem, clinic, &ask, &problem);
    if (!good) CHECK_STR(tdm_str_of(problem.code), "W060");
    return good;
}

TEST(
    "who is not of the team neither sees nor writes; who joins does, from the day on; who leaves no longer [F117 G9]") {
    static struct tdm_problems problems;
    struct tdm_clinic *clinic = with_story(mem);
    CHECK(admits(mem, clinic, "physician-a", "2026-01-20", true));
    CHECK(admits(mem, clinic, "example-p", "2026-01-20", true));
    CHECK(!admits(mem, clinic, "nurse-b", "2026-01-20", false));
    struct tdm_joining ask = joining("nurse-b", "nurse", "physician-a");
    CHECK(joins(mem, clinic, &ask, false, &problems));
    CHECK(!admits(mem, clinic, "nurse-b", "2026-01-19", false));
    CHECK(admits(mem, clinic, "nurse-b", "2026-01-20", true));
    CHECK(has(chart(mem, clinic), "    example-p patient\n    nurse-b nurse, from 2026-01-20\n\n"));
    CHECK(record(mem, clinic, "2026-01-20 09:00 assess by nurse-b\n  effusion right 1+\n", "2026-01-20T10:00Z").good);
    ask.member.until = on_day("2026-01-31"); /* keeps the first day */
    CHECK(joins(mem, clinic, &ask, false, &problems));
    CHECK(has(chart(mem, clinic), "    nurse-b nurse, from 2026-01-20, until 2026-01-31\n\n"));
    CHECK(!admits(mem, clinic, "nurse-b", "2026-02-01", false));
    ask = joining("therapist-a", "physical-therapist", "");
    ask.member.until = on_day("2026-01-25");
    CHECK(joins(mem, clinic, &ask, false, &problems));
    CHECK(has(chart(mem, clinic), "    therapist-a physical-therapist, until 2026-01-25\n"));
    CHECK(!has(chart(mem, clinic), "    therapist-a physical-therapist\n"));
    CHECK(!admits(mem, clinic, "therapist-a", "2026-01-26", true));
    CHECK(whole(mem, clinic, &problems));
    leave(mem, clinic, "ward-a");
}

TEST("a patient sees their episode also where its chart does not name them among its people [F117]") {
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
    tdm_str head = tdm_str_of(knee_head());
    struct tdm_buf text;
    size_t own;
    REQUIRE(tdm_str_find(head, TDM_STR("    example-p patient\n"), &own));
    tdm_buf_init(&text, mem, 4096);
    tdm_buf_add(&text, tdm_str_slice(head, 0, own));
    tdm_buf_add(&text, tdm_str_slice(head, own + 22, head.len));
    tdm_buf_char(&text, '\0');
    CHECK(enrol(mem, clinic, tdm_buf_str(&text).at, "2026-01-05T10:00Z").good);
    CHECK(admits(mem, clinic, "example-p", "2026-01-20", false));
    CHECK(!admits(mem, clinic, "example-p", "2026-01-20", true));
    CHECK(!admits(mem, clinic, "example-q", "2026-01-20", false));
    leave(mem, clinic, "ward-a");
}

TEST("a reader sees and writes nothing, and stands in no chart [F117]") {
    static struct tdm_problems problems;
    struct tdm_clinic *clinic = with_story(mem);
    tdm_str before = chart(mem, clinic);
    struct tdm_joining ask = joining("auditor-c", "reader", "physician-a");
    CHECK(joins(mem, clinic, &ask, false, &problems));
    CHECK(admits(mem, clinic, "auditor-c", "2026-01-20", false));
    CHECK(!admits(mem, clinic, "auditor-c", "2026-01-20", true));
    CHECK_STR(chart(mem, clinic), tdm_arena_str(mem, before).at);
    leave(mem, clinic, "ward-a");
}

TEST("the team is changed by who is of it and of a role that enrols, never by a patient or a stranger [F117]") {
    static struct tdm_problems problems;
    struct tdm_clinic *clinic = with_story(mem);
    static const char *const strangers[] = {"example-p", "nurse-b", "nobody"};
    for (size_t i = 0; i < TDM_COUNT(strangers); i++) {
        struct tdm_joining ask = joining("nurse-b", "nurse", strangers[i]);
        CHECK(!joins(mem, clinic, &ask, false, &problems));
        REQUIRE(problems.count == 1);
        CHECK_STR(tdm_str_of(problems.items[0].code), "W060");
    }
    static const struct {
        const char *person, *role, *what;
    } rows[] = {{"nurse b", "nurse", "the person is named by more than a word"},
                {"nurse/b", "nurse", "the person is named by more than a word"},
                {"with", "nurse", "the person is named by more than a word"},
                {"nurse-b", "cook", "the role is none of a clinic's"},
                {"nurse-b", "patient", "the role is none of a clinic's"}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_joining ask = joining(rows[i].person, rows[i].role, "");
        CHECK(!joins(mem, clinic, &ask, false, &problems));
        REQUIRE(problems.count == 1);
        CHECK_STR(tdm_str_of(problems.items[0].what), rows[i].what);
    }
    struct tdm_team team;
    struct tdm_problem problem;
    REQUIRE(tdm_clinic_team(mem, clinic, TDM_STR("knee-1"), &team, &problem));
    CHECK_INT(team.count, 0);
    leave(mem, clinic, "ward-a");
}

struct told {
    uint32_t count;
    char text[4000];
    size_t length;
};

static bool take_kind(void *context, const struct tdm_notice *notice) {
    struct told *told = context;
    told->count++;
    int wrote = snprintf(told->text + told->length, sizeof told->text - told->length, "%.*s %.*s (%.*s)\n",
                         TDM_FMT(notice->kind), TDM_FMT(notice->of), TDM_FMT(notice->roles));
    told->length += wrote > 0 ? (size_t)wrote : 0;
    return true;
}

static struct told told_by(struct tdm_arena *mem, struct tdm_clinic *clinic, uint64_t after) {
    static struct told told;
    struct tdm_outbox_ask ask = {.after = after, .take = take_kind, .context = &told};
    struct tdm_problem problem;
    told = (struct told){0};
    if (!tdm_clinic_outbox(mem, clinic, &ask, &problem)) check_failed(__FILE__, __LINE__, "%s", problem.what);
    return told;
}

TEST("broken glass lets in who holds the role, for two days, with a reason that is told; and gives no say in the team "
     "[F117 G9]") {
    static struct tdm_problems problems;
    struct tdm_clinic *clinic = with_story(mem);
    struct tdm_joining ask = joining("", "nurse", "nurse-b");
    ask.member.because = TDM_STR("the knee is hot");
    CHECK(!joins(mem, clinic, &ask, true, &problems)); /* no roster */
    CHECK_STR(tdm_str_of(problems.items[0].what),
              "`nurse-b` does not hold the role `nurse` on that day in the roster of this clinic");
    struct tdm_appointment appointment = {.person = TDM_STR("nurse-b"), .role = TDM_STR("nurse")};
    appointment.from = appointment.until = TDM_DATE_NONE;
    struct tdm_problem problem;
    tdm_problems_init(&problems);
    REQUIRE(tdm_clinic_begin(clinic, &problem) && tdm_clinic_appoint(mem, clinic, &appointment, at(NOW), &problems) &&
            tdm_clinic_commit(clinic, &problem));
    CHECK(joins(mem, clinic, &ask, true, &problems));
    CHECK(admits(mem, clinic, "nurse-b", "2026-01-21", true));
    CHECK(!admits(mem, clinic, "nurse-b", "2026-01-22", false));
    CHECK(has(chart(mem, clinic), "    nurse-b nurse, from 2026-01-20, until 2026-01-21\n"));
    CHECK_STR(tdm_str_of(told_by(mem, clinic, 0).text), "broke-glass nurse ()\n");
    struct tdm_joining stay = joining("nurse-b", "nurse", "nurse-b");
    CHECK(!joins(mem, clinic, &stay, false, &problems));
    ask.member.because = (tdm_str){0};
    CHECK(!joins(mem, clinic, &ask, true, &problems));
    CHECK_STR(tdm_str_of(problems.items[0].what), "the reason is missing, or more than a line");
    leave(mem, clinic, "ward-a");
}

/* ---- consent */

static struct tdm_consent_answer consents(struct tdm_arena *mem, const char *lines, const char *day) {
    struct tdm_buf text;
    const struct tdm_chart *out;
    struct tdm_problems quiet;
    tdm_problems_init(&quiet);
    tdm_buf_init(&text, mem, 10000);
    tdm_buf_format(&text, "%s%s", knee_head(), lines);
    TDM_ASSERT(
        tdm_chart_read(mem, tree_of(mem, tdm_arena_str(mem, tdm_buf_str(&text)).at), &tdm_zone_utc, &out, &quiet));
    return tdm_chart_consent(out, TDM_CONSENT_SHARING, on_day(day));
}

TEST("the newest word of consent counts, on its day and later; one that is taken back does not; in doubt it is "
     "withdrawn [G9]") {
#define GIVEN(day)     day " consent \"data-sharing\" given by example-p\n"
#define WITHDRAWN(day) day " consent \"data-sharing\" withdrawn by example-p\n"
    static const struct {
        const char *lines, *day;
        enum tdm_consent_state state;
    } rows[] = {
        {"", "2026-02-01", TDM_CONSENT_UNKNOWN},
        {"2026-01-06 consent \"treatment\" given by example-p\n", "2026-02-01", TDM_CONSENT_UNKNOWN},
        {GIVEN("2026-01-06"), "2026-01-05", TDM_CONSENT_UNKNOWN},
        {GIVEN("2026-01-06"), "2026-01-06", TDM_CONSENT_GIVEN},
        {GIVEN("2026-01-06") WITHDRAWN("2026-01-08"), "2026-01-07", TDM_CONSENT_GIVEN},
        {GIVEN("2026-01-06") WITHDRAWN("2026-01-08"), "2026-01-08", TDM_CONSENT_WITHDRAWN},
        {WITHDRAWN("2026-01-06") GIVEN("2026-01-08"), "2026-01-08", TDM_CONSENT_GIVEN},
        {WITHDRAWN("2026-01-08") GIVEN("2026-01-08 09:00"), "2026-01-08", TDM_CONSENT_WITHDRAWN},
        {GIVEN("2026-01-08") WITHDRAWN("2026-01-08 09:00"), "2026-01-08", TDM_CONSENT_WITHDRAWN},
        {WITHDRAWN("2026-01-08 08:00") GIVEN("2026-01-08 09:00"), "2026-01-08", TDM_CONSENT_GIVEN},
        {"2026-01-06 consent \"data-sharing\" withdrawn by example-p, name doubt\n2026-01-07 withdraw doubt by "
         "example-p, because "
         "\"misheard\"\n",
         "2026-01-08", TDM_CONSENT_UNKNOWN},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++)
        CHECK_INT(consents(mem, rows[i].lines, rows[i].day).state, rows[i].state);
}

TEST("what consent was withdrawn from does not leave; a registry gets only what it was given for [G9 F069]") {
    struct tdm_clinic *clinic = with_story(mem);
    struct tdm_problem problem = {0};
    struct tdm_sharing ask = {TDM_STR("knee-1"), TDM_CONSENT_SHARING, at("2026-01-21T08:00Z")};
    CHECK(tdm_clinic_may_share(mem, clinic, &ask, &problem));
    ask.what = TDM_CONSENT_REGISTRY;
    CHECK(!tdm_clinic_may_share(mem, clinic, &ask, &problem));
    CHECK_STR(tdm_str_of(problem.what), "the consent to registry of `knee-1` was never given");
    struct tdm_wish wish = wish_of(TDM_VERB_CONSENT, "example-p", "registry");
    wish.state = TDM_STR("given");
    CHECK(does(mem, clinic, &wish, NOW).good);
    CHECK(tdm_clinic_may_share(mem, clinic, &ask, &problem));
    wish = wish_of(TDM_VERB_CONSENT, "example-p", "data-sharing");
    wish.state = TDM_STR("withdrawn");
    CHECK(does(mem, clinic, &wish, NOW).good);
    ask.what = TDM_CONSENT_SHARING;
    CHECK(!tdm_clinic_may_share(mem, clinic, &ask, &problem));
    CHECK_STR(tdm_str_of(problem.code), "W065");
    CHECK_STR(tdm_str_of(problem.what), "the consent to data-sharing of `knee-1` was withdrawn on 2026-01-20");
    ask.now = at("2026-01-19T08:00Z");
    CHECK(tdm_clinic_may_share(mem, clinic, &ask, &problem));
    leave(mem, clinic, "ward-a");
}

/* Slips that would be recorded and lost: each is told with its way out, and nothing is recorded. */
TEST("a slip in a word of consent, a phase, an entry or a day is told, and not kept as something else [S88 G9]") {
    struct tdm_clinic *clinic = with_story(mem);
    static const struct {
        enum tdm_verb verb;
        const char *as, *object, *state, *day, *what, *fix;
    } rows[] = {
        {TDM_VERB_CONSENT, "example-p", "data-sharin", "withdrawn", "",
         "\"data-sharin\" is almost one of the words that bar something, and would bar nothing",
         "write `data-sharing`; for something else write a text that is not so close to it"},
        {TDM_VERB_CONSENT, "example-p", "data sharing", "withdrawn", "",
         "\"data sharing\" is almost one of the words that bar something, and would bar nothing",
         "write `data-sharing`; for something else write a text that is not so close to it"},
        {TDM_VERB_PLAN, "therapist-a", "phase", "loadin", "2026-02-02", "\"loadin\" is no phase of the protocol",
         "write `loading`"},
        {TDM_VERB_PLAN, "therapist-a", "phase", "nowhere-at-all", "2026-02-02",
         "\"nowhere-at-all\" is no phase of the protocol", "name a phase of the protocol: `tandem show` prints it"},
        {TDM_VERB_PLAN, "therapist-a", "visit", "", "2026-01-19",
         "\"visit\" is planned for a day before the one on which it is planned",
         "name a day that is still to come; what happened is recorded: `tandem record`"},
        {TDM_VERB_CORRECT, "therapist-a", "first-lok", "", "", "\"first-lok\" names no entry of the chart",
         "write `first-look`"},
        {TDM_VERB_CORRECT, "therapist-a", "somewhere-else", "", "", "\"somewhere-else\" names no entry of the chart",
         "name an entry by its `name`: `tandem timeline` has them"}};
    tdm_str line = TDM_STR("flexion right 121 deg");
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_wish wish = wish_of(rows[i].verb, rows[i].as, rows[i].object);
        wish.state = tdm_str_of(rows[i].state);
        if (rows[i].day[0] != '\0') wish.day = on_day(rows[i].day);
        if (rows[i].verb == TDM_VERB_CORRECT) wish.lines = &line;
        wish.line_count = rows[i].verb == TDM_VERB_CORRECT;
        wish.because = rows[i].verb == TDM_VERB_CORRECT ? TDM_STR("misread") : (tdm_str){0};
        struct done done = does(mem, clinic, &wish, NOW);
        CHECK(!done.good && done.taken.added == 0);
        REQUIRE(done.problems.count == 1);
        CHECK_STR(tdm_str_of(done.problems.items[0].code), "W061");
        CHECK_STR(tdm_str_of(done.problems.items[0].what), rows[i].what);
        CHECK_STR(tdm_str_of(done.problems.items[0].fix), rows[i].fix);
    }
    struct tdm_wish graft = wish_of(TDM_VERB_CONSENT, "example-p", "photographs of the knee");
    graft.state = TDM_STR("given");
    CHECK(does(mem, clinic, &graft, NOW).good);
    leave(mem, clinic, "ward-a");
}

/* NOW is 08:00 UTC. */
TEST("what lies ahead of now is told at the line that was given, before anything is judged [M21 S88]") {
    struct tdm_clinic *clinic = with_story(mem);
    struct tdm_wish wish = wish_of(TDM_VERB_SIGN, "physician-a", "resume");
    wish.on = on_day("2026-01-21");
    struct done done = does(mem, clinic, &wish, NOW);
    CHECK(!done.good && done.taken.judgement == NULL);
    REQUIRE(done.problems.count == 1);
    CHECK_STR(tdm_str_of(done.problems.items[0].what),
              "this `clear` lies ahead: where the chart is kept it is 2026-01-20, 08:00");
    CHECK_STR(done.problems.items[0].place.file, "the entry");
    CHECK_INT(done.problems.items[0].place.line, 1);
    done = record(
        mem, clinic,
        "2026-01-20 08:00 diary by example-p\n  pain-now 3\n2026-01-20 08:01 diary by example-p\n  pain-now 4\n", NOW);
    REQUIRE(!done.good && done.problems.count == 1);
    CHECK_STR(tdm_str_of(done.problems.items[0].code), "H031");
    CHECK_STR(done.problems.items[0].place.file, "new.txt");
    CHECK_INT(done.problems.items[0].place.line, 3);
    leave(mem, clinic, "ward-a");
}

/* 12:00 UTC of 19 January is 01:00 of the 20th in Auckland, and 04:00 of the 19th in Los Angeles. */
TEST("who may see, and what may leave, is asked on the day where the chart is kept [G9 F117]") {
    static const struct {
        const char *zone, *now;
        bool shared, admitted;
    } rows[] = {{"Pacific/Auckland", "2026-01-19T10:59Z", true, true},
                {"Pacific/Auckland", "2026-01-19T11:00Z", false, false},
                {"UTC", "2026-01-19T23:59Z", true, true},
                {"UTC", "2026-01-20T00:00Z", false, false},
                {"America/Los_Angeles", "2026-01-20T07:59Z", true, true},
                {"America/Los_Angeles", "2026-01-20T08:00Z", false, false}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
        struct tdm_problem problem;
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 10000);
        tdm_buf_format(&text,
                       "chart knee-1\n  patient example-p\n  site knee, right\n  protocol knee-oa-bmac version 1.1\n"
                       "  zone %s\n  synthetic\n  people\n    physician-a physician\n    nurse-a nurse, until "
                       "2026-01-19\n    example-p patient\n\n2026-01-05 enrol by physician-a\n"
                       "2026-01-20 consent \"data-sharing\" withdrawn by example-p\n",
                       rows[i].zone);
        tdm_buf_char(&text, 0);
        CHECK(enrol(mem, clinic, tdm_buf_str(&text).at, "2026-01-20T10:00Z").good);
        struct tdm_sharing sharing = {TDM_STR("knee-1"), TDM_CONSENT_SHARING, at(rows[i].now)};
        CHECK_INT(tdm_clinic_may_share(mem, clinic, &sharing, &problem), rows[i].shared);
        struct tdm_asking asking = {TDM_STR("knee-1"), TDM_STR("nurse-a"), TDM_DATE_NONE, false, at(rows[i].now)};
        CHECK_INT(tdm_clinic_admits(mem, clinic, &asking, &problem), rows[i].admitted);
        leave(mem, clinic, "ward-a");
    }
}

TEST("after consent to treatment was withdrawn nothing is prescribed or planned, and what happened is recorded [G9 "
     "M115]") {
    struct tdm_clinic *clinic = with_story(mem);
    tdm_str dose[] = {TDM_STR("ankle-pump 2x15")};
    struct tdm_wish wish = wish_of(TDM_VERB_CONSENT, "example-p", "treatment");
    wish.state = TDM_STR("withdrawn");
    CHECK(does(mem, clinic, &wish, NOW).good);
    wish = wish_of(TDM_VERB_PRESCRIBE, "therapist-a", "");
    wish.lines = dose;
    wish.line_count = 1;
    struct done done = does(mem, clinic, &wish, NOW);
    CHECK(!done.good && done.taken.judgement == NULL);
    REQUIRE(done.problems.count == 1);
    CHECK_STR(tdm_str_of(done.problems.items[0].code), "W064");
    wish.verb = TDM_VERB_SESSION;
    CHECK(does(mem, clinic, &wish, NOW).good);
    leave(mem, clinic, "ward-a");
}

/* ---- the outbox */

TEST("what follows from an entry is told with it, once, without a word of a patient [F117 G9]") {
    struct tdm_clinic *clinic = with_story(mem);
    CHECK_INT(told_by(mem, clinic, 0).count, 0);
    CHECK(record(mem, clinic,
                 "2026-02-10 clear resume by physician-a, words \"Example P may load\", name secret-name\n"
                 "2026-02-11 revoke secret-name by physician-a, because \"Example P fell\"\n"
                 "2026-02-11 handoff \"call Example P\" by physician-a, to therapist-a\n"
                 "2026-02-12 acknowledge \"call Example P\" by therapist-a\n"
                 "2026-02-12 consent \"whatever Example P wrote\" given by example-p\n",
                 "2026-02-12T08:00Z")
              .good);
    struct told told = told_by(mem, clinic, 0);
    CHECK_STR(tdm_str_of(told.text),
              "signed resume ()\nrevoked resume ()\nhanded-over  (therapist-a)\nacknowledged  ()\n");
    struct done again =
        record(mem, clinic, "2026-02-12 acknowledge \"call Example P\" by therapist-a\n", "2026-02-12T09:00Z");
    CHECK(again.good && again.taken.there == 1 && again.taken.events == 0);
    CHECK_INT(told_by(mem, clinic, 0).count, 4);
    leave(mem, clinic, "ward-a");
}

TEST("a refused act tells nothing, and an act that is abandoned neither [F109]") {
    struct tdm_clinic *clinic = with_story(mem);
    struct done done = record(
        mem, clinic, "2026-02-10 clear resume by physician-a\n2026-02-11 assess by therapist-a\n  ipain 4 points\n",
        "2026-02-12T08:00Z");
    CHECK(!done.good);
    CHECK_INT(told_by(mem, clinic, 0).count, 0);
    struct tdm_act act = act_at(mem, "2026-02-12T08:00Z");
    struct tdm_problem problem;
    struct tdm_taken taken = {0};
    static struct tdm_problems problems;
    tdm_problems_init(&problems);
    REQUIRE(tdm_clinic_begin(clinic, &problem));
    CHECK(tdm_clinic_record(mem, clinic, &act, TDM_STR("knee-1"),
                            tree_of(mem, "2026-02-10 clear resume by physician-a\n"), &taken, &problems));
    CHECK_INT(taken.events, 1);
    tdm_clinic_abandon(clinic);
    CHECK_INT(told_by(mem, clinic, 0).count, 0);
    leave(mem, clinic, "ward-a");
}

static const struct tdm_standing *standing_on(struct tdm_arena *mem, struct tdm_clinic *clinic, const char *day) {
    struct tdm_problems quiet;
    const struct tdm_chart *now;
    const struct tdm_case *episode;
    tdm_problems_init(&quiet);
    TDM_ASSERT(
        tdm_chart_read(mem, tree_of(mem, tdm_arena_str(mem, chart(mem, clinic)).at), &tdm_zone_utc, &now, &quiet));
    TDM_ASSERT(tdm_case_open(mem, bench_library(mem), now, &episode, &quiet));
    return tdm_standing_of(mem, episode, NULL, 0, (struct tdm_asof){on_day(day), TDM_INSTANT_NONE});
}

static uint32_t announced(struct tdm_arena *mem, struct tdm_clinic *clinic, const char *day) {
    struct tdm_taken taken = {0};
    struct tdm_problem problem;
    static struct tdm_problems problems;
    tdm_problems_init(&problems);
    const struct tdm_standing *standing = standing_on(mem, clinic, day);
    TDM_ASSERT(tdm_clinic_begin(clinic, &problem));
    CHECK(tdm_clinic_announce(mem, clinic, standing, at(NOW), &taken, &problems));
    TDM_ASSERT(tdm_clinic_commit(clinic, &problem));
    return taken.events;
}

TEST("what is due is announced once, when it is late once more, and a reader goes on where they stopped [F117]") {
    struct tdm_clinic *clinic = with_story(mem);
    uint32_t first = announced(mem, clinic, "2026-01-14");
    CHECK(first > 0);
    CHECK_INT(announced(mem, clinic, "2026-01-14"), 0);
    struct told told = told_by(mem, clinic, 0);
    CHECK_INT(told.count, first);
    uint32_t late = announced(mem, clinic, "2026-03-14");
    CHECK(late > 0);
    CHECK(has(tdm_str_of(told_by(mem, clinic, 0).text), "overdue "));
    CHECK_INT(told_by(mem, clinic, 0).count, first + late);
    uint64_t stopped = 2 + 3 + first; /* place, head, enrolment, look, procedure, then the first ones */
    CHECK_INT(told_by(mem, clinic, stopped).count, late);
    leave(mem, clinic, "ward-a");
}

TEST("a warning sign tells whom it must be taken to, with the entry that shows it [M96 F117]") {
    struct tdm_clinic *clinic = with_story(mem);
    struct done done =
        record(mem, clinic, "2026-01-20 flag infection-signs raised by therapist-a\n", "2026-01-20T08:00Z");
    if (!done.good) check_failed(__FILE__, __LINE__, "%s", done.problems.items[0].what);
    CHECK_STR(tdm_str_of(told_by(mem, clinic, 0).text), "escalated infection-signs (physician)\n");
    leave(mem, clinic, "ward-a");
}

/* ---- two writers */

TEST("of two who looked at the same chart the second is told that it has changed, whatever they wish [F109 M120]") {
    struct tdm_clinic *clinic = with_story(mem), *other = NULL;
    struct tdm_problem problem;
    REQUIRE(tdm_clinic_open(mem, scratch_path(mem, "ward-a"), TDM_STORE_WRITE, &other, &problem));
    struct tdm_wish wish = wish_of(TDM_VERB_PLAN, "therapist-a", "visit");
    wish.day = on_day("2026-02-02");
    struct tdm_act act = act_at(mem, NOW);
    act.on = wish.on;
    act.has_seen = true;
    act.seen = tdm_digest_of(chart(mem, clinic));
    struct tdm_wishing ask = {TDM_STR("knee-1"), &wish};
    struct tdm_clinic *const writers[] = {clinic, other};
    uint32_t good = 0;
    for (size_t i = 0; i < 2; i++) {
        static struct tdm_problems problems;
        struct tdm_taken taken = {0};
        tdm_problems_init(&problems);
        wish.as = i == 0 ? TDM_STR("therapist-a") : TDM_STR("physician-a");
        REQUIRE(tdm_clinic_begin(writers[i], &problem));
        if (tdm_clinic_wish(mem, writers[i], &act, &ask, &taken, &problems) && tdm_clinic_commit(writers[i], &problem))
            good++;
        else
            CHECK_STR(tdm_str_of(problems.items[0].code), "W050");
        tdm_clinic_abandon(writers[i]);
    }
    CHECK_INT(good, 1);
    CHECK(has(chart(mem, other), "plan visit on 2026-02-02 by therapist-a"));
    CHECK(!has(chart(mem, other), "plan visit on 2026-02-02 by physician-a"));
    tdm_clinic_close(other);
    leave(mem, clinic, "ward-a");
}
