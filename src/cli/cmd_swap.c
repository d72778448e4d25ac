/* cmd_swap.c - what may stand in for an exercise of a chart on a day, with the equipment there is (F039). */
#include "cli/cli.h"
#include "cli/desk.h"

static const struct tdm_place command_line = {.file = {"command line", 12}, .line = 0};

static bool find_exercise(struct tdm_request *request, const struct tdm_catalog *catalog, tdm_ref *out) {
    tdm_str name = request->arguments[1];
    struct tdm_problem problem;
    *out = tdm_catalog_find(catalog, TDM_KIND_EXERCISE, name);
    if (*out != TDM_REF_NONE) return true;
    tdm_str near = tdm_catalog_nearest(catalog, TDM_KIND_EXERCISE, name);
    (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "U050", command_line, "no exercise is named `%.*s`", TDM_FMT(name));
    if (near.len > 0)
        tdm_problem_fix(&problem, "write `%.*s`", TDM_FMT(near));
    else
        tdm_problem_fix(&problem, "`tandem catalog list exercise` names them");
    return tdm_request_keep(request, &problem);
}

/* Things that no exercise needs are slips, most of all: "bands" for "band". */
static bool thing_known(struct tdm_request *request, const struct tdm_catalog *catalog, tdm_str thing) {
    uint32_t exercises = catalog->count[TDM_KIND_EXERCISE], count = 0;
    tdm_str *names = TDM_NEW_ARRAY(request->mem, tdm_str, exercises * 8u + 1u);
    if (tdm_str_is(thing, "none")) return true;
    for (uint32_t i = 0; i < exercises; i++) {
        const struct tdm_exercise *exercise = tdm_catalog_exercise(catalog, (tdm_ref)i);
        for (uint32_t e = 0; e < exercise->equipment_count && count < exercises * 8u; e++) {
            names[count++] = exercise->equipment[e];
            if (tdm_str_equal(exercise->equipment[e], thing)) return true;
        }
    }
    struct tdm_problem problem;
    int near = tdm_nearest(thing, names, count);
    (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "U051", command_line, "no exercise needs `%.*s`", TDM_FMT(thing));
    if (near >= 0)
        tdm_problem_fix(&problem, "write `%.*s`", TDM_FMT(names[near]));
    else
        tdm_problem_fix(&problem,
                        "name equipment as exercises do, `none`, `home` or `clinic`: --have \"band, step, home\"");
    return tdm_request_keep(request, &problem);
}

static bool read_means(struct tdm_request *request, const struct tdm_catalog *catalog,
                       struct tdm_stand_in_means *means) {
    tdm_str rest = request->value[TDM_OPTION_HAVE];
    *means = (struct tdm_stand_in_means){0};
    if (!request->given[TDM_OPTION_HAVE]) return true;
    tdm_str *things = TDM_NEW_ARRAY(request->mem, tdm_str, rest.len + 1);
    means->things = things;
    while (rest.len > 0) {
        size_t comma = rest.len;
        (void)tdm_str_find(rest, TDM_STR(","), &comma);
        tdm_str thing = tdm_str_trim(tdm_str_slice(rest, 0, comma));
        rest = tdm_str_slice(rest, comma + 1, rest.len);
        if (tdm_str_is(thing, "home")) {
            means->setting |= TDM_SETTING_HOME;
        } else if (tdm_str_is(thing, "clinic")) {
            means->setting |= TDM_SETTING_CLINIC;
        } else {
            if (!thing_known(request, catalog, thing)) return false;
            means->asked = true;
            things[means->thing_count++] = thing;
        }
    }
    return true;
}

static enum tdm_exit run_swap(struct tdm_request *request) {
    struct tdm_episode episode;
    struct tdm_loaded file;
    struct tdm_stand_in_means means;
    tdm_ref exercise;
    if (!tdm_load_episode(request, &episode, &file)) return tdm_request_fail_all(request, file.file, file.text);
    const struct tdm_catalog *catalog = episode.episode->protocol->catalog;
    if (!find_exercise(request, catalog, &exercise) || !read_means(request, catalog, &means))
        return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    const struct tdm_standing *standing = tdm_episode_standing(request, &episode);
    struct tdm_stand_ins swap = tdm_stand_ins_of(request->mem, standing, exercise, &means);
    struct tdm_view view = tdm_request_view(request);
    view.known = episode.known_words;
    view.missing = episode.others.missing;
    if (request->given[TDM_OPTION_JSON])
        tdm_view_swap_json(&view, standing, &swap);
    else
        tdm_view_swap_text(&view, standing, &swap);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_swap = {
    "swap",
    "CHART EXERCISE [--have THINGS] [--on DATE] [--known DATE] [--json]",
    "what may stand in for an exercise, in the same load class and under the ceiling",
    "Judges the other exercises of its family as if they were prescribed in the load class that it is prescribed in: "
    "by "
    "today's ceiling, by the person's other treatments, by the equipment and the place. It prescribes nothing.",
    "as on known json output protocol data zone width lang have",
    2,
    2,
    run_swap};
