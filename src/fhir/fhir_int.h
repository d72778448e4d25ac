/* fhir_int.h - what the files of this room share: the systems of names, the table of kinds, writing and reading of the
 * pieces that every resource is made of. */
#ifndef TDM_FHIR_INT_H
#define TDM_FHIR_INT_H

#include "fhir/fhir.h"

/* ---- names. `.example` is nobody's (RFC 2606): these are names, not addresses that answer. */
#define TDM_FHIR_BASE       "https://tandem.example/fhir"
#define TDM_FHIR_CODES      TDM_FHIR_BASE "/CodeSystem/" /* and a word of enum tdm_fhir_codes */
#define TDM_FHIR_ENTRY      TDM_FHIR_BASE "/sid/entry"   /* CHART#DIGEST: an entry without a name */
#define TDM_FHIR_NAME       TDM_FHIR_BASE "/sid/name"    /* CHART#NAME: one that has a name */
#define TDM_FHIR_PART       TDM_FHIR_BASE "/sid/part"    /* CHART#KEY#N: a line of an entry */
#define TDM_FHIR_PERSON     TDM_FHIR_BASE "/sid/person"
#define TDM_FHIR_CHART      TDM_FHIR_BASE "/sid/chart"
#define TDM_FHIR_WRITER     TDM_FHIR_BASE "/sid/writer"
#define TDM_FHIR_HASH       TDM_FHIR_BASE "/protocol-hash/"
#define TDM_FHIR_PLAN       TDM_FHIR_BASE "/PlanDefinition/"
#define TDM_FHIR_ZONE       TDM_FHIR_BASE "/StructureDefinition/zone"
#define TDM_FHIR_TAKEN_BACK TDM_FHIR_BASE "/StructureDefinition/withdrawn"
#define TDM_FHIR_PAPER      TDM_FHIR_BASE "/StructureDefinition/published"
#define TDM_FHIR_ACTIVITY   TDM_FHIR_BASE "/ActivityDefinition/"
#define TDM_FHIR_NOTATION   TDM_FHIR_BASE "/StructureDefinition/protocol-text"
#define TDM_FHIR_VALID      TDM_FHIR_BASE "/StructureDefinition/valid-for"
#define TDM_HL7             "http://terminology.hl7.org/CodeSystem/"
#define TDM_US_CORE                                                                                                    \
    "http://hl7.org/fhir/us/core/CodeSystem/" /* its categories, which others search by; no profile (decision 63) */
#define TDM_UCUM "http://unitsofmeasure.org"

/* Our code systems, by the last word of their names. */
#define TDM_FHIR_KINDS      "entry"
#define TDM_FHIR_FIELDS     "field"
#define TDM_FHIR_MEASURES   "measure"
#define TDM_FHIR_ALIASES    "measure-of-protocol"
#define TDM_FHIR_EXERCISES  "exercise"
#define TDM_FHIR_DOSE       "dose"
#define TDM_FHIR_SET        "set"
#define TDM_FHIR_DONE       "done"
#define TDM_FHIR_STEPS      "step"
#define TDM_FHIR_SITES      "site"
#define TDM_FHIR_SIDES      "side"
#define TDM_FHIR_ROLES      "role"
#define TDM_FHIR_PROTOCOLS  "protocol"
#define TDM_FHIR_PROCEDURES "procedure"
#define TDM_FHIR_EVENTS     "event"
#define TDM_FHIR_GRADES     "grade"
#define TDM_FHIR_RELATED    "relatedness"
#define TDM_FHIR_ROUTES     "route"
#define TDM_FHIR_CLASSES    "class"
#define TDM_FHIR_SUBSTANCES "substance"
#define TDM_FHIR_ON         "medicine"
#define TDM_FHIR_STATES     "state"
#define TDM_FHIR_REASONS    "reason"
#define TDM_FHIR_CONSENTS   "consent"
#define TDM_FHIR_GROUNDS    "ground" /* what conditions are asked of: fhir_put_ground.c, fhirpath.c */
#define TDM_FHIR_DAYS       "day"
#define TDM_FHIR_FLAGS      "flag"
#define TDM_FHIR_FINDINGS   "finding"
#define TDM_FHIR_CLEARANCES "clearance"
#define TDM_FHIR_TAGS       "tag"
#define TDM_FHIR_TRACKS     "track"
#define TDM_FHIR_INTENTS    "intent"
#define TDM_FHIR_LOADS      "load"
#define TDM_FHIR_ATTRIBUTES "attribute"
#define TDM_FHIR_VARIABLES  "variable"
#define TDM_FHIR_STATUSES   "protocol-status"

