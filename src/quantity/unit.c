/* unit.c - the table of units, and exact conversion within a kind. Not a parser of UCUM: a unit is a row or it is not
 * known. Radian is left out on purpose: its ratio to the degree is not a fraction, so no conversion could be exact. */
#include "quantity/quantity.h"

__extension__ typedef __int128 wide;

/* Units of one kind convert into each other. Torque and energy have the same dimension and are not the same thing;
 * neither are a bare number, a percentage, points, repetitions and steps; nor is a cadence a number of steps a day. */
enum kind {
    NUMBER,
    PERCENT,
    POINTS,
    REPETITIONS,
    STEPS,
    STEP_RATE,
    CADENCE,
    ARBITRARY,
    MET_UNITS,
    MASS,
    LENGTH,
    AREA,
    VOLUME,
    TIME,
    RATE,
    SPEED,
    ACCELERATION,
    ANGLE,
    ANGULAR_SPEED,
    FORCE,
    FORCE_PER_MASS,
    FORCE_RATE,
    TORQUE,
    TORQUE_PER_MASS,
    TORQUE_RATE,
    MASS_PER_AREA,
    ENERGY,
    ENERGY_PER_AREA,
    POWER,
    POWER_PER_MASS,
    PRESSURE,
    TEMPERATURE,
    CURRENT,
    VOLTAGE,
    OXYGEN_UPTAKE,
    CELLS,
    CELLS_PER_VOLUME,
    MASS_PER_VOLUME,
    MASS_PER_MASS,
    AMOUNT_PER_VOLUME,
    AMOUNT_PER_AMOUNT,
    INTERNATIONAL_UNITS,
};

#define ALONE 1, 1, 0 /* the only unit of its kind: what it is a multiple of does not matter */

