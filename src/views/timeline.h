/* timeline.h - the timeline as bars and marks, made once and drawn as text, SVG or JSON. */
#ifndef TDM_TIMELINE_H
#define TDM_TIMELINE_H

#include "views/view_int.h"

enum bar_kind { BAR_ACTUAL, BAR_HELD, BAR_PLANNED, BAR_RESTRICTION };
struct timeline_bar {
    enum bar_kind kind;
    int lane;             /* tissue 0, function 1, restrictions from 2 */
    tdm_str name, label, note;
    tdm_date from, until; /* half-open */
    tdm_date sure_until;  /* from here on the end is uncertain; none: certain */
    bool open_end;        /* goes on beyond what can be dated */
    bool planned;         /* a restriction that rests on a plan (M13) */
};
enum mark_kind { MARK_EVENT, MARK_GATE_PASSED, MARK_GATE_EARLIEST, MARK_DEVIATION, MARK_SIGNATURE, MARK_FLAG };
struct timeline_mark {
    enum mark_kind kind;
    tdm_str label;
    tdm_date date;
    bool planned;
};
struct timeline {
    tdm_date from, until, today;
    struct timeline_bar *bars;
    size_t bar_count, bar_room;
    struct timeline_mark *marks; /* by date */
    size_t mark_count, mark_room;
    int lane_count;
};
void timeline_make(const struct tdm_view *view, const struct tdm_standing *standing, struct timeline *line);
bool timeline_leaves_edge(const struct timeline *line, const struct timeline_bar *bar); /* goes on beyond the right edge */
tdm_str timeline_mark_text(const struct tdm_view *view, const struct timeline_mark *mark);
const char *timeline_bar_word(enum bar_kind kind);
const char *timeline_mark_word(enum mark_kind kind);

#endif
