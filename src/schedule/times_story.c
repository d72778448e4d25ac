/* times_story.c - a clash as a story with dates. The walk of a clash says of each step that its end comes at most so
 * many days after its beginning; read backwards it says of each point that it is not before a day, until the last step
 * wants one of them earlier. */
#include "schedule/times.h"

#define SAMPLE_DAY 20458 /* 2026-01-05, a Monday: any day would do */

const char *const tdm_times_assumptions[] = {
    "every window that is ours is kept",
    "people answer on the day they are asked, and sign each clearance once",
    "nobody overrides a gate, stops a phase or moves a day",
    "what has no upper bound (criteria, signatures that end no window) comes when it is needed",
    "months and years count by their worst: the longest for a first day, the shortest for a last one",
    NULL};

const char *tdm_time_role_word(enum tdm_time_role role) {
    static const char *const words[TDM_TIME_ROLE_COUNT] = {
        [TDM_TIME_BEGINS] = "begins", [TDM_TIME_LENGTH] = "length",
        [TDM_TIME_HEALS] = "heals",   [TDM_TIME_CALENDAR] = "calendar",
        [TDM_TIME_ENDS] = "ends",     [TDM_TIME_SIGNED] = "signed",
        [TDM_TIME_NEEDS] = "needs",   [TDM_TIME_NOT_BEFORE] = "not-before",
        [TDM_TIME_VALID] = "valid",   [TDM_TIME_WAIT] = "wait",
        [TDM_TIME_ORDER] = "order"};
    return words[role];
}

struct teller {
    struct tdm_buf *out;
    const struct tdm_times *times;
    const struct tdm_clash *clash;
    int32_t offset; /* days from the anchor's day 0 to the first point of the story */
};

static const struct tdm_bound_use *use_at(const struct teller *t, uint32_t i) {
    return &t->clash->uses[i % t->clash->count];
}
static struct tdm_step_days step_at(const struct teller *t, uint32_t i) {
    return tdm_bound_use_step(&t->times->net.network, use_at(t, i));
}
static bool is_deadline(const struct tdm_bound_use *use) {
    return use->side == TDM_BOUND_MOST && !use->nature;
}

/* The step to end the story with: a deadline of the anchor's, else any deadline, else whatever leads away from the
 * anchor. */
static uint32_t last_step(const struct teller *t) {
    uint32_t best = 0, worth = 0;
    for (uint32_t i = 0; i < t->clash->count; i++) {
        bool anchored = step_at(t, i).from == t->times->anchor;
        uint32_t now = (is_deadline(use_at(t, i)) ? 2u : 0u) + (anchored ? 1u : 0u);
        if (now > worth) {
            best = i;
            worth = now;
        }
    }
    return best;
}

static void date(const struct teller *t, int32_t days) {
    tdm_date_print(t->out, tdm_date_add_days((tdm_date){SAMPLE_DAY}, days + t->offset));
    tdm_buf_format(t->out, " (day %d)", days + t->offset);
}

static tdm_str name(const struct teller *t, tdm_point point) {
    return t->times->net.points[point];
}

static void clause(const struct teller *t, const struct tdm_bound_use *use) {
    const struct tdm_net_words *words = &t->times->net.words[use->link];
    tdm_buf_format(t->out, ": line %u `%.*s`\n", words->place.line, TDM_FMT(words->text));
}

static const char *days_word(int32_t days) {
    return days == 1 ? "day" : "days";
}

