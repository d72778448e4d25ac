/* clinic_test.c - the acts: founded, enrolled, recorded; two places that write the same episode; a clock that is set
 * back. */
#include "clinics.h"

TEST("a founded clinic has a private key and one entry, and is not founded again [F109 F120]") {
    static struct tdm_problems problems;
    struct tdm_problem problem;
    struct stat status;
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
    REQUIRE(clinic != NULL);
    CHECK_STR(tdm_clinic_place(clinic), "ward-a");
    CHECK(whole(mem, clinic, &problems));
    tdm_str folder = scratch_path(mem, "ward-a");
    REQUIRE(stat(tdm_arena_str(mem, tdm_path_join(mem, folder, TDM_STR("place.key"))).at, &status) == 0);
    CHECK_INT(status.st_mode & 0777, 0600);
    CHECK(!tdm_clinic_found(mem, folder, TDM_STR("ward-a"), at("2026-01-05T08:00Z"), &problem));
    CHECK_STR(tdm_str_of(problem.code), "W026");
    CHECK(!tdm_clinic_found(mem, scratch_path(mem, "ward-b"), TDM_STR("ward b"), at("2026-01-05T08:00Z"), &problem));
    CHECK_STR(tdm_str_of(problem.code), "W041");
    leave(mem, clinic, "ward-a");
}

TEST("a founding that was cut short before its first entry is finished by founding again [F109 S88]") {
    static struct tdm_problems problems;
    static const char seed[] = "tandem-key 1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";
    for (int with_key = 0; with_key < 2; with_key++) {
        tdm_str folder = scratch_path(mem, "ward-a");
        struct tdm_problem problem = {0};
        struct tdm_clinic *clinic;
        remove_clinic(folder);
        REQUIRE(tdm_folder_make(mem, folder, &problem) &&
                tdm_store_make(mem, tdm_clinic_store_path(mem, folder), &problem));
        if (with_key == 1)
            REQUIRE(tdm_file_make_private(mem, tdm_path_join(mem, folder, TDM_STR("place.key")), tdm_str_of(seed),
                                          &problem));
        if (!tdm_clinic_found(mem, folder, TDM_STR("ward-a"), at("2026-01-05T08:00Z"), &problem))
            check_failed(__FILE__, __LINE__, "%s", problem.what);
        REQUIRE(tdm_clinic_open(mem, folder, TDM_STORE_WRITE, &clinic, &problem));
        CHECK_STR(tdm_clinic_place(clinic), "ward-a");
        CHECK(whole(mem, clinic, &problems));
        CHECK(!tdm_clinic_found(mem, folder, TDM_STR("ward-a"), at("2026-01-05T08:00Z"), &problem));
        leave(mem, clinic, "ward-a");
    }
}

TEST("a kept episode is a chart file with the instants and numbers of the ledger, its protocol pinned [F109 F111]") {
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
    struct done first = enrol(mem, clinic, knee_head(), "2026-01-05T09:05Z");
    CHECK(first.good);
    CHECK_INT(first.taken.added, 2);
    struct done more =
        record(mem, clinic, "2026-01-06 10:00 assess by therapist-a, name first-look\n  effusion right 1+\n",
               "2026-01-06T10:10:30Z");
    CHECK(more.good);
    tdm_str text = chart(mem, clinic);
    CHECK(has(text, "chart knee-1\n  patient example-p\n"));
    CHECK(has(text, "protocol knee-oa-bmac version 1.1, hash \""));
    CHECK(has(text, "2026-01-05 09:00 enrol by physician-a, recorded 2026-01-05T09:05Z, writer ward-a 3\n"));
    CHECK(
        has(text,
            "2026-01-06 10:00 assess by therapist-a, name first-look, recorded 2026-01-06T10:10:30Z, writer ward-a 4\n"
            "  effusion right 1+\n"));
    tdm_str protocol;
    bool found = false;
    struct tdm_problem problem;
    struct tdm_act act = act_at(mem, "2026-01-05T09:05Z");
    CHECK(
        tdm_store_file(mem, tdm_clinic_store(clinic), tdm_digest_of(act.protocol_text), &protocol, &found, &problem) &&
        found);
    CHECK(tdm_str_equal(protocol, act.protocol_text));
    leave(mem, clinic, "ward-a");
}

TEST("a chart that is longer than what may be read is told, and never given without its newest entries [G9 S88]") {
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
    struct tdm_problem problem = {0};
    struct tdm_buf text;
    CHECK(enrol(mem, clinic, knee_head(), "2026-01-05T09:05Z").good);
    tdm_buf_init(&text, mem, chart(mem, clinic).len);
    CHECK(tdm_clinic_chart(mem, clinic, TDM_STR("knee-1"), &text, &problem));
    CHECK(
        record(mem, clinic, "2026-01-06 10:00 assess by therapist-a\n  effusion right 1+\n", "2026-01-06T10:10Z").good);
    tdm_buf_init(&text, mem, text.len);
    CHECK(!tdm_clinic_chart(mem, clinic, TDM_STR("knee-1"), &text, &problem));
    CHECK_STR(tdm_str_of(problem.code), "N031");
    leave(mem, clinic, "ward-a");
}

