/* tidy_dictionary.c - the columns of every tidy table: the one table that heads, the dictionary as CSV and as JSON
 * follow from. */
#include "exchange/tidy_int.h"
#include "json/json.h"

struct column {
    enum tdm_tidy_table table;
    const char *name, *type, *meaning;
};
#define KEY(table)                                                                                                     \
    {table, "episode", "name", "Of which episode."}, {                                                                 \
        table, "entry", "integer", "Number of the entry in its episode, from 1."                                       \
    }
#define WHEN(table)                                                                                                    \
    {table, "date", "date", "Day on which it was so."},                                                                \
        {table, "time", "time", "Time of that day; empty: not known."}, {                                              \
        table, "day", "integer", "Days since the first performed procedure; empty: there is none."                     \
    }
#define ASKED(table)                                                                                                   \
    {table, "episode", "name", "Of which episode."}, {                                                                 \
        table, "on", "date", "Day that was asked about."                                                               \
    }

static const struct column columns[] = {
    {TDM_TIDY_EPISODES, "episode", "name", "Name of the episode; the key of this table."},
    {TDM_TIDY_EPISODES, "person", "name", "Whose episode; a person may have several."},
    {TDM_TIDY_EPISODES, "protocol", "name", "The protocol that it follows."},
    {TDM_TIDY_EPISODES, "version", "text", "Its version."},
    {TDM_TIDY_EPISODES, "condition", "name", "The condition that the protocol is for."},
    {TDM_TIDY_EPISODES, "region", "name", "The treated joint or tendon."},
    {TDM_TIDY_EPISODES, "side", "right|left", "Its side; empty: it has none."},
    {TDM_TIDY_EPISODES, "enrolled_on", "date", "Day of the first enrolment."},
    {TDM_TIDY_EPISODES, "procedure", "name", "The first performed procedure; empty: none."},
    {TDM_TIDY_EPISODES, "procedure_on", "date", "Its day: day 0 of the column `day` of other tables."},
    {TDM_TIDY_EPISODES, "ended_on", "date", "Day of the end; empty: it goes on."},
    {TDM_TIDY_EPISODES, "end", "completed|declined|withdrawn|transferred|died|lost", "How it ended."},
    {TDM_TIDY_EPISODES, "entries", "integer", "How many entries it has."},
    {TDM_TIDY_EPISODES, "synthetic", "yes|no", "The chart is invented."},
    KEY(TDM_TIDY_ENTRIES),
    WHEN(TDM_TIDY_ENTRIES),
    {TDM_TIDY_ENTRIES, "recorded", "instant", "When it was written down, UTC."},
    {TDM_TIDY_ENTRIES, "recorded_assumed", "yes|no", "Not said: the end of its day."},
    {TDM_TIDY_ENTRIES, "kind", "word", "What kind of entry (docs/notation.md, section 9)."},
    {TDM_TIDY_ENTRIES, "by", "name", "Who says so."},
    {TDM_TIDY_ENTRIES, "role", "name", "Their role by the people of the chart, on that day."},
    {TDM_TIDY_ENTRIES, "name", "name", "By which other entries refer to it."},
    {TDM_TIDY_ENTRIES, "subject", "text", "What it is about: a finding, flag, clearance, phase, medicine."},
    {TDM_TIDY_ENTRIES, "state", "word", "opened, resolved, given, performed and so on."},
    {TDM_TIDY_ENTRIES, "target", "text", "The entry or thing that it refers to."},
    {TDM_TIDY_ENTRIES, "to", "name", "To whom it is handed over."},
    {TDM_TIDY_ENTRIES, "other_date", "date", "A second day that it names: of a plan, a move, an end."},
    {TDM_TIDY_ENTRIES, "grade", "integer", "Grade of a finding or an adverse event."},
    {TDM_TIDY_ENTRIES, "reason", "word", "A coded reason."},
    {TDM_TIDY_ENTRIES, "because", "text", "The reason in words."},
    {TDM_TIDY_ENTRIES, "words", "text", "What was said."},
    {TDM_TIDY_ENTRIES, "withdrawn", "yes|no", "Another entry has taken it back."},
    KEY(TDM_TIDY_READINGS),
    WHEN(TDM_TIDY_READINGS),
    {TDM_TIDY_READINGS, "measure", "name", "By the catalogue: its unit, scale and direction stand in measures.csv."},
    {TDM_TIDY_READINGS, "side", "right|left", "Empty: the measure has no side."},
    {TDM_TIDY_READINGS, "value", "decimal", "As known now, after corrections; empty: on a scale, or no value."},
    {TDM_TIDY_READINGS, "unit", "unit", "That of the measure where the value converts exactly, else its own."},
    {TDM_TIDY_READINGS, "step", "word", "Of a measure on a scale."},
    {TDM_TIDY_READINGS, "rank", "integer", "Of that step, from 0."},
    {TDM_TIDY_READINGS, "status", "counts|corrected|withdrawn|not-done|not-counted",
     "corrected: counts with its later value; not-counted: by somebody whose readings of it do not count."},
    {TDM_TIDY_READINGS, "first_value", "decimal", "What was said first, if it was corrected."},
    {TDM_TIDY_READINGS, "unusual", "yes|no", "Outside what is usual; kept."},
    {TDM_TIDY_READINGS, "in_session", "yes|no", "Said of a session."},
    {TDM_TIDY_READINGS, "by", "name", "Who says so."},
    {TDM_TIDY_READINGS, "because", "text", "Why it was not done."},
    KEY(TDM_TIDY_EXERCISES),
    {TDM_TIDY_EXERCISES, "line", "integer", "Number of the exercise in its entry, from 1."},
    WHEN(TDM_TIDY_EXERCISES),
    {TDM_TIDY_EXERCISES, "kind", "prescribe|session", "Prescribed, or done."},
    {TDM_TIDY_EXERCISES, "exercise", "name", "By the catalogue."},
    {TDM_TIDY_EXERCISES, "done", "done|partial|could-not|declined|not-needed", "Of a session."},
    {TDM_TIDY_EXERCISES, "times", "integer", "How often, if it was said."},
    {TDM_TIDY_EXERCISES, "times_per", "day|week", "A day or a week."},
    {TDM_TIDY_EXERCISES, "because", "text", "Why it was not done."},
    KEY(TDM_TIDY_DOSES),
    {TDM_TIDY_DOSES, "line", "integer", "Number of the exercise in its entry: with it the key of exercises.csv."},
    {TDM_TIDY_DOSES, "set", "integer", "Number of the set; empty: of all."},
    {TDM_TIDY_DOSES, "field", "word", "sets, reps, load, depth, effort and so on."},
    {TDM_TIDY_DOSES, "value", "decimal", "Its number."},
    {TDM_TIDY_DOSES, "unit", "unit", "Of the number."},
    {TDM_TIDY_DOSES, "word", "word", "Of a field of words."},
    ASKED(TDM_TIDY_STANDINGS),
    {TDM_TIDY_STANDINGS, "enrolled", "yes|no", "The episode has begun."},
    {TDM_TIDY_STANDINGS, "ended", "yes|no", "It has ended."},
    {TDM_TIDY_STANDINGS, "tissue_phase", "name", "The phase in force on the tissue track."},
    {TDM_TIDY_STANDINGS, "tissue_state", "active|held|ended", "Its state; ended: its limits still hold."},
    {TDM_TIDY_STANDINGS, "function_phase", "name", "The phase in force on the function track."},
    {TDM_TIDY_STANDINGS, "function_state", "active|held|ended", "Its state."},
    {TDM_TIDY_STANDINGS, "ceiling", "word", "Highest load class allowed; empty: no clause speaks."},
    {TDM_TIDY_STANDINGS, "open_flags", "integer", "Warning signs that are open."},
    {TDM_TIDY_STANDINGS, "open_findings", "integer", "Findings that are open."},
    {TDM_TIDY_STANDINGS, "due", "integer", "Obligations that are due."},
    {TDM_TIDY_STANDINGS, "overdue", "integer", "Obligations that are late."},
    {TDM_TIDY_STANDINGS, "deviations", "integer", "What was recorded against the protocol, as known now."},
    ASKED(TDM_TIDY_GATES),
    {TDM_TIDY_GATES, "gate", "name", "By the protocol."},
    {TDM_TIDY_GATES, "state", "closed|cannot-tell|open|not-applicable", "On that day."},
    {TDM_TIDY_GATES, "passed_on", "date", "The phase behind it began."},
    {TDM_TIDY_GATES, "earliest", "date", "Best case; empty: no date."},
    ASKED(TDM_TIDY_OBLIGATIONS),
    {TDM_TIDY_OBLIGATIONS, "kind", "word", "assessment, signature, diary and so on."},
    {TDM_TIDY_OBLIGATIONS, "what", "name", "The measure, clearance, flag, finding or rule."},
    {TDM_TIDY_OBLIGATIONS, "state", "upcoming|due|overdue|waiting", "On that day."},
    {TDM_TIDY_OBLIGATIONS, "roles", "text", "One of them is enough."},
    {TDM_TIDY_OBLIGATIONS, "from", "date", "First day."},
    {TDM_TIDY_OBLIGATIONS, "until", "date", "Last day on time; empty: it waits."},
    {TDM_TIDY_MEASURES, "measure", "name", "The key of this table."},
    {TDM_TIDY_MEASURES, "label", "text", "For people."},
    {TDM_TIDY_MEASURES, "unit", "unit", "UCUM as the notation writes it; empty: on a scale, or a bare number."},
    {TDM_TIDY_MEASURES, "ucum", "unit", "The code that messages carry."},
    {TDM_TIDY_MEASURES, "scale", "text", "Its steps, lowest first."},
    {TDM_TIDY_MEASURES, "direction", "higher|lower", "Which is better; empty: neither."},
    {TDM_TIDY_MEASURES, "sided", "yes|no", "A reading names its side."},
};

