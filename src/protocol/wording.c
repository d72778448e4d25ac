/* wording.c - texts that promise (design rule 12, S87, G7): phrases, with negations passing. Not a proof of honesty: a
 * net. */
#include "protocol/protocol_int.h"

/* Whole words: "secures" is no cure and "minor" no negation. */
static const char *const promises[] = {"guarantee",         "guarantees",        "guaranteed",
                                       "will heal",         "will cure",         "cures",
                                       "will recover",      "will regrow",       "regrows",
                                       "will be pain free", "will be pain-free", "risk-free",
                                       "risk free",         "no risk",           "always works",
                                       "proven to",         "is safe",           "permanent relief",
                                       "will restore",      "best treatment",    "you should have the procedure"};
static const char *const negations[] = {"no",    "not",     "nobody", "nothing", "none",
                                        "never", "without", "cannot", "neither", "nor"};

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool in_word(tdm_str text, size_t at) {
    char c = at < text.len ? lower(text.at[at]) : ' ';
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static bool has_phrase(tdm_str text, size_t from, const char *phrase, size_t *at) {
    tdm_str p = tdm_str_of(phrase);
    for (size_t i = from; i + p.len <= text.len; i++) {
        size_t k = 0;
        while (k < p.len && lower(text.at[i + k]) == p.at[k]) k++;
        if (k < p.len || (i > 0 && in_word(text, i - 1)) || in_word(text, i + p.len)) continue;
        *at = i;
        return true;
    }
    return false;
}

/* A negation in the same sentence before the phrase turns it round: "no result is guaranteed". */
static bool negated(tdm_str text, size_t at) {
    size_t from = at, found;
    while (from > 0 && text.at[from - 1] != '.' && text.at[from - 1] != ';' && text.at[from - 1] != '!' &&
           text.at[from - 1] != '?')
        from--;
    tdm_str before = tdm_str_slice(text, from, at);
    if (tdm_str_find(before, TDM_STR("n't "), &found)) return true;
    for (size_t i = 0; i < TDM_COUNT(negations); i++)
        if (has_phrase(before, 0, negations[i], &found)) return true;
    return false;
}

void check_wording(struct reader *r, struct tdm_place place, tdm_str text) {
    for (size_t i = 0; i < TDM_COUNT(promises); i++) {
        size_t from = 0, at;
        while (has_phrase(text, from, promises[i], &at)) {
            from = at + 1;
            if (negated(text, at)) continue;
            struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_NOT_ALLOWED, "P038", place);
            tdm_problem_what(problem, "the words `%s` promise more than any source can", promises[i]);
            tdm_problem_fix(problem, "say what may happen, for whom, and how sure anyone is");
            return;
        }
    }
}
