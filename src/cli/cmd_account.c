/* cmd_account.c - who may log in to the screens of a clinic: account. */
#include "accounts/accounts.h"
#include "catalog/catalog.h"
#include "cli/cli.h"
#include "cli/desk.h"

struct doing {
    struct tdm_request *request;
    struct tdm_accounts *accounts;
    tdm_str person;
    struct tdm_problem problem;
};

static void tell_link(struct doing *d, tdm_str token) {
    tdm_buf_format(
        &d->request->out,
        "Give `%.*s` this link, within 7 days and to nobody else; it works once. Put the address of your server "
        "before it:\n/invitation/%.*s\n",
        TDM_FMT(d->person), TDM_FMT(token));
}

static bool invite(struct doing *d) {
    tdm_str token;
    if (!tdm_invite(d->request->mem, d->accounts, d->person, tdm_clock_now(), &token, &d->problem)) return false;
    tell_link(d, token);
    return true;
}

static bool role_is_known(struct doing *d, tdm_str role) {
    const struct tdm_catalog *catalog;
    if (!tdm_load_catalog(d->request, &catalog)) return false;
    if (tdm_catalog_find(catalog, TDM_KIND_ROLE, role) != TDM_REF_NONE) return true;
    (void)tdm_fail(&d->problem, TDM_WHY_NOT_FOUND, "U017", (struct tdm_place){.file = TDM_STR("command line")},
                   "there is no role `%.*s`", TDM_FMT(role));
    tdm_str near = tdm_catalog_nearest(catalog, TDM_KIND_ROLE, role);
    if (near.len > 0)
        tdm_problem_fix(&d->problem, "write `%.*s`", TDM_FMT(near));
    else
        tdm_problem_fix(&d->problem, "name a role of the catalogue, such as `physician`");
    return false;
}

static bool add(struct doing *d) {
    struct tdm_account account = {.person = d->person};
    if (!tdm_request_needs(d->request, 4, 4, &d->problem)) return false;
    account.role = d->request->arguments[3];
    account.language = tdm_str_of(tdm_language_code(d->request->language));
    return role_is_known(d, account.role) && tdm_account_add(d->accounts, &account, &d->problem) && invite(d);
}

/* One line of standard input: words of a command are seen by everybody on the machine. */
static bool password(struct doing *d) {
    tdm_str text, hash;
    size_t end;
    if (!tdm_input_read(d->request->mem, 4096, &text, &d->problem)) return false;
    if (tdm_str_find(text, TDM_STR("\n"), &end)) text = tdm_str_slice(text, 0, end);
    if (!tdm_password_fits(text, &d->problem)) return false;
    if (!tdm_password_hash(d->request->mem, text, &hash)) tdm_host_out_of_memory((size_t)64 << 20);
    if (!tdm_account_set_password(d->accounts, d->person, hash, &d->problem)) return false;
    tdm_buf_format(&d->request->out, "`%.*s` has this password now, and is logged out everywhere.\n",
                   TDM_FMT(d->person));
    return true;
}

static bool code(struct doing *d) {
    tdm_str secret = tdm_totp_secret(d->request->mem);
    if (!tdm_account_set_totp(d->accounts, d->person, secret, &d->problem)) return false;
    tdm_str link = tdm_totp_link(d->request->mem, secret, d->person, tdm_path_name(d->request->arguments[0]));
    tdm_buf_format(&d->request->out,
                   "From now on `%.*s` logs in with a code too. Put this into their authenticator, and keep it nowhere "
                   "else:\n%.*s\n",
                   TDM_FMT(d->person), TDM_FMT(link));
    return true;
}

static bool no_code(struct doing *d) {
    if (!tdm_account_set_totp(d->accounts, d->person, (tdm_str){0}, &d->problem)) return false;
    tdm_buf_format(&d->request->out, "`%.*s` logs in without a code now.\n", TDM_FMT(d->person));
    return true;
}

static bool disable(struct doing *d) {
    if (!tdm_account_set_disabled(d->accounts, d->person, true, &d->problem)) return false;
    tdm_buf_format(&d->request->out, "`%.*s` cannot log in any more, and is logged out everywhere.\n",
                   TDM_FMT(d->person));
    return true;
}

