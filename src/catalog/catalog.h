/* catalog.h - what exists: measures, scales, exercises, substances, procedures, findings, roles. Pure; knows no patient and
 * no protocol. Read once from the notation (data/catalog/), then constant; names become small indices (`tdm_ref`). */
#ifndef TDM_CATALOG_H
#define TDM_CATALOG_H

#include "base/base.h"
#include "calendar/calendar.h"
#include "catalog/codes.h"
#include "notation/notation.h"
#include "quantity/quantity.h"

typedef uint16_t tdm_ref; /* index into the table of its kind */
#define TDM_REF_NONE ((tdm_ref)UINT16_MAX)

enum tdm_catalog_kind {
    TDM_KIND_ROLE,       /* physician, physical-therapist, patient              */
    TDM_KIND_REGION,     /* knee, shoulder, trunk                               */
    TDM_KIND_SCALE,      /* effusion-grade; `load` is the ladder of load classes */
    TDM_KIND_ATTRIBUTE,  /* eccentric, deep-flexion, twist ...                  */
    TDM_KIND_VARIABLE,   /* what care can move: cartilage-matrix on tissue, strength on function */
    TDM_KIND_MEASURE,
    TDM_KIND_ROUTE,      /* mouth, skin, injection                              */
    TDM_KIND_CLASS,      /* nsaid, corticosteroid, anticoagulant                */
    TDM_KIND_SUBSTANCE,  /* an ingredient                                       */
    TDM_KIND_PRODUCT,    /* a name people say: one or more ingredients          */
    TDM_KIND_PROCEDURE,  /* bone-marrow-concentrate                             */
    TDM_KIND_CONDITION,  /* knee-osteoarthritis                                 */
    TDM_KIND_FINDING,    /* quad-avoidance-gait: a compensation, a secondary pain */
    TDM_KIND_FLAG,       /* infection-signs: stops care                         */
    TDM_KIND_ACTIVITY,   /* running, kneeling, lifting: daily life, not exercise */
    TDM_KIND_MUSCLE,     /* quadriceps                                          */
    TDM_KIND_TISSUE,     /* achilles-tendon: what a load is carried by          */
    TDM_KIND_FAMILY,     /* exercises that may stand in for each other (F039)   */
    TDM_KIND_EXERCISE,
    TDM_KIND_COUNT
};

#define TDM_LOAD_CLASSES_MAX 16
typedef uint64_t tdm_mask; /* one bit per ref; at most 64 roles, regions, attributes, classes (checked when read) */
#define TDM_BIT(ref) ((tdm_mask)1 << (ref))

enum tdm_axis { TDM_AXIS_TISSUE, TDM_AXIS_FUNCTION }; /* the two levels (S03); never merged */

struct tdm_item { /* what every item begins with */
    tdm_str name, label;
    struct tdm_place place;
    const struct tdm_cite *cites;
    uint32_t cite_count;
    const struct tdm_code *codes; /* what other systems call it */
    uint32_t code_count;
};

struct tdm_role { struct tdm_item item; };
struct tdm_region { struct tdm_item item; bool sided; };
struct tdm_scale_item { struct tdm_item item; struct tdm_scale scale; };
struct tdm_attribute { struct tdm_item item; };
struct tdm_variable { struct tdm_item item; enum tdm_axis axis; };

enum tdm_direction { TDM_DIRECTION_NONE, TDM_HIGHER_IS_BETTER, TDM_LOWER_IS_BETTER };
enum tdm_day_rule { TDM_DAY_LAST, TDM_DAY_WORST, TDM_DAY_MEAN }; /* M29: several readings of one day */

struct tdm_norm { /* what is usual among whom; told, never computed with */
    tdm_str who;
    struct tdm_bound bound;
    struct tdm_place place;
    const struct tdm_cite *cites;
    uint32_t cite_count;
};
struct tdm_measure {
    struct tdm_item item;
    tdm_unit unit;              /* of numbers; TDM_UNIT_NONE when on a scale */
    tdm_ref scale;              /* or TDM_REF_NONE */
    enum tdm_direction direction;
    enum tdm_day_rule day_rule;
    bool sided;                 /* a reading must name its side (M37) */
    bool whole;                 /* whole numbers only */
    tdm_mask observers;         /* roles whose reading counts (M38) */
    bool has_hard, has_soft;
    struct tdm_bound hard, soft; /* outside hard: refused; outside soft: kept and flagged */
    bool imaging;               /* read off an image: tells of structure, never of function by itself (M122) */
    tdm_ref region;             /* or TDM_REF_NONE */
    bool has_fresh;
    tdm_span fresh;             /* greatest age at which a reading still says something of today */
    bool has_demand;
    uint16_t demand;            /* load class that taking it puts on the site */
    bool has_error;
    tdm_quantity error;         /* the least change that is more than error of measurement (F051) */
    tdm_mask shows;             /* variables it tells something of: what a deficit of it asks to train (S69) */
    uint16_t trials;            /* how often it is taken for one reading; 0: nothing is said */
    bool trials_mean;           /* the mean of them counts, else the best */
    const struct tdm_norm *norms;
    uint32_t norm_count;
};

