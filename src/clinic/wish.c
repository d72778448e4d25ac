/* wish.c - what somebody wishes to record, in the words of a form, becomes an entry of the notation; then an act. */
#include "clinic/acts.h"
#include "clinic/clinic_int.h"

#define WISH_FILE "the entry"

static const struct verb {
    const char *word; /* of the command */
    enum tdm_entry_kind kind;
    const char *name; /* the beginning of the name it is given; null: that of its object; empty: none */
    const char *lines;
} verbs[] = {
    [TDM_VERB_SIGN] = {"sign", TDM_ENTRY_CLEAR, NULL, NULL},
    [TDM_VERB_REVOKE] = {"revoke", TDM_ENTRY_REVOKE, "", NULL},
    [TDM_VERB_CORRECT] = {"correct", TDM_ENTRY_CORRECT, "", "a value: `effusion right trace`"},
    [TDM_VERB_PLAN] = {"plan", TDM_ENTRY_PLAN, "", NULL},
    [TDM_VERB_PRESCRIBE] = {"prescribe", TDM_ENTRY_PRESCRIBE, "rx", "an exercise: `leg-press 3x12, 40 kg`"},
    [TDM_VERB_SESSION] = {"session", TDM_ENTRY_SESSION, "session", "what was done: `leg-press 3x12, 40 kg`"},
    [TDM_VERB_CONSENT] = {"consent", TDM_ENTRY_CONSENT, "", NULL},
};

/* ---- what can be written */

static bool refuse(struct tdm_problem *problem, const char *fix, const char *what, tdm_str word) {
    (void)tdm_fail(problem, TDM_WHY_SYNTAX, "W061", (struct tdm_place){.file = TDM_STR("command line")}, "\"%.*s\" %s",
                   TDM_FMT(word), what);
    tdm_problem_fix(problem, "%s", fix);
    return false;
}

static bool text_fits(tdm_str text, struct tdm_problem *problem) {
    return text.len == 0 || (text.len <= 1000 && tdm_body_is_line(text)) ||
           refuse(problem, "write it in one line, of at most 1000 bytes", "is no text of one line",
                  tdm_str_slice(text, 0, 40));
}

static bool word_fits(tdm_str word, const char *what, const char *fix, struct tdm_problem *problem) {
    return tdm_clinic_is_person(word) || refuse(problem, fix, what, word);
}

struct choice {
    const char *words[5]; /* null after the last */
    const char *what, *fix;
};

static bool one_of(tdm_str word, const struct choice *choice, struct tdm_problem *problem) {
    for (size_t i = 0; choice->words[i] != NULL; i++)
        if (tdm_str_is(word, choice->words[i])) return true;
    return refuse(problem, choice->fix, choice->what, word);
}

static bool lines_fit(const struct tdm_wish *wish, struct tdm_problem *problem) {
    const char *wanted = verbs[wish->verb].lines;
    char fix[200];
    (void)snprintf(fix, sizeof fix, "add %s", wanted != NULL ? wanted : "");
    if (wanted != NULL && wish->line_count == 0 && wish->verb != TDM_VERB_SESSION)
        return refuse(problem, fix, "has nothing below it", tdm_str_of(verbs[wish->verb].word));
    if (wanted == NULL && wish->line_count > 0)
        return refuse(problem, "leave it out", "stands below nothing", tdm_str_trim(wish->lines[0]));
    for (uint32_t i = 0; i < wish->line_count; i++) {
        if (tdm_str_trim(wish->lines[i]).len == 0) return refuse(problem, fix, "says nothing", wish->lines[i]);
        if (!text_fits(wish->lines[i], problem)) return false;
    }
    return true;
}

/* A slip in one of the three words would be kept as a text, and bar nothing. */
static bool consent_fits(tdm_str object, struct tdm_problem *problem) {
    tdm_str words[TDM_CONSENT_COUNT];
    char fix[120];
    if (object.len == 0)
        return refuse(problem, "write `treatment`, `data-sharing`, `registry`, or a text", "is nothing to consent to",
                      object);
    for (int i = 0; i < TDM_CONSENT_COUNT; i++) words[i] = tdm_str_of(tdm_consent_word((enum tdm_consent)i));
    int near = tdm_nearest(object, words, TDM_CONSENT_COUNT);
    if (near < 0 || tdm_str_equal(object, words[near])) return text_fits(object, problem);
    (void)snprintf(fix, sizeof fix, "write `%.*s`; for something else write a text that is not so close to it",
                   TDM_FMT(words[near]));
    return refuse(problem, fix, "is almost one of the words that bar something, and would bar nothing", object);
}

