/* cmd_operate.c - what an operator of a clinic does: backup, restore, doctor. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "clinic/clinic.h"

static const char *entries_word(uint64_t count) {
    return count == 1 ? "entry" : "entries";
}

/* ---- backup and restore */

static bool read_password(struct tdm_request *request, tdm_str *password, struct tdm_problem *problem) {
    return tdm_password_read(request->mem, request->value[TDM_OPTION_PASSWORD_FILE], password, problem);
}

static enum tdm_exit backup_sealed(struct tdm_request *request) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    struct tdm_sealing ask = {.path = request->arguments[1], .now = tdm_clock_now()};
    if (!read_password(request, &ask.password, &problem) ||
        !tdm_clinic_open(request->mem, request->arguments[0], TDM_STORE_READ, &clinic, &problem))
        return tdm_request_fail(request, &problem);
    bool good = tdm_clinic_backup_sealed(request->mem, clinic, &ask, &request->problems);
    tdm_clinic_close(clinic);
    if (!good) return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    tdm_buf_format(
        &request->out,
        "%llu %s in %.*s, encrypted with the password, read back once and the same, with a signed head inside. "
        "Neither the password nor the key of the place is in it: keep both elsewhere. `tandem restore` into a new "
        "folder is the drill that proves it.\n",
        (unsigned long long)ask.entries, entries_word(ask.entries), TDM_FMT(ask.path));
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

static enum tdm_exit run_backup(struct tdm_request *request) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    if (request->given[TDM_OPTION_PASSWORD_FILE]) return backup_sealed(request);
    struct tdm_exported to = {.folder = request->arguments[1], .now = tdm_clock_now()};
    if (!tdm_clinic_open(request->mem, request->arguments[0], TDM_STORE_READ, &clinic, &problem))
        return tdm_request_fail(request, &problem);
    bool good = tdm_clinic_backup(request->mem, clinic, &to, &request->problems);
    tdm_clinic_close(clinic);
    if (!good) return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    tdm_buf_format(
        &request->out,
        "%llu %s in %.*s, verified there and proved by the signed head %.*s/head. The key of the place is not in it: "
        "keep a copy of place.key elsewhere.\n",
        (unsigned long long)to.entries, entries_word(to.entries), TDM_FMT(to.folder), TDM_FMT(to.folder));
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_backup = {
    "backup",
    "FOLDER NEW-FOLDER | FOLDER NEW-FILE --password-file FILE",
    "a copy of everything that is kept, verified where it lies, with a signed head beside it",
    "Others may go on recording meanwhile. Each entry is read and written anew, so a backup holds no broken one. With "
    "--password-file it is one encrypted file, of which nobody without the password learns more than its size.",
    "password-file output",
    2,
    2,
    run_backup};

static bool restore(struct tdm_request *request, struct tdm_exported *to) {
    struct tdm_problem problem = {0};
    struct tdm_sealing ask = {.path = request->arguments[0]};
    if (!request->given[TDM_OPTION_PASSWORD_FILE] && tdm_path_is_file(request->arguments[0])) {
        (void)tdm_fail(&problem, TDM_WHY_MISSING, "W095", (struct tdm_place){.file = request->arguments[0]},
                       "a backup in one file is encrypted");
        tdm_problem_fix(&problem, "add `--password-file FILE`, with the password that it was made with");
        return tdm_request_keep(request, &problem);
    }
    if (!request->given[TDM_OPTION_PASSWORD_FILE])
        return tdm_clinic_restore(request->mem, request->arguments[0], to, &request->problems);
    if (!read_password(request, &ask.password, &problem)) return tdm_request_keep(request, &problem);
    bool good = tdm_clinic_restore_sealed(request->mem, &ask, to->folder, &request->problems);
    to->entries = ask.entries;
    return good;
}