/* One `unit` is (n * top + shift) / bottom of its kind's first unit. Only temperatures have a shift. */
static const struct unit_row {
    tdm_str code;
    enum kind kind;
    int64_t top, bottom, shift;
} rows[] = {
    /* TDM_UNIT_ONE is the first row. */
    {TDM_STR_INIT("1"), NUMBER, ALONE},
    {TDM_STR_INIT("%"), PERCENT, ALONE},
    {TDM_STR_INIT("points"), POINTS, ALONE},
    {TDM_STR_INIT("reps"), REPETITIONS, ALONE},
    {TDM_STR_INIT("steps"), STEPS, ALONE},
    {TDM_STR_INIT("steps/d"), STEP_RATE, ALONE},
    {TDM_STR_INIT("steps/min"), CADENCE, ALONE},
    {TDM_STR_INIT("AU"), ARBITRARY, ALONE},
    {TDM_STR_INIT("MET"), MET_UNITS, ALONE},

    {TDM_STR_INIT("kg"), MASS, 1, 1, 0},
    {TDM_STR_INIT("g"), MASS, 1, 1000, 0},
    {TDM_STR_INIT("mg"), MASS, 1, 1000000, 0},
    {TDM_STR_INIT("ug"), MASS, 1, 1000000000, 0},
    {TDM_STR_INIT("lb"), MASS, 45359237, 100000000, 0}, /* international pound, exact */

    {TDM_STR_INIT("m"), LENGTH, 1, 1, 0},
    {TDM_STR_INIT("km"), LENGTH, 1000, 1, 0},
    {TDM_STR_INIT("cm"), LENGTH, 1, 100, 0},
    {TDM_STR_INIT("mm"), LENGTH, 1, 1000, 0},
    {TDM_STR_INIT("in"), LENGTH, 254, 10000, 0},
    {TDM_STR_INIT("ft"), LENGTH, 3048, 10000, 0},
    {TDM_STR_INIT("cm2"), AREA, 1, 1, 0},
    {TDM_STR_INIT("mm2"), AREA, 1, 100, 0},
    {TDM_STR_INIT("L"), VOLUME, 1, 1, 0},
    {TDM_STR_INIT("dL"), VOLUME, 1, 10, 0},
    {TDM_STR_INIT("mL"), VOLUME, 1, 1000, 0},
    {TDM_STR_INIT("uL"), VOLUME, 1, 1000000, 0},

    {TDM_STR_INIT("s"), TIME, 1, 1, 0},
    {TDM_STR_INIT("ms"), TIME, 1, 1000, 0},
    {TDM_STR_INIT("min"), TIME, 60, 1, 0},
    {TDM_STR_INIT("h"), TIME, 3600, 1, 0},
    {TDM_STR_INIT("d"), TIME, 86400, 1, 0},
    {TDM_STR_INIT("wk"), TIME, 604800, 1, 0},
    {TDM_STR_INIT("Hz"), RATE, 1, 1, 0},
    {TDM_STR_INIT("/min"), RATE, 1, 60, 0},
    {TDM_STR_INIT("bpm"), RATE, 1, 60, 0}, /* as /min; a word, so that the notation can hold it */
    {TDM_STR_INIT("/h"), RATE, 1, 3600, 0},
    {TDM_STR_INIT("/d"), RATE, 1, 86400, 0},
    {TDM_STR_INIT("/wk"), RATE, 1, 604800, 0},
    {TDM_STR_INIT("m/s"), SPEED, 1, 1, 0},
    {TDM_STR_INIT("cm/s"), SPEED, 1, 100, 0},
    {TDM_STR_INIT("km/h"), SPEED, 10, 36, 0},
    {TDM_STR_INIT("m/s2"), ACCELERATION, ALONE},
    {TDM_STR_INIT("deg"), ANGLE, ALONE},
    {TDM_STR_INIT("deg/s"), ANGULAR_SPEED, ALONE},

    {TDM_STR_INIT("N"), FORCE, 1, 1, 0},
    {TDM_STR_INIT("kN"), FORCE, 1000, 1, 0},
    {TDM_STR_INIT("kgf"), FORCE, 980665, 100000, 0},                 /* standard gravity, exact */
    {TDM_STR_INIT("lbf"), FORCE, 44482216152605, 10000000000000, 0}, /* pound times standard gravity, exact */
    {TDM_STR_INIT("N/kg"), FORCE_PER_MASS, ALONE},
    {TDM_STR_INIT("N/s"), FORCE_RATE, ALONE},
    {TDM_STR_INIT("N.m"), TORQUE, 1, 1, 0},
    {TDM_STR_INIT("lbf.ft"), TORQUE, 3389544870828501, 2500000000000000, 0}, /* lbf times ft, exact */
    {TDM_STR_INIT("lbf.in"), TORQUE, 1129848290276167, 10000000000000000, 0},
    {TDM_STR_INIT("N.m/kg"), TORQUE_PER_MASS, ALONE},
    {TDM_STR_INIT("N.m/s"), TORQUE_RATE, ALONE},
    {TDM_STR_INIT("kg/m2"), MASS_PER_AREA, ALONE},
    {TDM_STR_INIT("J"), ENERGY, 1, 1, 0},
    {TDM_STR_INIT("kJ"), ENERGY, 1000, 1, 0},
    {TDM_STR_INIT("mJ/mm2"), ENERGY_PER_AREA, ALONE},
    {TDM_STR_INIT("W"), POWER, ALONE},
    {TDM_STR_INIT("W/kg"), POWER_PER_MASS, ALONE},
    {TDM_STR_INIT("Pa"), PRESSURE, 1, 1, 0},
    {TDM_STR_INIT("kPa"), PRESSURE, 1000, 1, 0},
    {TDM_STR_INIT("bar"), PRESSURE, 100000, 1, 0},
    {TDM_STR_INIT("mmHg"), PRESSURE, 133322387415, 1000000000, 0}, /* the conventional millimetre of mercury, exact */
    {TDM_STR_INIT("Cel"), TEMPERATURE, 1, 1, 0},
    {TDM_STR_INIT("degF"), TEMPERATURE, 5, 9, -160},
    {TDM_STR_INIT("mA"), CURRENT, ALONE},
    {TDM_STR_INIT("mV"), VOLTAGE, 1, 1, 0},
    {TDM_STR_INIT("uV"), VOLTAGE, 1, 1000, 0},
    {TDM_STR_INIT("mL/kg/min"), OXYGEN_UPTAKE, ALONE},

    {TDM_STR_INIT("million"), CELLS, 1, 1, 0}, /* cells; the words are for the notation, 10*6 for messages */
    {TDM_STR_INIT("billion"), CELLS, 1000, 1, 0},
    {TDM_STR_INIT("10*6"), CELLS, 1, 1, 0},
    {TDM_STR_INIT("10*9"), CELLS, 1000, 1, 0},
    {TDM_STR_INIT("10*9/L"), CELLS_PER_VOLUME, 1, 1, 0},
    {TDM_STR_INIT("10*6/mL"), CELLS_PER_VOLUME, 1, 1, 0},
    {TDM_STR_INIT("10*3/uL"), CELLS_PER_VOLUME, 1, 1, 0},
    {TDM_STR_INIT("million/mL"), CELLS_PER_VOLUME, 1, 1, 0},
    {TDM_STR_INIT("billion/L"), CELLS_PER_VOLUME, 1, 1, 0},
    {TDM_STR_INIT("/uL"), CELLS_PER_VOLUME, 1, 1000, 0},
    {TDM_STR_INIT("g/L"), MASS_PER_VOLUME, 1, 1, 0},
    {TDM_STR_INIT("g/dL"), MASS_PER_VOLUME, 10, 1, 0},
    {TDM_STR_INIT("mg/mL"), MASS_PER_VOLUME, 1, 1, 0},
    {TDM_STR_INIT("mg/dL"), MASS_PER_VOLUME, 1, 100, 0},
    {TDM_STR_INIT("mg/L"), MASS_PER_VOLUME, 1, 1000, 0},
    {TDM_STR_INIT("ug/mL"), MASS_PER_VOLUME, 1, 1000, 0},
    {TDM_STR_INIT("ng/mL"), MASS_PER_VOLUME, 1, 1000000, 0},
    {TDM_STR_INIT("mg/kg"), MASS_PER_MASS, 1, 1, 0},
    {TDM_STR_INIT("ug/kg"), MASS_PER_MASS, 1, 1000, 0},
    {TDM_STR_INIT("mmol/L"), AMOUNT_PER_VOLUME, 1, 1, 0},
    {TDM_STR_INIT("umol/L"), AMOUNT_PER_VOLUME, 1, 1000, 0},
    {TDM_STR_INIT("mmol/mol"), AMOUNT_PER_AMOUNT, ALONE},
    {TDM_STR_INIT("IU"), INTERNATIONAL_UNITS, ALONE},
};

