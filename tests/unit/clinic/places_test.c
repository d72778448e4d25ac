/* places_test.c - charts that several places keep: bundles merged in every order, what was written apart, a key that is
 * trusted no longer; and what is refused, with the store as it was. */
#include "clinics.h"

static tdm_str bundled(struct tdm_arena *mem, struct tdm_clinic *clinic, const char *episode) {
    struct tdm_buf out;
    struct tdm_problem problem = {0};
    tdm_str name = episode == NULL ? (tdm_str){0} : tdm_str_of(episode);
    struct tdm_bundling ask = {.episodes = &name, .episode_count = episode != NULL, .now = at("2026-02-01T08:00Z")};
    tdm_buf_init(&out, mem, (size_t)16 << 20);
    if (!tdm_clinic_bundle(mem, clinic, &ask, &out, &problem)) check_failed(__FILE__, __LINE__, "%s", problem.what);
    return tdm_buf_str(&out);
}

struct came { /* what a merge said */
    bool good;
    struct tdm_merged merged;
    struct tdm_problem problem;
};

static struct came merged(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str text) {
    struct came came = {0};
    struct tdm_bundle bundle;
    tdm_str file = TDM_STR("x.bundle");
    came.good = tdm_bundle_read(mem, file, text, &bundle, &came.problem) &&
                tdm_bundle_prove(mem, file, &bundle, &came.problem) && tdm_clinic_begin(clinic, &came.problem) &&
                tdm_clinic_merge(mem, clinic, &bundle, &came.merged, &came.problem) &&
                tdm_clinic_commit(clinic, &came.problem);
    tdm_clinic_abandon(clinic);
    return came;
}

static void merge_all(struct tdm_arena *mem, struct tdm_clinic *clinic, const tdm_str *bundles, const int *order) {
    for (int i = 0; i < 3; i++) {
        struct came came = merged(mem, clinic, bundles[order[i]]);
        if (!came.good) check_failed(__FILE__, __LINE__, "%s", came.problem.what);
    }
}

static bool distrusted(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_distrust *act,
                       const char *now, struct tdm_problems *problems) {
    struct tdm_problem problem;
    tdm_problems_init(problems);
    bool good = tdm_clinic_begin(clinic, &problem) && tdm_clinic_distrust(mem, clinic, act, at(now), problems) &&
                tdm_clinic_commit(clinic, &problem);
    tdm_clinic_abandon(clinic);
    return good;
}

#define LOOK "2026-01-06 10:00 assess by therapist-a, name first-look\n  effusion right 1+\n"

/* Two laptops that have the same episode, before they part. */
static void parted(struct tdm_arena *mem, struct tdm_clinic **a, struct tdm_clinic **b) {
    *a = founded(mem, "ward-a", "2026-01-05T08:00Z");
    *b = founded(mem, "annex-b", "2026-01-05T08:30Z");
    CHECK(enrol(mem, *a, knee_head(), "2026-01-05T09:05Z").good);
    CHECK(record(mem, *a, LOOK, "2026-01-06T10:10Z").good);
    CHECK(merged(mem, *b, bundled(mem, *a, NULL)).good);
}

TEST("three places that wrote apart come to the same chart in each of the six orders of merging [F116 M114]") {
    static const int orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    static struct tdm_problems problems;
    struct tdm_clinic *a, *b, *c = founded(mem, "bus-c", "2026-01-05T08:40Z");
    tdm_str bundles[3], first = {0};
    parted(mem, &a, &b);
    CHECK(merged(mem, c, bundled(mem, a, NULL)).good);
    CHECK(record(mem, b,
                 "2026-01-08 09:00 correct first-look by therapist-a, because \"misread\"\n  effusion right "
                 "trace, was 1+\n",
                 "2026-01-08T09:10Z")
              .good);
    CHECK(record(mem, c, "2026-01-08 09:30 screen flags by physician-a, none found\n", "2026-01-08T09:40Z").good);
    CHECK(record(mem, a, "2026-01-08 09:30 screen flags by physician-a, none found\n", "2026-01-08T11:00Z").good);
    bundles[0] = bundled(mem, a, NULL);
    bundles[1] = bundled(mem, b, NULL);
    bundles[2] = bundled(mem, c, NULL);
    for (int i = 0; i < 6; i++) {
        struct tdm_clinic *d = founded(mem, "desk-d", "2026-01-05T08:50Z");
        merge_all(mem, d, bundles, orders[i]);
        tdm_str text = chart(mem, d);
        if (i == 0) first = text;
        CHECK(tdm_str_equal(text, first));
        CHECK(has(text, "writer bus-c 2\n") && !has(text, "2026-01-08T11:00Z"));
        CHECK(whole(mem, d, &problems));
        leave(mem, d, "desk-d");
    }
    leave(mem, a, "ward-a");
    leave(mem, b, "annex-b");
    leave(mem, c, "bus-c");
}

