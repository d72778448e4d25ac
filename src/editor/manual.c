/* manual.c - what docs/notation.md says: rows of its tables by their form, rules by their id. */
#include "editor/editor_int.h"

static tdm_str next_line(tdm_str *rest) {
    size_t end = rest->len;
    (void)tdm_str_find(*rest, TDM_STR("\n"), &end);
    tdm_str line = tdm_str_slice(*rest, 0, end);
    *rest = tdm_str_slice(*rest, end + 1, rest->len);
    return line;
}

/* The next cell of a row: bars with a backslash before them do not end it. */
static tdm_str next_cell(tdm_str *rest) {
    size_t at = 0;
    while (at < rest->len && !(rest->at[at] == '|' && (at == 0 || rest->at[at - 1] != '\\'))) at++;
    tdm_str cell = tdm_str_trim(tdm_str_slice(*rest, 0, at));
    *rest = tdm_str_slice(*rest, at + 1, rest->len);
    return cell;
}

bool manual_row(tdm_str manual, tdm_str form, tdm_str *written, tdm_str *meaning) {
    while (manual.len > 0) {
        tdm_str line = next_line(&manual), last = {0};
        if (!tdm_str_starts_with(line, TDM_STR("| `"))) continue;
        tdm_str cells = tdm_str_slice(line, 2, line.len), first = next_cell(&cells);
        tdm_str inner = tdm_str_slice(first, 1, first.len);
        size_t end = inner.len;
        (void)tdm_str_find(inner, TDM_STR("`"), &end);
        inner = tdm_str_slice(inner, 0, end);
        char after = inner.len > form.len ? inner.at[form.len] : ' ';
        if (!tdm_str_starts_with(inner, form) || (after != ' ' && after != ',')) continue;
        while (cells.len > 0) {
            tdm_str cell = next_cell(&cells);
            if (cell.len > 0) last = cell;
        }
        *written = inner;
        *meaning = last;
        return true;
    }
    return false;
}

/* Is the block among those of a cell, "`course`, `scenario`", or is the cell empty where none is asked for? */
static bool names_block(tdm_str cell, tdm_str block) {
    if (block.len == 0 || cell.len == 0) return block.len == cell.len;
    while (cell.len > 0) {
        size_t comma = cell.len;
        (void)tdm_str_find(cell, TDM_STR(", "), &comma);
        tdm_str one = tdm_str_slice(cell, 0, comma);
        if (one.len > 2 && tdm_str_equal(tdm_str_slice(one, 1, one.len - 1), block)) return true;
        cell = tdm_str_slice(cell, comma + 2, cell.len);
    }
    return false;
}

/* Does a form in the cell, "`all answered`, or: `at least N answered`", begin with the word? */
static bool names_head(tdm_str cell, tdm_str head) {
    size_t tick = 0;
    while (tdm_str_find(cell, TDM_STR("`"), &tick)) {
        cell = tdm_str_slice(cell, tick + 1, cell.len);
        size_t end = cell.len;
        (void)tdm_str_find(cell, TDM_STR("`"), &end);
        tdm_str form = tdm_str_slice(cell, 0, end);
        char after = form.len > head.len ? form.at[head.len] : ' ';
        if (tdm_str_starts_with(form, head) && (after == ' ' || after == ',')) return true;
        cell = tdm_str_slice(cell, end + 1, cell.len);
    }
    return false;
}

tdm_str manual_line(tdm_str manual, const char *section, tdm_str block, tdm_str head) {
    bool inside = false, parts = tdm_str_is(block, "expect"); /* its table has two columns: form, parts behind commas */
    while (manual.len > 0) {
        tdm_str line = next_line(&manual);
        if (tdm_str_starts_with(line, TDM_STR("## "))) inside = tdm_str_ends_with(line, tdm_str_of(section));
        if (!inside || !tdm_str_starts_with(line, TDM_STR("|"))) continue;
        tdm_str cells = tdm_str_slice(line, 1, line.len), first = next_cell(&cells), second = next_cell(&cells);
        if (parts ? names_head(first, head) : names_block(first, block) && names_head(second, head))
            return parts ? second : next_cell(&cells);
    }
    return (tdm_str){0};
}

tdm_str manual_rule(tdm_str manual, tdm_str id) {
    while (manual.len > 0) {
        tdm_str line = next_line(&manual);
        if (!tdm_str_starts_with(line, TDM_STR("- **")) || !tdm_str_starts_with(tdm_str_slice(line, 4, line.len), id))
            continue;
        line = tdm_str_slice(line, 4 + id.len, line.len);
        if (tdm_str_starts_with(line, TDM_STR("** "))) return tdm_str_slice(line, 3, line.len);
    }
    return (tdm_str){0};
}

static const struct {
    const char *word, *id;
} rules[] = {
    {"latest", "R-N16"},    {"mean", "R-N16"},     {"worst", "R-N16"},  {"best", "R-N16"},      {"every", "R-N16"},
    {"last", "R-N16"},      {"readings", "R-N16"}, {"within", "R-N17"}, {"after", "R-N18"},     {"before", "R-N18"},
    {"day", "R-N18"},       {"record", "R-N20"},   {"no", "R-N20"},     {"screened", "R-D9"},   {"open", "R-D9"},
    {"all", "R-N15"},       {"any", "R-N15"},      {"not", "R-N21"},    {"uncertain", "R-N24"}, {"until", "R-N26"},
    {"otherwise", "R-N29"}, {"own", "R-N5"},       {"apart", "R-N45"},  {"advance", "R-N29"},   {"regress", "R-N29"},
    {"hold", "R-N29"},      {"stop", "R-N29"},     {"use", "R-N34"},    {"hash", "R-N34"},      {"needs", "R-N42"},
    {"direct", "R-N31"},    {"indirect", "R-N31"}, {"week", "R-N30"},   {"weeks", "R-N30"},     {"taking", "R-D9"},
};

tdm_str manual_rule_of_word(tdm_str manual, tdm_str word) {
    for (size_t i = 0; i < TDM_COUNT(rules); i++)
        if (tdm_str_is(word, rules[i].word)) return manual_rule(manual, tdm_str_of(rules[i].id));
    return (tdm_str){0};
}
