/* cmd_person.c - who the words of charts stand for: person. */
#include "cli/cli.h"
#include "clinic/acts.h"

enum what { PERSON_LIST, PERSON_ADD, PERSON_SHOW, PERSON_CHANGE, PERSON_ERASE, PERSON_COUNT };
static const char *const whats[PERSON_COUNT] = {"list", "add", "show", "change", "erase"};

struct person {
    struct tdm_clinic *clinic;
    struct tdm_person_act act;
    struct tdm_identity identity;
};

static bool refuse(struct tdm_request *request, const char *what, tdm_str word, const char *fix) {
    struct tdm_problem problem;
    (void)tdm_fail(&problem, TDM_WHY_SYNTAX, "W070", (struct tdm_place){.file = TDM_STR("command line")}, "\"%.*s\" %s",
                   TDM_FMT(word), what);
    tdm_problem_fix(&problem, "%s", fix);
    return tdm_request_keep(request, &problem);
}

/* ---- "name=Example A", "born=1970-01-02", "contact=...", "identifier=..." */

static bool take_field(struct tdm_request *request, struct person *p, tdm_str word) {
    size_t equals = 0;
    bool said = tdm_str_find(word, TDM_STR("="), &equals);
    tdm_str key = tdm_str_slice(word, 0, equals), value = tdm_str_trim(tdm_str_slice(word, equals + 1, word.len));
    tdm_str *contacts = (tdm_str *)(uintptr_t)p->identity.contacts,
            *others = (tdm_str *)(uintptr_t)p->identity.identifiers;
    if (said && tdm_str_is(key, "name")) {
        p->identity.name = value;
        return true;
    }
    if (said && tdm_str_is(key, "born"))
        return tdm_date_parse(value, &p->identity.born) ||
               refuse(request, "is not a day", value, "write a day as 1970-01-02");
    if (said && tdm_str_is(key, "contact")) {
        contacts[p->identity.contact_count++] = value;
        return true;
    }
    if (said && tdm_str_is(key, "identifier")) {
        others[p->identity.identifier_count++] = value;
        return true;
    }
    return refuse(request, "says nothing of a person", word,
                  "write `name=TEXT`, `born=DATE`, `contact=TEXT` or `identifier=TEXT`");
}

static bool take_fields(struct tdm_request *request, struct person *p, uint32_t first) {
    p->identity = (struct tdm_identity){.born = TDM_DATE_NONE};
    p->identity.contacts = TDM_NEW_ARRAY(request->mem, tdm_str, request->argument_count + 1);
    p->identity.identifiers = TDM_NEW_ARRAY(request->mem, tdm_str, request->argument_count + 1);
    for (uint32_t i = first; i < request->argument_count; i++)
        if (!take_field(request, p, request->arguments[i])) return false;
    p->act.identity = &p->identity;
    return true;
}

/* ---- told */

static void tell_identity(struct tdm_buf *out, tdm_str id, const struct tdm_identity *identity) {
    tdm_buf_format(out, "%.*s\n  name %.*s\n", TDM_FMT(id), TDM_FMT(identity->name));
    if (!tdm_date_is_none(identity->born)) {
        tdm_buf_text(out, "  born ");
        tdm_date_print(out, identity->born);
        tdm_buf_char(out, '\n');
    }
    for (uint32_t i = 0; i < identity->contact_count; i++)
        tdm_buf_format(out, "  contact %.*s\n", TDM_FMT(identity->contacts[i]));
    for (uint32_t i = 0; i < identity->identifier_count; i++)
        tdm_buf_format(out, "  identifier %.*s\n", TDM_FMT(identity->identifiers[i]));
}

static bool tell_episodes(struct tdm_request *request, struct person *p, tdm_str id) {
    struct tdm_names names;
    struct tdm_problem problem = {0};
    if (!tdm_clinic_episodes_of(request->mem, p->clinic, id, &names, &problem))
        return tdm_request_keep(request, &problem);
    for (size_t i = 0; i < names.count; i++) tdm_buf_format(&request->out, "  episode %.*s\n", TDM_FMT(names.list[i]));
    return true;
}

static bool list(struct tdm_request *request, struct person *p) {
    struct tdm_persons all;
    struct tdm_problem problem = {0};
    if (!tdm_clinic_persons(request->mem, p->clinic, &all, &problem)) return tdm_request_keep(request, &problem);
    for (uint32_t i = 0; i < all.count; i++) {
        const struct tdm_person_standing *one = &all.list[i];
        const char *how = one->erased && one->kept_here ? "erased at another place, and still kept here: erase it"
                          : one->erased                 ? "erased"
                          : one->kept_here              ? "kept here"
                                                        : "kept at another place";
        tdm_buf_format(&request->out, "%.*s  %s\n", TDM_FMT(one->id), how);
    }
    if (all.count == 0) tdm_buf_text(&request->out, "Nobody is kept here.\n");
    return true;
}