TEST("what neither author had seen of the other is listed, each time; what one had seen is not; one act twice is one "
     "[F116 M114]") {
    struct tdm_clinic *a, *b;
    parted(mem, &a, &b);
    CHECK(record(mem, b, "2026-01-08 09:30 screen flags by physician-a, none found\n", "2026-01-08T09:40Z").good);
    CHECK(record(mem, a, "2026-01-08 09:30 screen flags by physician-a, none found\n", "2026-01-08T11:00Z").good);
    struct came same = merged(mem, a, bundled(mem, b, NULL));
    CHECK(same.good);
    CHECK_INT(same.merged.apart_count, 0); /* the same act at both */
    CHECK(record(mem, a, "2026-01-09 10:00 assess by therapist-a\n  effusion right zero\n", "2026-01-09T10:10Z").good);
    CHECK(record(mem, b, "2026-01-09 10:00 assess by therapist-a\n  effusion right trace\n", "2026-01-09T10:20Z").good);
    tdm_str of_b = bundled(mem, b, NULL);
    struct came apart = merged(mem, a, of_b);
    CHECK(apart.good);
    CHECK_INT(apart.merged.added, 1);
    REQUIRE(apart.merged.apart_count == 1 && apart.merged.aparts[0].count == 2);
    const struct tdm_apart *acts = apart.merged.aparts[0].acts;
    CHECK_STR(acts[0].link.place, "ward-a");
    CHECK_STR(acts[0].from[0].place, "annex-b");
    CHECK_STR(acts[1].link.place, "annex-b");
    CHECK_INT(acts[1].from_count, 1);
    struct came again = merged(mem, a, of_b);
    CHECK_INT(again.merged.added, 0);
    CHECK_INT(again.merged.apart_count, 1);
    /* What is written now has seen both. */
    CHECK(record(mem, a, "2026-01-10 10:00 assess by therapist-a\n  effusion right zero\n", "2026-01-10T10:10Z").good);
    struct tdm_aparts aparts;
    struct tdm_problem problem;
    REQUIRE(tdm_clinic_aparts(mem, a, TDM_STR("knee-1"), &aparts, &problem));
    CHECK_INT(aparts.count, 2);
    leave(mem, a, "ward-a");
    leave(mem, b, "annex-b");
}

TEST("a bundle of one episode ends where that needs no more, with what its authors had seen [F116]") {
    static struct tdm_problems problems;
    char other[2000];
    struct tdm_clinic *a, *b, *d = founded(mem, "desk-d", "2026-01-05T08:50Z");
    parted(mem, &a, &b);
    CHECK(record(mem, b, "2026-01-08 09:30 screen flags by physician-a, none found\n", "2026-01-08T09:40Z").good);
    snprintf(other, sizeof other, "%s", knee_head());
    memcpy(strstr(other, "knee-1"), "knee-2", 6);
    CHECK(enrol(mem, b, other, "2026-01-09T09:05Z").good);
    CHECK(merged(mem, d, bundled(mem, b, "knee-1")).good);
    CHECK(tdm_str_equal(chart(mem, d), chart(mem, b)));
    CHECK(whole(mem, d, &problems));
    struct tdm_buf text;
    struct tdm_problem problem;
    tdm_buf_init(&text, mem, 1 << 20);
    CHECK(!tdm_clinic_chart(mem, d, TDM_STR("knee-2"), &text, &problem));
    CHECK_STR(tdm_str_of(problem.code), "W040");
    leave(mem, a, "ward-a");
    leave(mem, b, "annex-b");
    leave(mem, d, "desk-d");
}