static bool object_fits(const struct tdm_wish *wish, struct tdm_problem *problem) {
    static const struct choice planned = {{"procedure", "visit", "session", "phase", NULL},
                                          "is nothing that is planned",
                                          "plan a procedure, visit, session or phase"};
    static const struct choice states = {
        {"given", "withdrawn", NULL}, "is neither given nor withdrawn", "write `given` or `withdrawn`"};
    static const struct choice settings = {
        {"", "home", "clinic", NULL}, "is no place of a session", "write `home` or `clinic`"};
    switch (wish->verb) {
    case TDM_VERB_SIGN:
        return word_fits(wish->object, "names no clearance",
                         "name a clearance of the protocol: `tandem show` prints it", problem);
    case TDM_VERB_REVOKE:
    case TDM_VERB_CORRECT:
        return word_fits(wish->object, "names no entry", "name an entry by its `name`: `tandem timeline` has them",
                         problem);
    case TDM_VERB_PLAN:
        if (tdm_date_is_none(wish->day))
            return refuse(problem, "add the day, as 2026-03-04", "has no day", wish->object);
        if (wish->day.day < wish->on.day)
            return refuse(problem, "name a day that is still to come; what happened is recorded: `tandem record`",
                          "is planned for a day before the one on which it is planned", wish->object);
        return one_of(wish->object, &planned, problem) &&
               (wish->state.len == 0 ||
                word_fits(wish->state, "is no name", "name what is planned by a word", problem));
    case TDM_VERB_PRESCRIBE:
        return true;
    case TDM_VERB_SESSION:
        return (wish->object.len == 0 ||
                word_fits(wish->object, "names no prescription", "name it as `tandem timeline` does", problem)) &&
               (wish->with.len == 0 ||
                word_fits(wish->with, "names nobody", "write the name as the chart has it", problem)) &&
               one_of(wish->setting, &settings, problem);
    case TDM_VERB_CONSENT:
        return consent_fits(wish->object, problem) && one_of(wish->state, &states, problem);
    }
    TDM_UNREACHABLE();
}

static bool fits(const struct tdm_wish *wish, struct tdm_problem *problem) {
    if (!word_fits(wish->as, "names nobody", "say who acts, as the chart names them: `--as PERSON`", problem))
        return false;
    if (tdm_date_is_none(wish->on)) return refuse(problem, "add the day", "has no day", wish->object);
    return text_fits(wish->words, problem) && text_fits(wish->because, problem) &&
           (wish->name.len == 0 || word_fits(wish->name, "is no name of an entry", "write a word", problem)) &&
           object_fits(wish, problem) && lines_fit(wish, problem);
}

/* ---- the name by which it is referred to: the same words give the same one, so that who asks again makes nothing
 * twice */

static tdm_str name_of(struct tdm_arena *mem, const struct tdm_wish *wish) {
    struct tdm_buf name;
    const char *begin = verbs[wish->verb].name;
    if (wish->name.len > 0 || (begin != NULL && begin[0] == '\0')) return wish->name;
    tdm_buf_init(&name, mem, 400);
    tdm_buf_format(&name, "%.*s-", TDM_FMT(begin == NULL ? wish->object : tdm_str_of(begin)));
    tdm_date_print(&name, wish->on);
    if (wish->at.minute >= 0) tdm_buf_format(&name, "-%02d%02d", wish->at.minute / 60, wish->at.minute % 60);
    return tdm_buf_str(&name);
}

/* ---- what a correction corrects */

static bool same_value(const struct tdm_written_value *a, const struct tdm_written_value *b) {
    if (a->is_number != b->is_number || !tdm_str_equal(a->word, b->word)) return false;
    return !a->is_number || tdm_decimal_compare(a->number, b->number) == 0;
}