/* The codes alone, in the order of the rows: what messages choose from. A test holds the two together. */
static const tdm_str codes[] = {
    TDM_STR_INIT("1"),        TDM_STR_INIT("%"),       TDM_STR_INIT("points"),     TDM_STR_INIT("reps"),
    TDM_STR_INIT("steps"),    TDM_STR_INIT("steps/d"), TDM_STR_INIT("steps/min"),  TDM_STR_INIT("AU"),
    TDM_STR_INIT("MET"),      TDM_STR_INIT("kg"),      TDM_STR_INIT("g"),          TDM_STR_INIT("mg"),
    TDM_STR_INIT("ug"),       TDM_STR_INIT("lb"),      TDM_STR_INIT("m"),          TDM_STR_INIT("km"),
    TDM_STR_INIT("cm"),       TDM_STR_INIT("mm"),      TDM_STR_INIT("in"),         TDM_STR_INIT("ft"),
    TDM_STR_INIT("cm2"),      TDM_STR_INIT("mm2"),     TDM_STR_INIT("L"),          TDM_STR_INIT("dL"),
    TDM_STR_INIT("mL"),       TDM_STR_INIT("uL"),      TDM_STR_INIT("s"),          TDM_STR_INIT("ms"),
    TDM_STR_INIT("min"),      TDM_STR_INIT("h"),       TDM_STR_INIT("d"),          TDM_STR_INIT("wk"),
    TDM_STR_INIT("Hz"),       TDM_STR_INIT("/min"),    TDM_STR_INIT("bpm"),        TDM_STR_INIT("/h"),
    TDM_STR_INIT("/d"),       TDM_STR_INIT("/wk"),     TDM_STR_INIT("m/s"),        TDM_STR_INIT("cm/s"),
    TDM_STR_INIT("km/h"),     TDM_STR_INIT("m/s2"),    TDM_STR_INIT("deg"),        TDM_STR_INIT("deg/s"),
    TDM_STR_INIT("N"),        TDM_STR_INIT("kN"),      TDM_STR_INIT("kgf"),        TDM_STR_INIT("lbf"),
    TDM_STR_INIT("N/kg"),     TDM_STR_INIT("N/s"),     TDM_STR_INIT("N.m"),        TDM_STR_INIT("lbf.ft"),
    TDM_STR_INIT("lbf.in"),   TDM_STR_INIT("N.m/kg"),  TDM_STR_INIT("N.m/s"),      TDM_STR_INIT("kg/m2"),
    TDM_STR_INIT("J"),        TDM_STR_INIT("kJ"),      TDM_STR_INIT("mJ/mm2"),     TDM_STR_INIT("W"),
    TDM_STR_INIT("W/kg"),     TDM_STR_INIT("Pa"),      TDM_STR_INIT("kPa"),        TDM_STR_INIT("bar"),
    TDM_STR_INIT("mmHg"),     TDM_STR_INIT("Cel"),     TDM_STR_INIT("degF"),       TDM_STR_INIT("mA"),
    TDM_STR_INIT("mV"),       TDM_STR_INIT("uV"),      TDM_STR_INIT("mL/kg/min"),  TDM_STR_INIT("million"),
    TDM_STR_INIT("billion"),  TDM_STR_INIT("10*6"),    TDM_STR_INIT("10*9"),       TDM_STR_INIT("10*9/L"),
    TDM_STR_INIT("10*6/mL"),  TDM_STR_INIT("10*3/uL"), TDM_STR_INIT("million/mL"), TDM_STR_INIT("billion/L"),
    TDM_STR_INIT("/uL"),      TDM_STR_INIT("g/L"),     TDM_STR_INIT("g/dL"),       TDM_STR_INIT("mg/mL"),
    TDM_STR_INIT("mg/dL"),    TDM_STR_INIT("mg/L"),    TDM_STR_INIT("ug/mL"),      TDM_STR_INIT("ng/mL"),
    TDM_STR_INIT("mg/kg"),    TDM_STR_INIT("ug/kg"),   TDM_STR_INIT("mmol/L"),     TDM_STR_INIT("umol/L"),
    TDM_STR_INIT("mmol/mol"), TDM_STR_INIT("IU"),
};
_Static_assert(TDM_COUNT(codes) == TDM_COUNT(rows), "one code a row");

