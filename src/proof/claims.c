/* claims.c - what a sentence claims, by its parts (S87, F088, M111): who is certain of what outcome, of whom an outcome
 * is said without any doubt, for whom it is said to hold; who is told to have, take, or leave what treatment. A few
 * turns of speech promise as they stand. Negated and hedged sentences, questions and what stands in quotes pass. Words
 * are English, as every shipped text is. A net, not a proof of honesty. */
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
    "procedure",   "procedures", "injection", "injections", "surgery",     "operation",  "cells",       "cell",
    "treatment",   "treatments", "therapy",   "medicine",   "medicines",   "drug",       "drugs",       "tablet",
    "tablets",     "pill",       "pills",     "painkiller", "painkillers", "dose",       "plasma",      "graft",
    "concentrate", "steroid",    "steroids",  "antibiotic", "antibiotics", "supplement", "supplements", "programme",
    "protocol",    "thinner",    "thinners",  "operations"};
/* Of these an outcome in the present tense is a claim: "the knee recovers", "the tear closes". */
static const char *const body_words[] = {"knee",     "knees",  "joint",   "joints", "tendon", "tendons", "cartilage",
                                         "tear",     "tears",  "pain",    "hip",    "elbow",  "ankle",   "shoulder",
                                         "meniscus", "muscle", "muscles", "heel",   "tissue"};
static const char *const pointing_words[] = {"it", "this", "that", "they"};
static const char *const body_verbs[] = {"heals",      "recovers",   "regrows", "regenerates", "closes",
                                         "disappears", "vanishes",   "heal",    "recover",     "regrow",
                                         "disappear",  "regenerate", "vanish"};
static const char *const makes[] = {"make", "makes", "leave", "leaves", "get", "gets", "keep", "keeps"};
static const char *const made_words[] = {"pain-free", "painless", "normal", "healthy", "whole", "healed", "cured"};
static const char *const everyone[] = {"everyone", "everybody", "anyone", "anybody", "always"};
static const char *const vows[] = {"promise",    "promises",   "promised", "guarantee",
                                   "guarantees", "guaranteed", "miracle",  "miracles"};
static const char *const lasting[] = {"life", "forever", "ever"};
static const char *const whole_recovery[] = {"full", "complete", "total", "certain", "sure"};
static const char *const needless[] = {"needed", "necessary", "need", "needs"};
/* Somebody of the team does these; it is no outcome of theirs. */
static const char *const helpers[] = {"therapist",       "physician", "doctor",     "nurse",      "team",
                                      "clinic",          "somebody",  "helper",     "family",     "coordinator",
                                      "physiotherapist", "surgeon",   "pharmacist", "prescriber", "assistant"};
static const char *const services[] = {"help", "helps", "return", "work", "works"};
/* These leave it open of whom, or whether, an outcome is said. */
static const char *const hedges[] = {"some",   "sometimes", "often",  "usually", "most",   "many", "average",
                                     "when",   "once",      "before", "while",   "than",   "how",  "trial",
                                     "trials", "need",      "needs",  "as",      "unless", "about"};
static const char *const denied[] = {"established", "known", "proven",   "shown",
                                     "certain",     "clear", "promised", "guaranteed"};
/* Who decides, or is to be asked. */
static const char *const deferring[] = {"ask",        "asking",          "asked",   "physician", "doctor",
                                        "prescriber", "pharmacist",      "team",    "decides",   "decide",
                                        "agreed",     "prescribed",      "surgeon", "until",     "unless",
                                        "therapist",  "physiotherapist", "own",     "yourself"};
/* What was settled with them is theirs, not the sheet's. */
static const char *const settled_with[] = {"agreed", "prescribed"};
/* These begin a clause that says when, or whether. */
static const char *const when_words[] = {"while", "until", "when", "once", "before", "unless", "if", "as"};
static const char *const permitting[] = {"may", "can", "could", "might"};
static const char *const leaving[] = {"avoid", "double", "halve", "swallow", "request", "repeat", "increase"};
static const char *const takes[] = {"take", "have", "use", "get", "swallow", "try"};
/* Turns of speech that promise as they stand, unless negated before. */
static const char *const turns[] = {
    "as good as new",  "for good",         "goes away for",    "go away for",      "grows back",
    "grow back",       "free of pain",     "free from pain",   "you will be back", "never fails",
    "cannot fail",     "can not fail",     "never goes wrong", "cannot go wrong",  "nothing can go wrong",
    "nothing to lose", "rest assured",     "can be sure",      "can be certain",   "may be sure",
    "our word that",   "proven to work",   "proven to help",   "proven to heal",   "is proven",
    "proved to work",  "cure for",         "nobody fails",     "no one fails",     "back to normal in",
    "never have pain", "never hurt again", "never hurts again"};