/* ---- kinds: which resource carries an entry */

enum tdm_fhir_carrier {
    TDM_FHIR_TASK,
    TDM_FHIR_OBSERVATION,
    TDM_FHIR_SERVICE_REQUEST,
    TDM_FHIR_PROCEDURE,
    TDM_FHIR_MEDICINE, /* MedicationStatement, or MedicationRequest when it was ordered */
    TDM_FHIR_ADVERSE,
    TDM_FHIR_CONSENT
};
struct tdm_fhir_kind {
    enum tdm_fhir_carrier carrier;
    const char *category; /* of an observation */
    const char *value;    /* the code system of its subject as a value, or null */
};
extern const struct tdm_fhir_kind tdm_fhir_kinds[TDM_ENTRY_KIND_COUNT];

/* Fields of an entry that a Task has as inputs and an Observation as components. */
enum tdm_fhir_field_type { TDM_FHIR_TEXT, TDM_FHIR_DATE, TDM_FHIR_FLAG, TDM_FHIR_NAMES };
struct tdm_fhir_field {
    const char *code;
    enum tdm_fhir_field_type type;
    uint16_t offset;
};
#define TDM_FHIR_FIELD_COUNT 13
extern const struct tdm_fhir_field tdm_fhir_fields[TDM_FHIR_FIELD_COUNT];
extern const char *const tdm_fhir_done_words[5]; /* by enum tdm_done */
/* Is this field of such an entry said by an element of its own? */
bool tdm_fhir_natural(const struct tdm_entry *entry, const struct tdm_fhir_field *field);
const char *tdm_fhir_type(const struct tdm_entry *entry); /* "Task" */

/* ---- things by a word: addresses of resources, entries by their names */

struct tdm_fhir_index {
    tdm_str key;
    uint32_t of;
};
void tdm_fhir_sort(struct tdm_arena *mem, struct tdm_fhir_index *items,
                   size_t count); /* by key; what is equal stays in order */
/* The first of that key, or null. */
const struct tdm_fhir_index *tdm_fhir_look(const struct tdm_fhir_index *items, size_t count, tdm_str key);

/* ---- writing: one episode */

struct tdm_fhir_state { /* of an entry, by the others */
    tdm_str id;         /* 20 hex digits of the digest of its bytes: the same whatever else the chart holds */
    bool withdrawn;
    bool over;                                  /* of orders and consents: a later one stands in its place */
    uint32_t first_correction, next_correction; /* entries that correct it: 0, or 1 + the entry */
};
struct tdm_fhir_ep {
    struct tdm_fhir_out *o;
    struct tdm_json_writer *w; /* of o */
    struct tdm_arena *mem;
    const struct tdm_chart *chart;
    const struct tdm_protocol *protocol;
    const struct tdm_catalog *catalog;
    const struct tdm_zone *zone;
    struct tdm_fhir_state *states;        /* by entry */
    const struct tdm_fhir_index *by_name; /* the entries with a name */
    size_t named_count;
    bool derived;     /* what follows from the acts is marked as that, and not read back */
    const char *type; /* of the resource that is open */
    tdm_str id;
};
/* fhir_put.c */
void tdm_fhir_frame_begin(struct tdm_arena *mem, struct tdm_fhir_out *o, tdm_str type, tdm_str id);
void tdm_fhir_frame_end(struct tdm_arena *mem, struct tdm_fhir_out *o, tdm_str type, tdm_str id);
void tdm_fhir_begin(struct tdm_fhir_ep *e, const char *type, tdm_str id);
void tdm_fhir_end(struct tdm_fhir_ep *e);
void tdm_fhir_text(struct tdm_fhir_ep *e, const char *key, const char *text);
void tdm_fhir_coding(struct tdm_fhir_ep *e, const char *system, tdm_str code,
                     tdm_str display); /* an item of `coding` */
