/* claims.c - what a sentence claims, by its parts and not by a list of phrases (S87, F088, M111): who is certain of
 * what outcome; who is told to have, take or stop what treatment. Negated sentences, questions and what stands in
 * quotes pass. Words are English, as every shipped text is. A net, not a proof of honesty. */
#include "proof/claims.h"

enum { WORDS_MAX = 96 };

struct sentence { /* lower-case words of one sentence, without what stands in quotes */
    tdm_str word[WORDS_MAX];
    uint32_t count;
    bool question;
};
struct list {
    const char *const *words;
    size_t count;
};
#define LIST(name)                                                                                                     \
    { (name), TDM_COUNT(name) }

/* ---- the parts of a claim */

static const char *const certain_words[] = {"will",       "shall",  "always",      "certainly",
                                            "definitely", "surely", "guaranteed",  "certain",
                                            "sure",       "going",  "undoubtedly", "inevitably"};
static const char *const outcome_words[] = {
    "heal",       "heals",    "healed",   "cure",     "cures",      "cured",       "recover",    "recovers",
    "recovered",  "regrow",   "regrows",  "regrown",  "regenerate", "regenerates", "restore",    "restores",
    "restored",   "repair",   "repairs",  "repaired", "fix",        "fixes",       "fixed",      "work",
    "works",      "succeed",  "succeeds", "improve",  "improves",   "eliminate",   "eliminates", "disappear",
    "disappears", "vanish",   "vanishes", "help",     "helps",      "pain-free",   "painless",   "normal",
    "better",     "safe",     "avoid",    "avoids",   "prevent",    "prevents",    "reverse",    "reverses",
    "rebuild",    "rebuilds", "return",   "gone"};
/* Said of a treatment, these claim an outcome without any word of certainty. */
static const char *const claiming_verbs[] = {"cure",     "heal",     "regrow",  "regenerate",  "eliminate",
                                             "reverse",  "rebuild",  "repair",  "restore",     "prevent",
                                             "cures",    "heals",    "regrows", "regenerates", "eliminates",
                                             "reverses", "rebuilds", "repairs", "restores",    "prevents"};
static const char *const treatment_words[] = {
    "procedure",   "procedures", "injection",   "injections",  "surgery",  "operation",  "cells",
    "cell",        "treatment",  "treatments",  "therapy",     "medicine", "medicines",  "drug",
    "drugs",       "tablet",     "tablets",     "pill",        "pills",    "painkiller", "painkillers",
    "dose",        "plasma",     "graft",       "concentrate", "steroid",  "steroids",   "antibiotic",
    "antibiotics", "supplement", "supplements", "programme",   "protocol"};
static const char *const whole_words[] = {"completely", "totally",     "entirely", "perfectly",
                                          "fully",      "permanently", "forever"};
static const char *const settled_words[] = {"safe", "healed", "cured", "painless", "pain-free", "harmless", "gone"};
static const char *const superlatives[] = {"best", "safest", "surest", "fastest"};
static const char *const choices[] = {"treatment", "option", "choice", "procedure", "therapy", "way", "cure"};
static const char *const harms[] = {"risk", "risks", "danger", "dangers", "side", "complications", "downside"};
static const char *const negations[] = {"no",     "not",   "nobody",  "nothing", "none",  "never", "without",
                                        "cannot", "nor",   "neither", "hardly",  "may",   "might", "whether",
                                        "if",     "until", "unless",  "can",     "could", "rarely"};
static const char *const urging[] = {"should",      "must",   "need",    "ought", "recommend",
                                     "recommended", "advise", "advised", "urge",  "suggest"};
static const char *const deeds[] = {"have", "get",   "choose", "take", "undergo", "inject", "buy",
                                    "stop", "start", "try",    "use",  "skip",    "book"};

static bool in(struct list list, tdm_str word) {
    for (size_t i = 0; i < list.count; i++)
        if (tdm_str_is(word, list.words[i])) return true;
    return false;
}

/* ---- words and sentences */

static bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '\'' ||
           c == '%' || (c & 0x80) != 0;
}

static tdm_str lowered(struct tdm_arena *mem, tdm_str word) {
    char *text = tdm_arena_alloc(mem, word.len + 1);
    for (size_t i = 0; i < word.len; i++)
        text[i] = word.at[i] >= 'A' && word.at[i] <= 'Z' ? (char)(word.at[i] - 'A' + 'a') : word.at[i];
    return (tdm_str){text, word.len};
}

static bool ends(char c) {
    return c == '.' || c == '!' || c == '?' || c == ';' || c == ':';
}