static const uint64_t tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};

bool tdm_unit_find(tdm_str code, tdm_unit *out) {
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        if (!tdm_str_equal(code, rows[i].code)) continue;
        *out = (tdm_unit)i;
        return true;
    }
    return false;
}

tdm_str tdm_unit_code(tdm_unit unit) {
    TDM_ASSERT(unit < TDM_COUNT(rows));
    return rows[unit].code;
}

/* Where the word of the notation is no code of UCUM: curly braces hold what UCUM does not measure, square ones the
 * customary units. Two words of one unit have one code. */
tdm_str tdm_unit_ucum(tdm_unit unit) {
    static const struct {
        const char *ours;
        tdm_str ucum;
    } other[] = {{"points", TDM_STR_INIT("{score}")},
                 {"reps", TDM_STR_INIT("{repetitions}")},
                 {"steps", TDM_STR_INIT("{steps}")},
                 {"steps/d", TDM_STR_INIT("{steps}/d")},
                 {"steps/min", TDM_STR_INIT("{steps}/min")},
                 {"AU", TDM_STR_INIT("{AU}")},
                 {"MET", TDM_STR_INIT("[MET]")},
                 {"lb", TDM_STR_INIT("[lb_av]")},
                 {"in", TDM_STR_INIT("[in_i]")},
                 {"ft", TDM_STR_INIT("[ft_i]")},
                 {"bpm", TDM_STR_INIT("/min")},
                 {"lbf", TDM_STR_INIT("[lbf_av]")},
                 {"lbf.ft", TDM_STR_INIT("[lbf_av].[ft_i]")},
                 {"lbf.in", TDM_STR_INIT("[lbf_av].[in_i]")},
                 {"mmHg", TDM_STR_INIT("mm[Hg]")},
                 {"degF", TDM_STR_INIT("[degF]")},
                 {"million", TDM_STR_INIT("10*6")},
                 {"billion", TDM_STR_INIT("10*9")},
                 {"million/mL", TDM_STR_INIT("10*6/mL")},
                 {"billion/L", TDM_STR_INIT("10*9/L")},
                 {"IU", TDM_STR_INIT("[iU]")}};
    tdm_str code = tdm_unit_code(unit);
    for (size_t i = 0; i < TDM_COUNT(other); i++)
        if (tdm_str_is(code, other[i].ours)) return other[i].ucum;
    return code;
}

bool tdm_unit_same_kind(tdm_unit a, tdm_unit b) {
    if (a == b) return true;
    return a < TDM_COUNT(rows) && b < TDM_COUNT(rows) && rows[a].kind == rows[b].kind;
}

size_t tdm_unit_codes(const tdm_str **out) {
    *out = codes;
    return TDM_COUNT(codes);
}

/* ---- conversion */

