/* tidy_test.c - tables say what the chart says now: corrections, withdrawals, what was not done; in the unit of the
 * measure. REDCap data say the same and come back. */
#include "../engine/engine_case.h"
#include "exchange/redcap.h"
#include "exchange/tidy.h"

static const char story[] =
    "2026-01-05 enrol by physician-a\n"
    "2026-01-06 09:30 assess by therapist-a, name first\n  quads right 100 N.m, left 131 N.m\n  body-mass 70500 g\n"
    "2026-01-06 diary by p-1\n  2026-01-05 pain 4 points\n  2026-01-06 pain 5 points\n"
    "2026-01-07 assess by therapist-a, name second\n  effusion right trace\n  quads left not-done, because \"no "
    "time\"\n"
    "2026-01-08 correct first by therapist-a, because \"misread\"\n  quads right 110 N.m, was 100 N.m\n"
    "2026-01-09 withdraw second by therapist-a, because \"another person\"\n"
    "2026-01-10 assess by p-1\n  error right 3 deg\n"
    "2026-01-12 prescribe by therapist-a, name rx\n  press 3x10, 40 kg, 3 times a week\n"
    "2026-01-13 session of rx by p-1, at home\n  press 10 reps 40 kg, 8 reps 40 kg stopped \"tired\"\n  pain 2 points\n"
    "2026-02-02 procedure graft performed by physician-a\n"
    "2026-02-03 assess by therapist-a\n  quads right 90 N.m, left 130 N.m\n";

static tdm_str table_of(struct tdm_arena *mem, enum tdm_tidy_table table) {
    struct tdm_buf *out = TDM_NEW_ARRAY(mem, struct tdm_buf, TDM_TIDY_TABLES);
    const struct tdm_case *episode = case_open(mem, "", story);
    for (int i = 0; i < TDM_TIDY_TABLES; i++) tdm_buf_init(&out[i], mem, 1u << 20);
    if (episode == NULL) return TDM_STR("(refused)");
    tdm_tidy_chart(out, episode);
    struct tdm_asof asof = {day("2026-02-20"), TDM_INSTANT_NONE};
    struct tdm_tidy_day at = {tdm_standing_of(mem, episode, NULL, 0, asof), episode->chart->chart, 7};
    tdm_tidy_standing(out, &at);
    return tdm_buf_str(&out[table]);
}

TEST("a reading says its value now, its unit is the measure's, and what happened to it [F068 M31 M38]") {
    CHECK_STR(table_of(mem, TDM_TIDY_READINGS),
              "e-1,3,2026-01-05,,-28,nprs,,4,points,,,counts,,no,no,p-1,\r\n"
              "e-1,3,2026-01-06,,-27,nprs,,5,points,,,counts,,no,no,p-1,\r\n"
              "e-1,9,2026-01-13,,-20,nprs,,2,points,,,counts,,no,yes,p-1,\r\n"
              "e-1,2,2026-01-06,09:30,-27,torque,right,110,N.m,,,corrected,100,no,no,therapist-a,\r\n"
              "e-1,11,2026-02-03,,1,torque,right,90,N.m,,,counts,,no,no,therapist-a,\r\n"
              "e-1,2,2026-01-06,09:30,-27,torque,left,131,N.m,,,counts,,no,no,therapist-a,\r\n"
              "e-1,11,2026-02-03,,1,torque,left,130,N.m,,,counts,,no,no,therapist-a,\r\n"
              "e-1,2,2026-01-06,09:30,-27,body-mass,,70.5,kg,,,counts,,no,no,therapist-a,\r\n"
              "e-1,7,2026-01-10,,-23,position-error,right,3,deg,,,not-counted,,no,no,p-1,\r\n"
              "e-1,4,2026-01-07,,-26,stroke,right,,,,,withdrawn,,no,no,therapist-a,\r\n"
              "e-1,4,2026-01-07,,-26,quads,left,,,,,not-done,,no,no,therapist-a,no time\r\n");
}

