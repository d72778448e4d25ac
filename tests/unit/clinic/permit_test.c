/* permit_test.c - who may record what: the table by kind, the roster over time. What acts make of it is shown by cases.
 */
#include "clinics.h"

#include <string.h>

static void words_of(tdm_str role, char *out, size_t room) {
    size_t at = 0;
    out[0] = '\0';
    for (int kind = 0; kind < TDM_ENTRY_KIND_COUNT; kind++) {
        if (!tdm_role_may(role, (enum tdm_entry_kind)kind)) continue;
        at += (size_t)snprintf(out + at, room - at, "%s ", tdm_entry_kind_word((enum tdm_entry_kind)kind));
    }
}

TEST("the patient records what is the patient's own, and nobody who is not of the clinic more than that [F117 S11]") {
    char words[1000], other[1000];
    words_of(TDM_STR("patient"), words, sizeof words);
    CHECK_STR(tdm_str_of(words), "diary medicine deny session hold answer acknowledge consent correct withdraw ");
    words_of(TDM_STR("gardener"), other, sizeof other);
    CHECK_STR(tdm_str_of(other), words);
    words_of((tdm_str){0}, other, sizeof other);
    CHECK_STR(tdm_str_of(other), words);
}

TEST("a physician may record every kind, a therapist all but a procedure, a coordinator nothing that is judged at the "
     "bedside "
     "[F117 S11]") {
    for (int kind = 0; kind < TDM_ENTRY_KIND_COUNT; kind++) {
        CHECK(tdm_role_may(TDM_STR("physician"), (enum tdm_entry_kind)kind));
        CHECK(tdm_role_may(TDM_STR("physical-therapist"), (enum tdm_entry_kind)kind) == (kind != TDM_ENTRY_PROCEDURE));
    }
    static const enum tdm_entry_kind judged[] = {TDM_ENTRY_SCREEN, TDM_ENTRY_ASSESS,  TDM_ENTRY_FLAG,
                                                 TDM_ENTRY_CLEAR,  TDM_ENTRY_RESUME,  TDM_ENTRY_PRESCRIBE,
                                                 TDM_ENTRY_ENTER,  TDM_ENTRY_OVERRIDE};
    for (size_t i = 0; i < TDM_COUNT(judged); i++) CHECK(!tdm_role_may(TDM_STR("coordinator"), judged[i]));
    CHECK(tdm_role_may(TDM_STR("coordinator"), TDM_ENTRY_PLAN));
    CHECK(!tdm_role_may(TDM_STR("nurse"), TDM_ENTRY_PRESCRIBE));
    CHECK(!tdm_role_may(TDM_STR("imaging-reader"), TDM_ENTRY_OVERRIDE));
}

static bool appointed(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_appointment *ask,
                      const char *now, struct tdm_problems *problems) {
    struct tdm_problem problem;
    tdm_problems_init(problems);
    bool good = tdm_clinic_begin(clinic, &problem) && tdm_clinic_appoint(mem, clinic, ask, at(now), problems) &&
                tdm_clinic_commit(clinic, &problem);
    tdm_clinic_abandon(clinic);
    return good;
}

static tdm_date on_day(const char *text) {
    tdm_date date;
    TDM_ASSERT(tdm_date_parse(tdm_str_of(text), &date));
    return date;
}

TEST("of one person and role the appointment recorded last counts, others stay [F117]") {
    static struct tdm_problems problems;
    struct tdm_problem problem;
    struct tdm_roster roster;
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
    struct tdm_appointment ask = {.person = TDM_STR("therapist-a"), .role = TDM_STR("physical-therapist")};
    ask.from = TDM_DATE_NONE;
    ask.until = on_day("2026-02-01");
    REQUIRE(tdm_clinic_roster(mem, clinic, &roster, &problem));
    CHECK_INT(roster.count, 0);
    CHECK(appointed(mem, clinic, &ask, "2026-01-05T09:00Z", &problems));
    ask.role = TDM_STR("nurse");
    CHECK(appointed(mem, clinic, &ask, "2026-01-05T09:01Z", &problems));
    ask.role = TDM_STR("physical-therapist");
    ask.until = TDM_DATE_NONE;
    CHECK(appointed(mem, clinic, &ask, "2026-01-05T09:02Z", &problems));
    REQUIRE(tdm_clinic_roster(mem, clinic, &roster, &problem));
    REQUIRE(roster.count == 2);
    CHECK_STR(roster.list[0].role, "physical-therapist");
    CHECK(tdm_date_is_none(roster.list[0].until));
    CHECK(roster.list[1].until.day == on_day("2026-02-01").day);
    CHECK(whole(mem, clinic, &problems));
    leave(mem, clinic, "ward-a");
}

TEST("an appointment that could not be read is refused by name, and nothing is recorded [F117]") {
    static struct tdm_problems problems;
    static const struct {
        const char *person, *role, *credential, *from, *until, *what;
    } rows[] = {
        {"a b", "nurse", "", NULL, NULL, "the person is named by more than a word"},
        {"", "nurse", "", NULL, NULL, "the person is named by more than a word"},
        {"nurse-a", "patient", "", NULL, NULL, "the role is none of a clinic's"},
        {"nurse-a", "cook", "", NULL, NULL, "the role is none of a clinic's"},
        {"nurse-a", "nurse", "a\nb", NULL, NULL, "the credential is more than a line"},
        {"nurse-a", "nurse", "", "2026-02-02", "2026-02-01", "the last day is before the first"},
    };
    struct tdm_problem problem;
    struct tdm_roster roster;
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_appointment ask = {.person = tdm_str_of(rows[i].person), .role = tdm_str_of(rows[i].role)};
        ask.credential = tdm_str_of(rows[i].credential);
        ask.from = rows[i].from == NULL ? TDM_DATE_NONE : on_day(rows[i].from);
        ask.until = rows[i].until == NULL ? TDM_DATE_NONE : on_day(rows[i].until);
        CHECK(!appointed(mem, clinic, &ask, "2026-01-05T09:00Z", &problems));
        REQUIRE(problems.count == 1);
        CHECK_STR(tdm_str_of(problems.items[0].what), rows[i].what);
    }
    REQUIRE(tdm_clinic_roster(mem, clinic, &roster, &problem));
    CHECK_INT(roster.count, 0);
    leave(mem, clinic, "ward-a");
}
