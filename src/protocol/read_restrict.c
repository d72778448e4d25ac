/* read_restrict.c - restrictions (what, from when, until when, why), never-clauses and flags. */
#include "protocol/protocol_int.h"

/* ---- restrictions */

static bool read_touch(struct reader *r, const struct tdm_line *line, struct tdm_touch *out) {
    struct tdm_cursor c = tdm_cursor_of(r->block->tree, line, 0);
    bool read;
    if (tdm_cursor_take_words(&c, "substance class")) {
        out->kind = TDM_TOUCH_CLASS;
        read = take_catalog(r, &c, TDM_KIND_CLASS, &out->ref);
    } else if (tdm_cursor_take_word(&c, "substance")) {
        out->kind = TDM_TOUCH_SUBSTANCE;
        read = take_catalog(r, &c, TDM_KIND_SUBSTANCE, &out->ref);
    } else if (tdm_cursor_take_word(&c, "attribute")) {
        out->kind = TDM_TOUCH_ATTRIBUTE;
        read = take_catalog(r, &c, TDM_KIND_ATTRIBUTE, &out->ref);
    } else if (tdm_cursor_take_word(&c, "activity")) {
        out->kind = TDM_TOUCH_ACTIVITY;
        read = take_catalog(r, &c, TDM_KIND_ACTIVITY, &out->ref);
    } else if (tdm_cursor_take_words(&c, "load above")) {
        out->kind = TDM_TOUCH_LOAD_ABOVE;
        read = take_load_class(r, &c, &out->load_class);
    } else {
        return malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_TOUCHES);
    }
    if (!read || !done(r, &c, TDM_CLAUSE_TOUCHES)) return false;
    if (line->part_count > 1 && out->kind != TDM_TOUCH_CLASS && out->kind != TDM_TOUCH_SUBSTANCE)
        return no_place(r, tdm_term_place(r->block->tree, line->parts[1].terms), TDM_CLAUSE_TOUCHES,
                        line->parts[1].terms[0].text);
    return take_route(r, line, TDM_CLAUSE_TOUCHES, &out->route);
}

/* until DAY | until clearance NAME [, at most DAY] | without end */
static void read_until(struct reader *r, const struct tdm_line *line, struct tdm_restriction *out) {
    struct tdm_cursor c = tdm_cursor_of(r->block->tree, line, 0);
    struct tdm_cursor most = tdm_cursor_of(r->block->tree, line, line->part_count - 1);
    if (!tdm_cursor_take_words(&c, "until clearance")) {
        out->end = tdm_cursor_take_words(&c, "without end") ? TDM_END_NEVER : TDM_END_DAY;
        if (out->end == TDM_END_DAY && !tdm_cursor_take_word(&c, "until")) {
            (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_UNTIL);
            return;
        }
        if (out->end == TDM_END_DAY && !tdm_read_day(&c, &r->protocol->scope, &out->until, r->problems)) return;
        if (done(r, &c, TDM_CLAUSE_UNTIL) && line->part_count > 1)
            (void)no_place(r, tdm_cursor_place(&most), TDM_CLAUSE_UNTIL, most.at->text);
        return;
    }
    out->end = TDM_END_CLEARANCE;
    if (!take_own(r, &c, OWN_CLEARANCE, &out->clearance)) return;
    if (!done(r, &c, TDM_CLAUSE_UNTIL) || line->part_count == 1) return;
    if (!tdm_cursor_take_words(&most, "at most"))
        (void)malformed(r, tdm_cursor_place(&most), TDM_CLAUSE_UNTIL);
    else if (tdm_read_day(&most, &r->protocol->scope, &out->latest, r->problems))
        out->has_latest = done(r, &most, TDM_CLAUSE_UNTIL);
}

static void read_restriction_line(struct reader *r, enum tdm_clause_kind kind, const struct tdm_line *line,
                                  struct tdm_restriction *out, struct tdm_touch *touches) {
    struct tdm_cursor c = after_head(r, line);
    tdm_clause_id clause = clause_add(r, kind, line);
    struct tdm_touch touch = {.ref = TDM_REF_NONE, .route = TDM_REF_NONE, .clause = clause};
    switch ((int)kind) {
    case TDM_CLAUSE_TOUCHES:
        if (read_touch(r, line, &touch)) touches[out->touch_count++] = touch;
        break;
    case TDM_CLAUSE_STARTS:
        out->from_clause = clause;
        if (tdm_read_day(&c, &r->protocol->scope, &out->from, r->problems)) (void)done(r, &c, kind);
        break;
    case TDM_CLAUSE_UNTIL:
        out->until_clause = clause;
        read_until(r, line, out);
        break;
    case TDM_CLAUSE_BECAUSE:
        if (take_text(r, &c, kind, &out->because)) (void)done(r, &c, kind);
        break;
    case TDM_CLAUSE_NARROWER:
        out->narrower_clause = clause;
        if (!tdm_cursor_take_word(&c, "because"))
            (void)malformed(r, tdm_cursor_place(&c), kind);
        else if (take_text(r, &c, kind, &out->narrower))
            (void)done(r, &c, kind);
        break;
    default:
        TDM_UNREACHABLE();
    }
}

