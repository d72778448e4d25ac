/* criterion.c - every kind of criterion on a moment, combined by Kleene's rules (M25 to M28, M40); each with the
 * earliest day on which it could change, best case, or what it needs (M41). */
#include "engine/engine_int.h"

/* ---- signatures and time */

static struct tdm_check clearance_check(const struct moment *m, const struct tdm_criterion *node) {
    struct tdm_clearance_answer answer;
    clearance_answer(m, node->ref, m->asof.on, &answer);
    struct tdm_check check = check_of(answer.truth, answer.reason.code, node->clause);
    check.reason = answer.reason;
    check.reason.clause = node->clause;
    check.owed_by = answer.owed_by;
    if (answer.truth == TDM_MET) return check;
    check.could_change_on =
        tdm_date_is_none(answer.lawful_from) ? TDM_DATE_NONE : tdm_date_later(answer.lawful_from, m->asof.on);
    check.needs = tdm_date_is_none(answer.lawful_from) ? TDM_REASON_NO_PROCEDURE : TDM_REASON_NOT_SIGNED;
    return check;
}

static struct tdm_check time_check(const struct moment *m, const struct tdm_criterion *node) {
    tdm_date day = moment_day(m, &node->day);
    struct tdm_check check = check_of(TDM_UNMET, TDM_REASON_NOT_ANCHORED, node->clause);
    check.needs = TDM_REASON_NO_PROCEDURE;
    if (tdm_date_is_none(day)) return check;
    bool reached = day.day <= m->asof.on.day;
    check =
        check_of(reached ? TDM_MET : TDM_UNMET, reached ? TDM_REASON_TIME_REACHED : TDM_REASON_TOO_SOON, node->clause);
    check.reason.date = day;
    if (!reached) check.could_change_on = day;
    return check;
}

/* ---- open flags and findings; silence is told (M26) */

static const struct life *open_thing(const struct moment *m, const struct tdm_criterion *node) {
    switch ((int)node->thing) {
    case TDM_THING_ANY_FLAG:
        return flag_open_on(m, TDM_REF_NONE, m->asof.on);
    case TDM_THING_FLAG:
        return flag_open_on(m, m->protocol->flags[node->ref].item, m->asof.on);
    case TDM_THING_ANY_FINDING:
        return finding_open_on(m, TDM_REF_NONE, false, m->asof.on);
    case TDM_THING_COMPENSATION:
        return finding_open_on(m, TDM_REF_NONE, true, m->asof.on);
    case TDM_THING_FINDING:
        return finding_open_on(m, node->ref, false, m->asof.on);
    default:
        TDM_UNREACHABLE();
    }
}

static bool about_flags(const struct tdm_criterion *node) {
    return node->thing == TDM_THING_ANY_FLAG || node->thing == TDM_THING_FLAG;
}

/* What is open, since when, by which entry (none: its own rule raised it). */
static struct tdm_check is_open(const struct tdm_criterion *node, const struct life *life, enum tdm_truth truth) {
    struct tdm_check check = check_of(truth, TDM_REASON_IS_OPEN, node->clause);
    check.reason.entry = life->opened_by;
    check.reason.date = life->from;
    check.reason.ref = life->item;
    check.reason.n = about_flags(node); /* what kind the item is */
    return check;
}

/* What nobody asked for inside `age` is unknown: truth and reason of a check that says "none". */
static void silence(const struct moment *m, tdm_span age, tdm_mask who, struct tdm_check *check) {
    tdm_date oldest = tdm_date_subtract_span(m->asof.on, age), asked = check->reason.date;
    if (!tdm_date_is_none(asked) && asked.day >= oldest.day) return;
    check->truth = TDM_UNKNOWN;
    check->owed_by = who;
    check->could_change_on = m->asof.on;
    check->reason.code = TDM_REASON_NEVER_ASKED;
    if (tdm_date_is_none(asked)) return;
    check->reason.code = TDM_REASON_SCREEN_STALE;
    check->reason.n = m->asof.on.day - asked.day;
    check->reason.of_n = m->asof.on.day - oldest.day;
}

static struct tdm_check none_open(const struct moment *m, const struct tdm_criterion *node, enum tdm_truth truth) {
    uint32_t screen = TDM_ENTRY_NONE;
    tdm_mask role = 0;
    struct tdm_check check = check_of(truth, TDM_REASON_NONE_OPEN, node->clause);
    check.reason.date = screen_last(m, node, &screen, &role);
    check.reason.entry = screen;
    if (tdm_date_is_none(check.reason.date)) check.reason.code = TDM_REASON_NEVER_ASKED;
    if (node->has_window) silence(m, node->window, screen_roles(m, node, role), &check);
    return check;
}

