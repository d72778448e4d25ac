/* beside_test.c - resources of other systems that a clinic keeps beside an episode: the newest of each, whole however
 * long, of that episode alone, and gone with the person. */
#include "clinics.h"

#include "clinic/acts.h"

#include <string.h>

#define LONG (600000u)

static const char *head_of(struct tdm_arena *mem, const char *name) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 4000);
    tdm_buf_format(&text,
                   "chart %s\n  patient p-one\n  site knee, right\n  protocol knee-oa-bmac version 1.1\n  zone UTC\n"
                   "  synthetic\n  people\n    physician-a physician\n    p-one patient\n\n"
                   "2026-01-05 09:00 enrol by physician-a\n",
                   name);
    return tdm_arena_str(mem, tdm_buf_str(&text)).at;
}

static struct tdm_clinic *with_person(struct tdm_arena *mem, struct tdm_problems *problems) {
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
    struct tdm_identity identity = {.name = TDM_STR("Unmistakable"), .born = TDM_DATE_NONE};
    struct tdm_person_act act = {.id = TDM_STR("p-one"), .now = at("2026-01-05T08:30Z"), .identity = &identity};
    struct tdm_problem problem = {0};
    tdm_str chosen;
    tdm_problems_init(problems);
    TDM_ASSERT(tdm_clinic_begin(clinic, &problem));
    CHECK(tdm_clinic_person_add(mem, clinic, &act, &chosen, problems) && tdm_clinic_commit(clinic, &problem));
    CHECK(enrol(mem, clinic, head_of(mem, "right"), "2026-01-05T09:00Z").good);
    CHECK(enrol(mem, clinic, head_of(mem, "left"), "2026-01-05T09:01Z").good);
    return clinic;
}

/* Puts one, in an act of its own: 1 added, 0 there already, -1 refused. */
static int put(struct tdm_arena *mem, struct tdm_clinic *clinic, const char *episode, const char *address,
               tdm_str text) {
    static struct tdm_problems problems;
    struct tdm_chart chart = {.name = tdm_str_of(episode), .patient = TDM_STR("p-one")};
    struct tdm_act act = act_at(mem, "2026-01-06T08:00Z");
    struct tdm_beside one = {tdm_str_of(address), text};
    struct tdm_besides *besides = NULL;
    struct tdm_problem problem = {0};
    bool added = false;
    tdm_problems_init(&problems);
    TDM_ASSERT(tdm_clinic_begin(clinic, &problem));
    struct tdm_bringing bringing = {&chart, &act};
    bool good = tdm_clinic_beside_open(mem, clinic, &bringing, &besides, &problem) &&
                tdm_clinic_beside_put(mem, besides, &one, &added, &problems) && tdm_clinic_commit(clinic, &problem);
    tdm_clinic_beside_close(besides);
    tdm_clinic_abandon(clinic);
    return good ? added : -1;
}

struct got {
    tdm_str texts[8];
    uint32_t count;
};

static bool take(void *context, tdm_str text, struct tdm_problem *problem) {
    struct got *got = context;
    (void)problem;
    if (got->count < TDM_COUNT(got->texts)) got->texts[got->count] = text;
    got->count++;
    return true;
}

static bool all_of(struct tdm_arena *mem, struct tdm_clinic *clinic, const char *episode, struct got *got,
                   struct tdm_problem *problem) {
    struct tdm_chart chart = {.name = tdm_str_of(episode), .patient = TDM_STR("p-one")};
    struct tdm_beside_each each = {take, got};
    *got = (struct got){.count = 0};
    return tdm_clinic_beside(mem, clinic, &chart, &each, problem);
}

