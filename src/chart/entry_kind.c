/* entry_kind.c - the tables of a chart: fields of an entry, kinds of entries, their clauses. A new kind is one row here
 * and its checks; reader, printer, JSON and reference page follow from the row. */
#include "chart/chart_int.h"

#include <string.h>

#define AT(member) offsetof(struct tdm_entry, member)
const struct tdm_field_row tdm_fields[TDM_FIELD_COUNT] = {
    [TDM_FIELD_DATE] = {"date", TDM_TYPE_DATE, AT(date), "a date", "2026-03-04"},
    [TDM_FIELD_TIME] = {"time", TDM_TYPE_TIME, AT(time), "a time", "08:15"},
    [TDM_FIELD_RECORDED] = {"recorded", TDM_TYPE_INSTANT, AT(recorded), "an instant", "2026-03-04T08:15Z"},
    [TDM_FIELD_RECORDED_ASSUMED] = {"recorded_assumed", TDM_TYPE_FLAG, AT(recorded_assumed), "true or false", "true"},
    [TDM_FIELD_AUTHOR] = {"by", TDM_TYPE_NAME, AT(author), "a person", "PERSON"},
    [TDM_FIELD_WITH] = {"with", TDM_TYPE_NAME, AT(with), "a person", "PERSON"},
    [TDM_FIELD_WRITER] = {"writer", TDM_TYPE_NAME, AT(writer), "a name and a number", "tablet-1 17"},
    [TDM_FIELD_NUMBER] = {"number", TDM_TYPE_COUNT, AT(number), "a whole number from 1", "17"},
    [TDM_FIELD_NAME] = {"name", TDM_TYPE_NAME, AT(name), "a name", "first-visit"},
    [TDM_FIELD_SUBJECT] = {"subject", TDM_TYPE_SAID, AT(subject), "a name", "swelling"},
    [TDM_FIELD_STATE] = {"state", TDM_TYPE_NAME, AT(state), "a state", "opened"},
    [TDM_FIELD_TARGET] = {"target", TDM_TYPE_SAID, AT(target), "a name", "base"},
    [TDM_FIELD_BECAUSE] = {"because", TDM_TYPE_TEXT, AT(because), "a quoted text", "\"reason\""},
    [TDM_FIELD_WORDS] = {"words", TDM_TYPE_TEXT, AT(words), "a quoted text", "\"words\""},
    [TDM_FIELD_TO] = {"to", TDM_TYPE_NAME, AT(to), "a person or a role", "PERSON"},
    [TDM_FIELD_OTHER_DATE] = {"other_date", TDM_TYPE_DATE, AT(other_date), "a date", "2026-03-04"},
    [TDM_FIELD_GRADE] = {"grade", TDM_TYPE_GRADE, AT(grade), "a whole number from 0 to 10", "2"},
    [TDM_FIELD_SERIOUS] = {"serious", TDM_TYPE_FLAG, AT(serious), "nothing", ""},
    [TDM_FIELD_ON_PRESCRIPTION] = {"on_prescription", TDM_TYPE_FLAG, AT(on_prescription), "nothing", ""},
    [TDM_FIELD_RELATEDNESS] = {"relatedness", TDM_TYPE_NAME, AT(relatedness), "a word", "possible"},
    [TDM_FIELD_ROUTE] = {"route", TDM_TYPE_NAME, AT(route), "a route", "mouth"},
    [TDM_FIELD_SETTING] = {"setting", TDM_TYPE_NAME, AT(setting), "a place", "home"},
    [TDM_FIELD_AMOUNT] = {"amount", TDM_TYPE_VALUE, AT(amount), "a number with its unit", "400 mg"},
    [TDM_FIELD_LOAD_CLASS] = {"load_class", TDM_TYPE_NAME, AT(load_class), "a load class", "low"},
    [TDM_FIELD_REGION] = {"region", TDM_TYPE_NAME, AT(region), "a region", "knee"},
    [TDM_FIELD_SIDE] = {"side", TDM_TYPE_SIDE, AT(side), "right or left", "right"},
    [TDM_FIELD_SOURCE] = {"source", TDM_TYPE_TEXT, AT(source), "a quoted text", "\"bone marrow\""},
    [TDM_FIELD_PREPARATION] = {"preparation", TDM_TYPE_TEXT, AT(preparation), "a quoted text", "\"as prepared\""},
    [TDM_FIELD_GUIDANCE] = {"guidance", TDM_TYPE_NAME, AT(guidance), "a word", "ultrasound"},
    [TDM_FIELD_OPERATOR] = {"operator", TDM_TYPE_NAME, AT(operator_name), "a person", "PERSON"},
    [TDM_FIELD_PROTOCOL] = {"protocol", TDM_TYPE_NAME, AT(protocol), "a protocol", "knee-oa"},
    [TDM_FIELD_VERSION] = {"version", TDM_TYPE_VERSION, AT(version), "a version", "1.1"},
    [TDM_FIELD_ASKED] = {"asked", TDM_TYPE_NAMES, AT(asked), "names", "infection-signs"},
    [TDM_FIELD_FOUND] = {"found", TDM_TYPE_NAMES, AT(found), "names", "infection-signs"},
    [TDM_FIELD_NONE_FOUND] = {"none_found", TDM_TYPE_FLAG, AT(none_found), "nothing", ""},
    [TDM_FIELD_READINGS] = {"readings", TDM_TYPE_READINGS, AT(readings), "lines with values", "pain 2"},
    [TDM_FIELD_DOSES] = {"doses", TDM_TYPE_DOSES, AT(doses), "lines of exercises", "leg-press 3x12, 40 kg"},
    [TDM_FIELD_REASON] = {"reason", TDM_TYPE_NAME, AT(reason), "a reason code", "patient-wish"},
};