static const char *const names[TDM_TIDY_TABLES] = {"episodes",  "entries", "readings",    "exercises", "doses",
                                                   "standings", "gates",   "obligations", "measures"};

const char *tdm_tidy_name(enum tdm_tidy_table table) {
    return names[table];
}

void tdm_tidy_head(struct tdm_buf *out, enum tdm_tidy_table table) {
    struct tdm_table_writer w = {.out = out};
    for (size_t i = 0; i < TDM_COUNT(columns); i++)
        if (columns[i].table == table) tdm_put_word(&w, columns[i].name);
    tdm_put_row_end(&w);
}

void tdm_tidy_dictionary_csv(struct tdm_buf *out) {
    struct tdm_table_writer w = {.out = out};
    static const char *const head[] = {"table", "column", "type", "meaning"};
    for (size_t i = 0; i < TDM_COUNT(head); i++) tdm_put_word(&w, head[i]);
    tdm_put_row_end(&w);
    for (size_t i = 0; i < TDM_COUNT(columns); i++) {
        tdm_put_word(&w, names[columns[i].table]);
        tdm_put_word(&w, columns[i].name);
        tdm_put_word(&w, columns[i].type);
        tdm_put_word(&w, columns[i].meaning);
        tdm_put_row_end(&w);
    }
}

void tdm_tidy_dictionary_json(struct tdm_buf *out) {
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, out, true);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "version");
    tdm_json_int(&w, 1);
    tdm_json_text(&w, "missing", TDM_STR("an empty cell"));
    tdm_json_key(&w, "tables");
    tdm_json_array_begin(&w);
    for (int table = 0; table < TDM_TIDY_TABLES; table++) {
        tdm_json_object_begin(&w);
        tdm_json_text(&w, "table", tdm_str_of(names[table]));
        tdm_json_key(&w, "columns");
        tdm_json_array_begin(&w);
        for (size_t i = 0; i < TDM_COUNT(columns); i++) {
            if ((int)columns[i].table != table) continue;
            tdm_json_object_begin(&w);
            tdm_json_text(&w, "column", tdm_str_of(columns[i].name));
            tdm_json_text(&w, "type", tdm_str_of(columns[i].type));
            tdm_json_text(&w, "meaning", tdm_str_of(columns[i].meaning));
            tdm_json_object_end(&w);
        }
        tdm_json_array_end(&w);
        tdm_json_object_end(&w);
    }
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
    tdm_buf_char(out, '\n');
}