static const char *const whole_words[] = {"completely", "totally",     "entirely", "perfectly",
                                          "fully",      "permanently", "forever"};
static const char *const settled_words[] = {"safe", "healed", "cured", "painless", "pain-free", "harmless", "gone"};
static const char *const superlatives[] = {"best", "safest", "surest", "fastest"};
static const char *const choices[] = {"treatment", "option", "choice", "procedure", "therapy", "way", "cure"};
static const char *const harms[] = {"risk", "risks",         "danger",   "dangers",
                                    "side", "complications", "downside", "downsides"};
static const char *const negations[] = {"no",     "not",   "nobody",  "nothing", "none",  "never", "without",
                                        "cannot", "nor",   "neither", "hardly",  "may",   "might", "whether",
                                        "if",     "until", "unless",  "can",     "could", "rarely"};
static const char *const urging[] = {"should", "must",    "need", "ought",   "recommend", "recommended",
                                     "advise", "advised", "urge", "suggest", "best"};
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

/* Negated in so many words; "can" and "may" do not count. */
static bool denies(const struct sentence *s, uint32_t before) {
    static const char *const plain[] = {"no",      "not", "nobody", "nothing", "none", "never",
                                        "without", "nor", "cannot", "neither", "if",   "whether"};
    struct list list = LIST(plain);
    for (uint32_t i = 0; i < before && i < s->count; i++)
        if (in(list, s->word[i]) || tdm_str_ends_with(s->word[i], TDM_STR("n't"))) return true;
    return false;
}

/* "... is not established", "... is not known": behind what is said; "for some ... and not for others". */
static bool left_open(const struct sentence *s) {
    static const char *const rest[] = {"others", "other"};
    struct list open = LIST(denied), others = LIST(rest);
    uint32_t at;
    for (uint32_t i = 0; i < s->count; i++) {
        if (tdm_str_is(s->word[i], "not") && follows(s, i, 3, open, &at)) return true;
        if (tdm_str_is(s->word[i], "some") && i > 0 && tdm_str_is(s->word[i - 1], "for")) return true;
        if (tdm_str_is(s->word[i], "some") && follows(s, i, WORDS_MAX, others, &at)) return true;
    }
    return false;
}

/* "while the graft heals": a time, no outcome. */
static bool says_when(const struct sentence *s, uint32_t subject) {
    struct list when = LIST(when_words);
    return (subject > 0 && in(when, s->word[subject - 1])) || (subject > 1 && in(when, s->word[subject - 2]));
}

static bool hedged(const struct sentence *s, uint32_t before) {
    struct list list = LIST(hedges);
    for (uint32_t i = 0; i < before && i < s->count; i++)
        if (in(list, s->word[i])) return true;
    return negated(s, before);
}

/* Behind a turn these make it a condition, or another thing: "free of pain when", "free from pain medication". */
static const char *const behind_turns[] = {"when", "if", "or", "medication", "medicine", "medicines"};

static bool word_is(const struct sentence *s, uint32_t i, struct list list) {
    return i < s->count && in(list, s->word[i]);
}

/* The words of the turn stand here, one behind the other. */
static bool turn_here(const struct sentence *s, uint32_t from, const char *turn) {
    tdm_str rest = tdm_str_of(turn);
    for (uint32_t i = from; i < s->count; i++) {
        if (!tdm_str_starts_with(rest, s->word[i])) return false;
        rest = tdm_str_slice(rest, s->word[i].len, rest.len);
        if (rest.len == 0) return !word_is(s, i + 1, (struct list)LIST(behind_turns));
        if (rest.at[0] != ' ') return false;
        rest = tdm_str_slice(rest, 1, rest.len);
    }
    return false;
}

