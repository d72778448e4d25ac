/* words_test.c - templates are filled to the letter; every template is well formed and promises nothing. */
#include "check.h"
#include "words/words.h"

static tdm_date day(const char *text) {
    tdm_date date = TDM_DATE_NONE;
    if (!tdm_date_parse(tdm_str_of(text), &date)) check_failed(__FILE__, __LINE__, "not a date: %s", text);
    return date;
}

TEST("arguments fill their places, numbers choose singular and plural [F049]") {
    struct tdm_arg args[] = {TDM_ARG_D("date", day("2026-03-02")), TDM_ARG_I("n", 1), TDM_ARG_I("of_n", 7)};
    CHECK_STR(tdm_words_str(mem, TDM_ENGLISH, TDM_MSG_REASON_STALE, args, 3),
              "the latest is of 2 Mar 2026, 1 day old; at most 7 days count");
}

TEST("a date is written so that no country misreads it") {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 100);
    tdm_words_date_long(&out, TDM_ENGLISH, day("2026-03-02"));
    CHECK_STR(tdm_buf_str(&out), "Monday 2 March 2026");
}

TEST("every template has closed braces and is not empty") {
    for (int m = 0; m < TDM_MESSAGE_COUNT; m++) {
        tdm_str text = tdm_str_of(tdm_words_template(TDM_ENGLISH, (enum tdm_message)m));
        CHECK(text.len > 0);
        int depth = 0;
        for (size_t i = 0; i < text.len; i++) {
            depth += text.at[i] == '{';
            depth -= text.at[i] == '}';
            CHECK(depth == 0 || depth == 1);
        }
        CHECK_INT(depth, 0);
    }
}

TEST("no sentence of the program guarantees, cures or promises [S87 G7 rule 12]") {
    static const char *const banned[] = {"guarantee", "will heal", "cure",     "will recover",
                                         "safe to",   "proven",    "risk-free"};
    for (int m = 0; m < TDM_MESSAGE_COUNT; m++) {
        tdm_str text = tdm_str_of(tdm_words_template(TDM_ENGLISH, (enum tdm_message)m));
        for (size_t b = 0; b < TDM_COUNT(banned); b++) {
            size_t at;
            CHECK(!tdm_str_find(text, tdm_str_of(banned[b]), &at));
        }
    }
}

TEST("no sentence of the program tells anyone to stop a medicine [M63]") {
    for (int m = 0; m < TDM_MESSAGE_COUNT; m++) {
        size_t at;
        tdm_str text = tdm_str_of(tdm_words_template(TDM_ENGLISH, (enum tdm_message)m));
        if (tdm_str_find(text, TDM_STR("stop taking"), &at)) check_failed(__FILE__, __LINE__, "%.*s", TDM_FMT(text));
        CHECK(m != TDM_MSG_SHEET_KEEP_TAKING || tdm_str_find(text, TDM_STR("never stop it"), &at));
    }
}