/* What a step says of the point it begins with, once the day of the point it ends in is known. */
static void tell_step(const struct teller *t, const struct tdm_bound_use *use, struct tdm_step_days step, int32_t day) {
    const struct tdm_time_link *about = &t->times->about[use->link];
    tdm_str from = name(t, step.from), to = name(t, step.to);
    int32_t days = step.days < 0 ? -step.days : step.days;
    if (use->side == TDM_BOUND_MOST && use->nature) {
        tdm_buf_format(t->out, "If it takes its longest, %d %s, the %.*s comes on ", days, days_word(days),
                       TDM_FMT(from));
        date(t, day);
    } else if (use->side == TDM_BOUND_LEAST && !use->nature) {
        bool fixed = t->times->net.network.links[use->link].most == t->times->net.network.links[use->link].least &&
                     about->least != TDM_NUMBER_NONE;
        tdm_buf_format(t->out, "%.*s: %s ", TDM_FMT(from), fixed ? "on" : "not before");
        date(t, day);
        if (days > 0) tdm_buf_format(t->out, ", %d %s after %.*s", days, days_word(days), TDM_FMT(to));
    } else {
        tdm_buf_format(t->out, "%.*s: not before ", TDM_FMT(from));
        date(t, day);
        tdm_buf_format(t->out, ", since %.*s %s %d %s after it", TDM_FMT(to),
                       use->nature ? "may come only" : "comes at most", step.days, days_word(step.days));
    }
    clause(t, use);
}

/* As early as the anchor's day lets it be, when the story does not begin with the anchor. */
static void begin(struct teller *t, struct tdm_arena *mem, tdm_point first) {
    const struct tdm_network *network = &t->times->net.network;
    const int32_t *most;
    tdm_point anchor = t->times->anchor;
    t->offset = 0;
    if (first != anchor && tdm_network_minimal(mem, network, &most)) {
        int32_t back = most[(size_t)first * network->point_count + anchor];
        if (back < TDM_DAYS_INFINITE) t->offset = -back;
    }
    tdm_buf_format(t->out, "Suppose %.*s on ", TDM_FMT(name(t, first)));
    date(t, 0);
    if (first != anchor) tdm_buf_format(t->out, ", days counted from %.*s", TDM_FMT(name(t, anchor)));
    tdm_buf_text(t->out, ".\n");
}

void tdm_times_story(struct tdm_buf *out, const struct tdm_times *times, const struct tdm_clash *clash) {
    struct teller t = {.out = out, .times = times, .clash = clash};
    if (clash->count == 0 || !clash->whole) return;
    uint32_t last = last_step(&t);
    int32_t day = 0;
    begin(&t, out->mem, step_at(&t, last).from);
    for (uint32_t i = last + clash->count - 1; i > last; i--) {
        struct tdm_step_days step = step_at(&t, i);
        day -= step.days;
        tell_step(&t, use_at(&t, i), step, day);
    }
    const struct tdm_bound_use *use = use_at(&t, last);
    struct tdm_step_days step = step_at(&t, last);
    if (is_deadline(use)) {
        tdm_buf_format(out, "But %.*s is wanted by ", TDM_FMT(name(&t, step.to)));
        date(&t, step.days);
        tdm_buf_format(out, ", %d %s earlier", clash->short_by, days_word(clash->short_by));
    } else {
        tdm_buf_format(out, "And so %.*s itself not before ", TDM_FMT(name(&t, step.from)));
        date(&t, clash->short_by);
        tdm_buf_format(out, ", %d %s after itself", clash->short_by, days_word(clash->short_by));
    }
    clause(&t, use);
}

void tdm_times_wait_print(struct tdm_buf *out, const struct tdm_times *times, const struct tdm_time_wait *wait) {
    const struct tdm_protocol *protocol = times->protocol;
    if (wait->kind == TDM_WAIT_SIGNATURE) {
        tdm_buf_format(out, "clearance %.*s", TDM_FMT(protocol->clearances[wait->ref].name));
        return;
    }
    const struct tdm_gate *gate = &protocol->gates[wait->ref];
    const struct tdm_criterion *nodes = gate->condition.nodes;
    tdm_buf_format(out, "gate %.*s: ", TDM_FMT(gate->name));
    bool first = true;
    for (uint32_t i = nodes[0].first_child; i < (uint32_t)nodes[0].first_child + nodes[0].child_count; i++) {
        bool own = nodes[i].kind == TDM_CRITERION_TIME || nodes[i].kind == TDM_CRITERION_CLEARANCE;
        if (own && nodes[0].kind == TDM_CRITERION_ALL) continue;
        if (!first) tdm_buf_text(out, "; ");
        first = false;
        tdm_criterion_print(out, &nodes[i], &protocol->scope);
    }
}