static struct tdm_check no_open_check(const struct moment *m, const struct tdm_criterion *node) {
    const struct life *open = open_thing(m, node);
    if (open == NULL) return none_open(m, node, TDM_MET);
    struct tdm_check check = is_open(node, open, TDM_UNMET);
    check.needs = TDM_REASON_IS_OPEN;
    return check;
}

static struct tdm_check open_check(const struct moment *m, const struct tdm_criterion *node) {
    const struct life *open = open_thing(m, node);
    return open == NULL ? none_open(m, node, TDM_UNMET) : is_open(node, open, TDM_MET);
}

/* ---- records of intakes and events (M64, M117) */

static bool about_medicines(const struct tdm_criterion *node) {
    return node->thing == TDM_THING_CLASS || node->thing == TDM_THING_SUBSTANCE;
}

/* Of a product that nobody declared it cannot be told (M61). */
static enum tdm_truth contains_it(const struct moment *m, const struct tdm_criterion *node, uint32_t entry) {
    const struct said *said = &m->index->said[entry];
    if (!said->known) return TDM_UNKNOWN;
    if (node->thing == TDM_THING_CLASS) return (said->classes & TDM_BIT(node->ref)) != 0 ? TDM_MET : TDM_UNMET;
    for (uint32_t i = 0; i < said->count; i++)
        if (said->ingredients[i] == node->ref) return TDM_MET;
    return TDM_UNMET;
}

static bool taken(const struct moment *m, uint32_t entry) {
    return tdm_str_is(m->chart->chart->entries[entry].state, "taken");
}

/* Is this entry a record of the thing? */
static enum tdm_truth records(const struct moment *m, const struct tdm_criterion *node, uint32_t entry) {
    const struct tdm_fact *fact = fact_of(m, entry);
    bool is = false;
    switch ((int)node->thing) {
    case TDM_THING_CLASS:
    case TDM_THING_SUBSTANCE:
        if (fact->kind == TDM_ENTRY_MEDICINE && taken(m, entry)) return contains_it(m, node, entry);
        break;
    case TDM_THING_PROCEDURE:
        is = fact->kind == TDM_ENTRY_PROCEDURE && fact->subject == node->ref;
        break;
    case TDM_THING_FINDING:
        is = (fact->kind == TDM_ENTRY_FINDING && fact->subject == node->ref) || screen_names(m, node, entry);
        break;
    case TDM_THING_EVENT:
        is = fact->kind == TDM_ENTRY_ADVERSE && tdm_str_equal(m->chart->chart->entries[entry].subject, node->event);
        break;
    default:
        TDM_UNREACHABLE(); /* a flag is no record: K036 */
    }
    return is ? TDM_MET : TDM_UNMET;
}

/* The latest record since that day; else the latest entry of which it cannot be told. */
static enum tdm_truth record_since(const struct moment *m, const struct tdm_criterion *node, tdm_date since,
                                   uint32_t *entry) {
    enum tdm_truth found = TDM_UNMET;
    *entry = TDM_ENTRY_NONE;
    for (uint32_t i = m->chart->chart->entry_count; i > 0 && found != TDM_MET; i--) {
        const struct tdm_fact *fact = fact_of(m, i - 1);
        if (fact->date.day < since.day) break;
        if (!holds_now(m, fact)) continue;
        enum tdm_truth is = records(m, node, i - 1);
        if (is <= found) continue;
        found = is;
        *entry = i - 1;
    }
    return found;
}

static tdm_date since_of(const struct moment *m, const struct tdm_criterion *node) {
    if (node->has_day) return moment_day(m, &node->day);
    return tdm_date_subtract_span(m->asof.on, node->window); /* one of the two is said: K030 */
}

/* A denial of the thing itself or of a class that holds it; one of a single route says nothing of the others. */
static bool denies(const struct moment *m, const struct tdm_criterion *node, uint32_t entry) {
    const struct tdm_entry *denial = &m->chart->chart->entries[entry];
    tdm_mask within = 0;
    if (denial->route.len > 0 || !about_medicines(node)) return false;
    if (node->thing == TDM_THING_SUBSTANCE) {
        within = tdm_catalog_substance(m->catalog, node->ref)->classes;
        if (tdm_str_equal(denial->subject, tdm_catalog_name(m->catalog, TDM_KIND_SUBSTANCE, node->ref))) return true;
    } else {
        within = tdm_catalog_class(m->catalog, node->ref)->closure;
    }
    tdm_ref denied = tdm_str_is(denial->state, "class") ? fact_of(m, entry)->subject : TDM_REF_NONE;
    return denied != TDM_REF_NONE && (within & TDM_BIT(denied)) != 0;
}