/* A line that names a day speaks of that day; one without of any day of the entry. Of several: *more. */
static const struct tdm_written_reading *reading_of(const struct tdm_entry *entry, const struct tdm_wish *wish,
                                                    const struct tdm_written_reading *like, bool *more) {
    const struct tdm_written_reading *found = NULL;
    bool dated = !tdm_date_equal(like->date, wish->on);
    for (uint32_t i = 0; i < entry->reading_count; i++) {
        const struct tdm_written_reading *one = &entry->readings[i];
        bool day = !dated || tdm_date_equal(one->date, like->date);
        if (!day || one->side != like->side || !tdm_str_equal(one->measure, like->measure)) continue;
        *more = *more || found != NULL;
        found = one;
    }
    return found;
}

static struct tdm_written_value value_of(const struct tdm_written_reading *reading) {
    return reading->not_done ? (struct tdm_written_value){.word = TDM_STR("not-done")} : reading->value;
}

/* The value as it stands now. Asked again by the same person for the same reason: the value that was corrected then. */
static bool find_was(const struct tdm_wish *wish, const struct tdm_chart *chart, struct tdm_written_reading *reading,
                     const char **why) {
    const struct tdm_entry *newest = NULL;
    const struct tdm_written_reading *said = NULL;
    bool more = false;
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        const struct tdm_entry *entry = &chart->entries[i];
        bool base = tdm_str_equal(entry->name, wish->object);
        bool correction = entry->kind == TDM_ENTRY_CORRECT && tdm_str_equal(entry->target, wish->object);
        const struct tdm_written_reading *one = base || correction ? reading_of(entry, wish, reading, &more) : NULL;
        if (one == NULL || (newest != NULL && newest->recorded.ms > entry->recorded.ms)) continue;
        newest = entry;
        said = one;
    }
    *why = more ? "is said there of several days" : "is not among the values of that entry";
    if (said == NULL || more) return false;
    struct tdm_written_value now = value_of(said), wanted = value_of(reading);
    bool again = newest->kind == TDM_ENTRY_CORRECT && same_value(&now, &wanted) &&
                 tdm_str_equal(newest->author, wish->as) && tdm_date_equal(newest->date, wish->on) &&
                 tdm_str_equal(newest->because, wish->because);
    reading->was = again ? said->was : now;
    reading->has_was = true;
    return true;
}

struct corrected {
    struct tdm_written_reading *list;
    size_t count, room;
};

/* A line is read as a chart reads it: with `was` as that of a correction, without as a new reading. */
static bool read_line(struct tdm_arena *mem, const struct tdm_wish *wish, const struct tdm_chart *chart, tdm_str line,
                      struct corrected *out) {
    struct tdm_problems quiet;
    struct tdm_buf text;
    const struct tdm_tree *tree;
    const struct tdm_chart *with;
    size_t at;
    bool told = tdm_str_find(line, TDM_STR(" was "), &at);
    tdm_problems_init(&quiet);
    tdm_buf_init(&text, mem, 8192);
    tdm_date_print(&text, wish->on);
    if (told) tdm_buf_format(&text, " correct %.*s by %.*s, because \"-\"\n", TDM_FMT(wish->object), TDM_FMT(wish->as));
    if (!told) tdm_buf_format(&text, " diary by %.*s\n", TDM_FMT(wish->as));
    tdm_buf_format(&text, "  %.*s\n", TDM_FMT(tdm_str_trim(line)));
    if (!tdm_notation_read(mem, TDM_STR(WISH_FILE), tdm_buf_str(&text), &tree, &quiet) ||
        !tdm_chart_extend(mem, chart, tree, &tdm_zone_utc, &with, &quiet))
        return false;
    for (uint32_t i = 0; i < with->entry_count; i++) {
        if (!tdm_str_is(with->entries[i].place.file, WISH_FILE)) continue;
        for (uint32_t k = 0; k < with->entries[i].reading_count; k++) {
            TDM_GROW(mem, out->list, out->count, out->room);
            out->list[out->count++] = with->entries[i].readings[k];
        }
    }
    return true;
}

