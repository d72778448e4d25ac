/* thing.c - what can be open, recorded or taken: flags, findings, medicines, procedures, events. */
#include "criteria/criteria_int.h"

static int scope_flag(const struct tdm_scope *scope, tdm_str name) {
    for (uint32_t i = 0; i < scope->flag_count; i++)
        if (tdm_str_equal(scope->flags[i], name)) return (int)i;
    return -1;
}

/* ---- open things */

static void open_unknown(struct condition_reader *r, struct tdm_place place, tdm_str name) {
    const struct tdm_scope *scope = r->scope;
    struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_NOT_FOUND, "K019", place);
    if (tdm_catalog_find(scope->catalog, TDM_KIND_FLAG, name) != TDM_REF_NONE) {
        tdm_problem_what(p, "the flag \"%.*s\" is of the catalogue, but this protocol does not say what it does",
                         TDM_FMT(name));
        tdm_problem_fix(p, "add a block: flag %.*s, with `escalate to ROLE within SPAN`", TDM_FMT(name));
        return;
    }
    tdm_problem_what(p, "no flag and no finding is named \"%.*s\"", TDM_FMT(name));
    int near = tdm_nearest(name, scope->flags, scope->flag_count);
    tdm_str finding = tdm_catalog_nearest(scope->catalog, TDM_KIND_FINDING, name);
    if (near >= 0)
        tdm_problem_fix(p, "write \"%.*s\"", TDM_FMT(scope->flags[near]));
    else if (finding.len > 0)
        tdm_problem_fix(p, "write \"%.*s\"", TDM_FMT(finding));
    else
        tdm_problem_fix(p, "write flag, finding or compensation, or the name of a declared flag or finding");
}

static bool open_name(struct condition_reader *r, struct tdm_cursor *c, struct tdm_criterion *out) {
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *name = tdm_cursor_take(c, TDM_TERM_WORD);
    if (name == NULL) {
        struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_SYNTAX, "K019", place);
        tdm_problem_what(p, "what is open, or not, is missing");
        tdm_problem_fix(p, "write flag, finding or compensation, or the name of a declared flag or finding");
        return false;
    }
    int flag = scope_flag(r->scope, name->text);
    out->thing = flag >= 0 ? TDM_THING_FLAG : TDM_THING_FINDING;
    out->ref = flag >= 0 ? (tdm_ref)flag : tdm_catalog_find(r->scope->catalog, TDM_KIND_FINDING, name->text);
    if (out->ref != TDM_REF_NONE) return true;
    open_unknown(r, place, name->text);
    return false;
}

bool tdm_open_thing_read(struct condition_reader *r, struct tdm_cursor *c, struct tdm_criterion *out) {
    static const struct {
        const char *word;
        enum tdm_thing_kind any;
    } words[] = {
        {"flag", TDM_THING_ANY_FLAG}, {"finding", TDM_THING_ANY_FINDING}, {"compensation", TDM_THING_COMPENSATION}};
    out->ref = TDM_REF_NONE;
    for (size_t i = 0; i < TDM_COUNT(words); i++) {
        if (!tdm_cursor_take_word(c, words[i].word)) continue;
        out->thing = words[i].any;
        if (tdm_cursor_done(c) || out->thing == TDM_THING_COMPENSATION) return true;
        break; /* "open flag infection-signs": the name alone says it */
    }
    return open_name(r, c, out);
}

/* ---- taken and recorded things */

static const struct {
    const char *word;
    enum tdm_catalog_kind kind;
    enum tdm_thing_kind thing;
} things[] = {
    {"class", TDM_KIND_CLASS, TDM_THING_CLASS},
    {"substance", TDM_KIND_SUBSTANCE, TDM_THING_SUBSTANCE},
    {"procedure", TDM_KIND_PROCEDURE, TDM_THING_PROCEDURE},
    {"finding", TDM_KIND_FINDING, TDM_THING_FINDING},
};

static bool thing_named(struct condition_reader *r, struct tdm_cursor *c, size_t at, struct tdm_criterion *out) {
    const struct tdm_catalog *catalog = r->scope->catalog;
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *name = tdm_cursor_take(c, TDM_TERM_WORD);
    out->thing = things[at].thing;
    out->ref = name != NULL ? tdm_catalog_find(catalog, things[at].kind, name->text) : TDM_REF_NONE;
    if (out->ref != TDM_REF_NONE) return true;
    struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_NOT_FOUND, "K020", place);
    tdm_str near = name != NULL ? tdm_catalog_nearest(catalog, things[at].kind, name->text) : TDM_STR("");
    if (name == NULL)
        tdm_problem_what(p, "the name of a %s is missing", things[at].word);
    else
        tdm_problem_what(p, "no %s is named \"%.*s\"", things[at].word, TDM_FMT(name->text));
    if (near.len > 0)
        tdm_problem_fix(p, "write \"%.*s\"", TDM_FMT(near));
    else
        tdm_problem_fix(p, "write the name of a %s of the catalogue", things[at].word);
    return false;
}

