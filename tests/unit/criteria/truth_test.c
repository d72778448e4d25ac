/* truth_test.c - Kleene's tables, whole, and the counts against every way to fill in the unknown ones. */
#include "criteria/criteria.h"

#include "check.h"

static const enum tdm_truth all[] = {TDM_UNMET, TDM_UNKNOWN, TDM_MET};

TEST("all of: unmet if one is unmet, else unknown if one is unknown [M28]") {
    static const enum tdm_truth table[3][3] = {
        {TDM_UNMET, TDM_UNMET, TDM_UNMET}, {TDM_UNMET, TDM_UNKNOWN, TDM_UNKNOWN}, {TDM_UNMET, TDM_UNKNOWN, TDM_MET}};
    for (int a = 0; a < 3; a++)
        for (int b = 0; b < 3; b++) CHECK_INT(tdm_truth_and(all[a], all[b]), table[a][b]);
}

TEST("any of: met if one is met, else unknown if one is unknown [M40]") {
    static const enum tdm_truth table[3][3] = {
        {TDM_UNMET, TDM_UNKNOWN, TDM_MET}, {TDM_UNKNOWN, TDM_UNKNOWN, TDM_MET}, {TDM_MET, TDM_MET, TDM_MET}};
    for (int a = 0; a < 3; a++)
        for (int b = 0; b < 3; b++) CHECK_INT(tdm_truth_or(all[a], all[b]), table[a][b]);
}

TEST("not turns met and unmet and keeps unknown [M25 M27]") {
    CHECK_INT(tdm_truth_not(TDM_MET), TDM_UNMET);
    CHECK_INT(tdm_truth_not(TDM_UNKNOWN), TDM_UNKNOWN);
    CHECK_INT(tdm_truth_not(TDM_UNMET), TDM_MET);
}

TEST("all of, any of and not obey the laws of De Morgan") {
    for (int a = 0; a < 3; a++)
        for (int b = 0; b < 3; b++)
            CHECK_INT(tdm_truth_not(tdm_truth_and(all[a], all[b])),
                      tdm_truth_or(tdm_truth_not(all[a]), tdm_truth_not(all[b])));
}

/* Oracle: the count is met (unmet) when it is so however the unknown ones come out, else unknown. */
TEST("at least k of: what every filling of the unknown ones agrees on [M40]") {
    for (uint32_t k = 0; k <= 6; k++)
        for (uint32_t met = 0; met <= 5; met++)
            for (uint32_t unknown = 0; unknown + met <= 5; unknown++) {
                bool some_met = false, some_unmet = false;
                for (uint32_t filled = 0; filled <= unknown; filled++)
                    *(met + filled >= k ? &some_met : &some_unmet) = true;
                enum tdm_truth wanted = !some_unmet ? TDM_MET : !some_met ? TDM_UNMET : TDM_UNKNOWN;
                CHECK_INT(tdm_truth_at_least(k, met, unknown), wanted);
            }
}

TEST("at least all of is all of, at least one of is any of [M40]") {
    for (int a = 0; a < 3; a++)
        for (int b = 0; b < 3; b++)
            for (int c = 0; c < 3; c++) {
                uint32_t count[3] = {0};
                count[a]++;
                count[b]++;
                count[c]++;
                enum tdm_truth every = tdm_truth_and(all[a], tdm_truth_and(all[b], all[c]));
                enum tdm_truth some = tdm_truth_or(all[a], tdm_truth_or(all[b], all[c]));
                CHECK_INT(tdm_truth_at_least(3, count[TDM_MET], count[TDM_UNKNOWN]), every);
                CHECK_INT(tdm_truth_at_least(1, count[TDM_MET], count[TDM_UNKNOWN]), some);
            }
}

TEST("truth values have words") {
    CHECK_STR(tdm_str_of(tdm_truth_word(TDM_MET)), "met");
    CHECK_STR(tdm_str_of(tdm_truth_word(TDM_UNKNOWN)), "unknown");
    CHECK_STR(tdm_str_of(tdm_truth_word(TDM_UNMET)), "unmet");
}