static bool names_entry(struct tdm_arena *mem, tdm_str name, const struct tdm_chart *chart,
                        struct tdm_problem *problem) {
    tdm_str *names = TDM_NEW_ARRAY(mem, tdm_str, chart->entry_count + 1);
    size_t count = 0;
    char fix[200];
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        if (tdm_str_equal(chart->entries[i].name, name)) return true;
        if (chart->entries[i].name.len > 0) names[count++] = chart->entries[i].name;
    }
    int near = tdm_nearest(name, names, count);
    (void)snprintf(fix, sizeof fix, "write `%.*s`", TDM_FMT(near >= 0 ? names[near] : name));
    return refuse(problem, near >= 0 ? fix : "name an entry by its `name`: `tandem timeline` has them",
                  "names no entry of the chart", name);
}

static bool read_corrections(struct tdm_arena *mem, const struct tdm_wish *wish, const struct tdm_chart *chart,
                             struct corrected *out, struct tdm_problem *problem) {
    const char *why = "";
    for (uint32_t i = 0; i < wish->line_count; i++) {
        size_t first = out->count;
        if (!read_line(mem, wish, chart, wish->lines[i], out))
            return refuse(problem, "write a value as the chart has it: `effusion right trace`, `pain 3 points`",
                          "is no value of a measure", wish->lines[i]);
        for (size_t k = first; k < out->count; k++)
            if (!out->list[k].has_was && !find_was(wish, chart, &out->list[k], &why))
                return refuse(problem,
                              "correct what the entry says, with its day before it where there are several: "
                              "`2026-03-04 pain 3`; a new value is an entry of its own",
                              why, wish->lines[i]);
    }
    return true;
}

/* ---- the entry */

static struct tdm_entry entry_of(struct tdm_arena *mem, const struct tdm_wish *wish) {
    struct tdm_entry entry = {.kind = verbs[wish->verb].kind, .date = wish->on, .time = wish->at, .author = wish->as};
    entry.recorded_assumed = true;
    entry.other_date = TDM_DATE_NONE;
    entry.because = wish->because;
    entry.name = name_of(mem, wish);
    entry.words = wish->words;
    if (wish->verb == TDM_VERB_SIGN || wish->verb == TDM_VERB_PLAN) entry.subject = wish->object;
    if (wish->verb == TDM_VERB_REVOKE || wish->verb == TDM_VERB_CORRECT || wish->verb == TDM_VERB_SESSION)
        entry.target = wish->object;
    if (wish->verb == TDM_VERB_PLAN) entry.target = wish->state;
    if (wish->verb == TDM_VERB_PLAN) entry.other_date = wish->day;
    if (wish->verb == TDM_VERB_CONSENT) entry.words = wish->object;
    if (wish->verb == TDM_VERB_CONSENT) entry.state = wish->state;
    if (wish->verb == TDM_VERB_SESSION) entry.with = wish->with;
    if (wish->verb == TDM_VERB_SESSION) entry.setting = wish->setting;
    return entry;
}

bool tdm_wish_write(struct tdm_arena *mem, const struct tdm_wish *wish, const struct tdm_chart *chart,
                    struct tdm_buf *out, struct tdm_problem *problem) {
    struct corrected corrected = {0};
    if (!fits(wish, problem)) return false;
    struct tdm_entry entry = entry_of(mem, wish);
    bool corrects = wish->verb == TDM_VERB_CORRECT;
    if (corrects && !names_entry(mem, wish->object, chart, problem)) return false;
    if (corrects && !read_corrections(mem, wish, chart, &corrected, problem)) return false;
    entry.readings = corrected.list;
    entry.reading_count = (uint32_t)corrected.count;
    tdm_entry_print(out, &entry);
    for (uint32_t i = 0; i < wish->line_count && !corrects; i++)
        tdm_buf_format(out, "  %.*s\n", TDM_FMT(tdm_str_trim(wish->lines[i])));
    return true;
}

/* ---- the act */

static bool is_taken(const struct tdm_chart *chart, tdm_str name) {
    for (uint32_t i = 0; i < chart->entry_count; i++)
        if (tdm_str_equal(chart->entries[i].name, name)) return true;
    return false;
}