TEST("an exercise is a row, and each field of its dose or set another [F068]") {
    CHECK_STR(table_of(mem, TDM_TIDY_EXERCISES), "e-1,8,1,2026-01-12,,-21,prescribe,press,,3,week,\r\n"
                                                 "e-1,9,1,2026-01-13,,-20,session,press,done,,,\r\n");
    CHECK_STR(table_of(mem, TDM_TIDY_DOSES),
              "e-1,8,1,,sets,3,,\r\ne-1,8,1,,reps,10,,\r\ne-1,8,1,,load,40,kg,\r\n"
              "e-1,9,1,1,reps,10,,\r\ne-1,9,1,1,load,40,kg,\r\n"
              "e-1,9,1,2,reps,8,,\r\ne-1,9,1,2,load,40,kg,\r\ne-1,9,1,2,stopped,,,tired\r\n");
}

TEST("an episode is one row, and its entries are rows that tell which were taken back [F068]") {
    CHECK_STR(table_of(mem, TDM_TIDY_EPISODES),
              "e-1,p-1,small,1.0,arthrosis,knee,right,2026-01-05,graft,2026-02-02,,,11,yes\r\n");
    tdm_str entries = table_of(mem, TDM_TIDY_ENTRIES);
    size_t at;
    CHECK(tdm_str_find(entries,
                       TDM_STR("e-1,4,2026-01-07,,-26,2026-01-07T23:59:59.999Z,yes,assess,therapist-a,"
                               "physical-therapist,second,,,,,,,,,,yes\r\n"),
                       &at));
    CHECK(tdm_str_find(entries,
                       TDM_STR("e-1,6,2026-01-09,,-24,2026-01-09T23:59:59.999Z,yes,withdraw,therapist-a,"
                               "physical-therapist,,,,second,,,,,another person,,no\r\n"),
                       &at));
}

TEST("where an episode stands is told of the day that was asked, moved as its chart was [F068 F069]") {
    CHECK_STR(table_of(mem, TDM_TIDY_GATES), "e-1,2026-02-27,start-loading,closed,,2026-03-09\r\n");
    CHECK(tdm_str_starts_with(table_of(mem, TDM_TIDY_STANDINGS), TDM_STR("e-1,2026-02-27,yes,no,repair,active,")));
}

/* ---- REDCap */

static struct tdm_problems problems;

static tdm_str rows_back(struct tdm_arena *mem, tdm_str dictionary, tdm_str data, const struct tdm_catalog *catalog) {
    struct tdm_table_text one = {dictionary, 0}, two = {data, 0};
    struct tdm_table_source first = {TDM_STR("dictionary.csv"), ',', tdm_table_text_fill, &one};
    struct tdm_table_source second = {TDM_STR("data.csv"), ',', tdm_table_text_fill, &two};
    const struct tdm_mapping *mapping;
    struct tdm_import *import;
    struct tdm_imported row;
    struct tdm_buf out;
    enum tdm_row_verdict verdict;
    tdm_buf_init(&out, mem, 1u << 20);
    tdm_problems_init(&problems);
    if (tdm_redcap_mapping(mem, tdm_table_open(mem, &first), catalog, &mapping, &problems) &&
        tdm_import_open(mem, mapping, tdm_table_open(mem, &second), &import, &problems))
        while ((verdict = tdm_import_next(mem, import, &row, &problems)) != TDM_ROW_NONE)
            if (verdict == TDM_ROW_READ) tdm_buf_add(&out, row.words);
    for (uint32_t i = 0; i < problems.count; i++)
        tdm_buf_format(&out, "%s %s\n", problems.items[i].code, problems.items[i].what);
    return tdm_buf_str(&out);
}

