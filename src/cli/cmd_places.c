/* cmd_places.c - charts that several places keep: bundle, merge, distrust. */
#include "cli/cli.h"
#include "clinic/clinic.h"

#define BUNDLE_MAX ((size_t)200 << 20)

/* ---- bundle */

static enum tdm_exit run_bundle(struct tdm_request *request) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    struct tdm_buf out;
    struct tdm_bundling ask = {.episodes = request->arguments + 1, .episode_count = request->argument_count - 1};
    ask.now = tdm_clock_now();
    tdm_buf_init(&out, request->mem, BUNDLE_MAX);
    if (!tdm_clinic_open(request->mem, request->arguments[0], TDM_STORE_READ, &clinic, &problem))
        return tdm_request_fail(request, &problem);
    bool good = tdm_clinic_bundle(request->mem, clinic, &ask, &out, &problem);
    tdm_clinic_close(clinic);
    if (good && out.failed) {
        good = tdm_fail(&problem, TDM_WHY_LIMIT, "W012", (struct tdm_place){.file = request->arguments[0]},
                        "the bundle would be larger than 200 MiB");
        tdm_problem_fix(&problem, "give the other place a backup: `tandem backup`, there `tandem restore`");
    }
    if (!good) return tdm_request_fail(request, &problem);
    tdm_buf_add(&request->out, tdm_buf_str(&out));
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_bundle = {"bundle",
                                               "FOLDER [EPISODE...] --output FILE",
                                               "what is kept here, in one signed file for another place",
                                               "With episodes: no more of each chain than these need. A chain has no "
                                               "gaps, so what stands before their entries comes "
                                               "along. "
                                               "The file is not encrypted: give it only to who may read the charts.",
                                               "output",
                                               1,
                                               -1,
                                               run_bundle};

/* ---- merge */

static void tell_act(struct tdm_buf *out, const struct tdm_apart *apart) {
    size_t end = apart->link.body.len;
    (void)tdm_str_find(apart->link.body, TDM_STR("\n"), &end);
    tdm_buf_format(out, "  %.*s %llu: %.*s\n      not seen by, and had not seen: ", TDM_FMT(apart->link.place),
                   (unsigned long long)apart->link.number, TDM_FMT(tdm_str_slice(apart->link.body, 0, end)));
    for (uint32_t i = 0; i < apart->from_count; i++) {
        const struct tdm_head *from = &apart->from[i];
        bool run = i > 0 && tdm_str_equal(from->place, apart->from[i - 1].place);
        tdm_buf_text(out, i == 0 ? "" : ", ");
        if (!run) tdm_buf_format(out, "%.*s ", TDM_FMT(from->place));
        tdm_buf_format(out, "%llu", (unsigned long long)from->number);
    }
    tdm_buf_char(out, '\n');
}

static void tell_distrusted(struct tdm_buf *out, const struct tdm_distrust *list, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        tdm_buf_format(
            out,
            "\nThe key of `%.*s` is trusted up to its entry %llu only: entry %llu of `%.*s` says so, because "
            "%.*s. What it wrote after that is kept and does not count.\n",
            TDM_FMT(list[i].place), (unsigned long long)list[i].after, (unsigned long long)list[i].by_number,
            TDM_FMT(list[i].by), TDM_FMT(list[i].because));
}

static void tell_merged(struct tdm_buf *out, const struct tdm_merged *merged) {
    tdm_buf_format(out, "%llu %s from the bundle of `%.*s`; %llu there already.\n", (unsigned long long)merged->added,
                   merged->added == 1 ? "entry" : "entries", TDM_FMT(merged->from), (unsigned long long)merged->there);
    for (uint32_t i = 0; i < merged->apart_count; i++) {
        const struct tdm_aparts *aparts = &merged->aparts[i];
        tdm_buf_format(out, "\n%.*s: %u entries were written apart. All count; a person looks at them together.\n",
                       TDM_FMT(aparts->episode), aparts->count);
        for (uint32_t k = 0; k < aparts->count; k++) tell_act(out, &aparts->acts[k]);
    }
}