/* Silence about a finding counts when a screen asked for it, about a medicine when it, or its class, was denied back to
 * `since`. */
static struct tdm_check record_silence(const struct moment *m, const struct tdm_criterion *node, tdm_date since,
                                       struct tdm_check check) {
    struct tdm_check silent = check;
    uint32_t asked = TDM_ENTRY_NONE;
    tdm_mask role = 0;
    silent.reason.date = TDM_DATE_NONE;
    if (node->thing == TDM_THING_FINDING) silent.reason.date = screen_last(m, node, &asked, &role);
    for (uint32_t i = m->index->kind_count[TDM_ENTRY_DENY]; i > 0 && asked == TDM_ENTRY_NONE; i--) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_DENY][i - 1];
        tdm_date from = m->chart->chart->entries[entry].other_date;
        bool reaches = tdm_date_is_none(since) || from.day <= since.day;
        if (!holds_now(m, fact_of(m, entry)) || !denies(m, node, entry) || !reaches) continue;
        silent.reason.date = fact_of(m, entry)->date;
        asked = entry;
    }
    silence(m, node->screen, screen_roles(m, node, 0), &silent);
    return silent.truth == TDM_UNKNOWN ? silent : check;
}

static struct tdm_check record_check(const struct moment *m, const struct tdm_criterion *node, bool wanted) {
    static const enum tdm_reason_code codes[] = {TDM_REASON_NO_RECORD, TDM_REASON_RECORD_UNKNOWN,
                                                 TDM_REASON_RECORD_FOUND};
    tdm_date since = since_of(m, node);
    if (tdm_date_is_none(since)) {
        struct tdm_check check = check_of(wanted ? TDM_UNMET : TDM_MET, TDM_REASON_NOT_ANCHORED, node->clause);
        return check;
    }
    uint32_t entry;
    enum tdm_truth found = record_since(m, node, since, &entry);
    struct tdm_check check = check_of(wanted ? found : tdm_truth_not(found), codes[found], node->clause);
    check.reason.entry = entry;
    check.reason.date = entry != TDM_ENTRY_NONE ? fact_of(m, entry)->date : since;
    check.needs = TDM_REASON_ALWAYS; /* only a person's entry changes it */
    if (entry != TDM_ENTRY_NONE && !wanted && node->has_window)
        check.could_change_on = tdm_date_add_days(tdm_date_add_span(fact_of(m, entry)->date, node->window), 1);
    return node->has_screen && found == TDM_UNMET ? record_silence(m, node, since, check) : check;
}

/* "no X since Y": found is unmet; denials that together cover every day up to this one are met; silence is unknown. */
static struct tdm_check none_since_check(const struct moment *m, const struct tdm_criterion *node) {
    struct tdm_check check = record_check(m, node, false);
    if (check.truth != TDM_MET || check.reason.code == TDM_REASON_NOT_ANCHORED) return check;
    tdm_date since = since_of(m, node), open = tdm_date_add_days(m->asof.on, 1); /* first day that is covered */
    for (uint32_t i = m->index->kind_count[TDM_ENTRY_DENY]; i > 0; i--) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_DENY][i - 1];
        tdm_date from = m->chart->chart->entries[entry].other_date, until = fact_of(m, entry)->date;
        if (!holds_now(m, fact_of(m, entry)) || !denies(m, node, entry) || until.day < open.day - 1) continue;
        open = tdm_date_earlier(open, from);
        if (check.reason.code != TDM_REASON_DENIED) {
            check = check_of(TDM_MET, TDM_REASON_DENIED, node->clause);
            check.reason.date = until;
            check.reason.until = since;
            check.reason.entry = entry;
        }
    }
    if (check.reason.code == TDM_REASON_DENIED && open.day <= since.day) return check;
    check = check_of(TDM_UNKNOWN, TDM_REASON_NOT_DENIED, node->clause);
    check.reason.date = since;
    check.could_change_on = m->asof.on;
    return check;
}

