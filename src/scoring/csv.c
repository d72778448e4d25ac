/* csv.c - rows of a CSV file (RFC 4180) cut in place, and scored by the codes of its header. A field in quotes that
 * holds quotes itself keeps them doubled: such fields are carried along and are no answers. */
#include "scoring/scoring_int.h"

#include <string.h>

static struct tdm_place place_of(const struct tdm_csv *csv, uint32_t line) {
    return (struct tdm_place){.file = csv->file, .line = line, .column = 1, .length = 1};
}

/* A carriage return ends a field only as part of a line end: alone it would hide what stands behind it. */
static bool ends_field(tdm_str rest) {
    return rest.len == 0 || rest.at[0] == ',' || rest.at[0] == '\n' || tdm_str_is(rest, "\r") ||
           tdm_str_starts_with(rest, TDM_STR("\r\n"));
}

/* A field in quotes from `at` on, which may run over line ends; behind it the end of its row or a comma. */
static bool quoted(struct tdm_csv *csv, tdm_str *field, uint32_t *lines) {
    const char *at = csv->text.at + csv->at + 1, *end = csv->text.at + csv->text.len, *from = at;
    for (; at < end; at++) {
        *lines += *at == '\n';
        if (*at != '"') continue;
        if (at + 1 < end && at[1] == '"') {
            at++;
            continue;
        }
        *field = (tdm_str){from, (size_t)(at - from)};
        csv->at = (size_t)(at + 1 - csv->text.at);
        return ends_field(tdm_str_slice(csv->text, csv->at, csv->text.len));
    }
    csv->at = csv->text.len;
    return false;
}

/* A field without quotes around it; one inside could not be written out again. */
static bool plain(struct tdm_csv *csv, tdm_str *field) {
    const char *from = csv->text.at + csv->at, *at = from, *end = csv->text.at + csv->text.len;
    bool bare = true;
    for (; at < end && *at != ',' && *at != '\n'; at++) bare = bare && *at != '"';
    csv->at = (size_t)(at - csv->text.at);
    if (at > from && at[-1] == '\r') at--;
    *field = (tdm_str){from, (size_t)(at - from)};
    return bare;
}

static void skip_line(struct tdm_csv *csv) {
    const char *found = csv->at >= csv->text.len ? NULL : memchr(csv->text.at + csv->at, '\n', csv->text.len - csv->at);
    csv->at = found == NULL ? csv->text.len : (size_t)(found + 1 - csv->text.at);
}

static bool cut(struct tdm_csv *csv, struct tdm_csv_row *row, uint32_t *lines, struct tdm_problem *problem) {
    row->count = 0;
    for (;;) {
        tdm_str field;
        bool in_quotes = csv->at < csv->text.len && csv->text.at[csv->at] == '"';
        bool fine = in_quotes ? quoted(csv, &field, lines) : plain(csv, &field);
        if (!fine || row->count == TDM_CSV_COLUMNS_MAX) {
            (void)tdm_fail(problem, TDM_WHY_SYNTAX, "I029", place_of(csv, row->line), "%s",
                           fine        ? "the row has more than 256 columns"
                           : in_quotes ? "a quote does not end where its column does"
                                       : "a quote stands in a column that does not begin with one");
            tdm_problem_fix(problem, "%s",
                            fine ? "take out what is no answer" : "write \"text\", and a quote inside it twice");
            skip_line(csv);
            return false;
        }
        row->fields[row->count++] = field;
        if (csv->at < csv->text.len && csv->text.at[csv->at] == '\r') csv->at++;
        if (csv->at >= csv->text.len) return true;
        if (csv->text.at[csv->at++] == '\n') return true;
    }
}

bool tdm_csv_next(struct tdm_csv *csv, struct tdm_csv_row *row, bool *good, struct tdm_problem *problem) {
    if (csv->at == 0 && tdm_str_starts_with(csv->text, TDM_STR("\xef\xbb\xbf"))) csv->at = 3; /* byte order mark */
    while (csv->at < csv->text.len) {
        uint32_t lines = 1;
        row->line = csv->line + 1;
        *good = cut(csv, row, &lines, problem);
        csv->line += lines;
        if (!*good || row->count > 1 || row->fields[0].len > 0) return true;
    }
    return false;
}

/* ---- columns */

bool tdm_csv_columns_read(const struct tdm_instrument *instrument, const struct tdm_csv *csv,
                          const struct tdm_csv_row *head, struct tdm_csv_columns *out, struct tdm_problem *problem) {
    bool found[TDM_ITEMS_MAX] = {false};
    uint32_t items = 0;
    *out = (struct tdm_csv_columns){.count = head->count, .file = csv->file};
    for (uint32_t i = 0; i < head->count; i++) {
        tdm_str name = tdm_str_trim(head->fields[i]);
        int item = scoring_item(instrument, name);
        out->item[i] = (int16_t)item;
        if (item < 0) continue;
        items++;
        if (found[item]) {
            (void)tdm_fail(problem, TDM_WHY_CONFLICT, "I025", place_of(csv, head->line), "`%.*s` heads two columns",
                           TDM_FMT(name));
            tdm_problem_fix(problem, "keep one of the two");
            return false;
        }
        found[item] = true;
    }
    if (items > 0) return true;
    (void)tdm_fail(problem, TDM_WHY_MISSING, "I026", place_of(csv, head->line),
                   "no column is headed by an item of `%.*s`", TDM_FMT(instrument->name));
    tdm_problem_fix(problem, "head the columns with item codes: %.*s and so on", TDM_FMT(instrument->items[0].code));
    return false;
}

bool tdm_csv_score(const struct tdm_instrument *instrument, const struct tdm_csv_columns *columns,
                   const struct tdm_csv_row *row, struct tdm_score_result *results, struct tdm_problem *problem) {
    struct tdm_answers answers;
    memset(answers.given, 0, sizeof answers.given);
    struct tdm_place place = {.file = columns->file, .line = row->line, .column = 1, .length = 1};
    if (row->count != columns->count) {
        (void)tdm_fail(problem, TDM_WHY_RANGE, "I028", place, "the row has %u columns, the header %u", row->count,
                       columns->count);
        tdm_problem_fix(problem, "write every column, and nothing between two commas for no answer");
        return false;
    }
    bool fine = true;
    for (uint32_t i = 0; fine && i < row->count; i++)
        if (columns->item[i] >= 0)
            fine = tdm_answer_set(instrument, (uint32_t)columns->item[i], row->fields[i], &answers, problem);
    fine = fine && tdm_answers_agree(instrument, &answers, problem);
    if (fine)
        tdm_score(instrument, &answers, results);
    else
        problem->place = place;
    return fine;
}
