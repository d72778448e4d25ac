/* truth.c - Kleene values of counts, and the day an expression falls on. */
#include "criteria/criteria.h"

enum tdm_truth tdm_truth_at_least(uint32_t k, uint32_t met, uint32_t unknown) {
    if (met >= k) return TDM_MET;
    return (uint64_t)met + unknown >= k ? TDM_UNKNOWN : TDM_UNMET;
}

const char *tdm_truth_word(enum tdm_truth truth) {
    switch (truth) {
    case TDM_UNMET:
        return "unmet";
    case TDM_UNKNOWN:
        return "unknown";
    case TDM_MET:
        return "met";
    }
    TDM_UNREACHABLE();
}

tdm_date tdm_day_at(const struct tdm_day_expr *expr, tdm_date anchor) {
    tdm_date from = expr->anchor == TDM_ANCHOR_DATE ? expr->date : anchor;
    if (expr->sign == 0 || tdm_date_is_none(from)) return from;
    return expr->sign < 0 ? tdm_date_subtract_span(from, expr->offset) : tdm_date_add_span(from, expr->offset);
}