static enum tdm_exit run_restore(struct tdm_request *request) {
    struct tdm_exported to = {.folder = request->arguments[1]};
    if (!restore(request, &to)) return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    tdm_buf_format(
        &request->out,
        "%llu %s in %.*s, proved by the head that was signed for the backup. Put place.key there to record again%s; "
        "what was recorded after the backup is not in it.\n",
        (unsigned long long)to.entries, entries_word(to.entries), TDM_FMT(to.folder),
        tdm_path_is_file(tdm_path_join(request->mem, to.folder, TDM_STR("people.sealed")))
            ? ", and people.keys and people.key to read who persons are"
            : "");
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_restore = {
    "restore",
    "BACKUP NEW-FOLDER [--password-file FILE]",
    "a new folder from a backup, proved against the head that was signed for it",
    "Into a folder of its own it is the drill that shows a backup is good; nothing else is touched. A place that goes "
    "on from an old backup while "
    "others have seen more of its chain writes a second chain under one name, which `verify` tells: found a new place "
    "instead.",
    "password-file output",
    2,
    2,
    run_restore};

/* ---- doctor */

struct examined {
    struct tdm_request *request;
    struct tdm_clinic *clinic;
    uint32_t findings;
    tdm_instant newest;
    struct tdm_arena *scratch; /* for one entry */
    struct tdm_library_look *library;
};

static void tell(struct examined *e, bool good, const char *what) {
    tdm_buf_format(&e->request->out, "%s  %s\n", good ? "fine" : "look", what);
    e->findings += !good;
}

/* Instants, and what episodes stand on. */
static bool examine_one(void *context, const struct tdm_stored *stored) {
    struct examined *e = context;
    struct tdm_chained link;
    struct tdm_problem problem;
    tdm_arena_reset(e->scratch);
    if (!tdm_chained_read(e->scratch, TDM_STR("entry"), stored->bytes, &link, &problem)) return true;
    if (link.recorded.ms > e->newest.ms) e->newest = link.recorded;
    tdm_library_look_at(e->library, &link);
    return true;
}

static void examine_clock(struct examined *e) {
    struct tdm_buf line;
    tdm_instant now = tdm_clock_now();
    tdm_buf_init(&line, e->request->mem, 300);
    tdm_buf_text(&line, now.ms >= e->newest.ms ? "the clock is past the newest entry" : "the clock says ");
    if (now.ms < e->newest.ms) {
        tdm_instant_print(&line, now);
        tdm_buf_text(&line, ", before the newest entry, of ");
        tdm_instant_print(&line, e->newest);
        tdm_buf_text(&line, ": set it right, or find out which place runs ahead");
    }
    tell(e, now.ms >= e->newest.ms, tdm_arena_str(e->request->mem, tdm_buf_str(&line)).at);
}

/* Every entry once. */
static void examine_entries(struct examined *e) {
    struct tdm_problem problem;
    e->scratch = tdm_arena_open((size_t)1 << 26);
    e->library = tdm_library_look_begin(e->request, e->clinic);
    bool good = tdm_store_chains(tdm_clinic_store(e->clinic), examine_one, e, &problem);
    tdm_arena_close(e->scratch);
    if (!good) return; /* told as a store that is not whole */
    e->findings += tdm_library_look_tell(e->library);
    examine_clock(e);
}

static void examine_key(struct examined *e) {
    struct tdm_signed_head head;
    struct tdm_problem problem;
    if (tdm_clinic_head(e->request->mem, e->clinic, tdm_clock_now(), &head, &problem))
        tell(e, true, "the key is that of a place of this store");
    else
        e->findings += tdm_doctor_problem(e->request, &problem);
}

static enum tdm_exit run_doctor(struct tdm_request *request) {
    struct tdm_problem problem = {0};
    struct tdm_verified verified;
    struct examined e = {.request = request, .newest = {INT64_MIN}};
    char line[300];
    if (!tdm_clinic_open(request->mem, request->arguments[0], TDM_STORE_READ, &e.clinic, &problem))
        return tdm_request_fail(request, &problem);
    bool whole = tdm_store_verify(request->mem, tdm_clinic_store(e.clinic), &verified, &request->problems);
    uint32_t format = tdm_store_format(tdm_clinic_store(e.clinic));
    if (format != TDM_STORE_FORMAT) {
        (void)snprintf(line, sizeof line, "the store has format %u, and can be read only: `tandem upgrade`", format);
        tell(&e, false, line);
    }
    tell(&e, whole,
         whole ? "the store is whole: every entry follows from the one before it"
               : "the store is not whole: `tandem verify` tells more");
    examine_entries(&e);
    examine_key(&e);
    e.findings += tdm_doctor_people(request, e.clinic);
    tdm_clinic_close(e.clinic);
    tdm_buf_format(&request->out, e.findings == 0 ? "Nothing to look at.\n" : "%u to look at.\n", e.findings);
    return tdm_request_finish(request, e.findings == 0 ? TDM_EXIT_FINE : TDM_EXIT_FINDINGS);
}

const struct tdm_command tdm_command_doctor = {
    "doctor",
    "FOLDER",
    "is everything well with what is kept: the store, the protocols, the clock, the key",
    "Changes nothing. Exit 1 when there is something to look at.",
    "output",
    1,
    1,
    run_doctor};