void tdm_fhir_own_coding(struct tdm_fhir_ep *e, const char *codes, tdm_str code, tdm_str display);
/* A concept of one coding of ours, or of HL7's; empty display or text: none. */
void tdm_fhir_own(struct tdm_fhir_ep *e, const char *key, const char *codes, tdm_str code, tdm_str text);
void tdm_fhir_hl7(struct tdm_fhir_ep *e, const char *key, const char *codes, const char *code);
/* `category` of one code. */
void tdm_fhir_category(struct tdm_fhir_ep *e, const char *system, const char *code);
/* An entry's reason, by code and in words, as one concept. */
void tdm_fhir_why(struct tdm_fhir_ep *e, const struct tdm_entry *entry);
/* The codes that other systems have for a thing of the catalogue, that fit the side. */
void tdm_fhir_codes(struct tdm_fhir_ep *e, const struct tdm_item *item, enum tdm_side side);
void tdm_fhir_reference(struct tdm_fhir_ep *e, const char *key, const char *type, tdm_str id); /* key null: an item */
void tdm_fhir_person(struct tdm_fhir_ep *e, const char *key, tdm_str person);
void tdm_fhir_when(struct tdm_fhir_ep *e, const char *key, tdm_date date, tdm_time time);
void tdm_fhir_instant(struct tdm_fhir_ep *e, const char *key, tdm_instant instant);
void tdm_fhir_site(struct tdm_fhir_ep *e, tdm_str region, enum tdm_side side); /* a concept */
/* "valueQuantity", "valueCodeableConcept" or (of a bare word) "valueString". `measure` may be TDM_REF_NONE. */
void tdm_fhir_value(struct tdm_fhir_ep *e, const struct tdm_written_value *value, tdm_ref measure, bool word_is_step);
void tdm_fhir_quantity(struct tdm_fhir_ep *e, const char *key, tdm_decimal number, tdm_str unit, tdm_ref measure);
tdm_str tdm_fhir_id(struct tdm_arena *mem, tdm_str name);        /* a name as an id */
tdm_str tdm_fhir_short_id(struct tdm_arena *mem, tdm_str bytes); /* 20 hex digits of a digest */
/* 20 hex digits of the digest of the chart's name and the entry's bytes. */
tdm_str tdm_fhir_entry_id(struct tdm_arena *mem, const struct tdm_chart *chart, const struct tdm_entry *entry);
tdm_str tdm_fhir_part_id(struct tdm_fhir_ep *e, uint32_t entry, uint32_t part);
tdm_str tdm_fhir_key(struct tdm_fhir_ep *e, uint32_t entry, const char **system); /* its identifier */
void tdm_fhir_identifier(struct tdm_fhir_ep *e, const char *system,
                         tdm_str value); /* an object: an item, or after a key */
void tdm_fhir_identifiers(struct tdm_fhir_ep *e, uint32_t entry, uint32_t part); /* part 0: of the entry */
const char *tdm_fhir_site_side(enum tdm_side side);                              /* "right", "left", "none" */
/* The entry of that name, or UINT32_MAX. */
uint32_t tdm_fhir_named(const struct tdm_fhir_ep *e, tdm_str name);

