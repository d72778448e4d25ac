/* persons_test.c - persons behind charts: kept, erased, known at other places; several episodes; years of keeping. What
 * every chain shows after an erasure. */
#include "clinics.h"

#include "clinic/acts.h"

static struct tdm_identity example(const char *name) {
    return (struct tdm_identity){.name = tdm_str_of(name), .born = TDM_DATE_NONE};
}

enum does { ADD, CHANGE, ERASE };

static bool acts(struct tdm_arena *mem, struct tdm_clinic *clinic, enum does does, const struct tdm_person_act *act,
                 struct tdm_problems *problems) {
    struct tdm_problem problem;
    tdm_str chosen;
    tdm_problems_init(problems);
    bool good = tdm_clinic_begin(clinic, &problem) &&
                (does == ADD      ? tdm_clinic_person_add(mem, clinic, act, &chosen, problems)
                 : does == CHANGE ? tdm_clinic_person_change(mem, clinic, act, problems)
                                  : tdm_clinic_person_erase(mem, clinic, act, problems)) &&
                tdm_clinic_commit(clinic, &problem);
    tdm_clinic_abandon(clinic);
    return good;
}

static struct tdm_person_act act_on(const char *id, const struct tdm_identity *identity) {
    return (struct tdm_person_act){
        .id = tdm_str_of(id), .because = TDM_STR("asked for it"), .now = at("2026-02-01T08:00Z"), .identity = identity};
}

static const char *head_of(struct tdm_arena *mem, const char *name, const char *patient) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 4000);
    tdm_buf_format(
        &text,
        "chart %s\n  patient %s\n  site knee, right\n  protocol knee-oa-bmac version 1.1\n  zone UTC\n"
        "  synthetic\n  people\n    physician-a physician\n    %s patient\n\n2026-01-05 09:00 enrol by physician-a\n",
        name, patient, patient);
    return tdm_arena_str(mem, tdm_buf_str(&text)).at;
}

TEST("a word is drawn that says nothing of the person, and no name comes into the ledger [G9 F118]") {
    static struct tdm_problems problems;
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
    struct tdm_identity identity = example("Unmistakable"), got;
    struct tdm_person_act act = act_on("", &identity);
    struct tdm_problem problem = {0};
    tdm_str one = {0}, two = {0}, store = {0};
    tdm_problems_init(&problems);
    REQUIRE(tdm_clinic_begin(clinic, &problem));
    CHECK(tdm_clinic_person_add(mem, clinic, &act, &one, &problems) &&
          tdm_clinic_person_add(mem, clinic, &act, &two, &problems));
    REQUIRE(tdm_clinic_commit(clinic, &problem));
    CHECK(one.len == 10 && tdm_str_starts_with(one, TDM_STR("p-")) && !tdm_str_equal(one, two));
    REQUIRE(tdm_clinic_person_show(mem, clinic, one, &got, &problem));
    CHECK_STR(got.name, "Unmistakable");
    struct tdm_buf out;
    tdm_buf_init(&out, mem, (size_t)16 << 20);
    struct tdm_bundling all = {.now = at("2026-02-01T08:00Z")};
    CHECK(tdm_clinic_bundle(mem, clinic, &all, &out, &problem));
    CHECK(!has(tdm_buf_str(&out), "Unmistakable"));
    REQUIRE(tdm_file_read(mem, tdm_clinic_store_path(mem, scratch_path(mem, "ward-a")), (size_t)64 << 20, &store,
                          &problem));
    CHECK(!has(store, "Unmistakable"));
    CHECK(whole(mem, clinic, &problems));
    leave(mem, clinic, "ward-a");
}

TEST("episodes of one person are found by name, also at another place; another person's are not [M69 G9]") {
    static struct tdm_problems problems;
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
    struct tdm_identity identity = example("Example A");
    struct tdm_person_act act = act_on("p-one", &identity);
    struct tdm_names names;
    struct tdm_problem problem;
    CHECK(acts(mem, clinic, ADD, &act, &problems));
    CHECK(enrol(mem, clinic, head_of(mem, "right-knee", "p-one"), "2026-01-05T09:00Z").good);
    CHECK(enrol(mem, clinic, head_of(mem, "left-knee", "p-one"), "2026-01-05T09:01Z").good);
    CHECK(enrol(mem, clinic, head_of(mem, "left-knee", "p-one"), "2026-01-05T09:02Z").good);
    CHECK(enrol(mem, clinic, head_of(mem, "other-knee", "p-two"), "2026-01-05T09:03Z").good);
    REQUIRE(tdm_clinic_episodes_of(mem, clinic, TDM_STR("p-one"), &names, &problem));
    REQUIRE(names.count == 2);
    CHECK_STR(names.list[0], "left-knee");
    CHECK_STR(names.list[1], "right-knee");
    REQUIRE(tdm_clinic_episodes_of(mem, clinic, TDM_STR("p-two"), &names, &problem)); /* nobody who is kept */
    CHECK_INT(names.count, 0);
    leave(mem, clinic, "ward-a");
}