static bool has_turn(const struct sentence *s, uint32_t from) {
    for (size_t t = 0; t < TDM_COUNT(turns); t++)
        if (turn_here(s, from, turns[t])) return true;
    return false;
}

/* "The knee recovers", "it repairs your tendon": an outcome said of a body, or of what is done to it, in the present.
 */
static bool says_outcome(const struct sentence *s, uint32_t i) {
    struct list body = LIST(body_words), of_body = LIST(body_verbs), point = LIST(pointing_words);
    struct list claims = LIST(claiming_verbs), treatment = LIST(treatment_words), make = LIST(makes),
                made = LIST(made_words);
    uint32_t at = 0;
    if (in(body, s->word[i]) && follows(s, i, 1, of_body, &at) && !hedged(s, at)) return true;
    if (in(point, s->word[i]) && follows(s, i, 1, claims, &at) && !hedged(s, at)) return true;
    bool does = (in(treatment, s->word[i]) || in(point, s->word[i])) && follows(s, i, 1, make, &at);
    return does && follows(s, at, 2, made, &at) && !hedged(s, at);
}

/* The team looks, shows and measures: "the physician will check that it is safe". */
static bool team_looks(const struct sentence *s, uint32_t will) {
    static const char *const looking[] = {"check", "show",  "tell",    "see", "look",
                                          "find",  "watch", "measure", "ask", "decide"};
    struct list helper = LIST(helpers), look = LIST(looking);
    bool looks = word_is(s, will + 1, look) || (will + 2 < s->count && tdm_str_is(s->word[will + 1], "make") &&
                                                tdm_str_is(s->word[will + 2], "sure"));
    looks = looks || (will > 0 && tdm_str_is(s->word[will], "sure") && tdm_str_is(s->word[will - 1], "make"));
    for (uint32_t i = will > 3 ? will - 3 : 0; looks && i < will; i++)
        if (in(helper, s->word[i])) return true;
    return false;
}

/* A word like an outcome that is none here: "work with the therapist", "need help", "the better leg", "help us". */
static bool other_sense(const struct sentence *s, uint32_t outcome) {
    static const struct {
        const char *word, *before[6], *behind[8];
    } senses[] = {{"work", {NULL}, {"with", "on", "at", NULL}},
                  {"help", {"need", "for", "with", "your", "get", NULL}, {"us", "if", NULL}},
                  {"return", {NULL}, {"slowly", "the", NULL}},
                  {"better", {NULL}, {"leg", "side", "arm", "one", "hand", "way", NULL}}};
    for (size_t k = 0; k < TDM_COUNT(senses); k++) {
        if (!tdm_str_is(s->word[outcome], senses[k].word)) continue;
        for (size_t i = 0; senses[k].before[i] != NULL; i++)
            if (outcome > 0 && tdm_str_is(s->word[outcome - 1], senses[k].before[i])) return true;
        for (size_t i = 0; senses[k].behind[i] != NULL; i++)
            if (outcome + 1 < s->count && tdm_str_is(s->word[outcome + 1], senses[k].behind[i])) return true;
        bool clinic = outcome + 3 < s->count && tdm_str_is(s->word[outcome + 1], "to") &&
                      tdm_str_is(s->word[outcome + 3], "clinic");
        return tdm_str_is(s->word[outcome], "return") && clinic;
    }
    return false;
}

/* "Always avoid pain", "make sure you avoid deep bends": asked of the patient. */
static bool asked_of_patient(const struct sentence *s, uint32_t certain, uint32_t outcome) {
    static const char *const asking[] = {"be", "make"}, *const asked[] = {"avoid", "return", "work"};
    bool first = certain == 0 || (certain == 1 && in((struct list)LIST(asking), s->word[0]));
    return first && in((struct list)LIST(asked), s->word[outcome]);
}

static bool helps_only(const struct sentence *s, uint32_t will, uint32_t outcome) {
    struct list helper = LIST(helpers), service = LIST(services);
    for (uint32_t i = will > 3 ? will - 3 : 0; i < will; i++)
        if (in(helper, s->word[i])) return in(service, s->word[outcome]);
    return false;
}