TEST("of each resource the newest, once, and whole however long; of that episode alone [F099 G9]") {
    static struct tdm_problems problems;
    struct tdm_clinic *clinic = with_person(mem, &problems);
    struct tdm_problem problem = {0};
    struct got got;
    char *bytes = tdm_arena_alloc_raw(mem, LONG);
    for (size_t i = 0; i < LONG; i++) bytes[i] = (char)('a' + i % 23);
    tdm_str length = {bytes, LONG};
    CHECK_INT(put(mem, clinic, "right", "Observation/1", TDM_STR("first")), 1);
    CHECK_INT(put(mem, clinic, "right", "Observation/1", TDM_STR("first")), 0);
    CHECK_INT(put(mem, clinic, "right", "Observation/1", length), 1);
    REQUIRE(all_of(mem, clinic, "right", &got, &problem));
    CHECK_INT(got.count, 1);
    CHECK(tdm_str_equal(got.texts[0], length));
    CHECK_INT(put(mem, clinic, "right", "Observation/1", length), 0);
    CHECK_INT(put(mem, clinic, "right", "Observation/1", TDM_STR("first")), 1); /* as it was, after it was another */
    CHECK_INT(put(mem, clinic, "right", "", TDM_STR("without an address")), 1);
    CHECK_INT(put(mem, clinic, "right", "", TDM_STR("without an address")), 0);
    CHECK_INT(put(mem, clinic, "right", "Observation/2", TDM_STR("")), 1);
    CHECK_INT(put(mem, clinic, "left", "Observation/1", TDM_STR("of the other knee")), 1);
    REQUIRE(all_of(mem, clinic, "right", &got, &problem));
    CHECK_INT(got.count, 3);
    uint32_t seen = 0;
    for (uint32_t i = 0; i < 3; i++)
        seen |= (tdm_str_is(got.texts[i], "first") ? 1u : 0u) | (got.texts[i].len == 0 ? 2u : 0u) |
                (tdm_str_is(got.texts[i], "without an address") ? 4u : 0u);
    CHECK_INT(seen, 7);
    REQUIRE(all_of(mem, clinic, "left", &got, &problem));
    CHECK_INT(got.count, 1);
    CHECK_STR(got.texts[0], "of the other knee");
    CHECK(whole(mem, clinic, &problems));
    leave(mem, clinic, "ward-a");
}

TEST("nothing of it is readable in the store, and none of the episodes of the clinic is another one [G9 F118]") {
    static struct tdm_problems problems;
    struct tdm_clinic *clinic = with_person(mem, &problems);
    struct tdm_problem problem = {0};
    struct tdm_names names;
    tdm_str store = {0};
    CHECK_INT(put(mem, clinic, "right", "Patient/unmistakable-1", TDM_STR("{\"family\":\"Unmistakable\"}")), 1);
    struct tdm_buf out;
    tdm_buf_init(&out, mem, (size_t)16 << 20);
    struct tdm_bundling all = {.now = at("2026-02-01T08:00Z")};
    CHECK(tdm_clinic_bundle(mem, clinic, &all, &out, &problem));
    CHECK(has(tdm_buf_str(&out), "beside/p-one"));
    CHECK(!has(tdm_buf_str(&out), "nmistakable"));
    REQUIRE(tdm_file_read(mem, tdm_clinic_store_path(mem, scratch_path(mem, "ward-a")), (size_t)64 << 20, &store,
                          &problem));
    CHECK(!has(store, "nmistakable"));
    CHECK(tdm_clinic_episodes(mem, clinic, &names, &problem));
    CHECK_INT(names.count, 2);
    leave(mem, clinic, "ward-a");
}

TEST("without the secret of the place it is told that it does not open; erased, there is none, and none is taken [G9 "
     "F118 F119]") {
    static struct tdm_problems problems;
    struct tdm_clinic *clinic = with_person(mem, &problems);
    struct tdm_problem problem = {0};
    struct got got;
    char away[2000], there[2000];
    tdm_str folder = scratch_path(mem, "ward-a"), key = tdm_identity_file(mem, folder, "key");
    CHECK_INT(put(mem, clinic, "right", "Observation/1", TDM_STR("first")), 1);
    snprintf(there, sizeof there, "%.*s", TDM_FMT(key));
    snprintf(away, sizeof away, "%.*s/place.key.next", TDM_FMT(folder));
    REQUIRE(rename(there, away) == 0);
    CHECK(!all_of(mem, clinic, "right", &got, &problem));
    CHECK_STR(tdm_str_of(problem.code), "W074");
    REQUIRE(rename(away, there) == 0);
    REQUIRE(all_of(mem, clinic, "right", &got, &problem));
    CHECK_INT(got.count, 1);
    struct tdm_person_act act = {
        .id = TDM_STR("p-one"), .because = TDM_STR("asked for it"), .now = at("2026-02-01T08:00Z")};
    tdm_problems_init(&problems);
    REQUIRE(tdm_clinic_begin(clinic, &problem));
    CHECK(tdm_clinic_person_erase(mem, clinic, &act, &problems) && tdm_clinic_commit(clinic, &problem));
    REQUIRE(all_of(mem, clinic, "right", &got, &problem));
    CHECK_INT(got.count, 0);
    CHECK_INT(put(mem, clinic, "right", "Observation/2", TDM_STR("late")), -1);
    CHECK(whole(mem, clinic, &problems));
    leave(mem, clinic, "ward-a");
}
