/* schedule_int.h - the shape of a protocol's network, shared by form.c (which makes it) and compute.c (which fills in
 * days). */
#ifndef TDM_SCHEDULE_INT_H
#define TDM_SCHEDULE_INT_H

#include "schedule/schedule.h"

enum relation { RELATION_ON, RELATION_NOT_BEFORE, RELATION_NOT_AFTER };
enum tie_kind {
    TIE_DAY,    /* `point` stands in `relation` to the day expression `day` */
    TIE_LENGTH, /* point - other lies in `length` */
    TIE_ORDER   /* point is not before other */
};
struct tie {
    enum tie_kind kind;
    tdm_point point, other;
    enum relation relation;
    const struct tdm_day_expr *day;
    struct tdm_length length;
    bool uncertain;
    tdm_clause_id clause;
};

struct tdm_schedule_form {
    const struct tdm_protocol *protocol;
    const struct tie *ties; /* anchors before what hangs on them, as far as the protocol's order gives it */
    uint32_t tie_count;
    uint16_t point_count;
    tdm_point phases, gates, clearances; /* first point of each */
    const uint8_t *needs;                /* per point: events (by bit) without which it cannot be dated */
    const bool *waits;                   /* per point: itself needs a person or a measurement without an upper bound */
};

#define POINT_ORIGIN ((tdm_point)0) /* the day asked about */
static inline tdm_point point_event(enum tdm_event event) {
    return (tdm_point)(1 + (int)event);
}
static inline tdm_point point_start(const struct tdm_schedule_form *form, uint32_t phase) {
    return (tdm_point)(form->phases + 2 * phase);
}
static inline tdm_point point_end(const struct tdm_schedule_form *form, uint32_t phase) {
    return (tdm_point)(form->phases + 2 * phase + 1);
}
static inline tdm_point point_gate(const struct tdm_schedule_form *form, uint32_t gate) {
    return (tdm_point)(form->gates + gate);
}
static inline tdm_point point_clearance(const struct tdm_schedule_form *form, uint32_t clearance) {
    return (tdm_point)(form->clearances + clearance);
}
/* The point a day expression counts from; ORIGIN for a civil date. */
tdm_point tdm_schedule_anchor_point(const struct tdm_schedule_form *form, const struct tdm_day_expr *day);

#endif
