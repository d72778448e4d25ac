/* mask_test.c - what hangs on the key is what another HMAC says; a masked chart keeps what says nothing of anybody, and
 * only that. */
#include "../engine/engine_case.h"
#include "exchange/mask.h"

#include <string.h>

static struct tdm_mask mask_of(bool with_text) {
    struct tdm_mask mask = {.with_text = with_text};
    for (uint8_t i = 0; i < sizeof mask.key.byte; i++) mask.key.byte[i] = i;
    return mask;
}

static tdm_str hex(struct tdm_arena *mem, tdm_digest digest) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 100);
    tdm_digest_print(&out, digest);
    return tdm_buf_str(&out);
}

/* Figures from the hmac and hashlib of Python. */
TEST("HMAC over BLAKE2b-256 gives what another library gives, for keys below and above a block [F069]") {
    char key[200], message[300];
    memset(key, 'k', sizeof key);
    memset(message, 'm', sizeof message);
    CHECK_STR(hex(mem, tdm_hmac(mem, TDM_STR("key"), TDM_STR("The quick brown fox"))),
              "182e7fa11f58b7bd4ff2cc034e5fabb65fbf341fbd99cdc5ebf6289c173344bb");
    CHECK_STR(hex(mem, tdm_hmac(mem, TDM_STR(""), TDM_STR(""))),
              "486b62b89b06365cf96f77c388e093b92aa774ba9eb7530cae6e68a3acbab9e8");
    CHECK_STR(hex(mem, tdm_hmac(mem, (tdm_str){key, sizeof key}, (tdm_str){message, sizeof message})),
              "ad914b08382cdee6eddb07d5aa9676c9b458c0449b7cb261f293c1bb3f589b5c");
}

TEST("days are moved by whole weeks of the person, names follow from key and kind alone [F069]") {
    struct tdm_mask mask = mask_of(false);
    CHECK_INT(tdm_mask_days(mem, &mask, TDM_STR("example-a")), -1393);
    CHECK_INT(tdm_mask_days(mem, &mask, TDM_STR("example-b")), -1358);
    CHECK_STR(tdm_mask_name(mem, &mask, 'p', TDM_STR("example-a")), "p-c83a02ad5a38e8fa");
    CHECK_STR(tdm_mask_name(mem, &mask, 'e', TDM_STR("example-a")), "e-c06643dfd27f5207");
    CHECK_STR(tdm_mask_name(mem, &mask, 'p', TDM_STR("")), "");
    for (int i = 0; i < 2000; i++) {
        struct tdm_buf name;
        tdm_buf_init(&name, mem, 100);
        tdm_buf_format(&name, "example-%d", i);
        int32_t days = tdm_mask_days(mem, &mask, tdm_buf_str(&name));
        CHECK(days % 7 == 0 && days <= -406 && days >= -4053);
    }
}

TEST("a key that was printed is read again; anything else is told [F069]") {
    struct tdm_mask mask = mask_of(false);
    tdm_export_key key;
    struct tdm_buf text;
    struct tdm_problem problem = {0};
    tdm_buf_init(&text, mem, 200);
    tdm_export_key_print(&text, mask.key);
    REQUIRE(tdm_export_key_read(TDM_STR("k"), tdm_buf_str(&text), &key, &problem));
    CHECK(memcmp(key.byte, mask.key.byte, sizeof key.byte) == 0);
    CHECK(!tdm_export_key_read(TDM_STR("k"), tdm_str_slice(tdm_buf_str(&text), 0, text.len - 2), &key, &problem));
    CHECK_STR(tdm_str_of(problem.code), "F040");
    CHECK_STR(tdm_str_of(problem.what), "this is no export key");
    CHECK(!tdm_export_key_read(TDM_STR("k"), TDM_STR(""), &key, &problem));
}

static const char story[] =
    "2026-01-05 enrol by physician-a\n"
    "2026-01-06 09:30 assess by therapist-a, name first-visit\n  pain 2 points\n  quads right not-done, because \"Mr "
    "Example was late\"\n"
    "2026-01-07 medicine by p-1, taken \"Knee Gel\", for \"his knee\"\n"
    "2026-01-07 10:00 medicine by p-1, taken \"ibuprofen lysinate\"\n"
    "2026-01-07 11:00 medicine by p-1, taken \"uncle's drops\"\n"
    "2026-01-08 finding stiff-gait opened by therapist-a, words \"like his father\"\n"
    "2026-01-09 plan procedure on 2026-02-02 by physician-a\n"
    "2026-02-02 procedure graft performed by physician-a\n  operator physician-a\n"
    "2026-02-03 handoff stiff-gait by physician-a, to physical-therapist, until 2026-02-10\n"
    "2026-02-04 acknowledge house-keys by therapist-a, to physician-a\n"
    "2026-02-05 correct first-visit by therapist-a, because \"misread\"\n  pain 3 points, was 2 points\n";