/* A bare name is a substance, procedure or finding; a name that nothing is like is an event in words. */
static bool thing_bare(struct condition_reader *r, const struct tdm_term *name, struct tdm_place place,
                       struct tdm_criterion *out) {
    const struct tdm_catalog *catalog = r->scope->catalog;
    for (size_t i = 0; i < TDM_COUNT(things); i++) {
        out->thing = things[i].thing;
        out->ref = tdm_catalog_find(catalog, things[i].kind, name->text);
        if (out->ref != TDM_REF_NONE) return true;
    }
    if (tdm_catalog_find(catalog, TDM_KIND_FLAG, name->text) != TDM_REF_NONE) {
        struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_NOT_ALLOWED, "K036", place);
        tdm_problem_what(p, "\"%.*s\" is a flag: it is open or not, and nothing that is recorded or taken",
                         TDM_FMT(name->text));
        tdm_problem_fix(p, "write `open %.*s` or `no open %.*s`", TDM_FMT(name->text), TDM_FMT(name->text));
        return false;
    }
    tdm_str near = TDM_STR("");
    for (size_t i = 0; i < TDM_COUNT(things) && near.len == 0; i++)
        near = tdm_catalog_nearest(catalog, things[i].kind, name->text);
    if (near.len > 0) {
        struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_NOT_FOUND, "K020", place);
        tdm_problem_what(p, "nothing in the catalogue is named \"%.*s\"", TDM_FMT(name->text));
        tdm_problem_fix(p, "write \"%.*s\"; or, for an event that the catalogue does not hold: event %.*s",
                        TDM_FMT(near), TDM_FMT(name->text));
        return false;
    }
    out->thing = TDM_THING_EVENT;
    out->event = name->text;
    return true;
}

bool tdm_taken_thing_read(struct condition_reader *r, struct tdm_cursor *c, struct tdm_criterion *out) {
    for (size_t i = 0; i < TDM_COUNT(things); i++)
        if (tdm_cursor_take_word(c, things[i].word)) return thing_named(r, c, i, out);
    bool event = tdm_cursor_take_word(c, "event");
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *name = tdm_cursor_take(c, TDM_TERM_WORD);
    out->ref = TDM_REF_NONE;
    if (name == NULL) {
        struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_SYNTAX, "K020", place);
        tdm_problem_what(p, "what is recorded or taken, or not, is missing");
        tdm_problem_fix(p, "write `class NAME`, `substance NAME`, `procedure NAME`, `finding NAME` or `event NAME`");
        return false;
    }
    if (!event) return thing_bare(r, name, place, out);
    out->thing = TDM_THING_EVENT;
    out->event = name->text;
    return true;
}

/* ---- printed */

void tdm_thing_print(struct tdm_buf *out, const struct tdm_criterion *criterion, const struct tdm_scope *scope) {
    const struct tdm_catalog *catalog = scope->catalog;
    bool open = criterion->kind == TDM_CRITERION_OPEN || criterion->kind == TDM_CRITERION_NO_OPEN;
    switch (criterion->thing) {
    case TDM_THING_ANY_FLAG:
        tdm_buf_text(out, "flag");
        return;
    case TDM_THING_FLAG:
        tdm_buf_add(out, scope->flags[criterion->ref]);
        return;
    case TDM_THING_ANY_FINDING:
        tdm_buf_text(out, "finding");
        return;
    case TDM_THING_COMPENSATION:
        tdm_buf_text(out, "compensation");
        return;
    case TDM_THING_FINDING:
        tdm_buf_text(out, open ? "" : "finding ");
        tdm_buf_add(out, tdm_catalog_name(catalog, TDM_KIND_FINDING, criterion->ref));
        return;
    case TDM_THING_CLASS:
        tdm_buf_text(out, "class ");
        tdm_buf_add(out, tdm_catalog_name(catalog, TDM_KIND_CLASS, criterion->ref));
        return;
    case TDM_THING_SUBSTANCE:
        tdm_buf_text(out, "substance ");
        tdm_buf_add(out, tdm_catalog_name(catalog, TDM_KIND_SUBSTANCE, criterion->ref));
        return;
    case TDM_THING_PROCEDURE:
        tdm_buf_text(out, "procedure ");
        tdm_buf_add(out, tdm_catalog_name(catalog, TDM_KIND_PROCEDURE, criterion->ref));
        return;
    case TDM_THING_EVENT:
        tdm_buf_text(out, "event ");
        tdm_buf_add(out, criterion->event);
        return;
    }
}