/* Ours alone, without what was kept. */
void tdm_fhir_put_episode(struct tdm_arena *mem, struct tdm_fhir_out *o, const struct tdm_fhir_episode *episode);
void tdm_fhir_put_grounds(struct tdm_fhir_ep *e, const struct tdm_grounds *grounds);
/* fhirpath.c: the code of what a day counts from, "procedure", "start of loading"; of a date it is empty */
void tdm_fhir_day_code(struct tdm_buf *out, const struct tdm_day_expr *day, const struct tdm_scope *scope);
/* the carriers: each writes entry i */
void tdm_fhir_put_patient(struct tdm_fhir_ep *e);
void tdm_fhir_put_head(struct tdm_fhir_ep *e);
void tdm_fhir_put_task(struct tdm_fhir_ep *e, uint32_t i);
void tdm_fhir_put_observation(struct tdm_fhir_ep *e, uint32_t i);
void tdm_fhir_put_orders(struct tdm_fhir_ep *e, uint32_t i);
void tdm_fhir_put_medicine(struct tdm_fhir_ep *e, uint32_t i);
void tdm_fhir_put_procedure(struct tdm_fhir_ep *e, uint32_t i);
void tdm_fhir_put_adverse(struct tdm_fhir_ep *e, uint32_t i);
void tdm_fhir_put_consent(struct tdm_fhir_ep *e, uint32_t i);
/* Fields as `input` of a Task (after its array began), or as `component`. */
void tdm_fhir_put_fields(struct tdm_fhir_ep *e, uint32_t i, bool task);
bool tdm_fhir_has_fields(const struct tdm_entry *entry);
uint32_t tdm_fhir_part_count(const struct tdm_entry *entry);

/* What an exercise is prescribed or done with, one detail after the other. */
struct tdm_fhir_detail {
    const char *codes; /* TDM_FHIR_DOSE, _SET, _FIELDS */
    tdm_str code;
    struct tdm_written_value value; /* a word that is no step */
};
uint32_t tdm_fhir_details(struct tdm_arena *mem, const struct tdm_written_dose *dose, struct tdm_fhir_detail **out);

/* ---- reading */

struct tdm_fhir_resource {
    const struct tdm_json *json;
    tdm_str file, type, id, full_url;
    uint32_t entry_index;      /* in its Bundle; UINT32_MAX: by itself */
    uint32_t line, column;     /* where its text begins in the file, from 1 */
    uint32_t chart;            /* episode it was taken into; UINT32_MAX: none */
    uint32_t provenance;       /* the resource that says who wrote it down, or UINT32_MAX */
    uint32_t index;            /* in its import */
    uint32_t number;           /* on the shelf */
    struct tdm_fhir_marks was; /* there */
    bool head;                 /* a piece of an episode's head */
    bool copy;                 /* of another that is the same */
    bool kept;                 /* the chart does not hold it whole */
    bool held;                 /* it does */
};
struct tdm_fhir_in {
    struct tdm_arena *mem;
    struct tdm_problems *problems;
    struct tdm_fhir_resource **resources; /* each stays where it is */
    size_t count, room;
    struct tdm_fhir_index *index; /* each address once; found by `slots` */
    size_t index_count, index_room;
    uint32_t *slots; /* of a table by address: 0, or 1 + the place in `index` */
    size_t slot_count;
    const struct tdm_fhir_shelf *shelf; /* of what is not in memory, or null */
    struct tdm_problems *quiet;         /* what is read from there once more has told its problems */
    struct tdm_fhir_index *by_chart; /* resources by the name of the chart that they say, each chart's in their order */
    size_t by_chart_count, by_chart_room;
    struct tdm_chart *heads;
    uint32_t *episodes; /* by head: the EpisodeOfCare */
    size_t head_count, head_room, episode_room;
};
struct tdm_fhir_take { /* of one chart */
    struct tdm_fhir_in *in;
    struct tdm_arena *mem;
    struct tdm_chart *chart;
    uint32_t number; /* of the head */
    struct tdm_entry *entries;
    uint32_t *sources; /* by entry: the resource that carries it */
    tdm_str *keys;
    uint32_t *slots; /* of a table by key: 0, or 1 + the entry */
    size_t count, room, source_room, key_room, slot_count;
};
/* ---- fhir_open.c */
/* A piece as a resource, in `mem`, borrowing its text; its json is null when nothing is to be kept of it. */
enum tdm_fhir_said tdm_fhir_read_piece(struct tdm_arena *mem, struct tdm_problems *problems,
                                       const struct tdm_fhir_piece *piece, struct tdm_fhir_resource *out);