/* "Everybody gets better", "it works for everybody". */
static bool holds_for_all(const struct sentence *s, uint32_t i) {
    struct list all = LIST(everyone), outcome = LIST(outcome_words);
    uint32_t at = 0;
    bool before =
        in(all, s->word[i]) && follows(s, i, 2, outcome, &at) && !denies(s, at) && !asked_of_patient(s, i, at);
    bool behind = in(outcome, s->word[i]) && follows(s, i, 2, all, &at) && !denies(s, at);
    return (before || behind) && !helps_only(s, i, i);
}

/* "You will not need surgery", "surgery is no longer needed". */
static bool needs_nothing(const struct sentence *s, uint32_t i) {
    struct list need = LIST(needless), treatment = LIST(treatment_words);
    uint32_t at = 0;
    if (tdm_str_is(s->word[i], "will") && i + 2 < s->count && in((struct list)LIST(negations), s->word[i + 1]))
        return follows(s, i + 1, 1, need, &at) && follows(s, at, 3, treatment, &at);
    return in(treatment, s->word[i]) && i + 3 < s->count && tdm_str_is(s->word[i + 2], "no") &&
           tdm_str_is(s->word[i + 3], "longer") && follows(s, i + 3, 1, need, &at);
}

static bool vows_or_turns(const struct sentence *s, uint32_t i) {
    struct list vow = LIST(vows), whole = LIST(whole_recovery), last = LIST(lasting);
    uint32_t at = 0;
    if (denies(s, i)) return false;
    if (in(vow, s->word[i])) return true;
    static const char *const testing[] = {"tested", "test", "criteria", "criterion", "measured", "asked"};
    bool tested = follows(s, i, WORDS_MAX, (struct list)LIST(testing), &at);
    if (in(whole, s->word[i]) && i + 1 < s->count && tdm_str_is(s->word[i + 1], "recovery") && !tested)
        return !hedged(s, i) && !denies(s, i + 5 < s->count ? i + 5 : s->count);
    bool lasts = tdm_str_is(s->word[i], "last") || tdm_str_is(s->word[i], "lasts");
    if (lasts && follows(s, i, 2, last, &at) && !hedged(s, i)) return true;
    return has_turn(s, i) && !hedged(s, tdm_str_is(s->word[i], "can") || tdm_str_is(s->word[i], "may") ? 0 : i);
}

static bool promises(const struct sentence *s) {
    struct list certain = LIST(certain_words), outcome = LIST(outcome_words), claims = LIST(claiming_verbs);
    struct list treatment = LIST(treatment_words), whole = LIST(whole_words), settled = LIST(settled_words);
    struct list superlative = LIST(superlatives), choice = LIST(choices), harm = LIST(harms);
    static const char *const ups_and_downs[] = {"worse"}, *const able[] = {"can", "could"};
    struct list worse = LIST(ups_and_downs), can = LIST(able);
    /* "no complications were seen in the trial": a report; "no danger sign" */
    static const char *const reported[] = {"seen", "found", "recorded", "reported", "known", "sign", "signs"};
    struct list report = LIST(reported);
    uint32_t at = 0, by = 0;
    if (left_open(s)) return false;
    for (uint32_t i = 0; i < s->count; i++) {
        bool no = negated(s, i);
        if (says_outcome(s, i) || holds_for_all(s, i) || needs_nothing(s, i) || vows_or_turns(s, i)) return true;
        if (!no && in(certain, s->word[i]) && follows(s, i, 5, outcome, &at) && !negated(s, at) &&
            !helps_only(s, i, at) && !follows(s, at, 2, worse, &by) && !team_looks(s, i) && !other_sense(s, at) &&
            !asked_of_patient(s, i, at))
            return true;
        bool claimed = in(treatment, s->word[i]) && follows(s, i, 2, claims, &at) && !tdm_str_is(s->word[at - 1], "to");
        if (!no && claimed && !negated(s, at) && !says_when(s, i)) return true;
        if (!no && in(whole, s->word[i]) && follows(s, i, 2, settled, &at)) return true;
        if (!no && in(superlative, s->word[i]) && follows(s, i, 2, choice, &at) && !follows(s, at, 2, can, &by))
            return true; /* "the best way you can" is asked of the patient */
        bool none = tdm_str_is(s->word[i], "no") || tdm_str_is(s->word[i], "without");
        if (none && follows(s, i, 2, harm, &at) && !negated(s, i) && !follows(s, at, 3, report, &by)) return true;
        if (!no && tdm_str_is(s->word[i], "100%")) return true;
    }
    return false;
}