/* Taking: the last word about it is that it is taken or ordered; stopped ends it. */
static struct tdm_check taking_check(const struct moment *m, const struct tdm_criterion *node) {
    struct tdm_check check = check_of(TDM_UNMET, TDM_REASON_NOT_TAKING, node->clause);
    for (uint32_t i = m->index->kind_count[TDM_ENTRY_MEDICINE]; i > 0; i--) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_MEDICINE][i - 1];
        if (!holds_now(m, fact_of(m, entry))) continue;
        enum tdm_truth is = contains_it(m, node, entry);
        bool stopped = tdm_str_is(m->chart->chart->entries[entry].state, "stopped");
        if (is == TDM_UNMET || (is == TDM_UNKNOWN && (stopped || check.truth == TDM_UNKNOWN))) continue;
        if (is == TDM_UNKNOWN)
            check = check_of(TDM_UNKNOWN, TDM_REASON_RECORD_UNKNOWN, node->clause);
        else if (!stopped)
            check = check_of(TDM_MET, TDM_REASON_TAKING, node->clause);
        else if (check.truth == TDM_UNMET)
            check = check_of(TDM_UNMET, TDM_REASON_NOT_TAKING, node->clause);
        else
            return check; /* stopped, and since then something unknown */
        check.reason.entry = entry;
        check.reason.date = fact_of(m, entry)->date;
        if (is == TDM_MET) return check;
    }
    bool silent = node->has_screen && check.truth == TDM_UNMET && check.reason.entry == TDM_ENTRY_NONE;
    return silent ? record_silence(m, node, TDM_DATE_NONE, check) : check;
}

/* ---- blocks */

/* The day on which so many of the terms not yet met could be met, best case; none if not so many have a day (M41). */
static tdm_date nth_day(const struct tdm_criterion *node, const struct tdm_check *checks, uint32_t wanted) {
    tdm_date found = TDM_DATE_NONE;
    uint32_t last = (uint32_t)node->first_child + node->child_count;
    for (uint32_t i = node->first_child; i < last; i++) {
        tdm_date day = checks[i].could_change_on;
        uint32_t by_then = 0;
        if (checks[i].truth == TDM_MET || tdm_date_is_none(day)) continue;
        for (uint32_t k = node->first_child; k < last; k++)
            by_then += checks[k].truth != TDM_MET && !tdm_date_is_none(checks[k].could_change_on) &&
                       checks[k].could_change_on.day <= day.day;
        if (by_then >= wanted && (tdm_date_is_none(found) || day.day < found.day)) found = day;
    }
    return found;
}

static uint32_t wanted_of(const struct tdm_criterion *node) {
    if (node->kind == TDM_CRITERION_ANY) return 1;
    return node->kind == TDM_CRITERION_AT_LEAST ? node->k : node->child_count;
}

struct told { /* how many terms of a block say what */
    uint32_t met, unknown, unmet;
};

static void tell(struct told *told, enum tdm_truth truth) {
    told->met += truth == TDM_MET;
    told->unknown += truth == TDM_UNKNOWN;
    told->unmet += truth == TDM_UNMET;
}

static enum tdm_truth truth_of(const struct tdm_criterion *node, const struct told *told) {
    if (node->kind == TDM_CRITERION_ANY) return told->met > 0 ? TDM_MET : told->unknown > 0 ? TDM_UNKNOWN : TDM_UNMET;
    if (node->kind == TDM_CRITERION_AT_LEAST) return tdm_truth_at_least(node->k, told->met, told->unknown);
    return told->unmet > 0 ? TDM_UNMET : told->unknown > 0 ? TDM_UNKNOWN : TDM_MET;
}

static struct tdm_check combine(const struct tdm_criterion *node, const struct tdm_check *checks) {
    struct told told = {0};
    enum tdm_reason_code needs = TDM_REASON_NONE;
    tdm_mask owed = 0;
    for (uint32_t i = node->first_child; i < (uint32_t)node->first_child + node->child_count; i++) {
        tell(&told, checks[i].truth);
        if (checks[i].truth == TDM_MET) continue;
        owed |= checks[i].owed_by;
        if (tdm_date_is_none(checks[i].could_change_on) && needs == TDM_REASON_NONE) needs = checks[i].needs;
    }
    enum tdm_truth truth = truth_of(node, &told);
    struct tdm_check check = check_of(truth, TDM_REASON_ALL_MET, node->clause);
    check.reason.of_n = node->child_count;
    check.reason.n = (int32_t)(truth == TDM_UNMET ? told.unmet : told.unknown);
    if (truth != TDM_MET)
        check.reason.code = truth == TDM_UNMET ? TDM_REASON_SOME_UNMET : TDM_REASON_SOME_UNKNOWN;
    else
        check.reason.n = (int32_t)told.met;
    if (truth == TDM_MET) return check;
    check.owed_by = owed;
    check.could_change_on = nth_day(node, checks, wanted_of(node) - told.met);
    if (tdm_date_is_none(check.could_change_on)) check.needs = needs;
    return check;
}