void read_restriction(struct reader *r, struct tdm_restriction *out) {
    bool seen[TDM_CLAUSE_KIND_COUNT] = {false};
    struct tdm_touch *touches = TDM_NEW_ARRAY(r->mem, struct tdm_touch, tdm_block_count(r->block->line->block) + 1);
    *out = (struct tdm_restriction){.name = r->block->name,
                                    .clearance = TDM_REF_NONE,
                                    .clause = r->block->clause,
                                    .from_clause = TDM_CLAUSE_NONE,
                                    .until_clause = TDM_CLAUSE_NONE,
                                    .narrower_clause = TDM_CLAUSE_NONE,
                                    .touches = touches};
    for (const struct tdm_line *line = r->block->line->block; line != NULL; line = line->next) {
        enum tdm_clause_kind kind;
        if (tdm_str_is(tdm_line_head(line), "source")) continue;
        if (clause_kind_inside(r, TDM_CLAUSE_RESTRICT, line, &kind) && clause_once(r, kind, line, seen))
            read_restriction_line(r, kind, line, out, touches);
    }
    (void)clauses_complete(r, TDM_CLAUSE_RESTRICT, seen);
}

/* ---- never offer CLASS or ATTRIBUTE before DAY */

void read_never(struct reader *r, struct tdm_never *out) {
    struct tdm_cursor c = after_head(r, r->block->line);
    *out = (struct tdm_never){.attribute = TDM_REF_NONE, .clause = r->block->clause};
    if (!tdm_cursor_take_word(&c, "offer") && !tdm_cursor_take_word(&c, "need")) {
        (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_NEVER);
        return;
    }
    tdm_str name = tdm_cursor_done(&c) ? TDM_STR("") : c.at->text;
    out->is_class = tdm_scale_find(tdm_catalog_load_scale(r->catalog), name, &out->load_class);
    if (out->is_class)
        c.at++;
    else if (!take_catalog(r, &c, TDM_KIND_ATTRIBUTE, &out->attribute))
        return;
    if (!tdm_cursor_take_word(&c, "before"))
        (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_NEVER);
    else if (tdm_read_day(&c, &r->protocol->scope, &out->before, r->problems))
        (void)done(r, &c, TDM_CLAUSE_NEVER);
}

/* ---- flags */

static void read_raised(struct reader *r, const struct tdm_line *line, struct tdm_flag *out) {
    struct tdm_cursor c = after_head(r, line);
    if (!tdm_cursor_take_word(&c, "by"))
        (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_RAISED_BY);
    else if (tdm_cursor_done(&c) && line->block != NULL)
        (void)read_condition(r, line->block, NULL, line, &out->condition);
    else
        (void)read_condition_here(r, &c, line, &out->condition);
}

static void read_escalate(struct reader *r, const struct tdm_line *line, struct tdm_flag *out) {
    struct tdm_cursor c = after_head(r, line);
    if (!tdm_cursor_take_word(&c, "to")) {
        (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_ESCALATE);
        return;
    }
    if (!take_roles(r, &c, &out->escalate_to)) return;
    if (!tdm_cursor_take_word(&c, "within"))
        (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_ESCALATE);
    else if (tdm_read_span(&c, &out->within, r->problems))
        (void)done(r, &c, TDM_CLAUSE_ESCALATE);
}

static void read_then(struct reader *r, struct tdm_cursor *c, struct tdm_flag *out) {
    out->hold = tdm_cursor_take_word(c, "hold");
    if (!out->hold)
        (void)malformed(r, tdm_cursor_place(c), TDM_CLAUSE_THEN);
    else
        (void)done(r, c, TDM_CLAUSE_THEN);
}

void read_flag(struct reader *r, struct tdm_flag *out) {
    bool seen[TDM_CLAUSE_KIND_COUNT] = {false};
    *out = (struct tdm_flag){.name = r->block->name,
                             .clause = r->block->clause,
                             .escalate_clause = TDM_CLAUSE_NONE,
                             .item = tdm_catalog_find(r->catalog, TDM_KIND_FLAG, r->block->name)};
    for (const struct tdm_line *line = r->block->line->block; line != NULL; line = line->next) {
        enum tdm_clause_kind kind;
        if (tdm_str_is(tdm_line_head(line), "source")) continue;
        if (!clause_kind_inside(r, TDM_CLAUSE_FLAG, line, &kind) || !clause_once(r, kind, line, seen)) continue;
        tdm_clause_id clause = clause_add(r, kind, line);
        struct tdm_cursor c = after_head(r, line);
        if (kind == TDM_CLAUSE_RAISED_BY) read_raised(r, line, out);
        if (kind == TDM_CLAUSE_THEN) read_then(r, &c, out);
        if (kind == TDM_CLAUSE_ESCALATE) {
            out->escalate_clause = clause;
            read_escalate(r, line, out);
        }
    }
    (void)clauses_complete(r, TDM_CLAUSE_FLAG, seen);
    if (out->item != TDM_REF_NONE) return;
    struct tdm_cursor c = after_head(r, r->block->line);
    (void)take_catalog(r, &c, TDM_KIND_FLAG, &out->item); /* tells it with the nearest name */
}
