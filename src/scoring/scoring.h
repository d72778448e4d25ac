/* scoring.h - instruments by description: items, scores by named rules, conversion tables, thresholds; one exact engine for
 * all of them. Knows no instrument by name. Pure. Codes I001... */
#ifndef TDM_SCORING_H
#define TDM_SCORING_H

#include "catalog/catalog.h"

/* ---- exact fractions, in lowest terms, the denominator above zero */

typedef struct {
    int64_t above, below;
} tdm_fraction;

tdm_fraction tdm_fraction_of(tdm_decimal number);
bool tdm_fraction_add(tdm_fraction a, tdm_fraction b, tdm_fraction *out) TDM_CHECKED; /* false: does not fit */
bool tdm_fraction_subtract(tdm_fraction a, tdm_fraction b, tdm_fraction *out) TDM_CHECKED;
bool tdm_fraction_multiply(tdm_fraction a, tdm_fraction b, tdm_fraction *out) TDM_CHECKED;
bool tdm_fraction_divide(tdm_fraction a, tdm_fraction b, tdm_fraction *out) TDM_CHECKED; /* false also by zero */
int tdm_fraction_compare(tdm_fraction a, tdm_fraction b);
/* For display only: rounded half up (half away from zero below it) to `digits` digits after the point, at most 9. */
void tdm_fraction_print(struct tdm_buf *out, tdm_fraction number, uint32_t digits);
void tdm_fraction_print_exact(struct tdm_buf *out, tdm_fraction number); /* "25/2", "3" */

/* ---- an instrument as read */

#define TDM_ITEMS_MAX 64u
#define TDM_SCORES_MAX 32u
struct tdm_answer_item {
    tdm_str code;
    tdm_str wording;         /* empty: does not ship */
    bool any_number;         /* not only whole ones */
    const int64_t *values;   /* the only ones there are; null: every one from least to most */
    uint32_t value_count;
    int64_t least, most;
    uint32_t choice;         /* items of one choice exclude each other; 0: none */
};

enum tdm_formula_op { TDM_FORMULA_NUMBER, TDM_FORMULA_SUM, TDM_FORMULA_MEAN, TDM_FORMULA_LARGEST, TDM_FORMULA_ANSWERED,
                      TDM_FORMULA_MOST, TDM_FORMULA_ADD, TDM_FORMULA_SUBTRACT, TDM_FORMULA_MULTIPLY, TDM_FORMULA_DIVIDE };
struct tdm_formula_step { enum tdm_formula_op op; tdm_fraction number; }; /* in the order of a stack */
#define TDM_FORMULA_MAX 24u

struct tdm_part_of { /* what a score is made of: an item, or a score above it */
    bool is_score, reversed;
    uint16_t index;
    const tdm_decimal *codes; /* what each value from least on counts as; null: itself */
    int64_t least, most;      /* of an item */
};
struct tdm_band { struct tdm_bound bound; tdm_str words; };
struct tdm_score {
    tdm_str name, rule;
    tdm_ref measure; /* of the catalogue, or TDM_REF_NONE */
    const struct tdm_part_of *parts;
    uint32_t part_count;
    uint32_t asked;  /* parts, of a choice one */
    uint32_t least_answered;
    struct tdm_formula_step formula[TDM_FORMULA_MAX];
    uint32_t formula_count;
    const tdm_decimal *table; /* by the formula's value from table_from on; or null */
    uint32_t table_count;
    int64_t table_from;
    bool has_cap;
    tdm_decimal cap, least, most;
    bool lower_is_better, older;
    uint32_t digits; /* shown after the point */
    const struct tdm_band *bands;
    uint32_t band_count;
    struct tdm_place place;
};

enum tdm_threshold_kind { TDM_THRESHOLD_MDC, TDM_THRESHOLD_MCID, TDM_THRESHOLD_SCB, TDM_THRESHOLD_PASS, TDM_THRESHOLD_KINDS };
enum tdm_threshold_method { TDM_METHOD_ANCHOR, TDM_METHOD_ROC, TDM_METHOD_DISTRIBUTION, TDM_METHOD_UNSAID, TDM_METHOD_COUNT };
struct tdm_threshold { /* one row: never one number an instrument */
    enum tdm_threshold_kind kind;
    uint16_t score;       /* the first of its name; it is of all rules of that name */
    tdm_decimal low, high; /* a published range has two ends; the stricter counts */
    bool has_baseline;
    tdm_decimal baseline_low, baseline_high;
    tdm_ref condition;    /* or TDM_REF_NONE */
    tdm_str among, treatment;
    bool has_after;
    tdm_span after;
    enum tdm_threshold_method method;
    uint32_t people, percent; /* percent: the confidence of an MDC; 0: not said */
    const struct tdm_cite *cites;
    uint32_t cite_count;
    struct tdm_place place;
};

struct tdm_instrument {
    tdm_str name, version, title, holder, recall;
    const struct tdm_code *codes; /* what other systems call the whole form */
    uint32_t code_count;
    bool wording_ships;
    const struct tdm_answer_item *items;
    uint32_t item_count, choice_count;
    const struct tdm_score *scores;
    uint32_t score_count;
    const struct tdm_threshold *thresholds;
    uint32_t threshold_count;
    const struct tdm_catalog_source *sources;
    uint32_t source_count;
    const struct tdm_catalog *catalog;
};
bool tdm_instrument_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_catalog *catalog,
                         const struct tdm_instrument **out, struct tdm_problems *problems) TDM_CHECKED;