static uint64_t size_of(int64_t number) {
    return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

static uint64_t common_divisor(uint64_t a, uint64_t b) {
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The product of `tops` over the product of `bottoms`, when it is a whole number that fits; both are used up. */
static bool exact_quotient(uint64_t *tops, size_t top_count, uint64_t *bottoms, size_t bottom_count, int64_t *out) {
    for (size_t i = 0; i < top_count * bottom_count; i++) {
        uint64_t *top = &tops[i / bottom_count], *bottom = &bottoms[i % bottom_count];
        uint64_t divisor = common_divisor(*top, *bottom);
        *top /= divisor;
        *bottom /= divisor;
    }
    for (size_t i = 0; i < bottom_count; i++)
        if (bottoms[i] != 1) return false;
    int64_t product = 1;
    for (size_t i = 0; i < top_count; i++)
        if (tops[i] > INT64_MAX || !tdm_mul_i64(product, (int64_t)tops[i], &product)) return false;
    *out = product;
    return true;
}

static bool convert_ratio(tdm_decimal number, const struct unit_row *from, const struct unit_row *to,
                          tdm_decimal *out) {
    for (int32_t scale = 0; scale <= TDM_DECIMAL_SCALE_MAX; scale++) {
        uint64_t tops[] = {size_of(number.coefficient), (uint64_t)from->top, (uint64_t)to->bottom, tens[scale]};
        uint64_t bottoms[] = {(uint64_t)from->bottom, (uint64_t)to->top, tens[number.scale]};
        int64_t size;
        if (!exact_quotient(tops, TDM_COUNT(tops), bottoms, TDM_COUNT(bottoms), &size)) continue;
        *out = (tdm_decimal){number.coefficient < 0 ? -size : size, scale};
        return true;
    }
    return false;
}

/* With a shift the numbers of the table are small, so that 128 bits hold every product. */
static bool convert_shifted(tdm_decimal number, const struct unit_row *from, const struct unit_row *to,
                            tdm_decimal *out) {
    wide unit = (wide)tens[number.scale];
    wide top =
        (number.coefficient * (wide)from->top + from->shift * unit) * to->bottom - to->shift * unit * from->bottom;
    wide bottom = (wide)to->top * from->bottom * unit;
    for (int32_t scale = 0; scale <= TDM_DECIMAL_SCALE_MAX; scale++) {
        wide scaled = top * (wide)tens[scale];
        if (scaled % bottom != 0) continue;
        wide coefficient = scaled / bottom;
        if (coefficient > INT64_MAX || coefficient < -INT64_MAX) return false;
        *out = (tdm_decimal){(int64_t)coefficient, scale};
        return true;
    }
    return false;
}

bool tdm_quantity_convert(tdm_quantity from, tdm_unit to, tdm_quantity *out) {
    if (!tdm_unit_same_kind(from.unit, to)) return false;
    tdm_quantity converted = {from.number, to};
    if (from.unit != to) {
        const struct unit_row *a = &rows[from.unit], *b = &rows[to];
        bool shifted = a->shift != 0 || b->shift != 0;
        if (!(shifted ? convert_shifted : convert_ratio)(from.number, a, b, &converted.number)) return false;
    }
    *out = converted;
    return true;
}

/* ---- comparison */

static int compare_shifted(tdm_decimal a, const struct unit_row *of_a, tdm_decimal b, const struct unit_row *of_b) {
    wide unit_a = (wide)tens[a.scale], unit_b = (wide)tens[b.scale];
    wide left = (a.coefficient * (wide)of_a->top + of_a->shift * unit_a) * of_b->bottom * unit_b;
    wide right = (b.coefficient * (wide)of_b->top + of_b->shift * unit_b) * of_a->bottom * unit_a;
    return (left > right) - (left < right);
}

static int compare_ratios(tdm_decimal a, const struct unit_row *of_a, tdm_decimal b, const struct unit_row *of_b) {
    int sign_a = (a.coefficient > 0) - (a.coefficient < 0), sign_b = (b.coefficient > 0) - (b.coefficient < 0);
    if (sign_a != sign_b) return sign_a < sign_b ? -1 : 1;
    const uint64_t left[] = {size_of(a.coefficient), (uint64_t)of_a->top, (uint64_t)of_b->bottom, tens[b.scale]};
    const uint64_t right[] = {size_of(b.coefficient), (uint64_t)of_b->top, (uint64_t)of_a->bottom, tens[a.scale]};
    return sign_a * tdm_products_compare(left, TDM_COUNT(left), right, TDM_COUNT(right));
}

bool tdm_quantity_compare(tdm_quantity a, tdm_quantity b, int *out) {
    if (!tdm_unit_same_kind(a.unit, b.unit)) return false;
    if (a.unit == b.unit) {
        *out = tdm_decimal_compare(a.number, b.number);
        return true;
    }
    const struct unit_row *of_a = &rows[a.unit], *of_b = &rows[b.unit];
    bool shifted = of_a->shift != 0 || of_b->shift != 0;
    *out = (shifted ? compare_shifted : compare_ratios)(a.number, of_a, b.number, of_b);
    return true;
}
