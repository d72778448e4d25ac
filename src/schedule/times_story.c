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
    int32_t offset;          /* days from the anchor's day 0 to the first point of the story */
    uint32_t first, forward; /* the step it begins with; how many are read forward */
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
static bool is_quick(const struct tdm_bound_use *use) {
    return use->side == TDM_BOUND_LEAST && use->nature;
}
static bool is_fixed(const struct teller *t, const struct tdm_bound_use *use) {
    const struct tdm_link *link = &t->times->net.network.links[use->link];
    return !use->nature && link->least == link->most;
}

/* From the anchor if a last day counts from it, else from wherever one does. */
static void choose(struct teller *t) {
    uint32_t worth = 0, count = t->clash->count;
    for (uint32_t i = 0; i < count; i++) {
        bool anchored = step_at(t, i).from == t->times->anchor;
        uint32_t now = (is_deadline(use_at(t, i)) || is_quick(use_at(t, i)) ? 2u : 0u) + (anchored ? 1u : 0u);
        if (now <= worth) continue;
        t->first = i;
        worth = now;
    }
    if (worth < 2) return;
    for (uint32_t i = 1, fixed = 0; i < count; i++) {
        const struct tdm_bound_use *use = use_at(t, t->first + i);
        if (is_deadline(use) || is_quick(use)) {
            t->forward = i + 1;
            fixed = 0;
        } else if (!is_fixed(t, use) || ++fixed > 2) {
            break;
        }
    }
    if (t->forward == 0) t->forward = 1;
    if (t->forward == count) t->forward = count - 1;
}

static void date(const struct teller *t, int32_t days) {
    tdm_date_print(t->out, tdm_date_add_days((tdm_date){SAMPLE_DAY}, days + t->offset));
    tdm_buf_format(t->out, " (day %d)", days + t->offset);
}

static tdm_str name(const struct teller *t, tdm_point point) {
    return t->times->net.points[point];
}

static const char *days_word(int32_t days) {
    return days == 1 ? "day" : "days";
}

static void clause(const struct teller *t, const struct tdm_bound_use *use, int32_t apart, const char *how) {
    const struct tdm_net_words *words = &t->times->net.words[use->link];
    if (apart > 0) tdm_buf_format(t->out, ", %d %s %s", apart, days_word(apart), how);
    tdm_buf_format(t->out, ": line %u `%.*s`\n", words->place.line, TDM_FMT(words->text));
}

/* What a step read backward says of the point it begins with. */
static void tell_first_day(const struct teller *t, uint32_t i, int32_t day, int32_t apart) {
    const struct tdm_bound_use *use = use_at(t, i);
    struct tdm_step_days step = step_at(t, i);
    tdm_str from = name(t, step.from), to = name(t, step.to);
    int32_t days = step.days < 0 ? -step.days : step.days;
    if (apart > 0) tdm_buf_text(t->out, "But ");
    if (use->side == TDM_BOUND_MOST && use->nature) {
        tdm_buf_format(t->out, "%s it takes its longest, %d %s, the %.*s comes on ", apart > 0 ? "if" : "If", days,
                       days_word(days), TDM_FMT(from));
        date(t, day);
    } else if (is_fixed(t, use)) {
        tdm_buf_format(t->out, "%.*s: %s ", TDM_FMT(from), days == 0 ? "the same day, not before" : "not before");
        date(t, day);
        if (days > 0)
            tdm_buf_format(t->out, ", %d %s %s %.*s", days, days_word(days), step.days < 0 ? "after" : "before",
                           TDM_FMT(to));
    } else if (use->side == TDM_BOUND_LEAST && !use->nature) {
        tdm_buf_format(t->out, "%.*s: not before ", TDM_FMT(from));
        date(t, day);
        if (days > 0) tdm_buf_format(t->out, ", %d %s after %.*s", days, days_word(days), TDM_FMT(to));
    } else {
        tdm_buf_format(t->out, "%.*s: not before ", TDM_FMT(from));
        date(t, day);
        tdm_buf_format(t->out, ", since %.*s %s %d %s after it", TDM_FMT(to),
                       use->nature ? "may come only" : "comes at most", step.days, days_word(step.days));
    }
    clause(t, use, apart, "later");
}

/* What a step read forward says of the point it ends in. */
static void tell_last_day(const struct teller *t, uint32_t i, int32_t day, int32_t apart) {
    const struct tdm_bound_use *use = use_at(t, i);
    struct tdm_step_days step = step_at(t, i);
    if (apart > 0) tdm_buf_text(t->out, "But ");
    if (is_quick(use)) {
        tdm_buf_format(t->out, "%s it takes its shortest, %d %s, the %.*s comes on ", apart > 0 ? "if" : "If",
                       step.days, days_word(step.days), TDM_FMT(name(t, step.to)));
        date(t, day);
    } else {
        const char *same = step.days == 0 && apart == 0 ? "the same day, by" : "wanted by";
        tdm_buf_format(t->out, "%.*s: %s ", TDM_FMT(name(t, step.to)), same);
        date(t, day);
        if (step.days > 0)
            tdm_buf_format(t->out, ", %d %s after %.*s", step.days, days_word(step.days), TDM_FMT(name(t, step.from)));
    }
    clause(t, use, apart, "earlier");
}

static void tell_forward(const struct teller *t, int32_t apart) {
    int32_t day = 0;
    for (uint32_t i = 0; i < t->forward; i++) {
        day += step_at(t, t->first + i).days;
        tell_last_day(t, t->first + i, day, i + 1 == t->forward ? apart : 0);
    }
}

static void tell_backward(const struct teller *t, int32_t apart) {
    int32_t day = 0;
    for (uint32_t i = t->clash->count; i-- > t->forward;) {
        day -= step_at(t, t->first + i).days;
        tell_first_day(t, t->first + i, day, i == t->forward ? apart : 0);
    }
}

/* As early as the anchor's day lets it be, when the story does not begin with the anchor. */
static void begin(struct teller *t, struct tdm_arena *mem) {
    const struct tdm_network *network = &t->times->net.network;
    const int32_t *most;
    tdm_point anchor = t->times->anchor, first = step_at(t, t->first).from;
    if (first != anchor && tdm_network_minimal(mem, network, &most)) {
        int32_t back = most[(size_t)first * network->point_count + anchor];
        if (back < TDM_DAYS_INFINITE) t->offset = -back;
    }
    tdm_buf_format(t->out, "Suppose %.*s on ", TDM_FMT(name(t, first)));
    date(t, 0);
    if (first != anchor) tdm_buf_format(t->out, ", days counted from %.*s", TDM_FMT(name(t, anchor)));
    tdm_buf_text(t->out, ".\n");
}

tdm_clause_id tdm_times_story(struct tdm_buf *out, const struct tdm_times *times, const struct tdm_clash *clash) {
    struct teller t = {.out = out, .times = times, .clash = clash};
    bool quick = false;
    choose(&t);
    tdm_clause_id wanted = times->about[use_at(&t, t.first)->link].clause;
    for (uint32_t i = 0; i < t.forward; i++) {
        quick = quick || is_quick(use_at(&t, t.first + i));
        if (is_deadline(use_at(&t, t.first + i))) wanted = times->about[use_at(&t, t.first + i)->link].clause;
    }
    if (!clash->whole) return wanted;
    begin(&t, out->mem);
    if (quick) tell_forward(&t, 0);
    tell_backward(&t, quick || t.forward == 0 ? clash->short_by : 0);
    if (!quick) tell_forward(&t, clash->short_by);
    return wanted;
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