static tdm_str bundled(struct tdm_arena *mem, struct tdm_clinic *clinic) {
    struct tdm_buf out;
    struct tdm_problem problem = {0};
    struct tdm_bundling ask = {.now = at("2026-02-01T08:00Z")};
    tdm_buf_init(&out, mem, (size_t)16 << 20);
    if (!tdm_clinic_bundle(mem, clinic, &ask, &out, &problem)) check_failed(__FILE__, __LINE__, "%s", problem.what);
    return tdm_buf_str(&out);
}

static void merge(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str text) {
    struct tdm_bundle bundle;
    struct tdm_merged merged;
    struct tdm_problem problem = {0};
    if (!tdm_bundle_read(mem, TDM_STR("x.bundle"), text, &bundle, &problem) || !tdm_clinic_begin(clinic, &problem) ||
        !tdm_clinic_merge(mem, clinic, &bundle, &merged, &problem) || !tdm_clinic_commit(clinic, &problem))
        check_failed(__FILE__, __LINE__, "%s", problem.what);
    tdm_clinic_abandon(clinic);
}

TEST("an erased person is erased at every place that hears of it, charts stay, and every chain verifies [G9 F109 "
     "F116]") {
    static struct tdm_problems problems;
    struct tdm_clinic *a = founded(mem, "ward-a", "2026-01-05T08:00Z"),
                      *b = founded(mem, "annex-b", "2026-01-05T08:30Z");
    struct tdm_identity identity = example("Example A"), got;
    struct tdm_person_act act = act_on("p-one", &identity);
    struct tdm_problem problem = {0};
    struct tdm_persons persons;
    CHECK(acts(mem, a, ADD, &act, &problems));
    CHECK(enrol(mem, a, head_of(mem, "knee-1", "p-one"), "2026-01-05T09:00Z").good);
    merge(mem, b, bundled(mem, a));
    struct tdm_identity here = example("Example A, as the annex has it");
    CHECK(tdm_identity_put(mem, scratch_path(mem, "annex-b"), TDM_STR("p-one"), &here, &problem));
    tdm_str before = chart(mem, a);
    CHECK(acts(mem, a, ERASE, &act, &problems));
    CHECK(!tdm_clinic_person_show(mem, a, TDM_STR("p-one"), &got, &problem));
    CHECK_STR(tdm_str_of(problem.what), "the person `p-one` was erased on 2026-02-01");
    CHECK_STR(chart(mem, a), tdm_arena_str(mem, before).at);
    merge(mem, b, bundled(mem, a));
    CHECK(!tdm_clinic_person_show(mem, b, TDM_STR("p-one"), &got, &problem)); /* though the key is still there */
    CHECK_STR(tdm_str_of(problem.code), "W072");
    tdm_str both[] = {TDM_STR_INIT("p-one"), TDM_STR_INIT("p-two")};
    struct tdm_identity many[2];
    CHECK(tdm_identity_put(mem, scratch_path(mem, "annex-b"), both[1], &here, &problem));
    REQUIRE(tdm_clinic_persons_show(mem, b, both, 2, many, &problem)); /* nor in a list, where the other stays */
    CHECK_INT(many[0].name.len, 0);
    CHECK_STR(many[1].name, "Example A, as the annex has it");
    bool found = false;
    CHECK(tdm_identity_erase(mem, scratch_path(mem, "annex-b"), both[1], &found, &problem) && found);
    REQUIRE(tdm_clinic_persons(mem, b, &persons, &problem) && persons.count == 1);
    CHECK(persons.list[0].erased && persons.list[0].kept_here);
    CHECK(acts(mem, b, ERASE, &act, &problems)); /* finishes it there, and records nothing more */
    REQUIRE(tdm_clinic_persons(mem, b, &persons, &problem) && persons.count == 1);
    CHECK(persons.list[0].erased && !persons.list[0].kept_here);
    CHECK_STR(chart(mem, b), tdm_arena_str(mem, before).at);
    CHECK(whole(mem, a, &problems) && whole(mem, b, &problems));
    tdm_str bytes = bundled(mem, b);
    merge(mem, a, bytes);
    CHECK(whole(mem, a, &problems));
    leave(mem, a, "ward-a");
    leave(mem, b, "annex-b");
}