TEST("a chart whose entries were found together with others is the same, and is as it was then until the next look") {
    static const tdm_str names[] = {TDM_STR_INIT("hip-2"), TDM_STR_INIT("knee-1")};
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z"), *reading;
    struct tdm_problem problem;
    CHECK(enrol(mem, clinic, knee_head(), "2026-01-05T09:05Z").good);
    REQUIRE(tdm_clinic_open(mem, scratch_path(mem, "ward-a"), TDM_STORE_READ, &reading, &problem));
    tdm_str alone = chart(mem, reading);
    CHECK(has(alone, "chart knee-1\n"));
    tdm_clinic_read_ahead(reading, names, 2);
    CHECK(tdm_str_equal(chart(mem, reading), alone));
    CHECK(tdm_str_equal(chart(mem, reading), alone)); /* a second time: asking takes nothing away */
    CHECK(
        record(mem, clinic, "2026-01-06 10:00 assess by therapist-a\n  effusion right 1+\n", "2026-01-06T10:10Z").good);
    CHECK(tdm_str_equal(chart(mem, reading), alone));
    tdm_clinic_read_ahead(reading, names, 1); /* hip-2, which is not there: knee-1 is asked of the store again */
    CHECK(has(chart(mem, reading), "effusion right 1+\n"));
    tdm_clinic_close(reading);
    leave(mem, clinic, "ward-a");
}

TEST("the same head and lines are taken once, another head of that name is refused [M114 F109]") {
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
    CHECK(enrol(mem, clinic, knee_head(), "2026-01-05T09:05Z").good);
    struct done again = enrol(mem, clinic, knee_head(), "2026-01-05T09:06Z");
    CHECK(again.good);
    CHECK_INT(again.taken.added, 0);
    CHECK_INT(again.taken.there, 2);
    char other[2000];
    snprintf(other, sizeof other, "%s", knee_head());
    memcpy(strstr(other, "right"), "left ", 5);
    struct done refused = enrol(mem, clinic, other, "2026-01-05T09:07Z");
    CHECK(!refused.good);
    CHECK_STR(tdm_str_of(refused.problems.items[0].code), "W044");
    leave(mem, clinic, "ward-a");
}

TEST("a clock that was set back is told once an act, its entries keep the last instant, and the chain holds [F109]") {
    static struct tdm_problems problems;
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
    CHECK(enrol(mem, clinic, knee_head(), "2026-01-07T09:00Z").good);
    struct done held = record(mem, clinic,
                              "2026-01-05 10:00 assess by therapist-a\n  effusion right 1+\n"
                              "2026-01-05 11:00 screen flags by therapist-a, none found\n",
                              "2026-01-06T12:00Z");
    CHECK(held.good);
    CHECK_INT(held.problems.count, 1);
    CHECK_STR(tdm_str_of(held.problems.items[0].code), "W008");
    CHECK_INT(held.problems.items[0].severity, TDM_NOTE);
    CHECK(has(chart(mem, clinic), "none found, recorded 2026-01-07T09:00Z, writer ward-a 5\n"));
    CHECK(whole(mem, clinic, &problems));
    leave(mem, clinic, "ward-a");
}

TEST("a line that cannot stand refuses every line, and the store is as it was [M21 M55]") {
    static const struct {
        const char *lines, *code;
    } rows[] = {
        {"2026-01-06 10:00 assess by therapist-a\n  effusion right 1+\n2026-01-06 10:05 assess by nobody-x\n  effusion "
         "right 1+\n",
         "H025"},
        {"2026-01-06 10:00 assess by therapist-a\n  effusion right 1+\n2026-01-06 10:05 assess by therapist-a\n  "
         "effusoin right 1+\n",
         "B004"},
        {"2026-01-06 10:00 assess by therapist-a\n  effusion right 1+\n2026-02-06 10:05 assess by therapist-a\n  "
         "effusion right 1+\n",
         "H031"},
        {"2026-01-06 10:00 assess by therapist-a, writer ward-a 9\n  effusion right 1+\n", "W043"},
    };
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
    CHECK(enrol(mem, clinic, knee_head(), "2026-01-05T09:05Z").good);
    tdm_str before = chart(mem, clinic);
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct done refused = record(mem, clinic, rows[i].lines, "2026-01-07T09:00Z");
        CHECK(!refused.good);
        CHECK_STR(tdm_str_of(refused.problems.count > 0 ? refused.problems.items[0].code : ""), rows[i].code);
        CHECK(tdm_str_equal(chart(mem, clinic), before));
    }
    leave(mem, clinic, "ward-a");
}

/* ---- two places */

struct bringing {
    struct tdm_arena *mem;
    struct tdm_store *to;
};