struct tdm_route {
    struct tdm_item item;
    bool systemic;
    const tdm_str *said; /* words of orders that say this route, or a form that goes in by it */
    uint32_t said_count;
};
struct tdm_substance_class {
    struct tdm_item item;
    tdm_ref parent;   /* or TDM_REF_NONE */
    bool vital;       /* never "stop" by the program: a question to the prescriber (M63) */
    tdm_mask closure; /* itself and every ancestor */
};
struct tdm_substance {
    struct tdm_item item;
    tdm_mask classes; /* with every ancestor */
    const tdm_str *synonyms;
    uint32_t synonym_count;
};
struct tdm_product {
    struct tdm_item item;
    const tdm_ref *ingredients; /* substances */
    uint32_t ingredient_count;
    tdm_ref route;              /* or TDM_REF_NONE when it must be asked */
    const tdm_str *synonyms;
    uint32_t synonym_count;
};
struct tdm_procedure {
    struct tdm_item item;
    tdm_str source_tissue; /* "bone marrow", "adipose tissue", "blood" */
    bool autologous;
    tdm_mask moves;        /* variables, by bit */
};
struct tdm_condition_item { struct tdm_item item; tdm_mask regions; };
struct tdm_finding {
    struct tdm_item item;
    bool compensation;
    tdm_mask regions;
    tdm_mask shows;    /* variables to be retrained while it is open */
    tdm_mask asked_by; /* not none: of the person's history; only a screen that asks for it by name covers it */
};
struct tdm_flag_item {
    struct tdm_item item;
    bool emergency;
    tdm_mask regions;       /* where it can show; none: anywhere */
    const tdm_str *tissues; /* it shows where one of these was taken */
    uint32_t tissue_count;
};
struct tdm_activity { struct tdm_item item; tdm_mask attributes; uint16_t load_class; tdm_mask regions; };
struct tdm_muscle { struct tdm_item item; };
struct tdm_tissue { struct tdm_item item; };
struct tdm_family { struct tdm_item item; };

/* ---- exercises: the load class belongs to exercise plus dose (M8) */

enum tdm_basis { TDM_BASIS_NONE, TDM_BASIS_OTHER_SIDE, TDM_BASIS_BASELINE, TDM_BASIS_BEST, TDM_BASIS_ONE_RM,
                 TDM_BASIS_BODY_MASS, TDM_BASIS_NORM, TDM_BASIS_LAST_WEEK };

struct tdm_dose_field {
    tdm_str name;         /* sets, reps, hold, load, depth, effort, minutes, power, height, added, surface */
    tdm_unit unit;        /* TDM_UNIT_NONE for a field of words */
    const tdm_str *words; /* surface: floor, step */
    uint32_t word_count;
    bool whole;           /* a plain count: sets, reps */
    bool counts;          /* an amount: with less of it a dose is not done as asked */
    bool has_most;        /* else from 0 without end; effort in rpe is 0 to 10 */
    tdm_decimal most;
};
struct tdm_class_row { struct tdm_bound bound; uint16_t load_class; };
struct tdm_class_rule {
    uint16_t field;        /* of the exercise's dose */
    enum tdm_basis basis;  /* NONE: the number itself; else in percent of it */
    const struct tdm_class_row *rows; /* no gap, no overlap (checked) */
    uint32_t row_count;
};
struct tdm_exercise_attribute {
    tdm_ref attribute;
    bool conditional;
    uint16_t field;
    struct tdm_bound bound; /* on a number field */
    tdm_str word;           /* on a word field */
};
enum tdm_setting { TDM_SETTING_HOME = 1, TDM_SETTING_CLINIC = 2, TDM_SETTING_BOTH = 3 };

struct tdm_exercise {
    struct tdm_item item;
    tdm_str instruction;     /* to the patient, plain words */
    tdm_mask regions;        /* that it loads (M70) */
    tdm_ref first_region;    /* the one of them that is named first */
    bool bilateral;          /* loads both sides */
    tdm_mask moves;          /* variables, by bit; on the function axis only */
    tdm_mask muscles;        /* prime movers */
    tdm_mask stresses;       /* tissues that carry its load */
    tdm_ref family;          /* what may stand in for it; or TDM_REF_NONE */
    const struct tdm_dose_field *fields;
    uint32_t field_count;
    bool has_fixed_class;
    uint16_t fixed_class;
    const struct tdm_class_rule *rules;
    uint32_t rule_count;
    const struct tdm_exercise_attribute *attributes;
    uint32_t attribute_count;
    tdm_mask always_attributes; /* those without a condition */
    const tdm_str *equipment;
    uint32_t equipment_count;
    enum tdm_setting setting;
    bool daily_life;         /* a part of the day rather than training: walking with crutches */
    tdm_ref easier, harder;  /* or TDM_REF_NONE */
    tdm_ref one_rm, best;    /* measures that say the patient's own, or TDM_REF_NONE */
    bool has_step;
    tdm_quantity step;       /* of the equipment: a load is a whole number of these */
};