/* Takes one sentence off the text; false at its end. A point between digits ends nothing. */
static bool next_sentence(struct tdm_arena *mem, tdm_str text, size_t *at, struct sentence *out) {
    *out = (struct sentence){0};
    bool quoted = false;
    while (*at < text.len) {
        char c = text.at[*at];
        if (c == '"') quoted = !quoted;
        bool in_number = c == '.' && *at + 1 < text.len && text.at[*at + 1] >= '0' && text.at[*at + 1] <= '9';
        if (ends(c) && !quoted && !in_number) {
            out->question = c == '?';
            (*at)++;
            return true;
        }
        size_t from = *at;
        while (*at < text.len && letter(text.at[*at])) (*at)++;
        if (*at == from)
            (*at)++;
        else if (!quoted && out->count < WORDS_MAX)
            out->word[out->count++] = lowered(mem, tdm_str_slice(text, from, *at));
    }
    return out->count > 0;
}

static bool negated(const struct sentence *s, uint32_t before) {
    struct list list = LIST(negations);
    for (uint32_t i = 0; i < before && i < s->count; i++)
        if (in(list, s->word[i]) || tdm_str_ends_with(s->word[i], TDM_STR("n't"))) return true;
    return false;
}

/* A word of the list among the next `span` words; its place. */
static bool follows(const struct sentence *s, uint32_t from, uint32_t span, struct list list, uint32_t *at) {
    for (uint32_t i = from + 1; i < s->count && i <= from + span; i++)
        if (in(list, s->word[i])) {
            *at = i;
            return true;
        }
    return false;
}

/* ---- claims */

static bool promises(const struct sentence *s) {
    struct list certain = LIST(certain_words), outcome = LIST(outcome_words), claims = LIST(claiming_verbs);
    struct list treatment = LIST(treatment_words), whole = LIST(whole_words), settled = LIST(settled_words);
    struct list superlative = LIST(superlatives), choice = LIST(choices), harm = LIST(harms);
    uint32_t at = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        bool no = negated(s, i);
        if (!no && in(certain, s->word[i]) && follows(s, i, 5, outcome, &at) && !negated(s, at)) return true;
        bool claimed = in(treatment, s->word[i]) && follows(s, i, 2, claims, &at) && !tdm_str_is(s->word[at - 1], "to");
        if (!no && claimed && !negated(s, at)) return true;
        if (!no && in(whole, s->word[i]) && follows(s, i, 2, settled, &at)) return true;
        if (!no && in(superlative, s->word[i]) && follows(s, i, 2, choice, &at)) return true;
        bool denies = tdm_str_is(s->word[i], "no") || tdm_str_is(s->word[i], "without");
        if (denies && follows(s, i, 2, harm, &at) && !negated(s, i)) return true;
        if (!no && tdm_str_is(s->word[i], "100%")) return true;
    }
    return false;
}

static bool treatment_named(const struct tdm_catalog *catalog, const struct sentence *s, uint32_t from, uint32_t span) {
    struct list treatment = LIST(treatment_words);
    uint32_t at = 0;
    if (follows(s, from, span, treatment, &at)) return true;
    for (uint32_t i = from + 1; catalog != NULL && i < s->count && i <= from + span; i++) {
        const tdm_ref *ingredients;
        uint32_t count;
        tdm_ref route, one[1];
        if (tdm_catalog_ingredients(catalog, s->word[i], &ingredients, &count, &route, one)) return true;
    }
    return false;
}

/* "You should have the procedure", "Take two tablets": a person is told what treatment to have or to leave. */
static bool advises(const struct tdm_catalog *catalog, const struct sentence *s) {
    struct list urge = LIST(urging), deed = LIST(deeds);
    uint32_t at = 0;
    if (s->count > 1 && in(deed, s->word[0]) && treatment_named(catalog, s, 0, 5)) return true;
    for (uint32_t i = 0; i < s->count; i++) {
        if (!in(urge, s->word[i]) || negated(s, i)) continue;
        if (follows(s, i, 4, deed, &at) && !negated(s, at) && treatment_named(catalog, s, at, 5)) return true;
        if (tdm_str_starts_with(s->word[i], TDM_STR("recommend")) && treatment_named(catalog, s, i, 4)) return true;
    }
    return false;
}

enum tdm_wording tdm_wording_of(struct tdm_arena *mem, const struct tdm_catalog *catalog, tdm_str text) {
    struct sentence s;
    enum tdm_wording found = TDM_WORDING_FINE;
    for (size_t at = 0; next_sentence(mem, text, &at, &s);) {
        if (s.question) continue;
        if (promises(&s)) return TDM_WORDING_PROMISES;
        if (advises(catalog, &s)) found = TDM_WORDING_ADVISES;
    }
    return found;
}

bool tdm_wording_medicine(struct tdm_arena *mem, const struct tdm_catalog *catalog, tdm_str text,
                          struct tdm_named_medicine *out) {
    struct sentence s;
    for (size_t at = 0; next_sentence(mem, text, &at, &s);) {
        for (uint32_t i = 0; i < s.count && !s.question; i++) {
            if (negated(&s, i)) continue;
            *out = (struct tdm_named_medicine){.word = s.word[i]};
            if (tdm_catalog_ingredients(catalog, s.word[i], &out->ingredients, &out->count, &out->route, out->one))
                return true;
        }
    }
    return false;
}