/* The lines of such a file, from the tables by which they are read: for editors. false past the last. */
struct tdm_instrument_form { const char *inside, *head, *form; bool must, many, cited; }; /* inside "": at the top */
bool tdm_instrument_form(uint32_t index, struct tdm_instrument_form *out);
const char *tdm_threshold_word(enum tdm_threshold_kind kind);
const char *tdm_method_word(enum tdm_threshold_method method);

/* ---- answers: by item; what is not given is missing, never 0 */

struct tdm_answers {
    tdm_decimal value[TDM_ITEMS_MAX];
    bool given[TDM_ITEMS_MAX];
};
/* "3 2 - 1": in the order of the definition, blanks or commas between, "-" for no answer. */
bool tdm_answers_read(const struct tdm_instrument *instrument, tdm_str text, struct tdm_answers *out,
                      struct tdm_problem *problem) TDM_CHECKED;
/* "P1=3 P2=2": by code; the others are missing. */
bool tdm_answers_by_code(const struct tdm_instrument *instrument, tdm_str text, struct tdm_answers *out,
                         struct tdm_problem *problem) TDM_CHECKED;
bool tdm_answer_set(const struct tdm_instrument *instrument, uint32_t item, tdm_str value, struct tdm_answers *out,
                    struct tdm_problem *problem) TDM_CHECKED;
bool tdm_answers_agree(const struct tdm_instrument *instrument, const struct tdm_answers *answers,
                       struct tdm_problem *problem) TDM_CHECKED; /* of a choice at most one */

/* ---- the engine */

enum tdm_score_flag { TDM_FLAG_MISSING = 1, TDM_FLAG_TOO_FEW = 2, TDM_FLAG_TOO_LARGE = 4, TDM_FLAG_ALL_ALIKE = 8 };
struct tdm_score_result {
    bool scored; /* else there is no value, and never 0 */
    tdm_fraction value;
    uint32_t answered, flags;
    const struct tdm_band *band; /* or null */
};
/* results[score_count], in the order of the scores. */
void tdm_score(const struct tdm_instrument *instrument, const struct tdm_answers *answers, struct tdm_score_result *results);
void tdm_score_flags_print(struct tdm_buf *out, uint32_t flags); /* "missing all-alike"; nothing for none */

/* ---- CSV (RFC 4180): a header by item code; other columns are kept as they are */

struct tdm_csv { tdm_str file, text; size_t at; uint32_t line; };
#define TDM_CSV_COLUMNS_MAX 256u
struct tdm_csv_row { tdm_str fields[TDM_CSV_COLUMNS_MAX]; uint32_t count, line; };
/* The next row that is not empty; false at the end. A row that cannot be split gives false in *good, with its problem. */
bool tdm_csv_next(struct tdm_csv *csv, struct tdm_csv_row *row, bool *good, struct tdm_problem *problem) TDM_CHECKED;
struct tdm_csv_columns { int16_t item[TDM_CSV_COLUMNS_MAX]; uint32_t count; tdm_str file; }; /* item -1: kept */
bool tdm_csv_columns_read(const struct tdm_instrument *instrument, const struct tdm_csv *csv, const struct tdm_csv_row *head,
                          struct tdm_csv_columns *out, struct tdm_problem *problem) TDM_CHECKED;
bool tdm_csv_score(const struct tdm_instrument *instrument, const struct tdm_csv_columns *columns,
                   const struct tdm_csv_row *row, struct tdm_score_result *results, struct tdm_problem *problem) TDM_CHECKED;

/* ---- thresholds: what a change means, by every row that fits */

struct tdm_change_context { tdm_ref condition; tdm_str treatment; bool has_after; tdm_span after; };
enum tdm_change_verdict { /* one sentence each in words/messages_score.h, in the same order */
    TDM_CHANGE_RESPONDER,     /* reaches both MCID and MDC */
    TDM_CHANGE_WITHIN_ERROR,  /* improved, within measurement error */
    TDM_CHANGE_BELOW_MCID,    /* more than the error, less than the smallest important change */
    TDM_CHANGE_ERROR_UNKNOWN, /* reaches the MCID; no MDC is known */
    TDM_CHANGE_MCID_UNKNOWN,
    TDM_CHANGE_NONE,
    TDM_CHANGE_WORSE_WITHIN_ERROR,
    TDM_CHANGE_WORSE,
    TDM_CHANGE_VERDICTS
};
struct tdm_change_row { const struct tdm_threshold *threshold; bool reached; };
struct tdm_score_change {
    bool comparable; /* both scored, by one rule */
    tdm_fraction improvement; /* sign turned over where lower is better */
    const struct tdm_change_row *rows; /* the best fitting first, of each kind */
    uint32_t row_count;
    enum tdm_change_verdict verdict; /* by the best fitting MCID and the best fitting MDC */
    const struct tdm_threshold *mcid, *mdc; /* those; or null */
};
void tdm_change_judge(struct tdm_arena *mem, const struct tdm_instrument *instrument, uint32_t score,
                      const struct tdm_score_result *before, const struct tdm_score_result *after,
                      const struct tdm_change_context *context, struct tdm_score_change *out);

#endif