/* A source that a catalogue file declares; only its own lines cite it. */
struct tdm_catalog_source {
    struct tdm_item item;
    tdm_str cite, id, strength, says;
    bool direct;
};

/* One code of another system, and whose it is. */
struct tdm_coded {
    const struct tdm_code *code;
    uint16_t kind; /* enum tdm_catalog_kind */
    tdm_ref ref;
};

/* One word people may say for a medicine: what letters and digits it has, and whose word it is. */
struct tdm_said {
    tdm_str key;
    enum tdm_catalog_kind kind; /* TDM_KIND_SUBSTANCE or TDM_KIND_PRODUCT */
    tdm_ref ref;
};

struct tdm_catalog {
    const void *items[TDM_KIND_COUNT]; /* arrays in the order declared */
    uint32_t count[TDM_KIND_COUNT];
    const tdm_ref *by_name[TDM_KIND_COUNT]; /* sorted by name */
    const tdm_str *names[TDM_KIND_COUNT];   /* in the order declared: candidates for the nearest */
    const struct tdm_said *said;            /* sorted by key */
    uint32_t said_count;
    const struct tdm_coded *coded;          /* sorted by code; found by tdm_catalog_coded */
    uint32_t coded_count;
    const struct tdm_catalog_source *sources;
    uint32_t source_count;
    tdm_ref load_scale;                /* the scale named `load` */
    tdm_digest digest;                 /* over the texts of its files, in name order */
};

/* Reads all catalogue files together (names may refer across files). Codes C001...; false when any error was found. */
bool tdm_catalog_read(struct tdm_arena *mem, const struct tdm_tree *const *trees, uint32_t tree_count,
                      const struct tdm_catalog **out, struct tdm_problems *problems) TDM_CHECKED;

tdm_ref tdm_catalog_find(const struct tdm_catalog *catalog, enum tdm_catalog_kind kind, tdm_str name);
const struct tdm_item *tdm_catalog_item(const struct tdm_catalog *catalog, enum tdm_catalog_kind kind, tdm_ref ref);
tdm_str tdm_catalog_name(const struct tdm_catalog *catalog, enum tdm_catalog_kind kind, tdm_ref ref);
tdm_str tdm_catalog_label(const struct tdm_catalog *catalog, enum tdm_catalog_kind kind, tdm_ref ref); /* name if none */
const char *tdm_catalog_kind_word(enum tdm_catalog_kind kind); /* "exercise" */
/* The declared name nearest to a wrong one, for a fix; the empty slice when none is near. */
tdm_str tdm_catalog_nearest(const struct tdm_catalog *catalog, enum tdm_catalog_kind kind, tdm_str wanted);

/* Typed access; `ref` must be valid. */
const struct tdm_measure *tdm_catalog_measure(const struct tdm_catalog *catalog, tdm_ref ref);
const struct tdm_exercise *tdm_catalog_exercise(const struct tdm_catalog *catalog, tdm_ref ref);
const struct tdm_substance *tdm_catalog_substance(const struct tdm_catalog *catalog, tdm_ref ref);
const struct tdm_product *tdm_catalog_product(const struct tdm_catalog *catalog, tdm_ref ref);
const struct tdm_substance_class *tdm_catalog_class(const struct tdm_catalog *catalog, tdm_ref ref);
const struct tdm_procedure *tdm_catalog_procedure(const struct tdm_catalog *catalog, tdm_ref ref);
const struct tdm_variable *tdm_catalog_variable(const struct tdm_catalog *catalog, tdm_ref ref);
const struct tdm_activity *tdm_catalog_activity(const struct tdm_catalog *catalog, tdm_ref ref);
const struct tdm_finding *tdm_catalog_finding(const struct tdm_catalog *catalog, tdm_ref ref);
const struct tdm_flag_item *tdm_catalog_flag(const struct tdm_catalog *catalog, tdm_ref ref);
const struct tdm_route *tdm_catalog_route(const struct tdm_catalog *catalog, tdm_ref ref);
const struct tdm_region *tdm_catalog_region(const struct tdm_catalog *catalog, tdm_ref ref);
const struct tdm_scale *tdm_catalog_scale(const struct tdm_catalog *catalog, tdm_ref ref);
const struct tdm_scale *tdm_catalog_load_scale(const struct tdm_catalog *catalog);
const struct tdm_scale *tdm_measure_scale(const struct tdm_catalog *catalog, tdm_ref measure); /* or null */

