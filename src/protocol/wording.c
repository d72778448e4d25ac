/* wording.c - texts that promise (design rule 12, S87, G7): phrases, with negations passing. Not a proof of honesty: a net. */
#include "protocol/protocol_int.h"

static const char *const promises[] = {"guarantee", "will heal", "will cure", "cures", "will recover", "will regrow", "regrows", "will be pain free", "will be pain-free",
                                       "risk-free", "risk free", "no risk", "always works", "proven to", "is safe", "permanent relief", "will restore", "best treatment",
                                       "you should have the procedure"};
static const char *const negations[] = {"no ", "not ", "nobody ", "never ", "without ", "cannot ", "n't ", "neither ", "nor "};

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

static bool has_phrase(tdm_str text, const char *phrase, size_t *at) {
    tdm_str p = tdm_str_of(phrase);
    for (size_t i = 0; i + p.len <= text.len; i++) {
        size_t k = 0;
        while (k < p.len && lower(text.at[i + k]) == p.at[k]) k++;
        if (k < p.len) continue;
        *at = i;
        return true;
    }
    return false;
}

/* A negation in the same sentence before the phrase turns it round: "no result is guaranteed". */
static bool negated(tdm_str text, size_t at) {
    size_t from = at;
    while (from > 0 && text.at[from - 1] != '.' && text.at[from - 1] != ';' && text.at[from - 1] != '!') from--;
    tdm_str before = tdm_str_slice(text, from, at);
    for (size_t i = 0; i < TDM_COUNT(negations); i++) {
        size_t found;
        if (has_phrase(before, negations[i], &found)) return true;
    }
    return false;
}

void check_wording(struct reader *r, struct tdm_place place, tdm_str text) {
    for (size_t i = 0; i < TDM_COUNT(promises); i++) {
        size_t at;
        if (!has_phrase(text, promises[i], &at) || negated(text, at)) continue;
        struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_NOT_ALLOWED, "P038", place);
        tdm_problem_what(problem, "the words `%s` promise more than any source can", promises[i]);
        tdm_problem_fix(problem, "say what may happen, for whom, and how sure anyone is");
        return;
    }
}
