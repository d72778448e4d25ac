/* cmd_clinic.c - charts that are kept: init, enrol, record, verify, head. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "clinic/clinic.h"

static enum tdm_exit fail(struct tdm_request *request, const struct tdm_loaded *file) {
    return tdm_request_fail_all(request, file->file, file->text);
}

/* Notes of an act that went well go to standard error: what was recorded is on the disk by then. */
static enum tdm_exit finish(struct tdm_request *request, const struct tdm_loaded *file) {
    enum tdm_exit told = request->problems.count > 0 ? fail(request, file) : TDM_EXIT_FINE;
    return tdm_request_finish(request, told == TDM_EXIT_ENVIRONMENT ? told : TDM_EXIT_FINE);
}

/* ---- init */

static enum tdm_exit run_init(struct tdm_request *request) {
    struct tdm_problem problem;
    tdm_str folder = request->arguments[0];
    tdm_str place = request->given[TDM_OPTION_PLACE] ? request->value[TDM_OPTION_PLACE] : tdm_path_name(folder);
    if (!tdm_clinic_found(request->mem, folder, place, tdm_clock_now(), &problem))
        return tdm_request_fail(request, &problem);
    tdm_buf_format(
        &request->out,
        "Founded %.*s, the place `%.*s`. Keep a copy of %.*s/place.key where nobody else finds it: without it nothing "
        "more can be recorded here.\n",
        TDM_FMT(folder), TDM_FMT(place), TDM_FMT(folder));
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_init = {"init",
                                             "FOLDER [--place NAME]",
                                             "a folder in which charts are kept, with the key of this place",
                                             "The store (ledger.db) holds entries in a chain: nothing in it is ever "
                                             "changed. Every command that reads a chart reads the "
                                             "episode E of the folder as FOLDER/E.",
                                             "place output",
                                             1,
                                             1,
                                             run_init};

/* ---- enrol, record */

struct acting {
    struct tdm_clinic *clinic;
    struct tdm_shelf shelf;
    struct tdm_opened opened;
    struct tdm_loaded file; /* whose problems are told */
    struct tdm_act act;
    struct tdm_taken taken;
};

static bool keep_problem(struct tdm_request *request, bool good, const struct tdm_problem *problem) {
    return good || tdm_request_keep(request, problem);
}

static bool begin(struct tdm_request *request, struct acting *a) {
    struct tdm_problem problem = {0};
    return keep_problem(request,
                        tdm_clinic_open(request->mem, request->arguments[0], TDM_STORE_WRITE, &a->clinic, &problem),
                        &problem) &&
           keep_problem(request, tdm_clinic_begin(a->clinic, &problem), &problem);
}

static void settle_act(struct acting *a) {
    a->act.library = a->opened.library;
    a->act.zone = a->opened.zone;
    a->act.now = tdm_clock_now();
}

static enum tdm_exit end(struct tdm_request *request, struct acting *a, bool good) {
    struct tdm_problem problem = {0};
    good = good && keep_problem(request, tdm_clinic_commit(a->clinic, &problem), &problem);
    if (a->clinic != NULL) tdm_clinic_abandon(a->clinic);
    if (good) {
        tdm_buf_format(&request->out, "%u %s recorded by `%.*s`", a->taken.added,
                       a->taken.added == 1 ? "entry" : "entries", TDM_FMT(tdm_clinic_place(a->clinic)));
        if (a->taken.there > 0) tdm_buf_format(&request->out, "; %u there already", a->taken.there);
        tdm_buf_text(&request->out, ".\n");
    }
    tdm_clinic_close(a->clinic);
    return good ? finish(request, &a->file) : fail(request, &a->file);
}

/* The chart file is read as any other first: what is wrong with it is told at its own lines. */
static bool enrol(struct tdm_request *request, struct acting *a) {
    struct tdm_loaded protocol = {0};
    if (!tdm_load_case(request, &a->shelf, request->arguments[1], &a->opened, &a->file)) return false;
    if (!tdm_protocol_text(request, a->opened.chart, &protocol) || !tdm_load_tree(request, &a->file)) return false;
    settle_act(a);
    a->act.protocol_text = protocol.text;
    return begin(request, a) &&
           tdm_clinic_enrol(request->mem, a->clinic, &a->act, a->file.tree, &a->taken, &request->problems);
}

static enum tdm_exit run_enrol(struct tdm_request *request) {
    struct acting a = {0};
    return end(request, &a, enrol(request, &a));
}

const struct tdm_command tdm_command_enrol = {
    "enrol",
    "FOLDER CHART",
    "begin an episode that is kept: the head of a chart file, and its entries if it has any",
    "The protocol is pinned by its digest and kept with the episode. Done twice with the same file it is done once. "
    "Nothing is "
    "recorded unless everything is.",
    "protocol data zone output",
    2,
    2,
    run_enrol};

static bool record(struct tdm_request *request, struct acting *a) {
    struct tdm_loaded chart;
    if (!begin(request, a)) return false;
    tdm_str name = tdm_path_join(request->mem, request->arguments[0], request->arguments[1]);
    if (!tdm_load_case(request, &a->shelf, name, &a->opened, &chart)) {
        a->file = chart;
        return false;
    }
    tdm_problems_init(&request->problems); /* notes on what was recorded before are for those who read it */
    settle_act(a);
    a->act.as = request->value[TDM_OPTION_AS];
    a->act.judged = request->given[TDM_OPTION_JUDGE];
    if (a->act.judged && !tdm_read_judging(request, &a->shelf, &a->opened, &a->act, &a->file)) return false;
    return tdm_read_seen(request, &a->act) && tdm_load_file(request, request->arguments[2], &a->file) &&
           tdm_load_tree(request, &a->file) &&
           tdm_clinic_record(request->mem, a->clinic, &a->act, request->arguments[1], a->file.tree, &a->taken,
                             &request->problems);
}

static enum tdm_exit run_record(struct tdm_request *request) {
    struct acting a = {0};
    return end(request, &a, record(request, &a));
}

const struct tdm_command tdm_command_record = {
    "record",
    "FOLDER EPISODE FILE [--as PERSON] [--seen DIGEST] [--judge]",
    "entries into an episode that is kept: lines of a chart, from a file or - for standard input",
    "When the command has ended with 0 the entries are on the disk. The same lines given again are recorded once. A "
    "line that a "
    "chart could not hold refuses all of them, with its place. With --as every entry must be by that person, whose "
    "role "
    "on its day may record such entries, and who must be of the team. What happened is recorded also where it went "
    "against the protocol; with --judge it is refused as `tandem try` tells.",
    "judge as seen protocol data zone output",
    3,
    3,
    run_record};

/* ---- verify, head */

static void tell_chains(struct tdm_request *request, const struct tdm_verified *verified) {
    struct tdm_buf *out = &request->out;
    uint32_t count = tdm_chains_count(verified->chains);
    tdm_buf_format(
        out,
        "%llu %s in %u %s: each has its hash, follows the one before it, and nothing that a place had seen of "
        "another is missing.\n",
        (unsigned long long)verified->entries, verified->entries == 1 ? "entry" : "entries", count,
        count == 1 ? "chain" : "chains");
    for (uint32_t i = 0; i < count; i++) {
        struct tdm_head head = tdm_chains_head(verified->chains, i);
        tdm_buf_format(out, "  %.*s %llu ", TDM_FMT(head.place), (unsigned long long)head.number);
        tdm_digest_print(out, head.hash);
        tdm_buf_char(out, '\n');
    }
}

static bool prove(struct tdm_request *request, const struct tdm_verified *verified, struct tdm_loaded *file) {
    struct tdm_signed_head head;
    struct tdm_problem problem = {0};
    if (!tdm_load_file(request, request->value[TDM_OPTION_HEAD], file)) return false;
    if (!tdm_head_read(request->mem, file->file, file->text, &head, &problem) ||
        !tdm_head_prove(verified->chains, file->file, &head, &problem))
        return tdm_request_keep(request, &problem);
    tdm_buf_format(&request->out, "The head that `%.*s` signed at ", TDM_FMT(head.place));
    tdm_instant_print(&request->out, head.signed_at);
    tdm_buf_text(&request->out, " is proved: up to it nothing was cut off, and nothing written anew.\n");
    return true;
}

static enum tdm_exit run_verify(struct tdm_request *request) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    struct tdm_verified verified;
    struct tdm_loaded file = {0};
    if (!tdm_clinic_open(request->mem, request->arguments[0], TDM_STORE_READ, &clinic, &problem))
        return tdm_request_fail(request, &problem);
    bool whole = tdm_store_verify(request->mem, tdm_clinic_store(clinic), &verified, &request->problems);
    if (whole) tell_chains(request, &verified);
    if (whole && request->given[TDM_OPTION_HEAD]) whole = prove(request, &verified, &file);
    tdm_clinic_close(clinic);
    if (!whole) return fail(request, &file);
    if (!request->given[TDM_OPTION_HEAD])
        tdm_buf_text(
            &request->out,
            "Chains alone do not show whether their newest entries were cut off, nor whether somebody who has "
            "the key of a place wrote its chain anew. A signed head that is kept elsewhere does: `tandem head`, "
            "later `tandem verify --head FILE`.\n");
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_verify = {
    "verify",
    "FOLDER [--head FILE]",
    "prove a store: every entry of every chain; with --head against a signed head that was kept elsewhere",
    "Names the first broken entry of each chain, and why. docs/ledger.md tells how an auditor does the same without "
    "this program.",
    "head output",
    1,
    1,
    run_verify};

static enum tdm_exit run_head(struct tdm_request *request) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    struct tdm_signed_head head;
    if (!tdm_clinic_open(request->mem, request->arguments[0], TDM_STORE_READ, &clinic, &problem))
        return tdm_request_fail(request, &problem);
    bool good = tdm_clinic_head(request->mem, clinic, tdm_clock_now(), &head, &problem);
    tdm_clinic_close(clinic);
    if (!good) return tdm_request_fail(request, &problem);
    tdm_head_write(&request->out, &head);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_head = {
    "head",
    "FOLDER",
    "the newest entry of every chain, signed with the key of this place: to be kept elsewhere",
    "Give it to somebody who does not keep the store, or print it. What it covers can never be cut off or changed "
    "unnoticed.",
    "output",
    1,
    1,
    run_head};
