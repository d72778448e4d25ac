/* timing.h - temporal networks on whole days: points, links with bounds, some of them decided by nature. Can all links hold;
 * can it be carried out whatever nature does; if not, which bounds stand against each other, and what is the smallest change
 * that mends it; if so, what may run when. Pure; knows no protocol.
 * Dechter, Meiri, Pearl 1991 (simple temporal problem); Morris 2014 (dynamic controllability); Bhargava, Vaquero, Williams
 * 2017 (conflicts). What happens on a day is known when that day's own decisions are made. */
#ifndef TDM_TIMING_H
#define TDM_TIMING_H

#include "base/base.h"

typedef uint16_t tdm_point;
#define TDM_POINT_NONE    ((tdm_point)UINT16_MAX)
#define TDM_DAYS_INFINITE (INT32_MAX / 4) /* "no bound"; sums of two stay in range */
#define TDM_DAYS_MAX      100000          /* of a bound that is written; */
#define TDM_POINTS_MAX    1000            /* so that every way through a network stays in range */

struct tdm_link { /* least <= day(to) - day(from) <= most */
    tdm_point from, to;
    int32_t least, most; /* -TDM_DAYS_INFINITE, TDM_DAYS_INFINITE: unbounded */
    bool contingent;     /* nature or another person decides inside the bounds; 0 <= least, both bounds must be there */
    uint32_t label;      /* the owner's mark: which clause says so */
    int32_t give_least;  /* contingent: by so many days a person may raise `least` ... */
    int32_t give_most;   /* ... and lower `most` before it begins: partially shrinkable */
};
struct tdm_network {
    uint16_t point_count;
    const struct tdm_link *links;
    uint32_t link_count;
};

enum tdm_network_fault { /* what is no network at all; the readers of files tell it with its place */
    TDM_FAULT_NONE,
    TDM_FAULT_SELF,     /* a link from a point to itself */
    TDM_FAULT_REVERSED, /* least above most */
    TDM_FAULT_OPEN,     /* contingent without both bounds, or with least below 0 */
    TDM_FAULT_TWICE,    /* two contingent links end in one point */
    TDM_FAULT_ROUND,    /* contingent links in a circle: none of them could begin */
    TDM_FAULT_GIVE      /* more may be given than there is */
};
enum tdm_network_fault tdm_network_fault(const struct tdm_network *network, uint32_t *link);

/* ---- consistency */

struct tdm_bound_days { int32_t earliest, latest; uint32_t earliest_label, latest_label; }; /* label of the last link on the path */

/* Bounds of every point relative to `origin` (day 0). False when the network has no solution; then *cycle holds the
 * labels of the links of one negative cycle, in order. Bellman-Ford: points x links at worst. */
bool tdm_network_bounds(struct tdm_arena *mem, const struct tdm_network *network, tdm_point origin,
                        struct tdm_bound_days *out, const uint32_t **cycle, uint32_t *cycle_count) TDM_CHECKED;

/* The minimal network: most[i * points + j] is the most that j can lie after i (-most[j * points + i] the least), as far
 * as all links hold. False when they cannot. Floyd and Warshall: points cubed. */
bool tdm_network_minimal(struct tdm_arena *mem, const struct tdm_network *network, const int32_t **most) TDM_CHECKED;

/* ---- controllability */

enum tdm_bound_end { TDM_BOUND_LEAST, TDM_BOUND_MOST };
struct tdm_bound_use { /* one step of a clash: it goes forward along a `most`, backward along a `least` ... */
    uint32_t link;
    enum tdm_bound_end side;
    bool nature; /* ... but where nature decides: as short as it may be (LEAST, forward), as long (MOST, backward) */
};
/* Bounds that stand against each other: a closed walk through the network that comes back `short_by` days too early. */
struct tdm_clash {
    const struct tdm_bound_use *uses;
    uint32_t count;
    int32_t short_by; /* above 0 */
    bool whole;       /* false: the walk was too long to be kept; each bound stands once, in the order of its first use */
};
/* The point at which a step begins and where it ends, and its days: day(to) - day(from) is at most that. */
struct tdm_step_days { tdm_point from, to; int32_t days; };
struct tdm_step_days tdm_bound_use_step(const struct tdm_network *network, const struct tdm_bound_use *use);