static bool enable(struct doing *d) {
    if (!tdm_account_set_disabled(d->accounts, d->person, false, &d->problem)) return false;
    tdm_buf_format(&d->request->out, "`%.*s` can log in again.\n", TDM_FMT(d->person));
    return true;
}

static bool list(struct doing *d) {
    struct tdm_account_list people;
    if (!tdm_accounts_list(d->request->mem, d->accounts, &people, &d->problem)) return false;
    for (size_t i = 0; i < people.count; i++) {
        const struct tdm_account *one = &people.list[i];
        tdm_buf_format(&d->request->out, "%.*s  %.*s%s%s%s\n", TDM_FMT(one->person), TDM_FMT(one->role),
                       one->password.len == 0 ? ", invited" : "", one->totp.len > 0 ? ", with a code" : "",
                       one->disabled ? ", disabled" : "");
    }
    if (people.count == 0) tdm_buf_text(&d->request->out, "Nobody has an account here.\n");
    return true;
}

static const struct {
    const char *name;
    bool (*run)(struct doing *d);
} verbs[] = {{"add", add},         {"invite", invite},   {"password", password}, {"code", code},
             {"no-code", no_code}, {"disable", disable}, {"enable", enable}};

static bool no_verb(struct doing *d, tdm_str word) {
    tdm_str names[TDM_COUNT(verbs)];
    for (size_t i = 0; i < TDM_COUNT(verbs); i++) names[i] = tdm_str_of(verbs[i].name);
    int near = tdm_nearest(word, names, TDM_COUNT(verbs));
    (void)tdm_fail(&d->problem, TDM_WHY_NOT_FOUND, "S018", (struct tdm_place){.file = TDM_STR("command line")},
                   "nothing can be done with an account by the word `%.*s`", TDM_FMT(word));
    tdm_problem_fix(&d->problem, "write `%s`", near >= 0 ? verbs[near].name : "add");
    return false;
}

static bool act(struct doing *d) {
    if (d->request->argument_count == 1) return list(d);
    if (!tdm_request_needs(d->request, 3, 4, &d->problem)) return false;
    d->person = d->request->arguments[2];
    for (size_t i = 0; i < TDM_COUNT(verbs); i++)
        if (tdm_str_is(d->request->arguments[1], verbs[i].name)) return verbs[i].run(d);
    return no_verb(d, d->request->arguments[1]);
}

static enum tdm_exit run_account(struct tdm_request *request) {
    struct doing d = {.request = request};
    bool writes = request->argument_count > 1;
    if (!tdm_is_clinic(request, request->arguments[0])) {
        (void)tdm_fail(&d.problem, TDM_WHY_NOT_FOUND, "S005", (struct tdm_place){.file = request->arguments[0]},
                       "no charts are kept in this folder, so nobody could look at them");
        tdm_problem_fix(&d.problem, "found a clinic first: tandem init %.*s", TDM_FMT(request->arguments[0]));
        return tdm_request_fail(request, &d.problem);
    }
    if (!tdm_accounts_open(request->mem, request->arguments[0], writes, &d.accounts, &d.problem))
        return tdm_request_fail(request, &d.problem);
    bool good = act(&d);
    tdm_accounts_close(d.accounts);
    if (good) return tdm_request_finish(request, TDM_EXIT_FINE);
    return d.problem.code != NULL ? tdm_request_fail(request, &d.problem)
                                  : tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
}

const struct tdm_command tdm_command_account = {
    "account",
    "FOLDER [add PERSON ROLE | invite PERSON | password PERSON | code PERSON | no-code PERSON | disable PERSON | "
    "enable "
    "PERSON] [--lang es]",
    "who may log in to the screens of a clinic; without a word everybody is listed",
    "A person is named as charts name them. `add` and `invite` print a link with which they choose a password, once; "
    "`password` reads one line of standard input; `code` makes a second step for an authenticator. Accounts are kept "
    "beside "
    "the ledger, in a file of their own, accounts.db. --lang is the language of the person's pages.",
    "lang output",
    1,
    4,
    run_account};