struct tdm_fhir_resource *tdm_fhir_in_put(struct tdm_fhir_in *in, const struct tdm_fhir_resource *resource);
void tdm_fhir_in_by_chart(struct tdm_fhir_in *in);   /* which resources say which chart */
void tdm_fhir_in_provenance(struct tdm_fhir_in *in); /* who wrote down what */
bool tdm_fhir_in_read_head(struct tdm_fhir_in *in, uint32_t i) TDM_CHECKED;
bool tdm_fhir_is_episode(const struct tdm_fhir_resource *it);                        /* under a protocol of ours */
const struct tdm_json *tdm_fhir_targets(const struct tdm_fhir_resource *provenance); /* the first; null: not ours */
void tdm_fhir_refuse_twice(struct tdm_fhir_in *in, const struct tdm_fhir_resource *other, tdm_str address); /* F061 */
/* ---- fhir_shelf.c */
#define TDM_FHIR_ADDRESSES 2
uint32_t tdm_fhir_addresses(struct tdm_arena *mem, const struct tdm_fhir_resource *it, tdm_str out[TDM_FHIR_ADDRESSES]);
void tdm_fhir_in_address(struct tdm_fhir_in *in, tdm_str address, uint32_t of);     /* one that is there stays */
struct tdm_fhir_resource *tdm_fhir_in_get(struct tdm_fhir_in *in, uint32_t number); /* of the shelf; null: of no use */
const struct tdm_fhir_resource *tdm_fhir_in_raw(struct tdm_fhir_in *in, uint32_t number);
/* The resources that say they are of that chart: the first of them, and how many. */
const struct tdm_fhir_index *tdm_fhir_in_of_chart(const struct tdm_fhir_in *in, tdm_str name, size_t *count);
/* The identifier of an entry that a carrier has: "CHART#KEY". */
tdm_str tdm_fhir_entry_key(const struct tdm_fhir_resource *at, bool *named);
/* fhir_get.c: pieces */
tdm_str tdm_fhir_str(const struct tdm_json *object, const char *key); /* a text member, or empty */
const struct tdm_json *tdm_fhir_get(const struct tdm_json *object, const char *first,
                                    const char *second); /* two steps; null if absent */
const struct tdm_json *tdm_fhir_own_code(const struct tdm_json *concept,
                                         const char *codes); /* coding of ours, or null */
tdm_str tdm_fhir_own_word(const struct tdm_json *concept, const char *codes);
tdm_str tdm_fhir_sid(const struct tdm_json *identifiers, const char *system); /* of an identifier or an array of them */
bool tdm_fhir_read_when(tdm_str text, tdm_date *date, tdm_time *time) TDM_CHECKED; /* civil, as written */
bool tdm_fhir_read_instant(tdm_str text, tdm_instant *out) TDM_CHECKED;
bool tdm_fhir_read_quantity(const struct tdm_json *quantity, struct tdm_written_value *out) TDM_CHECKED;
/* The value[x] of an observation, a component or an input. */
bool tdm_fhir_read_value(const struct tdm_json *object, struct tdm_written_value *out) TDM_CHECKED;
bool tdm_fhir_read_site(tdm_str code, tdm_str *region, enum tdm_side *side) TDM_CHECKED;
/* Its end "Type/id", or empty when it is no longer than that. A version ("/_history/2") is left away. */
tdm_str tdm_fhir_address_in(tdm_str *reference);
struct tdm_fhir_resource *tdm_fhir_resolve(struct tdm_fhir_in *in, tdm_str reference);  /* or null */
const struct tdm_json *tdm_fhir_contained(const struct tdm_json *resource, tdm_str id); /* or null */
/* Does `mine` say all that `theirs` says? But for what a server writes by itself. */
bool tdm_fhir_json_says(const struct tdm_json *mine, const struct tdm_json *theirs);
/* ---- fhir_whose.c: whose a resource of another system is */
enum tdm_fhir_whose {
    TDM_FHIR_KEPT,  /* it leads to no other patient; or is the patient */
    TDM_FHIR_OWN,   /* the same, and the patient is its subject */
    TDM_FHIR_OTHERS /* another patient, or somebody who is not here, is its subject, or is what it leads to */
};
struct tdm_fhir_owner;
/* `patient` is a number on the shelf. */
struct tdm_fhir_owner *tdm_fhir_owner_open(struct tdm_arena *mem, const struct tdm_fhir_shelf *shelf,
                                           const struct tdm_fhir_foreign *f, uint32_t patient);