#define F(field) TDM_FIELD_BIT(TDM_FIELD_##field)
#define NAMED(field, shown)                                                                                            \
    { TDM_FIELD_##field, TDM_TYPE_NAME, false, NULL, shown }
#define CHOSEN(field, choices)                                                                                         \
    { TDM_FIELD_##field, TDM_TYPE_NAME, false, choices, NULL }
const struct tdm_kind_row tdm_kinds[TDM_ENTRY_KIND_COUNT] = {
    [TDM_ENTRY_ENROL] = {.word = "enrol"},
    [TDM_ENTRY_SCREEN] = {.word = "screen",
                          .slots = {{TDM_FIELD_ASKED, TDM_TYPE_NAMES, true, NULL, "flags|findings|NAME, NAME"}},
                          .slot_count = 1},
    [TDM_ENTRY_ASSESS] = {.word = "assess", .block = TDM_BLOCK_READINGS, .block_must = true},
    [TDM_ENTRY_DIARY] = {.word = "diary", .block = TDM_BLOCK_READINGS, .block_must = true},
    [TDM_ENTRY_FINDING] = {.word = "finding",
                           .slots = {NAMED(SUBJECT, "FINDING"),
                                     CHOSEN(STATE, "opened|retraining|resolved|relapsed|declined")},
                           .slot_count = 2},
    [TDM_ENTRY_FLAG] = {.word = "flag",
                        .slots = {NAMED(SUBJECT, "FLAG"), CHOSEN(STATE, "raised|closed")},
                        .slot_count = 2},
    [TDM_ENTRY_ADVERSE] = {.word = "adverse",
                           .slots = {{TDM_FIELD_SUBJECT, TDM_TYPE_SAID, false, NULL, "EVENT"}},
                           .slot_count = 1,
                           .must = F(GRADE)},
    [TDM_ENTRY_MEDICINE] = {.word = "medicine", .must = F(STATE)},
    [TDM_ENTRY_DENY] = {.word = "deny",
                        .slots = {{TDM_FIELD_SUBJECT, TDM_TYPE_SAID, true, NULL, "MEDICINE|class NAME"}},
                        .slot_count = 1,
                        .must = F(SUBJECT) | F(OTHER_DATE)},
    [TDM_ENTRY_PRESCRIBE] = {.word = "prescribe", .block = TDM_BLOCK_DOSES, .block_must = true},
    [TDM_ENTRY_SESSION] = {.word = "session", .block = TDM_BLOCK_SESSION},
    [TDM_ENTRY_PROCEDURE] = {.word = "procedure",
                             .slots = {NAMED(SUBJECT, "PROCEDURE"),
                                       {TDM_FIELD_STATE, TDM_TYPE_NAME, true, "performed|cancelled|aborted", NULL}},
                             .slot_count = 2,
                             .block = TDM_BLOCK_PROCEDURE,
                             .default_state = "performed"},
    [TDM_ENTRY_PLAN] = {.word = "plan",
                        .slots = {CHOSEN(SUBJECT, "procedure|visit|session|phase"),
                                  {TDM_FIELD_TARGET, TDM_TYPE_NAME, true, NULL, "NAME"}},
                        .slot_count = 2,
                        .must = F(OTHER_DATE)},
    [TDM_ENTRY_CLEAR] = {.word = "clear", .slots = {NAMED(SUBJECT, "CLEARANCE")}, .slot_count = 1},
    [TDM_ENTRY_REVOKE] = {.word = "revoke", .slots = {NAMED(TARGET, "ENTRY")}, .slot_count = 1, .must = F(BECAUSE)},
    [TDM_ENTRY_MOVE] = {.word = "move",
                        .slots = {NAMED(SUBJECT, "CLEARANCE|PHASE")},
                        .slot_count = 1,
                        .must = F(OTHER_DATE) | F(BECAUSE)},
    [TDM_ENTRY_ENTER] = {.word = "enter", .slots = {NAMED(SUBJECT, "PHASE")}, .slot_count = 1},
    [TDM_ENTRY_HOLD] = {.word = "hold", .slots = {NAMED(SUBJECT, "PHASE")}, .slot_count = 1, .must = F(BECAUSE)},
    [TDM_ENTRY_RESUME] = {.word = "resume", .slots = {NAMED(SUBJECT, "PHASE")}, .slot_count = 1},
    [TDM_ENTRY_STATEMENT] = {.word = "statement",
                             .slots = {{TDM_FIELD_WORDS, TDM_TYPE_TEXT, false, NULL, "TEXT"}},
                             .slot_count = 1},
    [TDM_ENTRY_ANSWER] = {.word = "answer",
                          .slots = {{TDM_FIELD_TARGET, TDM_TYPE_SAID, false, NULL, "NAME"},
                                    {TDM_FIELD_STATE, TDM_TYPE_NAME, true, "done|partial|could-not|declined|not-needed",
                                     NULL}},
                          .slot_count = 2},
    [TDM_ENTRY_HANDOFF] = {.word = "handoff",
                           .slots = {{TDM_FIELD_TARGET, TDM_TYPE_SAID, false, NULL, "NAME"}},
                           .slot_count = 1},
    [TDM_ENTRY_ACKNOWLEDGE] = {.word = "acknowledge",
                               .slots = {{TDM_FIELD_TARGET, TDM_TYPE_SAID, false, NULL, "NAME"}},
                               .slot_count = 1},
    [TDM_ENTRY_CONSENT] = {.word = "consent",
                           .slots = {{TDM_FIELD_WORDS, TDM_TYPE_TEXT, false, NULL, "TEXT"},
                                     CHOSEN(STATE, "given|withdrawn")},
                           .slot_count = 2},
    [TDM_ENTRY_OVERRIDE] = {.word = "override", .slots = {NAMED(SUBJECT, "GATE")}, .slot_count = 1, .must = F(BECAUSE)},
    [TDM_ENTRY_CORRECT] = {.word = "correct",
                           .slots = {NAMED(TARGET, "ENTRY")},
                           .slot_count = 1,
                           .block = TDM_BLOCK_READINGS,
                           .block_must = true,
                           .must = F(BECAUSE)},
    [TDM_ENTRY_WITHDRAW] = {.word = "withdraw", .slots = {NAMED(TARGET, "ENTRY")}, .slot_count = 1, .must = F(BECAUSE)},
    [TDM_ENTRY_AMEND] = {.word = "amend", .must = F(PROTOCOL) | F(VERSION) | F(OTHER_DATE) | F(BECAUSE)},
    [TDM_ENTRY_END] = {.word = "end",
                       .slots = {CHOSEN(STATE, "completed|declined|withdrawn|transferred|died|lost")},
                       .slot_count = 1},
};

/* In the order in which they are printed. */
#define K(kind) ((uint64_t)1 << TDM_ENTRY_##kind)
#define EVERY   UINT64_MAX
const struct tdm_clause_row tdm_clauses[TDM_CLAUSE_COUNT] = {
    {"class", TDM_FIELD_SUBJECT, TDM_CLAUSE_CLASS, true, K(DENY), NULL},
    {"of", TDM_FIELD_TARGET, TDM_CLAUSE_FIELD, true, K(SESSION), NULL},
    {"protocol", TDM_FIELD_PROTOCOL, TDM_CLAUSE_FIELD, true, K(AMEND), NULL},
    {"version", TDM_FIELD_VERSION, TDM_CLAUSE_FIELD, true, K(AMEND), NULL},
    {"on", TDM_FIELD_OTHER_DATE, TDM_CLAUSE_FIELD, true, K(PLAN), NULL},
    {"to", TDM_FIELD_OTHER_DATE, TDM_CLAUSE_FIELD, true, K(MOVE), NULL},
    {"by", TDM_FIELD_AUTHOR, TDM_CLAUSE_FIELD, true, EVERY, NULL},
    {"with", TDM_FIELD_WITH, TDM_CLAUSE_FIELD, false, K(SESSION), NULL},
    {"at", TDM_FIELD_SETTING, TDM_CLAUSE_FIELD, false, K(SESSION), "home|clinic"},
    {"at", TDM_FIELD_REGION, TDM_CLAUSE_SITE, false, K(FINDING), NULL},
    {"because of", TDM_FIELD_TARGET, TDM_CLAUSE_FIELD, false, K(FINDING), NULL},
    {"taken", TDM_FIELD_STATE, TDM_CLAUSE_MEDICINE, false, K(MEDICINE), NULL},
    {"ordered", TDM_FIELD_STATE, TDM_CLAUSE_MEDICINE, false, K(MEDICINE), NULL},
    {"stopped", TDM_FIELD_STATE, TDM_CLAUSE_MEDICINE, false, K(MEDICINE), NULL},
    {"route", TDM_FIELD_ROUTE, TDM_CLAUSE_FIELD, false, K(MEDICINE) | K(DENY), NULL},
    {"on prescription", TDM_FIELD_ON_PRESCRIPTION, TDM_CLAUSE_FIELD, false, K(MEDICINE), NULL},
    {"for", TDM_FIELD_WORDS, TDM_CLAUSE_FIELD, false, K(MEDICINE), NULL},
    {"since", TDM_FIELD_OTHER_DATE, TDM_CLAUSE_FIELD, false, K(DENY), NULL},
    {"from", TDM_FIELD_OTHER_DATE, TDM_CLAUSE_FIELD, false, K(AMEND), NULL},
    {"load at most", TDM_FIELD_LOAD_CLASS, TDM_CLAUSE_FIELD, false, K(STATEMENT), NULL},
    {"until", TDM_FIELD_OTHER_DATE, TDM_CLAUSE_FIELD, false, K(STATEMENT) | K(HANDOFF), NULL},
    {"grade", TDM_FIELD_GRADE, TDM_CLAUSE_FIELD, false, K(FINDING) | K(ADVERSE), NULL},
    {"relatedness", TDM_FIELD_RELATEDNESS, TDM_CLAUSE_FIELD, false, K(ADVERSE),
     "unrelated|unlikely|possible|probable|definite|unknown"},
    {"serious", TDM_FIELD_SERIOUS, TDM_CLAUSE_FIELD, false, K(ADVERSE), NULL},
    {"none found", TDM_FIELD_NONE_FOUND, TDM_CLAUSE_FIELD, false, K(SCREEN), NULL},
    {"found", TDM_FIELD_FOUND, TDM_CLAUSE_FIELD, false, K(SCREEN), NULL},
    {"through", TDM_FIELD_TARGET, TDM_CLAUSE_FIELD, false, K(ENTER), NULL},
    {"after", TDM_FIELD_TARGET, TDM_CLAUSE_FIELD, false, K(DIARY), NULL},
    {"to", TDM_FIELD_TO, TDM_CLAUSE_FIELD, false, K(HANDOFF) | K(ANSWER) | K(ACKNOWLEDGE), NULL},
    {"term", TDM_FIELD_WORDS, TDM_CLAUSE_FIELD, false, K(OVERRIDE), NULL},
    {"words", TDM_FIELD_WORDS, TDM_CLAUSE_FIELD, false,
     K(CLEAR) | K(REVOKE) | K(RESUME) | K(FLAG) | K(FINDING) | K(ADVERSE) | K(ENTER) | K(END) | K(ANSWER) | K(HANDOFF) |
         K(ACKNOWLEDGE) | K(SCREEN),
     NULL},
    {"because", TDM_FIELD_BECAUSE, TDM_CLAUSE_FIELD, false, EVERY, NULL},
    {"reason", TDM_FIELD_REASON, TDM_CLAUSE_FIELD, false, EVERY,
     "clinical-judgement|patient-wish|scheduling|equipment|side-effect|safety|data-error|other"},
    {"recorded", TDM_FIELD_RECORDED, TDM_CLAUSE_FIELD, false, EVERY, NULL},
    {"name", TDM_FIELD_NAME, TDM_CLAUSE_FIELD, false, EVERY, NULL},
    {"writer", TDM_FIELD_WRITER, TDM_CLAUSE_WRITER, false, EVERY, NULL},
};

const struct tdm_procedure_line tdm_procedure_lines[TDM_PROCEDURE_LINE_COUNT] = {
    {"source", TDM_FIELD_SOURCE, NULL},     {"preparation", TDM_FIELD_PREPARATION, NULL},
    {"site", TDM_FIELD_REGION, NULL},       {"guidance", TDM_FIELD_GUIDANCE, "ultrasound|fluoroscopy|none"},
    {"operator", TDM_FIELD_OPERATOR, NULL},
};

/* ---- questions to the tables */

const char *tdm_entry_kind_word(enum tdm_entry_kind kind) {
    return tdm_kinds[kind].word;
}

bool tdm_word_of_clause(enum tdm_entry_kind kind, tdm_str word) {
    for (size_t i = 0; i < TDM_CLAUSE_COUNT; i++) {
        if (word.len == 0 || tdm_clauses[i].phrase[0] != word.at[0]) continue;
        size_t blank = strcspn(tdm_clauses[i].phrase, " ");
        tdm_str first = {tdm_clauses[i].phrase, blank};
        if (tdm_clause_of_kind(&tdm_clauses[i], kind) && tdm_str_equal(first, word)) return true;
    }
    return false;
}

static uint64_t clause_fields(const struct tdm_clause_row *row) {
    uint64_t fields = TDM_FIELD_BIT(row->field);
    if (row->shape == TDM_CLAUSE_MEDICINE) fields |= F(SUBJECT) | F(AMOUNT);
    if (row->shape == TDM_CLAUSE_CLASS) fields |= F(STATE);
    if (row->shape == TDM_CLAUSE_WRITER) fields |= F(NUMBER);
    if (row->shape == TDM_CLAUSE_SITE) fields |= F(SIDE);
    return fields;
}

static uint64_t block_fields(uint8_t block) {
    static const uint64_t fields[] = {
        [TDM_BLOCK_NONE] = 0,
        [TDM_BLOCK_READINGS] = F(READINGS),
        [TDM_BLOCK_DOSES] = F(DOSES),
        [TDM_BLOCK_SESSION] = F(READINGS) | F(DOSES),
        [TDM_BLOCK_PROCEDURE] = F(SOURCE) | F(PREPARATION) | F(REGION) | F(SIDE) | F(GUIDANCE) | F(OPERATOR),
    };
    return fields[block];
}

uint64_t tdm_kind_may(enum tdm_entry_kind kind) {
    const struct tdm_kind_row *row = &tdm_kinds[kind];
    uint64_t may = F(DATE) | F(TIME) | F(RECORDED_ASSUMED) | F(NUMBER) | block_fields(row->block);
    for (uint32_t i = 0; i < row->slot_count; i++) may |= TDM_FIELD_BIT(row->slots[i].field);
    if (kind == TDM_ENTRY_SCREEN) may |= F(SUBJECT);
    for (size_t i = 0; i < TDM_CLAUSE_COUNT; i++)
        if (tdm_clause_of_kind(&tdm_clauses[i], kind)) may |= clause_fields(&tdm_clauses[i]);
    return may;
}

/* Takes the next of "a|b|c" off *rest. */
static bool choice_next(const char **rest, tdm_str *out) {
    if (*rest == NULL) return false;
    const char *bar = strchr(*rest, '|');
    *out = bar == NULL ? tdm_str_of(*rest) : (tdm_str){*rest, (size_t)(bar - *rest)};
    *rest = bar == NULL ? NULL : bar + 1;
    return true;
}

/* From one place where its first letter stands to the next: mostly there is none. */
bool tdm_choice_has(const char *choices, tdm_str word) {
    const char *at = word.len > 0 ? strchr(choices, word.at[0]) : NULL;
    for (; at != NULL; at = strchr(at + 1, word.at[0])) {
        bool begins = at == choices || at[-1] == '|';
        if (!begins || strncmp(at, word.at, word.len) != 0) continue;
        if (at[word.len] == '|' || at[word.len] == '\0') return true;
    }
    return false;
}

tdm_str tdm_choice_nearest(const char *choices, tdm_str word) {
    tdm_str all[8];
    size_t count = 0;
    tdm_str choice;
    while (choice_next(&choices, &choice)) {
        TDM_ASSERT(count < TDM_COUNT(all)); /* no list of ours is longer */
        all[count++] = choice;
    }
    int best = tdm_nearest(word, all, count);
    return best < 0 ? TDM_STR("") : all[best];
}

/* ---- the form of a kind, as a person reads it */

static const char *argument_of(const struct tdm_clause_row *row) {
    if (row->choices != NULL) return row->choices;
    if (row->shape == TDM_CLAUSE_MEDICINE) return "TEXT [NUMBER UNIT]";
    if (row->shape == TDM_CLAUSE_SITE) return "REGION [right|left]";
    switch (tdm_fields[row->field].type) {
    case TDM_TYPE_NAME:
        return row->field == TDM_FIELD_AUTHOR || row->field == TDM_FIELD_WITH ? "PERSON" : "NAME";
    case TDM_TYPE_TEXT:
        return "TEXT";
    case TDM_TYPE_SAID:
        return "NAME";
    case TDM_TYPE_VERSION:
        return "N.N";
    case TDM_TYPE_DATE:
        return "DATE";
    case TDM_TYPE_GRADE:
    case TDM_TYPE_COUNT:
        return "NUMBER";
    case TDM_TYPE_NAMES:
        return "NAME, NAME";
    case TDM_TYPE_FLAG:
        return "";
    case TDM_TYPE_TIME:
    case TDM_TYPE_INSTANT:
    case TDM_TYPE_VALUE:
    case TDM_TYPE_SIDE:
    case TDM_TYPE_READINGS:
    case TDM_TYPE_DOSES:
        break;
    }
    TDM_UNREACHABLE(); /* no clause that a form shows has one of those */
}

static void form_clause(struct tdm_buf *out, const struct tdm_clause_row *row, uint64_t must) {
    const char *argument = argument_of(row);
    bool needed = (must & clause_fields(row)) != 0;
    bool optional = !needed && row->field != TDM_FIELD_AUTHOR;
    if (optional) tdm_buf_text(out, " [");
    if (!optional && row->leads) tdm_buf_text(out, " ");
    if (!row->leads) tdm_buf_text(out, ", ");
    tdm_buf_text(out, row->phrase);
    if (row->shape == TDM_CLAUSE_MEDICINE) tdm_buf_text(out, "|ordered|stopped"); /* the three share one form */
    if (argument[0] != '\0') tdm_buf_format(out, " %s", argument);
    if (optional) tdm_buf_text(out, "]");
}

void tdm_entry_kind_form(struct tdm_buf *out, enum tdm_entry_kind kind) {
    const struct tdm_kind_row *row = &tdm_kinds[kind];
    tdm_buf_format(out, "DATE [TIME] %s", row->word);
    for (uint32_t i = 0; i < row->slot_count; i++) {
        const struct tdm_slot *slot = &row->slots[i];
        const char *shown = slot->shown != NULL ? slot->shown : slot->choices;
        bool needed = !slot->optional || slot->type == TDM_TYPE_NAMES || (row->must & TDM_FIELD_BIT(slot->field)) != 0;
        tdm_buf_format(out, needed ? " %s" : " [%s]", shown);
    }
    for (size_t i = 0; i < TDM_CLAUSE_COUNT; i++) {
        const struct tdm_clause_row *clause = &tdm_clauses[i];
        bool common = clause->kinds == EVERY && clause->field != TDM_FIELD_AUTHOR;
        bool needed = (row->must & TDM_FIELD_BIT(clause->field)) != 0;
        bool told = clause->shape == TDM_CLAUSE_CLASS ||
                    (clause->shape == TDM_CLAUSE_MEDICINE && strcmp(clause->phrase, "taken") != 0);
        if (tdm_clause_of_kind(clause, kind) && (!common || needed) && !told) form_clause(out, clause, row->must);
    }
}

/* ---- a field of an entry, by its row */

static const void *field_at(const struct tdm_entry *entry, enum tdm_entry_field field) {
    return (const char *)entry + tdm_fields[field].offset;
}

tdm_str tdm_entry_str(const struct tdm_entry *entry, enum tdm_entry_field field) {
    tdm_str text;
    memcpy(&text, field_at(entry, field), sizeof text);
    return text;
}

void tdm_entry_set_str(struct tdm_entry *entry, enum tdm_entry_field field, tdm_str text) {
    memcpy((char *)entry + tdm_fields[field].offset, &text, sizeof text);
}

bool tdm_entry_has(const struct tdm_entry *entry, enum tdm_entry_field field) {
    switch (tdm_fields[field].type) {
    case TDM_TYPE_NAME:
    case TDM_TYPE_TEXT:
    case TDM_TYPE_SAID:
    case TDM_TYPE_VERSION:
        return tdm_entry_str(entry, field).len > 0;
    case TDM_TYPE_DATE:
        return !tdm_date_is_none(field == TDM_FIELD_DATE ? entry->date : entry->other_date);
    case TDM_TYPE_TIME:
        return entry->time.minute >= 0;
    case TDM_TYPE_INSTANT:
        return !tdm_instant_is_none(entry->recorded);
    case TDM_TYPE_FLAG:
        return *(const bool *)field_at(entry, field);
    case TDM_TYPE_GRADE:
        return entry->has_grade;
    case TDM_TYPE_COUNT:
        return entry->number != 0;
    case TDM_TYPE_VALUE:
        return entry->amount.is_number;
    case TDM_TYPE_SIDE:
        return entry->side != TDM_SIDE_NONE;
    case TDM_TYPE_NAMES:
        return field == TDM_FIELD_ASKED ? entry->asked_count > 0 : entry->found_count > 0;
    case TDM_TYPE_READINGS:
        return entry->reading_count > 0;
    case TDM_TYPE_DOSES:
        return entry->dose_count > 0;
    }
    TDM_UNREACHABLE();
}