static bool treatment_named(const struct tdm_catalog *catalog, const struct sentence *s, uint32_t from, uint32_t span) {
    struct list treatment = LIST(treatment_words);
    uint32_t at = 0;
    static const char *const papers[] = {"list", "form", "plan", "diary"}; /* "your medicine list" */
    bool named = follows(s, from, span, treatment, &at);
    bool exercise = named && at > 0 && tdm_str_is(s->word[at], "therapy") && tdm_str_is(s->word[at - 1], "physical");
    if (named && !exercise && !word_is(s, at + 1, (struct list)LIST(papers))) return true;
    for (uint32_t i = from + 1; catalog != NULL && i < s->count && i <= from + span; i++) {
        const tdm_ref *ingredients;
        uint32_t count;
        tdm_ref route, one[1];
        if (tdm_catalog_ingredients(catalog, s->word[i], &ingredients, &count, &route, one)) return true;
    }
    return false;
}

static bool defers(const struct sentence *s) {
    struct list list = LIST(deferring);
    for (uint32_t i = 0; i < s->count; i++)
        if (in(list, s->word[i])) return true;
    return false;
}

/* The first word of what is told to be done: behind "please"; *leave: behind "do not", "never". */
static uint32_t told_first(const struct sentence *s, bool *leave) {
    uint32_t i = s->count > 0 && tdm_str_is(s->word[0], "please") ? 1 : 0;
    *leave = false;
    if (i + 1 < s->count && tdm_str_is(s->word[i], "do") && tdm_str_is(s->word[i + 1], "not")) {
        *leave = true;
        return i + 2;
    }
    *leave = i < s->count && (tdm_str_is(s->word[i], "never") || tdm_str_is(s->word[i], "don't"));
    return *leave ? i + 1 : i;
}

/* "Take two tablets", "Avoid all tablets", "Do not take your blood thinner", "Ask for an injection". */
static bool tells(const struct tdm_catalog *catalog, const struct sentence *s) {
    struct list deed = LIST(deeds), more = LIST(leaving);
    bool leave;
    uint32_t i = told_first(s, &leave);
    if (i + 1 >= s->count) return false;
    bool asks = tdm_str_is(s->word[i], "ask") && tdm_str_is(s->word[i + 1], "for");
    bool goes = tdm_str_is(s->word[i], "go") && (tdm_str_is(s->word[i + 1], "on") || tdm_str_is(s->word[i + 1], "for"));
    bool told = in(deed, s->word[i]) || in(more, s->word[i]) || asks || goes;
    uint32_t at;
    bool noun = tdm_str_is(s->word[i + 1], "of"); /* "use of cells" */
    if (!told || noun || !treatment_named(catalog, s, i, 5)) return false;
    if (follows(s, i, WORDS_MAX, (struct list)LIST(settled_with), &at)) return false;
    return (!leave && !in(more, s->word[i])) || !defers(s);
}

/* "You may take ibuprofen", "you could have an injection": where nobody is named who decides it. */
static bool permits(const struct tdm_catalog *catalog, const struct sentence *s) {
    struct list permit = LIST(permitting), take = LIST(takes);
    uint32_t at = 0;
    for (uint32_t i = 1; i < s->count; i++) {
        bool you = tdm_str_is(s->word[i - 1], "you") && in(permit, s->word[i]);
        if (you && follows(s, i, 1, take, &at) && treatment_named(catalog, s, at, 4)) return !defers(s);
    }
    return false;
}

/* "You should have the procedure": a person is told what treatment to have or to leave. */
static bool advises(const struct tdm_catalog *catalog, const struct sentence *s) {
    struct list urge = LIST(urging), deed = LIST(deeds);
    uint32_t at = 0;
    if (tells(catalog, s) || permits(catalog, s)) return true;
    for (uint32_t i = 0; i < s->count; i++) {
        if (!in(urge, s->word[i]) || negated(s, i)) continue;
        if (follows(s, i, 4, deed, &at) && !negated(s, at) && treatment_named(catalog, s, at, 5)) return true;
        bool names = tdm_str_starts_with(s->word[i], TDM_STR("recommend")) || tdm_str_is(s->word[i], "suggest");
        if (names && treatment_named(catalog, s, i, 4)) return true;
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
