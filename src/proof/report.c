/* report.c - what was proved, in lines: the promises with what they rest on. */
#include "proof/proof_int.h"

/* ---- promises */

static void promise_line(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_promise *promise) {
    tdm_str text = proof_text(protocol, promise->clause);
    switch (promise->kind) {
    case TDM_PROMISE_SHELF:
        tdm_buf_format(out, "nothing on the shelf of `%.*s`", TDM_FMT(protocol->phases[promise->ref].name));
        proof_in_line(out, protocol, promise->clause);
        tdm_buf_text(out, " is above what a phase of the other track allows on the same day");
        return;
    case TDM_PROMISE_NEVER:
        tdm_buf_format(out, "`%.*s`", TDM_FMT(text));
        proof_in_line(out, protocol, promise->clause);
        tdm_buf_text(out, ": no shelf in force on those days has it");
        return;
    case TDM_PROMISE_RESTRICTION:
        tdm_buf_format(out, "`%.*s`", TDM_FMT(text));
        proof_in_line(out, protocol, promise->clause);
        tdm_buf_text(out, ": nothing on a shelf in force while it holds is what it bars");
        return;
    case TDM_PROMISE_PLAN:
        tdm_buf_format(out, "no week of `%.*s`", TDM_FMT(text));
        proof_in_line(out, protocol, promise->clause);
        tdm_buf_text(out, " asks more than can be allowed in it");
        return;
    case TDM_PROMISE_TESTS:
        tdm_buf_text(out, "no test is asked for on a day that forbids its load");
        return;
    }
    TDM_UNREACHABLE();
}

static bool any(const struct tdm_promises *promises, bool holds) {
    for (uint32_t i = 0; i < promises->count; i++)
        if (promises->items[i].holds == holds) return true;
    return false;
}

static void print_kept(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_promises *promises,
                       bool holds) {
    for (uint32_t i = 0; i < promises->count; i++) {
        const struct tdm_promise *promise = &promises->items[i];
        if (promise->holds != holds) continue;
        tdm_buf_text(out, "  ");
        promise_line(out, protocol, promise);
        if (holds && !promise->holds_late)
            tdm_buf_text(out,
                         "; once a phase goes on beyond its longest length, the ceiling of the day alone keeps it");
        tdm_buf_char(out, '\n');
    }
}

/* ---- what they rest on */

static const char *const headings[] = {
    [TDM_PROOF_GIVEN] = "Given, and not proved:",
    [TDM_PROOF_ONLY_LOWERS] = "Outside, because it can only lower what is allowed:",
    [TDM_PROOF_SIGNED] = "Outside, because it is signed, visible and the clinic's own:",
};
const struct tdm_proof_assumption tdm_proof_assumptions[TDM_PROOF_ASSUMPTIONS] = {
    {TDM_PROOF_GIVEN, "criteria come true on some day, and who must sign does so"},
    {TDM_PROOF_GIVEN, "the procedure is done once, and no phase is entered twice"},
    {TDM_PROOF_GIVEN, "the procedure comes after enrolment; a physician moves a day only as far as a line lets him"},
    {TDM_PROOF_ONLY_LOWERS, "symptoms, images, statements, flags, holds and revoked signatures"},
    {TDM_PROOF_SIGNED, "overrides, and what was done although a gate was closed"},
};

void tdm_promises_print(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_promises *promises) {
    if (promises->too_large) {
        tdm_buf_text(out, "Nothing is proved: this protocol is too large for every order of its phases to be tried.\n");
        return;
    }
    if (!promises->possible) {
        tdm_buf_text(out, "Nothing is proved: the times of this protocol cannot all hold.\n");
        return;
    }
    tdm_buf_text(out,
                 "Proved, for every course that keeps the gates, the signatures and the windows, however long healing "
                 "takes inside them:\n");
    print_kept(out, protocol, promises, true);
    if (any(promises, false)) {
        tdm_buf_text(out, "Not so (`tandem check` tells how it comes to it):\n");
        print_kept(out, protocol, promises, false);
    }
    const char *before = NULL;
    for (uint32_t i = 0; i < TDM_PROOF_ASSUMPTIONS; i++) {
        const struct tdm_proof_assumption *one = &tdm_proof_assumptions[i];
        const char *heading = headings[one->kind];
        if (heading != before) tdm_buf_format(out, "%s\n", heading);
        tdm_buf_format(out, "  %s\n", one->text);
        before = heading;
    }
}