TEST("two entries named alike apart keep their names in one chart, and what refers to one means the one its author "
     "had, in "
     "every order [F116 M114]") {
    static struct tdm_problems problems;
    struct tdm_clinic *a, *b, *d = founded(mem, "desk-d", "2026-01-05T08:50Z"),
                              *e = founded(mem, "desk-e", "2026-01-05T08:50Z");
    parted(mem, &a, &b);
    CHECK(record(mem, a, "2026-01-08 10:00 assess by therapist-a, name second\n  effusion right zero\n",
                 "2026-01-08T10:10Z")
              .good);
    CHECK(record(mem, b, "2026-01-08 11:00 assess by therapist-a, name second\n  effusion right 2+\n",
                 "2026-01-08T11:10Z")
              .good);
    CHECK(record(mem, b,
                 "2026-01-09 11:00 correct second by therapist-a, because \"misread, name second\"\n"
                 "  effusion right 1+, was 2+\n",
                 "2026-01-09T11:10Z")
              .good);
    CHECK(
        record(mem, a, "2026-01-10 11:00 withdraw second by therapist-a, because \"other knee\"\n", "2026-01-10T11:10Z")
            .good);
    tdm_str of_a = bundled(mem, a, NULL), of_b = bundled(mem, b, NULL);
    CHECK(merged(mem, d, of_a).good && merged(mem, d, of_b).good);
    CHECK(merged(mem, e, of_b).good && merged(mem, e, of_a).good);
    tdm_str text = chart(mem, d);
    CHECK(tdm_str_equal(text, chart(mem, e)));
    CHECK(has(text, "name second, recorded 2026-01-08T10:10Z, writer ward-a 5\n"));
    CHECK(has(text, "name second-annex-b-2, recorded 2026-01-08T11:10Z, writer annex-b 2\n"));
    CHECK(has(text, "correct second-annex-b-2 by therapist-a, because \"misread, name second\""));
    CHECK(has(text, "withdraw second by therapist-a"));
    CHECK(whole(mem, d, &problems));
    /* The chart can be read, and goes on: each name as it is shown. */
    struct done more = record(mem, d,
                              "2026-01-11 11:00 correct second-annex-b-2 by therapist-a, because \"again\"\n"
                              "  effusion right trace, was 1+\n",
                              "2026-01-11T11:10Z");
    CHECK(more.good);
    leave(mem, a, "ward-a");
    leave(mem, b, "annex-b");
    leave(mem, d, "desk-d");
    leave(mem, e, "desk-e");
}

/* ---- a key that is trusted no longer */

TEST("what a stolen key wrote after a number counts nowhere, in either order of merging; the chain stays whole; the "
     "place "
     "records nothing more [F116 F120]") {
    static struct tdm_problems problems;
    struct tdm_clinic *a, *b, *d = founded(mem, "desk-d", "2026-01-05T08:50Z"),
                              *e = founded(mem, "desk-e", "2026-01-05T08:50Z");
    parted(mem, &a, &b);
    CHECK(record(mem, b, "2026-01-08 09:30 screen flags by physician-a, none found\n", "2026-01-08T09:40Z").good);
    CHECK(merged(mem, a, bundled(mem, b, NULL)).good);
    CHECK(record(mem, b, "2026-01-09 10:00 assess by therapist-a\n  effusion right zero\n", "2026-01-09T10:20Z").good);
    struct tdm_distrust act = {.place = TDM_STR("annex-b"), .after = 2, .because = TDM_STR("stolen")};
    CHECK(distrusted(mem, a, &act, "2026-01-10T08:00Z", &problems));
    tdm_str of_a = bundled(mem, a, NULL), of_b = bundled(mem, b, NULL);
    CHECK(merged(mem, d, of_a).good && merged(mem, d, of_b).good);
    CHECK(merged(mem, e, of_b).good);
    CHECK(has(chart(mem, e), "effusion right zero"));
    CHECK(merged(mem, e, of_a).good);
    CHECK(tdm_str_equal(chart(mem, d), chart(mem, e)));
    CHECK(tdm_str_equal(chart(mem, d), chart(mem, a)));
    CHECK(has(chart(mem, d), "none found") && !has(chart(mem, d), "effusion right zero"));
    CHECK(whole(mem, d, &problems) && whole(mem, e, &problems));
    CHECK(merged(mem, b, of_a).good);
    struct done refused =
        record(mem, b, "2026-01-11 10:00 assess by therapist-a\n  effusion right 2+\n", "2026-01-11T10:20Z");
    CHECK(!refused.good);
    CHECK_STR(tdm_str_of(refused.problems.items[0].code), "W047");
    leave(mem, a, "ward-a");
    leave(mem, b, "annex-b");
    leave(mem, d, "desk-d");
    leave(mem, e, "desk-e");
}