void tdm_fhir_owner_close(struct tdm_fhir_owner *owner);
enum tdm_fhir_whose tdm_fhir_whose(struct tdm_fhir_owner *owner, const struct tdm_fhir_resource *one);
bool tdm_fhir_identified(const struct tdm_json *patient, const struct tdm_fhir_foreign *f);

/* ---- fhir_whole.c: does it still have what R4 demands of it? Refuses (F069). */
bool tdm_fhir_is_whole(struct tdm_fhir_in *in, const struct tdm_fhir_resource *at);
void tdm_fhir_put_kept(struct tdm_arena *mem, struct tdm_fhir_out *o, const struct tdm_json *resource);
bool tdm_fhir_json_same(const struct tdm_json *a, const struct tdm_json *b);
struct tdm_fhir_resource *tdm_fhir_find(struct tdm_fhir_in *in, tdm_str key); /* "Type/id" or a full URL; or null */
/* Refuses at a piece of a resource (null: at the resource); gives the problem for its words. */
struct tdm_problem *tdm_fhir_refuse(struct tdm_fhir_in *in, const struct tdm_fhir_resource *at,
                                    const struct tdm_json *piece, enum tdm_why why, const char *code);
struct tdm_place tdm_fhir_place(const struct tdm_fhir_resource *at, const struct tdm_json *piece);
bool tdm_fhir_read_person(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_json *reference,
                          tdm_str *out) TDM_CHECKED;
/* F066: a piece of our own that cannot be read. Gives false. */
bool tdm_fhir_wrong(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_json *piece,
                    const char *what, const char *fix);
/* Is the resource of the patient of the chart, by the reference of that name? */
bool tdm_fhir_same_patient(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const char *key) TDM_CHECKED;
bool tdm_fhir_take_fields(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_json *items,
                          struct tdm_entry *entry) TDM_CHECKED;
void tdm_fhir_take_why(const struct tdm_json *concept, struct tdm_entry *entry);
/* An exercise without its details, with room for as many as stand in `details` (or null). */
void tdm_fhir_take_dose(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_json *details,
                        struct tdm_written_dose *dose);
bool tdm_fhir_take_detail(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_fhir_detail *d,
                          struct tdm_written_dose *dose) TDM_CHECKED;
const struct tdm_fhir_resource *tdm_fhir_plan_resource(struct tdm_fhir_in *in, uint32_t plan);
/* The carriers read back: entry->kind is known, common fields are read by the caller. */
bool tdm_fhir_take_task(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at,
                        struct tdm_entry *entry) TDM_CHECKED;
bool tdm_fhir_take_observation(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at,
                               struct tdm_entry *entry) TDM_CHECKED;
bool tdm_fhir_take_order(struct tdm_fhir_take *t, struct tdm_fhir_resource *at, struct tdm_entry *entry) TDM_CHECKED;
bool tdm_fhir_take_medicine(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at,
                            struct tdm_entry *entry) TDM_CHECKED;
bool tdm_fhir_take_procedure(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at,
                             struct tdm_entry *entry) TDM_CHECKED;
bool tdm_fhir_take_adverse(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at,
                           struct tdm_entry *entry) TDM_CHECKED;
bool tdm_fhir_take_consent(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at,
                           struct tdm_entry *entry) TDM_CHECKED;

#endif