static struct tdm_check check_other(const struct moment *m, const struct tdm_criterion *node, tdm_ref exercise) {
    switch (node->kind) {
    case TDM_CRITERION_CLEARANCE:
        return clearance_check(m, node);
    case TDM_CRITERION_TIME:
        return time_check(m, node);
    case TDM_CRITERION_OPEN:
        return open_check(m, node);
    case TDM_CRITERION_NO_OPEN:
        return no_open_check(m, node);
    case TDM_CRITERION_NO_RECORD:
        return record_check(m, node, false);
    case TDM_CRITERION_RECORD:
        return record_check(m, node, true);
    case TDM_CRITERION_NONE_SINCE:
        return none_since_check(m, node);
    case TDM_CRITERION_TAKING:
        return taking_check(m, node);
    case TDM_CRITERION_SETS_DONE:
        return sets_done_check(m, node, exercise);
    case TDM_CRITERION_SETTLED:
        return settled_check(m, node, exercise);
    case TDM_CRITERION_ALWAYS:
        return check_of(TDM_MET, TDM_REASON_ALWAYS, node->clause);
    case TDM_CRITERION_READING:
    case TDM_CRITERION_ALL:
    case TDM_CRITERION_ANY:
    case TDM_CRITERION_AT_LEAST:
    case TDM_CRITERION_NOT:
        break;
    }
    TDM_UNREACHABLE();
}

/* Most terms are readings, and a check is large: it is told where it stands. */
static void check_leaf(const struct moment *m, const struct tdm_criterion *node, tdm_ref exercise,
                       struct tdm_check *check) {
    if (node->kind == TDM_CRITERION_READING)
        reading_check(m, node, exercise, check);
    else
        *check = check_other(m, node, exercise);
}

static bool is_block(enum tdm_criterion_kind kind) {
    return kind == TDM_CRITERION_ALL || kind == TDM_CRITERION_ANY || kind == TDM_CRITERION_AT_LEAST ||
           kind == TDM_CRITERION_NOT;
}

/* Children stand behind their parent, so one walk from the end sees every child before its parent. */
void condition_check(const struct moment *m, const struct tdm_condition *condition, tdm_ref exercise,
                     struct tdm_check *checks) {
    for (uint32_t i = condition->count; i > 0; i--) {
        const struct tdm_criterion *node = &condition->nodes[i - 1];
        if (!is_block(node->kind)) {
            check_leaf(m, node, exercise, &checks[i - 1]);
        } else if (node->kind == TDM_CRITERION_NOT) {
            checks[i - 1] = checks[node->first_child];
            checks[i - 1].truth = tdm_truth_not(checks[node->first_child].truth);
            if (checks[i - 1].reason.code == TDM_REASON_WITHIN)
                checks[i - 1].reason.code = TDM_REASON_OUTSIDE;
            else if (checks[i - 1].reason.code == TDM_REASON_OUTSIDE)
                checks[i - 1].reason.code = TDM_REASON_WITHIN;
        } else {
            checks[i - 1] = combine(node, checks);
        }
    }
}

/* What is not asked yet says all or nothing: where both come to the same, it decides nothing. */
static bool is_decided(const struct tdm_criterion *node, const struct told *told, uint32_t left) {
    struct told most = *told, least = *told;
    most.met += left;
    least.unmet += left;
    return truth_of(node, &most) == truth_of(node, &least);
}

static enum tdm_truth truth_at(const struct moment *m, const struct tdm_condition *condition, tdm_ref exercise,
                               uint32_t at) {
    const struct tdm_criterion *node = &condition->nodes[at];
    struct told told = {0};
    if (!is_block(node->kind)) {
        struct tdm_check check;
        check_leaf(m, node, exercise, &check);
        return check.truth;
    }
    if (node->kind == TDM_CRITERION_NOT) return tdm_truth_not(truth_at(m, condition, exercise, node->first_child));
    for (uint32_t i = 0; i < node->child_count && !is_decided(node, &told, node->child_count - i); i++)
        tell(&told, truth_at(m, condition, exercise, node->first_child + i));
    return truth_of(node, &told);
}

enum tdm_truth condition_truth(const struct moment *m, const struct tdm_condition *condition, tdm_ref exercise) {
    return truth_at(m, condition, exercise, 0);
}