const struct tdm_catalog_source *tdm_catalog_source(const struct tdm_catalog *catalog, tdm_str name); /* or null */

/* ---- the words of the notation that catalogue and conditions share */

/* A connective word ("to", "of", "within" ...), which nothing may be named after. */
bool tdm_word_reserved(tdm_str word);
size_t tdm_words_reserved(const char *const **out); /* all of them, for highlighting */
/* "at most 2", "2 to below 5 deg", "is KL4", or a lone value (`plain`: bare in a table, refused in a condition). */
struct tdm_bound_phrase {
    enum tdm_bound_kind kind;
    bool plain;
    const struct tdm_term *low, *high;           /* NUMBER, PERCENT, WORD or MARK; high is null when one-sided */
    const struct tdm_term *low_unit, *high_unit; /* or null */
};
/* Takes the phrase off the cursor; false and the cursor at the offending term when there is none. Reports nothing. */
bool tdm_bound_phrase_read(struct tdm_cursor *c, struct tdm_bound_phrase *out) TDM_CHECKED;
/* The low end alone: one value with its unit. */
bool tdm_value_phrase_read(struct tdm_cursor *c, const struct tdm_term **value, const struct tdm_term **unit) TDM_CHECKED;

enum tdm_unit_verdict { TDM_UNIT_FITS, TDM_UNIT_UNKNOWN, TDM_UNIT_MISSING, TDM_UNIT_OTHER_QUANTITY };
/* A number with the unit that was written (null: none) as a quantity of the kind of `wanted`. A bare number is taken in
 * `wanted` when that is a count, points or a percentage of its own. */
enum tdm_unit_verdict tdm_quantity_of_terms(const struct tdm_term *number, const struct tdm_term *unit, tdm_unit wanted,
                                            tdm_quantity *out) TDM_CHECKED;

tdm_str tdm_unit_nearest(tdm_str said); /* the code that was meant, or empty */

/* The clause forms of a kind of block, for reference pages and completion. */
struct tdm_catalog_form {
    const char *head, *form;
    bool must, many;
};
uint32_t tdm_catalog_form_count(enum tdm_catalog_kind kind);
struct tdm_catalog_form tdm_catalog_form(enum tdm_catalog_kind kind, uint32_t index);

/* ---- matchers */

/* What people call a medicine -> its ingredients (by name, label, synonym or product; letter case, blanks and hyphens
 * ignored).
 * false: unknown product, which means "cannot tell, ask" and never "no conflict" (M61). `one` is room for a single one. */
bool tdm_catalog_ingredients(const struct tdm_catalog *catalog, tdm_str said, const tdm_ref **out, uint32_t *count,
                             tdm_ref *route, tdm_ref one[1]) TDM_CHECKED;

/* A dose as prescribed or done, against the fields of its exercise; values[i] belongs to fields[i]. */
struct tdm_dose_value {
    bool given;
    tdm_quantity quantity;
    tdm_str word;
};
struct tdm_load {
    bool known;          /* at least one rule gave a class */
    uint16_t load_class; /* the highest given (N8) */
    uint16_t missing;    /* dose fields (by bit) whose absence left a rule without answer */
    bool needs_basis;    /* a rule wants 1RM, body mass or best, which was not given */
    tdm_mask attributes; /* that this dose has */
    tdm_mask maybe;      /* attributes that a missing field leaves open */
};
struct tdm_load tdm_exercise_load(const struct tdm_exercise *exercise, const struct tdm_dose_value *values,
                                  const tdm_quantity *one_rm, const tdm_quantity *body_mass);
struct tdm_basis_values { /* the patient's own; null: not known */
    const tdm_quantity *one_rm, *body_mass, *best;
};
struct tdm_load tdm_exercise_load_of(const struct tdm_exercise *exercise, const struct tdm_dose_value *values,
                                     const struct tdm_basis_values *basis);
/* The field that a weight is given in, `load` or `added`; -1 when the exercise has neither. */
int tdm_exercise_weight(const struct tdm_exercise *exercise);
/* Does a table of the exercise, or a field in percent, ask for it? */
bool tdm_exercise_asks(const struct tdm_exercise *exercise, enum tdm_basis basis);
/* The lowest and highest class the exercise can have over all doses: what `offer` is checked with. A dose may leave out
 * a field that a rule reads (N8), so the lowest is that of any rule. */
void tdm_exercise_class_range(const struct tdm_exercise *exercise, uint16_t *least, uint16_t *most);

#endif