/* Is it there already, word for word? */
static bool is_kept(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, tdm_str text) {
    struct tdm_problems quiet;
    struct tdm_problem problem;
    struct tdm_stored stored;
    const struct tdm_tree *tree;
    bool found = false;
    tdm_problems_init(&quiet);
    if (!tdm_notation_read(mem, TDM_STR(WISH_FILE), text, &tree, &quiet) || tree->first == NULL) return false;
    struct tdm_chained act = {.episode = episode, .id = tdm_clinic_line_id(mem, episode, tree, tree->first)};
    return tdm_store_act(mem, clinic->store, &act, &stored, &found, &problem) && found;
}

/* With the name of its own, or that with -2, -3 ...: the first that is free, or the one under which the very same entry
 * is there. */
static bool write_named(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_wishing *ask,
                        const struct tdm_chart *chart, tdm_str *out, struct tdm_problem *problem) {
    struct tdm_wish wish = *ask->wish;
    tdm_str own = fits(&wish, problem) ? name_of(mem, &wish) : (tdm_str){0};
    for (int n = 1; n < 100; n++) {
        struct tdm_buf written, name;
        tdm_buf_init(&written, mem, TDM_CHAINED_BODY_MAX);
        tdm_buf_init(&name, mem, 400);
        tdm_buf_add(&name, own);
        if (n > 1) tdm_buf_format(&name, "-%d", n);
        wish.name = tdm_buf_str(&name);
        if (!tdm_wish_write(mem, &wish, chart, &written, problem)) return false;
        *out = tdm_buf_str(&written);
        bool chosen = ask->wish->name.len > 0 || own.len == 0;
        if (chosen || !is_taken(chart, wish.name) || is_kept(mem, clinic, ask->episode, *out)) return true;
    }
    return true; /* told by the chart: the name is taken */
}

/* A phase is planned by its name, which is the protocol's. */
static bool names_phase(struct tdm_arena *mem, const struct tdm_wish *wish, const struct tdm_library *library,
                        struct tdm_problem *problem) {
    const struct tdm_protocol *protocol = library->protocol_count > 0 ? library->protocols[0] : NULL;
    char fix[200];
    if (wish->verb != TDM_VERB_PLAN || !tdm_str_is(wish->object, "phase") || wish->state.len == 0 || protocol == NULL)
        return true;
    tdm_str *names = TDM_NEW_ARRAY(mem, tdm_str, protocol->phase_count + 1);
    for (uint32_t i = 0; i < protocol->phase_count; i++) {
        names[i] = protocol->phases[i].name;
        if (tdm_str_equal(names[i], wish->state)) return true;
    }
    int near = tdm_nearest(wish->state, names, protocol->phase_count);
    (void)snprintf(fix, sizeof fix, "write `%.*s`", TDM_FMT(near >= 0 ? names[near] : wish->state));
    return refuse(problem, near >= 0 ? fix : "name a phase of the protocol: `tandem show` prints it",
                  "is no phase of the protocol", wish->state);
}

bool tdm_clinic_wish(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_act *act,
                     const struct tdm_wishing *ask, struct tdm_taken *taken, struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct tdm_buf text;
    struct tdm_act judged = *act;
    struct tdm_asking asking = {ask->episode, ask->wish->as, tdm_zone_date_at(&act->zone, act->now), true, act->now};
    const struct tdm_tree *tree;
    const struct tdm_chart *chart;
    tdm_buf_init(&text, mem, TDM_NOTATION_FILE_MAX);
    if (!tdm_clinic_admits(mem, clinic, &asking, &problem) ||
        !tdm_clinic_chart(mem, clinic, ask->episode, &text, &problem))
        return tdm_clinic_keep(problems, &problem);
    if (!tdm_notation_read(mem, ask->episode, tdm_buf_str(&text), &tree, problems) ||
        !tdm_chart_read(mem, tree, &act->zone, &chart, problems))
        return false;
    if (!names_phase(mem, ask->wish, act->library, &problem)) return tdm_clinic_keep(problems, &problem);
    if (!write_named(mem, clinic, ask, chart, &taken->written, &problem)) return tdm_clinic_keep(problems, &problem);
    judged.judged = true;
    judged.as = ask->wish->as;
    return tdm_notation_read(mem, TDM_STR(WISH_FILE), taken->written, &tree, problems) &&
           tdm_clinic_record(mem, clinic, &judged, ask->episode, tree, taken, problems);
}