static bool merge(struct tdm_request *request, struct tdm_clinic *clinic, const struct tdm_bundle *bundle,
                  struct tdm_merged *merged, struct tdm_problem *problem) {
    bool good = tdm_clinic_begin(clinic, problem) && tdm_clinic_merge(request->mem, clinic, bundle, merged, problem) &&
                tdm_clinic_commit(clinic, problem);
    tdm_clinic_abandon(clinic);
    return good;
}

static enum tdm_exit run_merge(struct tdm_request *request) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    struct tdm_bundle bundle;
    struct tdm_merged merged;
    tdm_str file = request->arguments[1], text;
    if (!tdm_file_read(request->mem, file, BUNDLE_MAX, &text, &problem) ||
        !tdm_bundle_read(request->mem, file, text, &bundle, &problem) ||
        !tdm_bundle_prove(request->mem, file, &bundle, &problem) ||
        !tdm_clinic_open(request->mem, request->arguments[0], TDM_STORE_WRITE, &clinic, &problem))
        return tdm_request_fail(request, &problem);
    const struct tdm_distrust *distrusted = NULL;
    uint32_t count = 0;
    bool good = merge(request, clinic, &bundle, &merged, &problem) &&
                tdm_clinic_distrusted(clinic, &distrusted, &count, &problem);
    if (good) {
        tell_merged(&request->out, &merged);
        tell_distrusted(&request->out, distrusted, count);
    }
    tdm_clinic_close(clinic);
    if (!good) return tdm_request_fail(request, &problem);
    return tdm_request_finish(request, merged.apart_count > 0 ? TDM_EXIT_FINDINGS : TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_merge = {
    "merge",
    "FOLDER BUNDLE",
    "takes in what another place has bundled: the union of both, whatever comes first",
    "Before anything is taken every chain of the bundle is proved. Entries of one episode whose authors had not seen "
    "each "
    "other's are listed, each time a bundle with them is merged, and nothing about them is decided; then the exit code "
    "is 1. The same act at two places counts once.",
    "output",
    2,
    2,
    run_merge};

/* ---- distrust */

static bool distrust(struct tdm_request *request, struct tdm_clinic *clinic) {
    struct tdm_problem problem = {0};
    struct tdm_distrust act = {.place = request->arguments[1], .because = request->value[TDM_OPTION_BECAUSE]};
    int64_t after = 0;
    if (!tdm_parse_i64(request->arguments[2], &after) || after < 1) {
        (void)tdm_fail(&problem, TDM_WHY_SYNTAX, "W046", (struct tdm_place){.file = TDM_STR("command line")},
                       "`%.*s` is no number of an entry", TDM_FMT(request->arguments[2]));
        tdm_problem_fix(&problem,
                        "write the number of the last entry of `%.*s` that still counts: `tandem verify` tells "
                        "how many there are",
                        TDM_FMT(act.place));
        return tdm_request_keep(request, &problem);
    }
    act.after = (uint64_t)after;
    bool good = (tdm_clinic_begin(clinic, &problem) || tdm_request_keep(request, &problem)) &&
                tdm_clinic_distrust(request->mem, clinic, &act, tdm_clock_now(), &request->problems) &&
                (tdm_clinic_commit(clinic, &problem) || tdm_request_keep(request, &problem));
    tdm_clinic_abandon(clinic);
    if (good)
        tdm_buf_format(&request->out,
                       "The key of `%.*s` is trusted up to its entry %llu only. Bundle this for every other place.\n",
                       TDM_FMT(act.place), (unsigned long long)act.after);
    return good;
}

static enum tdm_exit run_distrust(struct tdm_request *request) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    if (!tdm_clinic_open(request->mem, request->arguments[0], TDM_STORE_WRITE, &clinic, &problem))
        return tdm_request_fail(request, &problem);
    bool good = distrust(request, clinic);
    tdm_clinic_close(clinic);
    if (!good) return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_distrust = {
    "distrust",
    "FOLDER PLACE NUMBER --because TEXT",
    "the key of another place is trusted no longer: what it wrote after entry NUMBER does not count",
    "For a laptop that was lost. Its chain is kept and stays whole; every place that merges a bundle with this entry "
    "comes "
    "to the same charts, and the place itself records nothing more once it has seen it.",
    "because output",
    3,
    3,
    run_distrust};
