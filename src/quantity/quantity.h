/* quantity.h - units (a part of UCUM), exact conversion, values on ordinal scales, ranges. Pure; knows no measure. */
#ifndef TDM_QUANTITY_H
#define TDM_QUANTITY_H

#include "base/base.h"

typedef uint16_t tdm_unit; /* index into the unit table; TDM_UNIT_ONE is a bare number */
#define TDM_UNIT_ONE ((tdm_unit)0)
#define TDM_UNIT_NONE ((tdm_unit)UINT16_MAX)

/* UCUM codes as written in the notation: kg, N, N.m, N.m/kg, deg, s, min, cm, mg, kg/m2, %, points ... */
bool tdm_unit_find(tdm_str code, tdm_unit *out) TDM_CHECKED;
tdm_str tdm_unit_code(tdm_unit unit);
tdm_str tdm_unit_ucum(tdm_unit unit); /* the code that messages carry: "{score}" for points, "[lbf_av]" for lbf */
bool tdm_unit_same_kind(tdm_unit a, tdm_unit b); /* torque and force are not */
size_t tdm_unit_codes(const tdm_str **out);      /* all, for messages and completion */

typedef struct {
    tdm_decimal number;
    tdm_unit unit;
} tdm_quantity;

/* Exactly, or not at all (M39): false when the kinds differ or no decimal of 9 digits holds the result. */
bool tdm_quantity_convert(tdm_quantity from, tdm_unit to, tdm_quantity *out) TDM_CHECKED;
/* Exact comparison across units of one kind (by cross-multiplication); false when the kinds differ. */
bool tdm_quantity_compare(tdm_quantity a, tdm_quantity b, int *out) TDM_CHECKED;
void tdm_quantity_print(struct tdm_buf *out, tdm_quantity quantity); /* "82 N.m"; a bare number without unit */

/* A named ladder of steps, lowest first: effusion grades, load classes, Kellgren-Lawrence. */
struct tdm_scale {
    tdm_str name;
    const tdm_str *steps, *labels;
    uint16_t count;
};
bool tdm_scale_find(const struct tdm_scale *scale, tdm_str step, uint16_t *out) TDM_CHECKED;

enum tdm_value_kind { TDM_VALUE_NONE, TDM_VALUE_NUMBER, TDM_VALUE_STEP };
typedef struct {
    enum tdm_value_kind kind;
    tdm_quantity quantity; /* NUMBER */
    uint16_t step;         /* STEP: index into the scale of its measure */
} tdm_value;

/* A bound on a value as the notation writes it. */
enum tdm_bound_kind {
    TDM_AT_MOST, TDM_AT_LEAST, TDM_ABOVE, TDM_BELOW, TDM_IS, TDM_IS_NOT,
    TDM_BETWEEN,           /* "2 to 5": both ends inside           */
    TDM_FROM_TO_BELOW,     /* "2 to below 5"                       */
    TDM_ABOVE_TO           /* "above 2 to 5"                       */
};
struct tdm_bound {
    enum tdm_bound_kind kind;
    tdm_value low, high; /* one-sided bounds use `low` alone */
};
/* Is `value` inside? Both must be of one kind (asserted for steps, false in *ok for numbers of other kinds). */
bool tdm_bound_holds(const struct tdm_bound *bound, tdm_value value, bool *ok);
void tdm_bound_print(struct tdm_buf *out, const struct tdm_bound *bound, const struct tdm_scale *scale);

#endif
