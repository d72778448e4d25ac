/* spanish_test.c - every sentence in Spanish: there, with the same places for arguments, and held by the same promises;
 * dates and numbers as they are written there. */
#include "check.h"
#include "words/messages_es.h"
#include "words/words.h"

static tdm_date day(const char *text) {
    tdm_date date = TDM_DATE_NONE;
    if (!tdm_date_parse(tdm_str_of(text), &date)) check_failed(__FILE__, __LINE__, "not a date: %s", text);
    return date;
}

static const struct {
    enum tdm_message message;
    const char *name, *text;
} rows[] = {
#define X(name, spanish) {TDM_MSG_##name, #name, spanish},
    TDM_MESSAGES_ES(X)
#undef X
};
static const char *const names[] = {
#define X(name, english) #name,
    TDM_MESSAGES(X)
#undef X
};

TEST("every sentence has one in Spanish, told once [F050]") {
    uint32_t told[TDM_MESSAGE_COUNT] = {0};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) told[rows[i].message]++;
    for (int m = 0; m < TDM_MESSAGE_COUNT; m++)
        if (told[m] != 1)
            check_failed(__FILE__, __LINE__, "%s: %u rows in src/words/messages_es*.h, wanted one", names[m], told[m]);
}

/* The name of the next place for an argument: {name} or {name|one|many}. */
static bool next_place(tdm_str *rest, tdm_str *out) {
    size_t open, close, bar;
    if (!tdm_str_find(*rest, TDM_STR("{"), &open)) return false;
    *rest = tdm_str_slice(*rest, open + 1, rest->len);
    if (!tdm_str_find(*rest, TDM_STR("}"), &close)) return false;
    *out = tdm_str_slice(*rest, 0, close);
    *rest = tdm_str_slice(*rest, close + 1, rest->len);
    if (tdm_str_find(*out, TDM_STR("|"), &bar)) *out = tdm_str_slice(*out, 0, bar);
    return true;
}

static bool has_place(tdm_str text, tdm_str name) {
    for (tdm_str found; next_place(&text, &found);)
        if (tdm_str_equal(found, name)) return true;
    return false;
}

static void check_places(const char *name, tdm_str of, tdm_str in) {
    for (tdm_str rest = of, found; next_place(&rest, &found);)
        if (!has_place(in, found))
            check_failed(__FILE__, __LINE__, "%s: {%.*s} stands in one language only", name, TDM_FMT(found));
}

TEST("a sentence in Spanish says what the English one says: the same arguments, no other [F050]") {
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        tdm_str english = tdm_str_of(tdm_words_template(TDM_ENGLISH, rows[i].message));
        tdm_str spanish = tdm_str_of(tdm_words_template(TDM_SPANISH, rows[i].message));
        CHECK_STR(spanish, rows[i].text);
        CHECK(spanish.len > 0);
        check_places(rows[i].name, english, spanish);
        check_places(rows[i].name, spanish, english);
    }
}

TEST("no sentence in Spanish guarantees, cures or promises, or tells anyone to stop a medicine [S87 G7 M63]") {
    static const char *const banned[] = {"garantiza",  "se curar",   "cura ",        "sin riesgo",
                                         "seguro que", "demostrado", "deje de tomar"};
    for (size_t i = 0; i < TDM_COUNT(rows); i++)
        for (size_t b = 0; b < TDM_COUNT(banned); b++) {
            size_t at;
            if (tdm_str_find(tdm_str_of(rows[i].text), tdm_str_of(banned[b]), &at))
                check_failed(__FILE__, __LINE__, "%s: %s", rows[i].name, rows[i].text);
        }
    size_t at;
    CHECK(tdm_str_find(tdm_str_of(tdm_words_template(TDM_SPANISH, TDM_MSG_SHEET_KEEP_TAKING)), TDM_STR("nunca lo deje"),
                       &at));
}

TEST("sheet and documents in Spanish say that no clinician who speaks it has checked them [F050]") {
    static const enum tdm_message notices[] = {TDM_MSG_SHEET_NOTICE, TDM_MSG_NOTICE};
    for (size_t i = 0; i < TDM_COUNT(notices); i++) {
        size_t at;
        tdm_str text = tdm_str_of(tdm_words_template(TDM_SPANISH, notices[i]));
        CHECK(tdm_str_find(text, TDM_STR("aún no ha revisado esta traducción"), &at) ||
              tdm_str_find(text, TDM_STR("Esta traducción aún no la ha revisado ningún médico"), &at));
    }
}

TEST("dates in Spanish: day, month, year [F050]") {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 200);
    tdm_words_date(&out, TDM_SPANISH, day("2026-01-02"));
    CHECK_STR(tdm_buf_str(&out), "2 ene 2026");
    out.len = 0;
    tdm_words_date_long(&out, TDM_SPANISH, day("2026-03-04"));
    CHECK_STR(tdm_buf_str(&out), "miércoles, 4 de marzo de 2026");
    out.len = 0;
    tdm_words_date(&out, TDM_SPANISH, TDM_DATE_NONE);
    CHECK_STR(tdm_buf_str(&out), "-");
}

static tdm_str told(struct tdm_arena *mem, enum tdm_language language, const char *number, const char *unit) {
    tdm_decimal decimal = {0};
    tdm_unit of = TDM_UNIT_NONE;
    if (!tdm_decimal_parse(tdm_str_of(number), &decimal) || !tdm_unit_find(tdm_str_of(unit), &of))
        check_failed(__FILE__, __LINE__, "%s %s cannot be read", number, unit);
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 200);
    tdm_words_quantity(&out, language, (tdm_quantity){decimal, of});
    return tdm_buf_str(&out);
}

TEST("a number has the comma of its language, codes of units stay, words among units do not [F050]") {
    CHECK_STR(told(mem, TDM_SPANISH, "12.5", "kg"), "12,5 kg");
    CHECK_STR(told(mem, TDM_SPANISH, "0.25", "N.m/kg"), "0,25 N.m/kg");
    CHECK_STR(told(mem, TDM_SPANISH, "92.8", "%"), "92,8%");
    CHECK_STR(told(mem, TDM_SPANISH, "1", "points"), "1 punto");
    CHECK_STR(told(mem, TDM_SPANISH, "-3", "points"), "-3 puntos");
    CHECK_STR(told(mem, TDM_SPANISH, "11", "reps"), "11 repeticiones");
    CHECK_STR(told(mem, TDM_ENGLISH, "12.5", "kg"), "12.5 kg");
    CHECK_STR(told(mem, TDM_ENGLISH, "11", "reps"), "11 reps");
}

TEST("a language goes by its code; another one is none [F050]") {
    enum tdm_language language = TDM_ENGLISH;
    CHECK(tdm_language_find(TDM_STR("es"), &language) && language == TDM_SPANISH);
    CHECK_STR(tdm_str_of(tdm_language_code(language)), "es");
    CHECK(tdm_language_find(TDM_STR("en"), &language) && language == TDM_ENGLISH);
    CHECK(!tdm_language_find(TDM_STR("ES"), &language) && !tdm_language_find(TDM_STR(""), &language));
}
