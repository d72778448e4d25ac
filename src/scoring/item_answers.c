/* item_answers.c - answers as they are given: in the order of the definition, or by item code. What is outside is
 * refused, what is left out is missing. */
#include "scoring/scoring_int.h"

#include <stdio.h>

static const struct tdm_place command_line = {.file = {"command line", 12}, .line = 0};

static bool blank(char c) {
    return c == ' ' || c == ',' || c == '\t' || c == '\n' || c == '\r';
}

static bool next_word(tdm_str text, size_t *at, tdm_str *word) {
    while (*at < text.len && blank(text.at[*at])) (*at)++;
    size_t from = *at;
    while (*at < text.len && !blank(text.at[*at])) (*at)++;
    *word = tdm_str_slice(text, from, *at);
    return *at > from;
}

/* ---- one answer */

static bool not_allowed(const struct tdm_answer_item *item, tdm_str value, struct tdm_problem *problem) {
    (void)tdm_fail(problem, TDM_WHY_RANGE, "I022", command_line, "`%.*s` cannot be %.*s", TDM_FMT(item->code),
                   TDM_FMT(value));
    if (item->values == NULL) {
        tdm_problem_fix(problem, "write %s from %lld to %lld, or - for no answer",
                        item->any_number ? "a number" : "a whole number", (long long)item->least,
                        (long long)item->most);
        return false;
    }
    char list[160] = "";
    size_t at = 0;
    for (uint32_t i = 0; i < item->value_count && at + 24 < sizeof list; i++)
        at += (size_t)snprintf(list + at, sizeof list - at, "%s%lld", i > 0 ? ", " : "", (long long)item->values[i]);
    tdm_problem_fix(problem, "write one of: %s, or - for no answer", list);
    return false;
}

static bool allowed(const struct tdm_answer_item *item, tdm_decimal value) {
    if (value.scale != 0 && !item->any_number) return false;
    if (tdm_decimal_compare(value, tdm_decimal_of_int(item->least)) < 0 ||
        tdm_decimal_compare(value, tdm_decimal_of_int(item->most)) > 0)
        return false;
    for (uint32_t i = 0; i < item->value_count; i++)
        if (tdm_decimal_compare(value, tdm_decimal_of_int(item->values[i])) == 0) return true;
    return item->values == NULL;
}

bool tdm_answer_set(const struct tdm_instrument *instrument, uint32_t item, tdm_str value, struct tdm_answers *out,
                    struct tdm_problem *problem) {
    const struct tdm_answer_item *form = &instrument->items[item];
    if (value.len == 0 || tdm_str_is(value, "-")) return true;
    tdm_decimal number;
    if (value.len == 1 && value.at[0] >= '0' && value.at[0] <= '9') /* nearly every answer there is */
        number = (tdm_decimal){value.at[0] - '0', 0};
    else if (!tdm_decimal_parse(value, &number)) {
        (void)tdm_fail(problem, TDM_WHY_SYNTAX, "I021", command_line, "`%.*s` is no answer of `%.*s`", TDM_FMT(value),
                       TDM_FMT(form->code));
        tdm_problem_fix(problem, "write a number, or - for no answer");
        return false;
    }
    bool plain = form->values == NULL && number.scale == 0;
    if (plain ? number.coefficient < form->least || number.coefficient > form->most : !allowed(form, number))
        return not_allowed(form, value, problem);
    out->value[item] = number;
    out->given[item] = true;
    return true;
}

bool tdm_answers_agree(const struct tdm_instrument *instrument, const struct tdm_answers *answers,
                       struct tdm_problem *problem) {
    if (instrument->choice_count == 0) return true;
    uint32_t taken[TDM_ITEMS_MAX + 1] = {0};
    for (uint32_t i = 0; i < instrument->item_count; i++) {
        uint32_t choice = instrument->items[i].choice;
        if (choice == 0 || !answers->given[i]) continue;
        if (taken[choice] == 0) {
            taken[choice] = i + 1;
            continue;
        }
        (void)tdm_fail(problem, TDM_WHY_CONFLICT, "I024", command_line, "`%.*s` and `%.*s` are both answered",
                       TDM_FMT(instrument->items[taken[choice] - 1].code), TDM_FMT(instrument->items[i].code));
        tdm_problem_fix(problem, "keep the one that applies: they exclude each other");
        return false;
    }
    return true;
}

/* ---- many */

bool tdm_answers_read(const struct tdm_instrument *instrument, tdm_str text, struct tdm_answers *out,
                      struct tdm_problem *problem) {
    size_t at = 0;
    uint32_t count = 0;
    tdm_str word;
    *out = (struct tdm_answers){0};
    while (next_word(text, &at, &word)) {
        if (count < instrument->item_count && !tdm_answer_set(instrument, count, word, out, problem)) return false;
        count++;
    }
    if (count == instrument->item_count) return tdm_answers_agree(instrument, out, problem);
    (void)tdm_fail(problem, TDM_WHY_RANGE, "I020", command_line, "%u answers are given, `%.*s` has %u items", count,
                   TDM_FMT(instrument->name), instrument->item_count);
    tdm_problem_fix(problem, "write one for each, in order, and - for no answer");
    return false;
}

static bool set_by_code(const struct tdm_instrument *instrument, tdm_str word, struct tdm_answers *out,
                        struct tdm_problem *problem) {
    size_t equals;
    if (!tdm_str_find(word, TDM_STR("="), &equals)) {
        (void)tdm_fail(problem, TDM_WHY_SYNTAX, "I027", command_line, "`%.*s` does not say which item it answers",
                       TDM_FMT(word));
        tdm_problem_fix(problem, "write CODE=VALUE, such as %.*s=%lld", TDM_FMT(instrument->items[0].code),
                        (long long)instrument->items[0].least);
        return false;
    }
    tdm_str code = tdm_str_slice(word, 0, equals), names[TDM_ITEMS_MAX];
    int item = scoring_item(instrument, code);
    if (item < 0) {
        for (uint32_t i = 0; i < instrument->item_count; i++) names[i] = instrument->items[i].code;
        (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "I023", command_line, "x");
        scoring_unknown(problem, "item", code, names, instrument->item_count);
        return false;
    }
    if (out->given[item]) {
        (void)tdm_fail(problem, TDM_WHY_CONFLICT, "I025", command_line, "`%.*s` is answered twice", TDM_FMT(code));
        tdm_problem_fix(problem, "keep one of the two");
        return false;
    }
    return tdm_answer_set(instrument, (uint32_t)item, tdm_str_slice(word, equals + 1, word.len), out, problem);
}

bool tdm_answers_by_code(const struct tdm_instrument *instrument, tdm_str text, struct tdm_answers *out,
                         struct tdm_problem *problem) {
    size_t at = 0;
    tdm_str word;
    *out = (struct tdm_answers){0};
    while (next_word(text, &at, &word))
        if (!set_by_code(instrument, word, out, problem)) return false;
    return tdm_answers_agree(instrument, out, problem);
}