TEST("a thief who has seen that the key is trusted no longer cannot answer in kind; unseen, both count and both are "
     "listed "
     "[F116]") {
    static struct tdm_problems problems;
    struct tdm_clinic *a, *b;
    const struct tdm_distrust *list;
    struct tdm_problem problem;
    uint32_t count;
    struct tdm_distrust of_b = {.place = TDM_STR("annex-b"), .after = 1, .because = TDM_STR("stolen")},
                        of_a = {.place = TDM_STR("ward-a"), .after = 3, .because = TDM_STR("no, that one")};
    parted(mem, &a, &b);
    CHECK(merged(mem, a, bundled(mem, b, NULL)).good);
    CHECK(distrusted(mem, a, &of_b, "2026-01-10T08:00Z", &problems));
    CHECK(merged(mem, b, bundled(mem, a, NULL)).good);
    CHECK(distrusted(mem, b, &of_a, "2026-01-10T09:00Z", &problems)); /* is written, and counts nowhere */
    CHECK(merged(mem, a, bundled(mem, b, NULL)).good);
    REQUIRE(tdm_clinic_distrusted(a, &list, &count, &problem));
    REQUIRE(count == 1);
    CHECK_STR(list[0].place, "annex-b");
    leave(mem, a, "ward-a");
    leave(mem, b, "annex-b");
    parted(mem, &a, &b);
    CHECK(merged(mem, a, bundled(mem, b, NULL)).good);
    CHECK(distrusted(mem, a, &of_b, "2026-01-10T08:00Z", &problems));
    CHECK(distrusted(mem, b, &of_a, "2026-01-10T09:00Z", &problems));
    struct came came = merged(mem, a, bundled(mem, b, NULL));
    CHECK(came.good);
    REQUIRE(tdm_clinic_distrusted(a, &list, &count, &problem));
    CHECK_INT(count, 2);
    REQUIRE(came.merged.apart_count == 1);
    CHECK_STR(came.merged.aparts[0].episode, "place/keys");
    leave(mem, a, "ward-a");
    leave(mem, b, "annex-b");
}

TEST("a key is distrusted only of another place, from an entry that is here on, with a reason [F120]") {
    static struct tdm_problems problems;
    struct tdm_clinic *a, *b;
    static const struct {
        const char *place;
        uint64_t after;
        const char *because, *what;
    } rows[] = {
        {"ward-a", 1, "lost", "the key of `ward-a` after entry 1: a place cannot say this of its own key"},
        {"annex-b", 1, "",
         "the key of `annex-b` after entry 1: the reason is missing, or more than a line without quotes"},
        {"annex-b", 1, "a \"b\"",
         "the key of `annex-b` after entry 1: the reason is missing, or more than a line without quotes"},
        {"annex-c", 1, "lost", "the key of `annex-c` after entry 1: there is no such place here"},
        {"annex-b", 0, "lost", "the key of `annex-b` after entry 0: its chain has no such entry here"},
        {"annex-b", 9, "lost", "the key of `annex-b` after entry 9: its chain has no such entry here"},
    };
    parted(mem, &a, &b);
    CHECK(merged(mem, a, bundled(mem, b, NULL)).good);
    tdm_str before = bundled(mem, a, NULL);
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_distrust act = {
            .place = tdm_str_of(rows[i].place), .after = rows[i].after, .because = tdm_str_of(rows[i].because)};
        CHECK(!distrusted(mem, a, &act, "2026-01-10T08:00Z", &problems));
        REQUIRE(problems.count == 1);
        CHECK_STR(tdm_str_of(problems.items[0].code), "W046");
        CHECK_STR(tdm_str_of(problems.items[0].what), rows[i].what);
        CHECK(tdm_str_equal(bundled(mem, a, NULL), before));
    }
    leave(mem, a, "ward-a");
    leave(mem, b, "annex-b");
}

/* ---- refusals */