/* --as: who is of the team of one of the person's episodes. */
static bool may_show(struct tdm_request *request, struct person *p) {
    struct tdm_names names;
    struct tdm_problem problem = {0};
    struct tdm_asking ask = {.person = p->act.as, .day = TDM_DATE_NONE, .now = tdm_clock_now()};
    if (p->act.as.len == 0) return true;
    if (!tdm_clinic_episodes_of(request->mem, p->clinic, p->act.id, &names, &problem))
        return tdm_request_keep(request, &problem);
    for (size_t i = 0; i < names.count; i++) {
        ask.episode = names.list[i];
        if (tdm_clinic_admits(request->mem, p->clinic, &ask, &problem)) return true;
    }
    (void)tdm_fail(&problem, TDM_WHY_NOT_ALLOWED, "W060", (struct tdm_place){.file = request->arguments[1]},
                   "`%.*s` is of the team of no episode of `%.*s`", TDM_FMT(p->act.as), TDM_FMT(p->act.id));
    tdm_problem_fix(&problem, "`tandem team` takes somebody in; in an emergency `tandem glass`, with the reason");
    return tdm_request_keep(request, &problem);
}

static bool show(struct tdm_request *request, struct person *p) {
    struct tdm_problem problem = {0};
    if (!may_show(request, p)) return false;
    if (!tdm_clinic_person_show(request->mem, p->clinic, p->act.id, &p->identity, &problem))
        return tdm_request_keep(request, &problem);
    tell_identity(&request->out, p->act.id, &p->identity);
    return tell_episodes(request, p, p->act.id);
}

/* ---- acts */

static bool act(struct tdm_request *request, struct person *p, enum what what) {
    struct tdm_problem problem = {0};
    tdm_str chosen = p->act.id;
    if (!tdm_clinic_begin(p->clinic, &problem)) return tdm_request_keep(request, &problem);
    bool good = what == PERSON_ADD
                    ? tdm_clinic_person_add(request->mem, p->clinic, &p->act, &chosen, &request->problems)
                : what == PERSON_CHANGE ? tdm_clinic_person_change(request->mem, p->clinic, &p->act, &request->problems)
                                        : tdm_clinic_person_erase(request->mem, p->clinic, &p->act, &request->problems);
    good = good && (tdm_clinic_commit(p->clinic, &problem) || tdm_request_keep(request, &problem));
    tdm_clinic_abandon(p->clinic);
    if (good && what == PERSON_ADD) tdm_buf_format(&request->out, "%.*s\n", TDM_FMT(chosen));
    if (good && what == PERSON_CHANGE) tdm_buf_format(&request->out, "Changed `%.*s`.\n", TDM_FMT(chosen));
    if (good && what == PERSON_ERASE)
        tdm_buf_format(
            &request->out,
            "Erased `%.*s`: the key is destroyed here, so that no copy of people.sealed tells who it was. A copy "
            "of people.keys from before, together with people.key, still does: destroy those too. Charts keep "
            "the word, and what was written in words: look through them.\n",
            TDM_FMT(chosen));
    return good;
}

static bool run(struct tdm_request *request, struct person *p, enum what what) {
    bool acts = what == PERSON_ADD || what == PERSON_CHANGE || what == PERSON_ERASE;
    struct tdm_problem problem = {0};
    uint32_t first = what == PERSON_ADD ? 2 : 3;
    if (what == PERSON_ADD) p->act.id = request->value[TDM_OPTION_NAME];
    if (first == 3 && request->argument_count > 2) p->act.id = request->arguments[2];
    bool fields = what == PERSON_ADD || what == PERSON_CHANGE;
    if (fields && !take_fields(request, p, first)) return false;
    if (!tdm_clinic_open(request->mem, request->arguments[1], acts ? TDM_STORE_WRITE : TDM_STORE_READ, &p->clinic,
                         &problem))
        return tdm_request_keep(request, &problem);
    bool good = acts ? act(request, p, what) : what == PERSON_SHOW ? show(request, p) : list(request, p);
    tdm_clinic_close(p->clinic);
    return good;
}

static enum tdm_exit run_person(struct tdm_request *request) {
    struct person p = {.act = {.as = request->value[TDM_OPTION_AS], .because = request->value[TDM_OPTION_BECAUSE]}};
    struct tdm_problem problem = {0};
    int what = 0;
    p.act.now = tdm_clock_now();
    while (what < PERSON_COUNT && !tdm_str_is(request->arguments[0], whats[what])) what++;
    if (what == PERSON_COUNT) {
        (void)refuse(request, "is nothing that can be done with a person", request->arguments[0],
                     "choose one of: list, add, show, change, erase");
        return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    }
    bool named = what == PERSON_SHOW || what == PERSON_CHANGE || what == PERSON_ERASE;
    uint32_t most = what == PERSON_ADD || what == PERSON_CHANGE ? 40 : named ? 3 : 2;
    if (!tdm_request_needs(request, named ? 3 : 2, most, &problem)) return tdm_request_fail(request, &problem);
    if (!run(request, &p, (enum what)what)) return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_person = {
    "person",
    "list|add|show|change|erase FOLDER [WORD] [name=TEXT] [born=DATE] [contact=TEXT] [identifier=TEXT]",
    "who the word after `patient` stands for: kept sealed beside the ledger, and erased by destroying its key",
    "`add` prints the word that a chart then names after `patient`: drawn, unless --name says it. `change` says the "
    "whole "
    "person anew. `erase` wants --because, without a name in it: it stays in the ledger. With --as, `show` asks "
    "whether "
    "that person is of the team of one of the episodes.",
    "name as because output",
    2,
    -1,
    run_person};