enum tdm_control {
    TDM_CONTROL_INCONSISTENT,   /* no schedule at all holds every bound */
    TDM_CONTROL_NOT, /* some schedule does, but nature can always prevent it */
    TDM_CONTROL_IF_NARROWED,    /* it can be carried out if a person narrows what may be narrowed */
    TDM_CONTROL_FULL    /* it can be carried out whatever nature does */
};
/* *clash: of the network as written, unless it is controllable. Points cubed at worst. */
enum tdm_control tdm_network_control(struct tdm_arena *mem, const struct tdm_network *network,
                                     struct tdm_clash *clash);
bool tdm_network_controllable(struct tdm_arena *mem, const struct tdm_network *network); /* gives its memory back */

/* ---- carrying it out */

enum tdm_rule_kind {
    TDM_RULE_WAIT, /* `point` not before `days` after `other`, unless `unless` has happened (TDM_POINT_NONE: in any case) */
    TDM_RULE_BY    /* `point` at most `days` after `other` */
};
struct tdm_rule {
    enum tdm_rule_kind kind;
    tdm_point point, other, unless;
    int32_t days;
};
/* The rules by which a controllable network can be carried out day by day: the waits are its labelled edges. False when it
 * is not controllable. */
bool tdm_network_rules(struct tdm_arena *mem, const struct tdm_network *network, const struct tdm_rule **out,
                       uint32_t *count) TDM_CHECKED;

#define TDM_NOT_YET INT32_MIN
struct tdm_opening {
    int32_t earliest; /* may run from that day on; TDM_DAYS_INFINITE: `after` must have happened first */
    int32_t latest;   /* must have run by then; TDM_DAYS_INFINITE: no such day is known yet */
    tdm_point after;  /* or TDM_POINT_NONE */
    tdm_point unless; /* `earliest` is a wait that ends when this happens, or TDM_POINT_NONE */
};
/* Of a point that has not happened, given the day of each one that has (`day[p]`, else TDM_NOT_YET). Running each point as
 * soon as it may keeps every bound. */
struct tdm_opening tdm_rules_opening(const struct tdm_rule *rules, uint32_t count, const int32_t *day, tdm_point point);

/* ---- repairs */

struct tdm_turn { uint32_t link; int8_t least, most; }; /* what a day more does to the bounds of a link */
struct tdm_knob { /* something that its owner could change day by day */
    const struct tdm_turn *turns;
    uint32_t turn_count;
    int32_t limit;   /* days at most */
    bool one_way;    /* each turn loosens an ordinary bound or narrows a contingent one: more never hurts */
    bool wish;       /* narrows what nature decides: a hope, not a change of plan; ranked last */
    uint32_t label;
};
struct tdm_repair { /* each knob by its days; none of them can be a day smaller */
    const uint32_t *knobs;
    const int32_t *days;
    uint32_t count;
};
struct tdm_repairs { const struct tdm_repair *items; uint32_t count; };
/* Single knobs first, smallest first; pairs when no single one will do; else all together, as small as they go. */
void tdm_network_repairs(struct tdm_arena *mem, const struct tdm_network *network, const struct tdm_knob *knobs,
                         uint32_t knob_count, struct tdm_repairs *out);
/* The network with a knob turned. */
struct tdm_network tdm_network_turned(struct tdm_arena *mem, const struct tdm_network *network, const struct tdm_knob *knob,
                                      int32_t days);
/* A knob for every bound that stands in a clash, now or when the others are out of the way: label = link * 2 + side. */
uint32_t tdm_network_knobs(struct tdm_arena *mem, const struct tdm_network *network, const struct tdm_knob **out);

#endif