TEST("nobody is kept, enrolled or erased who cannot be, and the files and the ledger stay as they were [G9 F117]") {
    static struct tdm_problems problems;
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
    struct tdm_identity identity = example("Example A"), nameless = example("");
    struct tdm_person_act act = act_on("p-one", &identity);
    struct tdm_problem problem = {0};
    struct tdm_identity got;
    CHECK(acts(mem, clinic, ADD, &act, &problems));
    CHECK(!acts(mem, clinic, ADD, &act, &problems));
    CHECK_STR(tdm_str_of(problems.items[0].code), "W076");
    CHECK_STR(tdm_str_of(problems.items[0].what), "somebody is kept under `p-one` already");
    struct tdm_person_act wrong = act_on("p-two", &nameless);
    CHECK(!acts(mem, clinic, ADD, &wrong, &problems));
    CHECK_STR(tdm_str_of(problems.items[0].code), "W070");
    CHECK(!acts(mem, clinic, CHANGE, &wrong, &problems));
    CHECK_STR(tdm_str_of(problems.items[0].what), "nobody is kept here under `p-two`");
    CHECK(!acts(mem, clinic, ERASE, &wrong, &problems));
    CHECK_STR(tdm_str_of(problems.items[0].code), "W071");
    act.because = (tdm_str){0};
    CHECK(!acts(mem, clinic, ERASE, &act, &problems));
    CHECK_STR(tdm_str_of(problems.items[0].what), "the reason is missing, or more than a line");
    REQUIRE(tdm_clinic_person_show(mem, clinic, TDM_STR("p-one"), &got, &problem));
    CHECK_STR(got.name, "Example A");
    act.because = TDM_STR("asked for it");
    CHECK(acts(mem, clinic, ERASE, &act, &problems));
    CHECK(!acts(mem, clinic, ADD, &act, &problems));
    CHECK_STR(tdm_str_of(problems.items[0].code), "W072");
    struct done done = enrol(mem, clinic, head_of(mem, "knee-1", "p-one"), "2026-03-05T09:00Z");
    CHECK(!done.good);
    CHECK_STR(tdm_str_of(done.problems.items[0].code), "W072");
    struct tdm_names names;
    REQUIRE(tdm_clinic_episodes(mem, clinic, &names, &problem));
    CHECK_INT(names.count, 0);
    CHECK(whole(mem, clinic, &problems));
    leave(mem, clinic, "ward-a");
}

TEST("with a roster, persons are kept and erased by who holds a role that enrols [F117]") {
    static struct tdm_problems problems;
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
    struct tdm_appointment ask = {.person = TDM_STR("coordinator-c"), .role = TDM_STR("coordinator")};
    struct tdm_identity identity = example("Example A");
    struct tdm_person_act act = act_on("p-one", &identity);
    struct tdm_problem problem;
    ask.from = ask.until = TDM_DATE_NONE;
    tdm_problems_init(&problems);
    REQUIRE(tdm_clinic_begin(clinic, &problem) &&
            tdm_clinic_appoint(mem, clinic, &ask, at("2026-01-05T08:01Z"), &problems) &&
            tdm_clinic_commit(clinic, &problem));
    act.as = TDM_STR("imaging-d");
    CHECK(!acts(mem, clinic, ADD, &act, &problems));
    CHECK_STR(tdm_str_of(problems.items[0].code), "W077");
    act.as = TDM_STR("coordinator-c");
    CHECK(acts(mem, clinic, ADD, &act, &problems));
    leave(mem, clinic, "ward-a");
}

TEST("the newest rule of keeping counts; the last year ends on the day of the end, also of a leap day [G9]") {
    static const struct {
        const char *ended, *over;
        int32_t years;
    } rows[] = {{"2020-02-29", "2030-03-01", 10}, {"2020-02-28", "2030-03-01", 10}, {"2019-12-31", "2050-01-01", 30}};
    static struct tdm_problems problems;
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
    struct tdm_retention rule, got;
    struct tdm_problem problem;
    REQUIRE(tdm_clinic_retention(mem, clinic, &got, &problem));
    CHECK(!got.said);
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        tdm_date ended, over;
        TDM_ASSERT(tdm_date_parse(tdm_str_of(rows[i].ended), &ended) &&
                   tdm_date_parse(tdm_str_of(rows[i].over), &over));
        rule = (struct tdm_retention){.years = rows[i].years, .because = TDM_STR("the law"), .since = ended};
        tdm_problems_init(&problems);
        REQUIRE(tdm_clinic_begin(clinic, &problem));
        CHECK(tdm_clinic_retain(mem, clinic, &rule, at("2026-01-06T08:00Z"), &problems));
        REQUIRE(tdm_clinic_commit(clinic, &problem));
        REQUIRE(tdm_clinic_retention(mem, clinic, &got, &problem));
        CHECK(got.said && got.years == rows[i].years);
        CHECK_INT(tdm_retention_over(&got, ended).day, over.day);
    }
    rule.years = 0;
    tdm_problems_init(&problems);
    REQUIRE(tdm_clinic_begin(clinic, &problem));
    CHECK(!tdm_clinic_retain(mem, clinic, &rule, at("2026-01-06T08:00Z"), &problems));
    CHECK_STR(tdm_str_of(problems.items[0].what), "0 is no number of years to keep a chart");
    rule.years = 10;
    rule.because = (tdm_str){0};
    tdm_problems_init(&problems);
    CHECK(!tdm_clinic_retain(mem, clinic, &rule, at("2026-01-06T08:00Z"), &problems));
    CHECK_STR(tdm_str_of(problems.items[0].what), "the rule rests on nothing");
    tdm_clinic_abandon(clinic);
    leave(mem, clinic, "ward-a");
}