static tdm_str masked(struct tdm_arena *mem, bool with_text) {
    struct tdm_mask mask = mask_of(with_text);
    struct tdm_buf out;
    const struct tdm_case *episode = case_with_head(mem, case_head, "", story);
    tdm_buf_init(&out, mem, 1u << 20);
    if (episode == NULL) return TDM_STR("(refused)");
    struct tdm_masking how = {&mask, episode->protocol};
    tdm_chart_print(&out, tdm_mask_chart(mem, &how, episode->chart->chart));
    return tdm_buf_str(&out);
}

static bool holds(tdm_str text, const char *part) {
    size_t at;
    return tdm_str_find(text, tdm_str_of(part), &at);
}

TEST("names, days and free text go; words of catalogue and protocol stay, a medicine by its ingredient [F069 G9 M61]") {
    static const char *const gone[] = {"p-1",    "therapist-a", "physician-a", "first-visit", "Example", "knee\"",
                                       "father", "misread",     "2026",        "uncle",       "e-1\n",   "house-keys"};
    static const char *const stay[] = {
        "stiff-gait opened", "procedure graft",       "pain 3 points", "quads right not-done", "ibuprofen", "Knee Gel",
        "unlisted",          "to physical-therapist", "withheld",      "site knee, right",     "09:30"};
    tdm_str text = masked(mem, false);
    for (size_t i = 0; i < TDM_COUNT(gone); i++)
        if (holds(text, gone[i])) check_failed(__FILE__, __LINE__, "%s is still there: %.*s", gone[i], TDM_FMT(text));
    for (size_t i = 0; i < TDM_COUNT(stay); i++)
        if (!holds(text, stay[i])) check_failed(__FILE__, __LINE__, "%s is not there: %.*s", stay[i], TDM_FMT(text));
}

TEST("free text stays when that is asked, and nothing else of whom it is of [F069]") {
    tdm_str text = masked(mem, true);
    CHECK(holds(text, "like his father") && holds(text, "uncle's drops"));
    CHECK(!holds(text, "therapist-a") && !holds(text, "2026") && !holds(text, "first-visit"));
}

TEST("what refers to an entry still refers to it: a masked chart opens as the chart did, and says the same [F069]") {
    struct tdm_mask mask = mask_of(false);
    const struct tdm_library *library = case_library(mem, "");
    const struct tdm_case *episode = case_with_head(mem, case_head, "", story), *other = NULL;
    REQUIRE(library != NULL && episode != NULL);
    struct tdm_masking how = {&mask, episode->protocol};
    struct tdm_problems problems;
    tdm_problems_init(&problems);
    REQUIRE(tdm_case_open(mem, library, tdm_mask_chart(mem, &how, episode->chart->chart), &other, &problems));
    CHECK_INT(other->chart->reading_count, episode->chart->reading_count);
    tdm_value value = {0};
    uint32_t said_by;
    for (uint32_t i = 0; i < other->chart->reading_count; i++) {
        const struct tdm_reading *a = &episode->chart->readings[i], *b = &other->chart->readings[i];
        CHECK(tdm_reading_known(other->chart, b, TDM_INSTANT_NONE, &value, &said_by));
        CHECK_INT(b->date.day - a->date.day, tdm_mask_days(mem, &mask, TDM_STR("p-1")));
    }
    CHECK_INT(value.quantity.number.coefficient, 3);
}

static tdm_date date_of(const char *text) {
    tdm_date date;
    TDM_ASSERT(tdm_date_parse(tdm_str_of(text), &date));
    return date;
}

static const char *withdrawn(struct tdm_arena *mem, const char *entries) {
    const struct tdm_chart *chart = case_chart(mem, case_head, entries);
    const char *word = chart == NULL ? "(refused)" : tdm_consent_withdrawn(chart, date_of("2026-01-07"));
    return word == NULL ? "" : word;
}

