/* engine_parted_test.c - deviations whose two views part because a procedure was put right, a medicine was told late, a
 * bound moved or an override was written twice; and what lies beside the maintenance plan. */
#include "engine_case.h"

#define ENROL "2026-01-05 enrol by physician-a\n2026-02-10 assess by therapist-a\n  quads right 80 N.m\n"
#define DONE  ENROL "2026-03-02 11:00 procedure graft performed by physician-a, name proc\n"

/* The day of the procedure was wrong by two weeks; what is written down on 2026-05-01 puts it right. */
#define PUT_RIGHT                                                                                                      \
    "2026-02-16 11:00 procedure graft performed by physician-a, recorded 2026-05-01T10:00Z\n"                          \
    "2026-05-01 withdraw proc by physician-a, because \"wrong day\", recorded 2026-05-01T09:00Z\n"

static const struct tdm_standing *told(struct tdm_arena *mem, const char *more, const char *entries, const char *on) {
    const struct tdm_standing *s = standing_on(mem, case_open(mem, more, entries), on);
    if (s == NULL) check_failed(__FILE__, __LINE__, "no standing");
    return s;
}

/* The one deviation with that id, and how its two views are. */
#define CHECK_VIEWS(s, id, then, now)                                                                                  \
    do {                                                                                                               \
        const struct tdm_deviation *found_ = NULL;                                                                     \
        REQUIRE(deviations_of((s), (id), &found_) == 1);                                                               \
        CHECK_INT(found_->known_then, (then));                                                                         \
        CHECK_INT(found_->known_now, (now));                                                                           \
    } while (0)

TEST("a signature that was too early by the day of the procedure that was written then is told as known then alone "
     "[M44 M48 S71]") {
    static const char before[] = DONE "2026-03-20 clear resume by physician-a\n",
                      after[] = DONE "2026-03-20 clear resume by physician-a\n" PUT_RIGHT;
    CHECK_VIEWS(told(mem, "", before, "2026-05-02"), "signed-too-early", true, true);
    const struct tdm_standing *s = told(mem, "", after, "2026-05-02");
    CHECK_VIEWS(s, "signed-too-early", true, false);
    const struct tdm_deviation *d = NULL;
    REQUIRE(deviations_of(s, "signed-too-early", &d) == 1);
    CHECK_DATE(d->reason.until, "2026-03-30"); /* four weeks after the day that was written then */
    static const char lawful[] = DONE PUT_RIGHT "2026-05-02 clear resume by physician-a\n";
    CHECK_INT(deviations_of(told(mem, "", lawful, "2026-05-03"), "signed-too-early", NULL), 0);
}

TEST("a load that a never-clause ruled out by the day that was written then is told as known then alone, with the last "
     "day of then [M4 M48 F081]") {
    static const char never[] = "never offer high before 8 weeks after procedure  [own]\n";
    static const char session[] = DONE "2026-03-30 clear resume by physician-a\n"
                                       "2026-03-30 12:00 enter loading by therapist-a\n"
                                       "2026-04-20 18:00 session by p-1\n  press 3x10, 70 kg\n",
                      mended[] = DONE "2026-03-30 clear resume by physician-a\n"
                                      "2026-03-30 12:00 enter loading by therapist-a\n"
                                      "2026-04-20 18:00 session by p-1\n  press 3x10, 70 kg\n" PUT_RIGHT;
    CHECK_VIEWS(told(mem, never, session, "2026-05-02"), "never-clause-broken", true, true);
    const struct tdm_standing *s = told(mem, never, mended, "2026-05-02");
    CHECK_VIEWS(s, "never-clause-broken", true, false);
    const struct tdm_deviation *d = NULL;
    REQUIRE(deviations_of(s, "never-clause-broken", &d) == 1);
    CHECK_DATE(d->reason.until, "2026-04-26"); /* the day before the eighth week of then is over */
}