TEST("a bundle of which any byte was changed is refused, and the store is as it was [F116 F109]") {
    struct tdm_clinic *a, *b;
    parted(mem, &a, &b);
    CHECK(record(mem, b, "2026-01-08 09:30 screen flags by physician-a, none found\n", "2026-01-08T09:40Z").good);
    tdm_str text = bundled(mem, b, NULL), before = bundled(mem, a, NULL);
    for (size_t i = 0; i < text.len; i += i < 40 || i + 6000 > text.len ? 7 : 6001) {
        struct tdm_arena_mark mark = tdm_arena_mark(mem);
        char *changed = TDM_NEW_ARRAY(mem, char, text.len);
        memcpy(changed, text.at, text.len);
        changed[i] ^= 1;
        if (merged(mem, a, (tdm_str){changed, text.len}).good)
            check_failed(__FILE__, __LINE__, "byte %zu was changed and taken", i);
        tdm_arena_rewind(mem, mark);
    }
    CHECK(tdm_str_equal(bundled(mem, a, NULL), before));
    leave(mem, a, "ward-a");
    leave(mem, b, "annex-b");
}

TEST("a cut bundle, one with more entries than were signed, and one of a later form are refused by name [F116]") {
    struct tdm_clinic *a, *b;
    parted(mem, &a, &b);
    tdm_str early = bundled(mem, b, NULL), before = bundled(mem, a, NULL), late;
    CHECK(record(mem, b, "2026-01-08 09:30 screen flags by physician-a, none found\n", "2026-01-08T09:40Z").good);
    late = bundled(mem, b, NULL);
    struct came cut = merged(mem, a, tdm_str_slice(late, 0, late.len - 200));
    CHECK(!cut.good);
    CHECK_STR(tdm_str_of(cut.problem.code), "W012");
    /* The entries of the later one under the head of the earlier. */
    struct tdm_buf mixed;
    size_t early_head = 0, late_head = 0;
    REQUIRE(tdm_str_find(early, TDM_STR("\nhead "), &early_head) && tdm_str_find(late, TDM_STR("\nhead "), &late_head));
    tdm_buf_init(&mixed, mem, (size_t)16 << 20);
    tdm_buf_add(&mixed, tdm_str_slice(late, 0, late_head));
    tdm_buf_add(&mixed, tdm_str_slice(early, early_head, early.len));
    struct came more = merged(mem, a, tdm_buf_str(&mixed));
    CHECK(!more.good);
    CHECK_STR(tdm_str_of(more.problem.code), "W013");
    struct came newer = merged(mem, a, TDM_STR("tandem-bundle 2\n"));
    CHECK(!newer.good);
    CHECK_STR(tdm_str_of(newer.problem.fix), "merge it with the newer program that wrote it");
    CHECK(tdm_str_equal(bundled(mem, a, NULL), before));
    leave(mem, a, "ward-a");
    leave(mem, b, "annex-b");
}

TEST("two chains under one name are refused, and the store is as it was [F116]") {
    struct tdm_clinic *a, *b;
    parted(mem, &a, &b);
    tdm_str of_a = bundled(mem, a, NULL);
    leave(mem, a, "ward-a");
    a = founded(mem, "ward-a", "2026-01-05T08:00Z"); /* another place takes the name */
    tdm_str before = bundled(mem, a, NULL);
    struct came came = merged(mem, a, of_a);
    CHECK(!came.good);
    CHECK_STR(tdm_str_of(came.problem.what),
              "another entry 1 of `ward-a` is here already: two chains are written under one name");
    CHECK(tdm_str_equal(bundled(mem, a, NULL), before));
    leave(mem, a, "ward-a");
    leave(mem, b, "annex-b");
}

/* ---- a new key */

static void rotate(struct tdm_arena *mem, struct tdm_clinic *clinic, const char *now, uint64_t *number) {
    struct tdm_problems problems;
    tdm_problems_init(&problems);
    if (!tdm_clinic_rotate_key(mem, clinic, at(now), number, &problems))
        check_failed(__FILE__, __LINE__, "%s", problems.items[0].what);
}

static tdm_str key_file(struct tdm_arena *mem, const char *name) {
    tdm_str text = {0}, path = tdm_path_join(mem, scratch_path(mem, "ward-a"), tdm_str_of(name));
    struct tdm_problem problem;
    if (tdm_path_is_file(path)) CHECK(tdm_file_read(mem, path, 4096, &text, &problem));
    return text;
}

