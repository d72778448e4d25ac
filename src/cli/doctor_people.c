/* doctor_people.c - what `tandem doctor` tells of persons and of the years for which charts are kept. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "clinic/acts.h"

/* The last word of its end that stands; none: it goes on. */
static tdm_date ended_on(const struct tdm_chart *chart) {
    tdm_date ended = TDM_DATE_NONE;
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        const struct tdm_entry *entry = &chart->entries[i];
        bool back = false;
        for (uint32_t k = 0; k < chart->entry_count && entry->name.len > 0; k++)
            back = back || (chart->entries[k].kind == TDM_ENTRY_WITHDRAW &&
                            tdm_str_equal(chart->entries[k].target, entry->name));
        if (entry->kind == TDM_ENTRY_END && !back) ended = entry->date;
    }
    return ended;
}

uint32_t tdm_doctor_problem(struct tdm_request *request, const struct tdm_problem *problem) {
    tdm_buf_format(&request->out, "look  %.*s%s%s%s%s\n", TDM_FMT(problem->place.file),
                   problem->place.file.len > 0 ? ": " : "", problem->what, problem->fix[0] != '\0' ? "; " : "",
                   problem->fix);
    return 1;
}

static uint32_t tell_retained(struct tdm_request *request, const struct tdm_retention *rule, tdm_date today) {
    struct tdm_names kept = {0};
    uint32_t over = 0;
    if (!tdm_list_kept(request, request->arguments[0], &kept)) return 1;
    for (size_t i = 0; i < kept.count; i++) {
        const struct tdm_chart *chart;
        struct tdm_zone zone;
        struct tdm_loaded file;
        if (!tdm_load_chart(request, kept.list[i], &chart, &zone, &file)) continue;
        tdm_date ended = ended_on(chart);
        if (tdm_date_is_none(ended) || today.day < tdm_retention_over(rule, ended).day) continue;
        over++;
        tdm_buf_format(&request->out, "look  %.*s ended on ", TDM_FMT(chart->name));
        tdm_date_print(&request->out, ended);
        tdm_buf_format(
            &request->out,
            ", and the %d %s for which it is kept are over: `tandem person erase` of `%.*s`, or keep it longer\n",
            rule->years, rule->years == 1 ? "year" : "years", TDM_FMT(chart->patient));
    }
    if (over == 0) tdm_buf_text(&request->out, "fine  no chart is kept for longer than the rule says\n");
    return over;
}

/* Records without any key: what a backup that was restored looks like until the keys are put beside it. */
static uint32_t tell_closed(struct tdm_request *request, const struct tdm_persons *persons) {
    tdm_str folder = request->arguments[0];
    uint32_t closed = 0;
    if (!tdm_path_is_file(tdm_identity_file(request->mem, folder, "sealed")) ||
        tdm_path_is_file(tdm_identity_file(request->mem, folder, "keys")))
        return 0;
    for (uint32_t i = 0; i < persons->count; i++) closed += !persons->list[i].erased && !persons->list[i].kept_here;
    if (closed > 0)
        tdm_buf_format(
            &request->out,
            "look  people.sealed is here and no key that opens it: nobody's name can be read. Put people.keys "
            "and people.key of this place in %.*s, from where they are kept apart\n",
            TDM_FMT(folder));
    return closed > 0;
}

static uint32_t tell_persons(struct tdm_request *request, const struct tdm_persons *persons,
                             struct tdm_clinic *clinic) {
    uint32_t findings = 0, kept = 0;
    for (uint32_t i = 0; i < persons->count; i++) {
        const struct tdm_person_standing *one = &persons->list[i];
        struct tdm_identity identity;
        struct tdm_problem problem = {0};
        if (!one->kept_here) continue;
        kept++;
        if (one->erased)
            tdm_buf_format(&request->out,
                           "look  `%.*s` was erased at another place, and is still kept here: `tandem person erase`\n",
                           TDM_FMT(one->id));
        bool opens = one->erased || tdm_clinic_person_show(request->mem, clinic, one->id, &identity, &problem);
        if (!opens) (void)tdm_doctor_problem(request, &problem);
        findings += one->erased || !opens;
    }
    findings += tell_closed(request, persons);
    if (findings == 0)
        tdm_buf_format(&request->out, "fine  %u %s kept sealed, each opens\n", kept,
                       kept == 1 ? "person is" : "persons are");
    return findings;
}

uint32_t tdm_doctor_people(struct tdm_request *request, struct tdm_clinic *clinic) {
    struct tdm_retention rule;
    struct tdm_persons persons;
    struct tdm_problem problem = {0};
    uint32_t findings = 0;
    if (!tdm_clinic_retention(request->mem, clinic, &rule, &problem) ||
        !tdm_clinic_persons(request->mem, clinic, &persons, &problem))
        return tdm_doctor_problem(request, &problem);
    if (persons.count > 0) findings += tell_persons(request, &persons, clinic);
    if (rule.said) findings += tell_retained(request, &rule, tdm_clock_today(&tdm_zone_utc));
    return findings;
}
