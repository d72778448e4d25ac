/* judge_test.c - what a change means: which rows fit, in what order, and when somebody is a responder. */
#include "scoring_ground.h"

#define SCORES                                                                                                         \
    "score up, rule r  [book]\n  of A, B, C\n  at least 1 answered\n  is 25 * mean\n  range 0 to 100, higher is "      \
    "better\n"                                                                                                         \
    "score down, rule r  [book]\n  of E\n  all answered\n  is sum\n  range 0 to 10, lower is better\n"

static struct tdm_score_result at(int64_t above, int64_t below) {
    return (struct tdm_score_result){.scored = true, .value = {above, below}};
}

static struct tdm_score_change judged(struct tdm_arena *mem, const char *rows, uint32_t score,
                                      struct tdm_score_result from, struct tdm_score_result to) {
    struct tdm_buf text;
    struct tdm_score_change change = {0};
    struct tdm_change_context context = {.condition = TDM_REF_NONE};
    tdm_buf_init(&text, mem, 1u << 16);
    tdm_buf_format(&text, "%s%s%c", SCORES, rows, '\0');
    const struct tdm_instrument *instrument = instrument_of(mem, text.at);
    if (instrument == NULL) {
        check_failed(__FILE__, __LINE__, "%s", scoring_problems.items[0].what);
        return change;
    }
    context.condition = tdm_catalog_find(instrument->catalog, TDM_KIND_CONDITION, TDM_STR("worn-knee"));
    context.treatment = TDM_STR("walking");
    context.has_after = true;
    context.after = (tdm_span){12, TDM_SPAN_WEEKS};
    tdm_change_judge(mem, instrument, score, &from, &to, &context, &change);
    return change;
}

/* The kinds and values of the rows, in their order. */
static tdm_str order_of(struct tdm_arena *mem, const struct tdm_score_change *change) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1024);
    for (uint32_t i = 0; i < change->row_count; i++) {
        tdm_buf_format(&out, "%s%s ", i > 0 ? " " : "", tdm_threshold_word(change->rows[i].threshold->kind));
        tdm_decimal_print(&out, change->rows[i].threshold->low);
        tdm_buf_char(&out, change->rows[i].reached ? '+' : '-');
    }
    return tdm_buf_str(&out);
}

TEST("a responder reaches both the smallest important change and the measurement error [F059 S66 S79 M123 R-I7]") {
    static const char both[] = "threshold up mcid 10  [book]\nthreshold up mdc 12  [book]\n";
    CHECK_INT(judged(mem, both, 0, at(40, 1), at(52, 1)).verdict, TDM_CHANGE_RESPONDER);
    CHECK_INT(judged(mem, both, 0, at(40, 1), at(5199, 100)).verdict,
              TDM_CHANGE_WITHIN_ERROR); /* the MCID alone is not enough */
    CHECK_INT(judged(mem, both, 0, at(40, 1), at(41, 1)).verdict, TDM_CHANGE_WITHIN_ERROR);
    CHECK_INT(judged(mem, both, 0, at(40, 1), at(40, 1)).verdict, TDM_CHANGE_NONE);
    CHECK_INT(judged(mem, both, 0, at(40, 1), at(39, 1)).verdict, TDM_CHANGE_WORSE_WITHIN_ERROR);
    CHECK_INT(judged(mem, both, 0, at(40, 1), at(28, 1)).verdict, TDM_CHANGE_WORSE);
    static const char other[] = "threshold up mcid 15  [book]\nthreshold up mdc 12  [book]\n";
    CHECK_INT(judged(mem, other, 0, at(40, 1), at(54, 1)).verdict, TDM_CHANGE_BELOW_MCID);
}

TEST("where one of the two is not known nobody is a responder [F059 S79 R-I7]") {
    CHECK_INT(judged(mem, "threshold up mcid 10  [book]\n", 0, at(40, 1), at(90, 1)).verdict, TDM_CHANGE_ERROR_UNKNOWN);
    CHECK_INT(judged(mem, "threshold up mdc 10  [book]\n", 0, at(40, 1), at(90, 1)).verdict, TDM_CHANGE_MCID_UNKNOWN);
    CHECK_INT(judged(mem, "", 0, at(40, 1), at(90, 1)).verdict, TDM_CHANGE_MCID_UNKNOWN);
    struct tdm_score_result none = {.scored = false};
    CHECK(!judged(mem, "", 0, none, at(90, 1)).comparable);
    CHECK(!judged(mem, "", 0, at(90, 1), none).comparable);
}