TEST("the newest consent with a word of sharing counts; of one day without times the withdrawal does [F069 G9]") {
    CHECK_STR(tdm_str_of(withdrawn(mem, "")), "");
    CHECK_STR(tdm_str_of(withdrawn(mem, "2026-01-05 consent \"data-sharing\" withdrawn by p-1\n")), "data-sharing");
    CHECK_STR(tdm_str_of(withdrawn(mem, "2026-01-05 consent \"registry\" withdrawn by p-1\n")), "registry");
    CHECK_STR(tdm_str_of(withdrawn(mem, "2026-01-05 consent \"the graft\" withdrawn by p-1\n")), "");
    CHECK_STR(tdm_str_of(withdrawn(mem, "2026-01-05 consent \"data-sharing\" withdrawn by p-1\n"
                                        "2026-01-06 consent \"data-sharing\" given by p-1\n")),
              "");
    CHECK_STR(tdm_str_of(withdrawn(mem, "2026-01-05 consent \"data-sharing\" given by p-1\n"
                                        "2026-01-05 consent \"data-sharing\" withdrawn by p-1\n")),
              "data-sharing");
    CHECK_STR(tdm_str_of(withdrawn(mem, "2026-01-05 09:00 consent \"data-sharing\" withdrawn by p-1\n"
                                        "2026-01-05 09:30 consent \"data-sharing\" given by p-1\n")),
              "");
    CHECK_STR(tdm_str_of(withdrawn(mem, "2026-01-05 consent \"data-sharing\" withdrawn by p-1, name slip\n"
                                        "2026-01-06 withdraw slip by physician-a, because \"wrong person\"\n")),
              "");
    CHECK_STR(tdm_str_of(withdrawn(mem, "2026-01-07 consent \"registry\" withdrawn by p-1\n")), "registry");
    CHECK_STR(tdm_str_of(withdrawn(mem, "2026-01-08 consent \"registry\" withdrawn by p-1\n")), "");
    CHECK_STR(tdm_str_of(withdrawn(mem, "2026-01-05 09:00 consent \"registry\" withdrawn by p-1\n"
                                        "2026-01-05 consent \"registry\" given by p-1\n")),
              "registry");
}

TEST("people who share site, side, protocol and procedure are counted, a person with two episodes once [F069]") {
    static const char *const sides[] = {"right", "right", "left", "right"}, *const people[] = {"c", "a", "b", "a"};
    struct tdm_cells cells = {.mem = mem};
    struct tdm_buf out;
    for (size_t i = 0; i < TDM_COUNT(sides); i++) {
        struct tdm_chart chart = {
            .patient = tdm_str_of(people[i]), .region = TDM_STR("knee"), .protocol = TDM_STR("p")};
        chart.side = tdm_str_is(tdm_str_of(sides[i]), "right") ? TDM_SIDE_RIGHT : TDM_SIDE_LEFT;
        tdm_cells_add(&cells, &chart);
    }
    struct tdm_chart more = {
        .patient = TDM_STR("d"), .region = TDM_STR("knee"), .protocol = TDM_STR("p"), .side = TDM_SIDE_RIGHT};
    tdm_cells_add(&cells, &more);
    tdm_cells_close(&cells);
    CHECK_INT(tdm_cells_of(&cells, TDM_STR("a")), 1);
    CHECK_INT(tdm_cells_of(&cells, TDM_STR("b")), 1);
    CHECK_INT(tdm_cells_of(&cells, TDM_STR("c")), 2);
    CHECK_INT(tdm_cells_of(&cells, TDM_STR("d")), 2);
    CHECK_INT(tdm_cells_of(&cells, TDM_STR("e")), 0);
    tdm_buf_init(&out, mem, 4096);
    tdm_cells_csv(&out, &cells, 2);
    CHECK_STR(tdm_buf_str(&out), "combination,people\r\n\"knee, left, p, no procedure\",1\r\n"
                                 "\"knee, right, p, no procedure; knee, right, p, no procedure\",1\r\n");
}

TEST("ages above 89 are told as 90 [F069]") {
    struct tdm_mask mask = mask_of(false);
    const struct tdm_case *episode = case_with_head(mem, case_head, "", "");
    REQUIRE(episode != NULL);
    struct tdm_written_reading readings[] = {
        {.measure = TDM_STR("age"), .value = {.is_number = true, .number = {93, 0}}},
        {.measure = TDM_STR("age"), .value = {.is_number = true, .number = {89, 0}}},
        {.measure = TDM_STR("reach"), .value = {.is_number = true, .number = {93, 0}}}};
    struct tdm_entry entry = {
        .kind = TDM_ENTRY_ASSESS, .readings = readings, .reading_count = 3, .other_date = TDM_DATE_NONE};
    struct tdm_chart chart = *episode->chart->chart;
    chart.entries = &entry;
    chart.entry_count = 1;
    struct tdm_masking how = {&mask, episode->protocol};
    const struct tdm_entry *out = tdm_mask_chart(mem, &how, &chart)->entries;
    CHECK_INT(out->readings[0].value.number.coefficient, 90);
    CHECK_INT(out->readings[1].value.number.coefficient, 89);
    CHECK_INT(out->readings[2].value.number.coefficient, 93);
}