static bool bring_one(void *context, const struct tdm_stored *stored) {
    struct bringing *b = context;
    struct tdm_chained link;
    struct tdm_problem problem;
    struct tdm_stored there;
    bool found = false;
    struct tdm_head where = {stored->place, stored->number, stored->hash};
    TDM_ASSERT(tdm_store_at(b->mem, b->to, &where, &there, &found, &problem));
    if (found) return true;
    TDM_ASSERT(tdm_chained_read(b->mem, TDM_STR("x"), tdm_arena_str(b->mem, stored->bytes), &link, &problem));
    TDM_ASSERT(tdm_store_append(b->to, &link, stored, &problem));
    return true;
}

/* Everything that one has and the other lacks. */
static void bring(struct tdm_arena *mem, struct tdm_clinic *from, struct tdm_clinic *to) {
    struct bringing b = {mem, tdm_clinic_store(to)};
    struct tdm_problem problem;
    TDM_ASSERT(tdm_clinic_begin(to, &problem));
    TDM_ASSERT(tdm_store_chains(tdm_clinic_store(from), bring_one, &b, &problem));
    TDM_ASSERT(tdm_clinic_commit(to, &problem));
}

TEST("two laptops apart: a fork, a late correction, one act at both; brought together in either order the chart has "
     "the same bytes [F116 M114]") {
    static struct tdm_problems problems;
    struct tdm_clinic *a = founded(mem, "ward-a", "2026-01-05T08:00Z"),
                      *b = founded(mem, "annex-b", "2026-01-05T08:30Z");
    CHECK(enrol(mem, a, knee_head(), "2026-01-05T09:05Z").good);
    CHECK(record(mem, a, "2026-01-06 10:00 assess by therapist-a, name first-look\n  effusion right 1+\n",
                 "2026-01-06T10:10Z")
              .good);
    bring(mem, a, b);
    CHECK(tdm_str_equal(chart(mem, a), chart(mem, b)));
    /* Apart: each records on its own; the same screen is recorded at both. */
    CHECK(
        record(
            mem, b,
            "2026-01-08 09:00 correct first-look by therapist-a, because \"misread\"\n  effusion right trace, was 1+\n",
            "2026-01-08T09:10Z")
            .good);
    CHECK(record(mem, b, "2026-01-08 09:30 screen flags by physician-a, none found\n", "2026-01-08T09:40Z").good);
    CHECK(record(mem, a, "2026-01-08 09:30 screen flags by physician-a, none found\n", "2026-01-08T11:00Z").good);
    CHECK(record(mem, a, "2026-01-09 10:00 assess by therapist-a\n  effusion right zero\n", "2026-01-09T10:10Z").good);
    bring(mem, b, a);
    bring(mem, a, b);
    tdm_str text = chart(mem, a);
    CHECK(tdm_str_equal(text, chart(mem, b)));
    CHECK(has(text, "recorded 2026-01-08T09:10Z, writer annex-b 2\n"));
    CHECK(has(text, "none found, recorded 2026-01-08T09:40Z, writer annex-b 3\n"));
    CHECK(!has(text, "recorded 2026-01-08T11:00Z"));
    CHECK(has(text, "recorded 2026-01-09T10:10Z, writer ward-a 6\n"));
    CHECK(whole(mem, a, &problems) && whole(mem, b, &problems));
    /* What comes next at either place names what it has seen of the other. */
    CHECK(record(mem, a, "2026-01-10 10:00 assess by therapist-a\n  effusion right zero\n", "2026-01-10T10:10Z").good);
    struct tdm_stored last;
    struct tdm_problem problem;
    bool found = false;
    CHECK(tdm_store_last(mem, tdm_clinic_store(a), TDM_STR("ward-a"), &last, &found, &problem) && found);
    CHECK(has(last.bytes, "\nseen 1:1\nof 7:annex-b\nupto 1:3\n"));
    bring(mem, a, b);
    CHECK(tdm_str_equal(chart(mem, a), chart(mem, b)));
    CHECK(whole(mem, b, &problems));
    leave(mem, a, "ward-a");
    leave(mem, b, "annex-b");
}

TEST("without its key a clinic is read and proved, and nothing is recorded or signed [F120]") {
    static struct tdm_problems problems;
    struct tdm_problem problem;
    struct tdm_signed_head signed_head;
    struct tdm_clinic *clinic = founded(mem, "ward-a", "2026-01-05T08:00Z");
    tdm_str folder = scratch_path(mem, "ward-a");
    CHECK(enrol(mem, clinic, knee_head(), "2026-01-05T09:05Z").good);
    tdm_clinic_close(clinic);
    REQUIRE(unlink(tdm_arena_str(mem, tdm_path_join(mem, folder, TDM_STR("place.key"))).at) == 0);
    CHECK(!tdm_clinic_open(mem, folder, TDM_STORE_WRITE, &clinic, &problem));
    CHECK_STR(tdm_str_of(problem.code), "W009");
    REQUIRE(tdm_clinic_open(mem, folder, TDM_STORE_READ, &clinic, &problem));
    CHECK(whole(mem, clinic, &problems));
    CHECK(has(chart(mem, clinic), "enrol by physician-a"));
    CHECK(!tdm_clinic_head(mem, clinic, at("2026-01-05T09:05Z"), &signed_head, &problem));
    CHECK_STR(tdm_str_of(problem.code), "W009");
    leave(mem, clinic, "ward-a");
}