TEST("a medicine of a day before the procedure, told after it, was against nothing that stood on its day [M13 M48]") {
    static const char nsaid[] = "restrict no-nsaid\n  substance class nsaid\n"
                                "  from 7 days before procedure  [own]\n  until 4 weeks after procedure  [own]\n"
                                "  because \"It may blunt the repair\"\n";
#define TAKEN(day, recorded) DONE "2026-02-" day " medicine by p-1, taken \"ibuprofen\", route mouth, " recorded "\n"
    CHECK_VIEWS(told(mem, nsaid, TAKEN("25", "recorded 2026-03-03T08:00Z"), "2026-03-04"), "restricted-substance",
                false, true);
    CHECK_INT(told(mem, nsaid, TAKEN("22", "recorded 2026-03-03T08:00Z"), "2026-03-04")->deviation_count, 0);
}

/* ---- overrides (M53) */

#define OVERRIDE(hour) "2026-03-10 " hour " override start-loading by physician-a, because \"moves away\"\n"

TEST("two overrides of one gate on one day are two, each told [M53 F017]") {
    const struct tdm_standing *s = told(mem, "", DONE OVERRIDE("09:00") OVERRIDE("10:00"), "2026-03-11");
    CHECK_INT(deviations_of(s, "gate-overridden", NULL), 2);
}

TEST("of two overrides of one day the one that was gone through is told with the entry, the other stays by itself "
     "[M53 F017]") {
    static const char entries[] = DONE OVERRIDE("09:00") OVERRIDE("10:00") "2026-03-10 11:00 enter loading by "
                                                                           "therapist-a\n";
    const struct tdm_standing *s = told(mem, "", entries, "2026-03-11");
    uint32_t entered = 0, alone = 0;
    for (uint32_t i = 0; i < s->deviation_count; i++) {
        const struct tdm_deviation *d = &s->deviations[i];
        if (d->reason.code != TDM_REASON_DEVIATION_OVERRIDE) continue;
        bool is_override = s->episode->chart->facts[d->entry].kind == TDM_ENTRY_OVERRIDE;
        alone += is_override;
        entered += !is_override;
    }
    CHECK_INT(entered, 1);
    CHECK_INT(alone, 1);
}

/* ---- a flag beside a signature (M49) */

static uint32_t late_facts(struct tdm_arena *mem, const char *flag) {
    const char *entries = tdm_arena_str(mem, case_joined(mem, DONE, flag)).at;
    const char *all = tdm_arena_str(mem, case_joined(mem, entries,
                                                     "2026-03-30 10:00 clear resume by physician-a, "
                                                     "recorded 2026-03-30T10:05Z\n"))
                          .at;
    return deviations_of(told(mem, "", all, "2026-04-02"), "signed-without-fact", NULL);
}

TEST("a flag older than a signature asks for another look only when it was raised, and written down after the "
     "signature [M49]") {
    CHECK_INT(late_facts(mem, "2026-03-28 09:00 flag flare raised by therapist-a, recorded 2026-03-31T08:00Z\n"), 1);
    CHECK_INT(late_facts(mem, "2026-03-28 09:00 flag flare raised by therapist-a, recorded 2026-03-28T09:05Z\n"), 0);
    CHECK_INT(late_facts(mem, "2026-03-28 09:00 flag flare raised by therapist-a, recorded 2026-03-28T09:05Z\n"
                              "2026-03-29 09:00 flag flare closed by physician-a, recorded 2026-03-31T08:00Z\n"),
              0);
    CHECK_INT(late_facts(mem, "2026-03-31 09:00 flag flare raised by therapist-a, recorded 2026-03-31T09:05Z\n"), 0);
}

/* ---- a window moved (M50, M118) */