TEST("where lower is better an improvement is a fall, and a state is reached from above [S79]") {
    static const char rows[] =
        "threshold down mcid 2  [book]\nthreshold down mdc 1.5  [book]\nthreshold down pass 3  [book]\n";
    struct tdm_score_change change = judged(mem, rows, 1, at(6, 1), at(3, 1));
    CHECK_INT(change.verdict, TDM_CHANGE_RESPONDER);
    CHECK_INT(change.improvement.above, 3);
    CHECK_STR(order_of(mem, &change), "mdc 1.5+ mcid 2+ pass 3+");
    change = judged(mem, rows, 1, at(3, 1), at(6, 1));
    CHECK_INT(change.verdict, TDM_CHANGE_WORSE);
    CHECK_STR(order_of(mem, &change), "mdc 1.5- mcid 2- pass 3-");
}

TEST("rows are told by fit: who, what, when; then how it was found; then how many people [S79 R-I6]") {
    static const char rows[] =
        "threshold up mcid 1, method anchor, people 900  [book]\n"
        "threshold up mcid 2, for worn-knee, method distribution  [book]\n"
        "threshold up mcid 3, for worn-knee, treatment walking, at 3 months, method roc, people 5  [book]\n"
        "threshold up mcid 4, for worn-knee, treatment surgery, method anchor  [book]\n"
        "threshold up mcid 5, for worn-hip, treatment walking, at 12 weeks, method anchor  [book]\n"
        "threshold up mcid 6, method anchor, people 901  [book]\n"
        "threshold up mcid 7, method roc, people 9999  [book]\n"
        "threshold up mcid 8, for worn-knee, treatment walking, at 2 years  [book]\n";
    struct tdm_score_change change = judged(mem, rows, 0, at(40, 1), at(90, 1));
    CHECK_STR(order_of(mem, &change),
              "mcid 3+ mcid 8+ mcid 2+ mcid 4+ mcid 6+ mcid 1+ mcid 7+"); /* of another condition: none */
}

TEST("a condition is not outvoted by treatment and time, nor a treatment by a time [S79 R-I6]") {
    static const char rows[] = "threshold up mcid 1, treatment walking, at 12 weeks, baseline 0 to 100  [book]\n"
                               "threshold up mcid 2, for worn-knee, treatment surgery, at 2 years  [book]\n"
                               "threshold up mcid 3, at 12 weeks, baseline 0 to 100  [book]\n"
                               "threshold up mcid 4, treatment walking, at 2 years  [book]\n";
    struct tdm_score_change change = judged(mem, rows, 0, at(40, 1), at(90, 1));
    CHECK_STR(order_of(mem, &change), "mcid 2+ mcid 1+ mcid 4+ mcid 3+");
}

TEST("of two rows that fit alike the one for this starting value is told first [S79 R-I6]") {
    static const char rows[] =
        "threshold up mcid 9, people 50  [book]\nthreshold up mcid 7, baseline 30 to 50, people 10  [book]\n";
    struct tdm_score_change change = judged(mem, rows, 0, at(40, 1), at(90, 1));
    CHECK_STR(order_of(mem, &change), "mcid 7+ mcid 9+");
}

TEST("a row for a range of starting values fits those alone; a published range counts by its stricter end [S79 R-I6]") {
    static const char rows[] =
        "threshold up mcid 5, baseline 0 to 40  [book]\nthreshold up mcid 20 to 30, baseline 41 to 100  [book]\n"
        "threshold up mdc 3  [book]\n";
    struct tdm_score_change change = judged(mem, rows, 0, at(40, 1), at(60, 1));
    CHECK_STR(order_of(mem, &change), "mdc 3+ mcid 5+");
    change = judged(mem, rows, 0, at(41, 1), at(70, 1));
    CHECK_STR(order_of(mem, &change), "mdc 3+ mcid 20-");
    CHECK_INT(change.verdict, TDM_CHANGE_BELOW_MCID);
    change = judged(mem, rows, 0, at(41, 1), at(71, 1));
    CHECK_INT(change.verdict, TDM_CHANGE_RESPONDER);
}