TEST("REDCap data say what the chart says now, one row an entry and day, and come back as entries [F101]") {
    struct tdm_buf dictionary, data;
    const struct tdm_case *episode = case_open(mem, "", story);
    REQUIRE(episode != NULL);
    struct tdm_redcap redcap = {.catalog = episode->chart->catalog};
    tdm_buf_init(&dictionary, mem, 1u << 20);
    tdm_buf_init(&data, mem, 1u << 20);
    REQUIRE(tdm_redcap_add(mem, &redcap, episode->chart));
    tdm_redcap_settle(mem, &redcap);
    tdm_redcap_dictionary(&dictionary, &redcap);
    tdm_redcap_head(&data, &redcap);
    tdm_redcap_rows(mem, &data, &redcap, episode->chart);
    CHECK_STR(tdm_buf_str(&data), "record_id,redcap_repeat_instrument,redcap_repeat_instance,protocol,protocol_version,"
                                  "region,side,obs_day,obs_time,"
                                  "obs_by,obs_kind,nprs,torque_r,torque_l,body_mass,position_error_r\r\n"
                                  "e-1,,,small,1.0,knee,1,,,,,,,,,\r\n"
                                  "e-1,observations,1,,,,,2026-01-06,09:30,therapist-a,1,,110,131,70.5,\r\n"
                                  "e-1,observations,2,,,,,2026-01-05,,p-1,2,4,,,,\r\n"
                                  "e-1,observations,3,,,,,2026-01-06,,p-1,2,5,,,,\r\n"
                                  "e-1,observations,4,,,,,2026-01-10,,p-1,1,,,,,3\r\n"
                                  "e-1,observations,5,,,,,2026-01-13,,p-1,2,2,,,,\r\n"
                                  "e-1,observations,6,,,,,2026-02-03,,therapist-a,1,,90,130,,\r\n");
    CHECK_STR(
        rows_back(mem, tdm_buf_str(&dictionary), tdm_buf_str(&data), redcap.catalog),
        "2026-01-06 09:30 assess by therapist-a\n  torque right 110 N.m\n  torque left 131 N.m\n  body-mass 70.5 kg\n"
        "2026-01-05 diary by p-1\n  nprs 4 points\n"
        "2026-01-06 diary by p-1\n  nprs 5 points\n"
        "2026-01-10 assess by p-1\n  position-error right 3 deg\n"
        "2026-01-13 diary by p-1\n  nprs 2 points\n"
        "2026-02-03 assess by therapist-a\n  torque right 90 N.m\n  torque left 130 N.m\n");
}

TEST("a dictionary that says too little, or of measures that are not there, is told at its row [F101]") {
    static const char head[] = "Variable / Field Name,Field Type,Field Annotation\r\n";
    static const char own[] =
        "record_id,text,\r\nobs_day,text,\r\nobs_time,text,\r\nobs_by,text,\r\nobs_kind,radio,\r\n";
    static const struct {
        const char *rows, *told;
    } wrong[] = {{"", "F041 the dictionary lacks fields that hold day, time, person, kind or a measure\n"},
                 {"x,text,tandem: nprs\r\n", "F041 the field does not say its measure, side and unit\n"},
                 {"x,text,tandem: nothing - points\r\n", "F041 the catalogue has no such measure\n"},
                 {"x,text,tandem: nprs right points\r\n", "F041 the side does not fit the measure\n"},
                 {"x,text,tandem: nprs - kg\r\n", "F041 the unit does not fit the measure\n"},
                 {"x\"y,text,\r\n", "F001 a quote stands in a cell that does not begin with one\n"}};
    const struct tdm_case *episode = case_open(mem, "", story);
    REQUIRE(episode != NULL);
    CHECK_STR(rows_back(mem, TDM_STR(""), TDM_STR(""), episode->chart->catalog),
              "F041 this is no data dictionary of REDCap\n");
    for (size_t i = 0; i < TDM_COUNT(wrong); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 4096);
        tdm_buf_format(&text, "%s%s%s", head, own, wrong[i].rows);
        CHECK_STR(rows_back(mem, tdm_buf_str(&text), TDM_STR(""), episode->chart->catalog), wrong[i].told);
    }
}