TEST("a move inside the bounds of then and outside those of now is told as known now alone, and the other way round "
     "[M50 M48 M118]") {
    case_base = case_changed(mem, "  valid 14 days  [own]\n",
                             "  valid 14 days  [own]\n"
                             "  may move from 4 weeks after procedure to 6 weeks after procedure  [own]\n");
#define MOVED(to)                                                                                                      \
    DONE "2026-03-10 09:00 move resume to " to " by physician-a, because \"away\", recorded 2026-03-10T09:05Z\n"
    CHECK_INT(deviations_of(told(mem, "", MOVED("2026-04-06"), "2026-05-02"), "window-moved-outside", NULL), 0);
    CHECK_VIEWS(told(mem, "", MOVED("2026-03-29"), "2026-05-02"), "window-moved-outside", true, true);
    CHECK_VIEWS(told(mem, "", MOVED("2026-04-14"), "2026-05-02"), "window-moved-outside", true, true);
    CHECK_VIEWS(told(mem, "", MOVED("2026-04-06") PUT_RIGHT, "2026-05-02"), "window-moved-outside", false, true);
    CHECK_VIEWS(told(mem, "", MOVED("2026-03-20") PUT_RIGHT, "2026-05-02"), "window-moved-outside", true, false);
    case_base = case_protocol;
}

/* ---- after the end, beside the maintenance plan (M98, M100) */

static const char later[] = "phase keep on function\n"
                            "  from 4 weeks after discharge, 24 months  [own]\n"
                            "  intent maintain\n"
                            "  offer press\n"
                            "  assess every 6 months  [own]\n"
                            "    points\n"
                            "  tell patient \"You go on by yourself now.\"\n";

static const char owed_twice[] =
    "owe diary\n  by patient, every 7 days, from procedure until 8 weeks after procedure  [own]\n"
    "owe points\n  by patient, every 6 months, from discharge until 12 months after discharge  [own]\n"
    "owe points\n  by patient, every 1 months, from discharge until 3 months after discharge  [own]\n";

#define ENDED DONE "2026-09-07 end completed by physician-a\n"

static uint32_t after_end(struct tdm_arena *mem, const char *more, const char *entries, const char *on) {
    return deviations_of(told(mem, more, entries, on), "recorded-after-the-end", NULL);
}

TEST("before a self-management phase that begins weeks after the discharge its check-ins are late entries like any "
     "[M98 M100]") {
    static const char early[] = ENDED "2026-09-20 assess by p-1\n  points 80\n",
                      lawful[] = ENDED "2026-10-05 assess by p-1\n  points 80\n",
                      other[] = ENDED "2026-10-05 diary by p-1\n  pain 2\n";
    CHECK_INT(after_end(mem, later, early, "2026-09-21"), 1); /* the phase is still to begin */
    CHECK_INT(after_end(mem, later, early, "2026-10-20"), 1);
    CHECK_INT(after_end(mem, later, lawful, "2026-10-20"), 0);
    CHECK_INT(after_end(mem, later, other, "2026-10-20"), 1);
    static const char beside[] = ENDED "2026-10-05 assess by therapist-a\n  effusion right 1+\n";
    CHECK_INT(after_end(mem, later, beside, "2026-10-20"), 1); /* the measure that follows in the catalogue */
}

TEST("what is owed from the discharge may be recorded until its last day, what was owed before may not [M98 M100]") {
    static const struct {
        const char *entry;
        uint32_t late;
    } rows[] = {{"2026-12-07 assess by p-1\n  points 80\n", 0},
                {"2027-03-01 assess by p-1\n  points 80\n", 0}, /* the short one is over, the long one is not */
                {"2027-09-07 assess by p-1\n  points 80\n", 0},
                {"2027-09-08 assess by p-1\n  points 80\n", 1},
                {"2026-12-07 diary by p-1\n  pain 2\n", 1}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++)
        CHECK_INT(
            after_end(mem, owed_twice, tdm_arena_str(mem, case_joined(mem, ENDED, rows[i].entry)).at, "2027-10-01"),
            rows[i].late);
    static const char lost[] = DONE "2026-09-07 end lost by physician-a\n2026-12-07 assess by p-1\n  points 80\n";
    CHECK_INT(after_end(mem, owed_twice, lost, "2027-10-01"), 1);
}