static void put_key_file(struct tdm_arena *mem, const char *name, tdm_str text) {
    tdm_str path = tdm_path_join(mem, scratch_path(mem, "ward-a"), tdm_str_of(name));
    struct tdm_problem problem;
    CHECK(tdm_file_write(mem, path, text, &problem));
}

static struct tdm_clinic *opened(struct tdm_arena *mem, enum tdm_store_mode mode, struct tdm_problem *problem) {
    struct tdm_clinic *clinic = NULL;
    return tdm_clinic_open(mem, scratch_path(mem, "ward-a"), mode, &clinic, problem) ? clinic : NULL;
}

TEST("a place goes on with a new key, other places follow it, and the old key records nothing [F109 F121 M114]") {
    struct tdm_clinic *a, *b;
    struct tdm_problem problem = {0};
    struct tdm_problems problems;
    uint64_t number = 0;
    parted(mem, &a, &b);
    tdm_str old = key_file(mem, "place.key");
    rotate(mem, a, "2026-01-07T08:00Z", &number);
    CHECK_INT(number, 5);
    CHECK(!tdm_str_equal(old, key_file(mem, "place.key")) && key_file(mem, "place.key.next").len == 0);
    CHECK(record(mem, a, "2026-01-07 10:00 assess by therapist-a\n  effusion right zero\n", "2026-01-07T10:10Z").good);
    CHECK(merged(mem, b, bundled(mem, a, "knee-1")).good);
    CHECK(whole(mem, a, &problems) && whole(mem, b, &problems));
    CHECK(tdm_str_equal(chart(mem, a), chart(mem, b)));
    tdm_clinic_close(a);
    a = opened(mem, TDM_STORE_WRITE, &problem);
    REQUIRE(a != NULL);
    rotate(mem, a, "2026-01-08T08:00Z", &number); /* and once more */
    CHECK(merged(mem, b, bundled(mem, a, NULL)).good);
    CHECK(whole(mem, b, &problems));
    tdm_clinic_close(a);
    put_key_file(mem, "place.key", old);
    CHECK(opened(mem, TDM_STORE_WRITE, &problem) == NULL);
    CHECK_STR(tdm_str_of(problem.code), "W042");
    remove_clinic(scratch_path(mem, "ward-a"));
    leave(mem, b, "annex-b");
}

TEST("a change of key that was cut short counts or does not, and the place goes on either way [F109 F121]") {
    struct tdm_clinic *a = founded(mem, "ward-a", "2026-01-05T08:00Z");
    struct tdm_problem problem = {0};
    struct tdm_problems problems;
    uint64_t number = 0;
    tdm_secret_key never;
    struct tdm_buf text;
    CHECK(enrol(mem, a, knee_head(), "2026-01-05T09:05Z").good);
    tdm_str old = key_file(mem, "place.key");
    uint8_t seed[32] = {7};
    tdm_key_make(seed, &never);
    tdm_buf_init(&text, mem, 200);
    tdm_secret_print(&text, &never);
    put_key_file(mem, "place.key.next", tdm_buf_str(&text)); /* written, and its entry never was */
    tdm_clinic_close(a);
    a = opened(mem, TDM_STORE_WRITE, &problem);
    REQUIRE(a != NULL);
    rotate(mem, a, "2026-01-07T08:00Z", &number);
    tdm_str new = key_file(mem, "place.key");
    CHECK(!tdm_str_equal(new, tdm_buf_str(&text)));
    tdm_clinic_close(a);
    put_key_file(mem, "place.key", old); /* the entry counts, and the files had not changed places yet */
    put_key_file(mem, "place.key.next", new);
    a = opened(mem, TDM_STORE_READ, &problem);
    struct tdm_signed_head head;
    REQUIRE(a != NULL &&
            tdm_clinic_head(mem, a, at("2026-01-08T08:00Z"), &head, &problem)); /* read only: nothing is moved */
    CHECK(tdm_str_equal(key_file(mem, "place.key"), old));
    tdm_clinic_close(a);
    a = opened(mem, TDM_STORE_WRITE, &problem);
    REQUIRE(a != NULL);
    CHECK(tdm_str_equal(key_file(mem, "place.key"), new) && key_file(mem, "place.key.next").len == 0);
    CHECK(record(mem, a, LOOK, "2026-01-08T10:10Z").good);
    CHECK(whole(mem, a, &problems));
    leave(mem, a, "ward-a");
}
