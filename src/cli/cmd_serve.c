/* cmd_serve.c - the clinic's screens: serve. Without a folder, on invented episodes in a folder that goes away again.
 */
#include "cli/cli.h"
#include "cli/desk.h"
#include "web/web.h"

#include <stdlib.h>
#include <unistd.h>

#define EXAMPLE_PASSWORD "example-only-clinic"

static void ready(tdm_str address) {
    char line[200];
    int len = snprintf(line, sizeof line, "Serving at %.*s/ - stop with Ctrl-C.\n", TDM_FMT(address));
    bool told = tdm_output_write((tdm_str){line, len < 0 ? 0 : (size_t)len});
    (void)told; /* nobody reads: the screens are served all the same */
}

static enum tdm_exit fail(struct tdm_request *request) {
    return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
}

static bool number_of(struct tdm_request *request, enum tdm_option option, uint32_t *out) {
    int64_t number;
    struct tdm_problem problem;
    if (!request->given[option]) return true;
    if (tdm_parse_i64(request->value[option], &number) && number >= 1 && number <= 16) {
        *out = (uint32_t)number;
        return true;
    }
    (void)tdm_fail(&problem, TDM_WHY_RANGE, "S019", (struct tdm_place){.file = TDM_STR("command line")},
                   "`--%s %.*s` is no number of processes from 1 to 16", tdm_option_forms[option].name,
                   TDM_FMT(request->value[option]));
    tdm_problem_fix(&problem, "write `--%s 4`", tdm_option_forms[option].name);
    return tdm_request_keep(request, &problem);
}

static bool read_day(struct tdm_request *request, struct tdm_web_setting *setting) {
    struct tdm_problem problem;
    setting->on = TDM_DATE_NONE;
    if (!request->given[TDM_OPTION_ON] || tdm_date_parse(request->value[TDM_OPTION_ON], &setting->on)) return true;
    (void)tdm_fail(&problem, TDM_WHY_SYNTAX, "U009", (struct tdm_place){.file = TDM_STR("command line")},
                   "`--on %.*s` is not a day", TDM_FMT(request->value[TDM_OPTION_ON]));
    tdm_problem_fix(&problem, "write a day as 2026-03-04");
    return tdm_request_keep(request, &problem);
}

/* In the folder for things that go away; a name that nobody else has. */
static bool make_example(struct tdm_request *request, struct tdm_web_setting *setting) {
    tdm_str place = tdm_environment("TMPDIR");
    struct tdm_web_example example = {.password = TDM_STR(EXAMPLE_PASSWORD)};
    struct tdm_buf path;
    tdm_buf_init(&path, request->mem, 4096);
    tdm_buf_format(&path, "%.*s/tandem-example-%ld", TDM_FMT(place.len > 0 ? place : TDM_STR("/tmp")), (long)getpid());
    setting->folder = example.folder = tdm_arena_str(request->mem, tdm_buf_str(&path));
    setting->example = true;
    if (setting->phone.len == 0) setting->phone = TDM_STR("555 0100"); /* invented, as its people are */
    if (!tdm_web_make_example(request->mem, &example, &request->problems)) return false;
    if (tdm_date_is_none(setting->on) && !tdm_date_parse(tdm_str_of(tdm_web_example_day), &setting->on)) return false;
    tdm_buf_format(
        &request->out,
        "Invented episodes in %.*s, shown as on %s. Log in as physician-a, therapist-a or example-d (or -a, -b); "
        "the password of all is %s\n",
        TDM_FMT(setting->folder), tdm_web_example_day, EXAMPLE_PASSWORD);
    return tdm_output_write(tdm_buf_str(&request->out));
}

static void remove_example(struct tdm_request *request, const struct tdm_web_setting *setting) {
    struct tdm_problem problem;
    const tdm_str *names;
    size_t count;
    if (!setting->example || !tdm_folder_list(request->mem, setting->folder, &names, &count, &problem)) return;
    for (size_t i = 0; i < count; i++)
        tdm_file_remove(request->mem, tdm_path_join(request->mem, setting->folder, names[i]));
    (void)rmdir(setting->folder.at);
}

static enum tdm_exit run_serve(struct tdm_request *request) {
    struct tdm_web_setting setting = {.listen = TDM_STR("127.0.0.1:8080"),
                                      .workers = 3,
                                      .slow = 2,
                                      .once = request->given[TDM_OPTION_ONCE],
                                      .behind_proxy = request->given[TDM_OPTION_BEHIND_PROXY],
                                      .phone = request->value[TDM_OPTION_PHONE],
                                      .emergency = request->value[TDM_OPTION_EMERGENCY],
                                      .ready = ready};
    if (request->given[TDM_OPTION_LISTEN]) setting.listen = request->value[TDM_OPTION_LISTEN];
    if (!read_day(request, &setting) || !number_of(request, TDM_OPTION_WORKERS, &setting.workers)) return fail(request);
    if (request->argument_count > 0) setting.folder = request->arguments[0];
    if (request->given[TDM_OPTION_CERTIFICATE]) setting.certificate = request->value[TDM_OPTION_CERTIFICATE];
    if (request->given[TDM_OPTION_KEY]) setting.key = request->value[TDM_OPTION_KEY];
    if (request->given[TDM_OPTION_SYSTEMS]) setting.systems = request->value[TDM_OPTION_SYSTEMS];
    if (request->given[TDM_OPTION_RECEIVERS]) setting.receivers = request->value[TDM_OPTION_RECEIVERS];
    if (request->given[TDM_OPTION_USER]) setting.user = request->value[TDM_OPTION_USER];
    bool good = tdm_web_begin(request->mem, &setting, &request->problems) &&
                (request->argument_count > 0 || make_example(request, &setting)) &&
                tdm_web_serve(request->mem, &setting, &request->problems);
    remove_example(request, &setting);
    return good ? TDM_EXIT_FINE : fail(request);
}

const struct tdm_command tdm_command_serve = {
    "serve",
    "[FOLDER] [--listen ADDRESS:PORT] [--workers NUMBER] [--on DATE] [--once] [--certificate FILE --key FILE] "
    "[--user NAME] [--systems FILE] [--receivers FILE] [--behind-proxy] [--phone NUMBER] [--emergency NUMBER]",
    "the screens of a clinic for physician, therapist and patient, in a browser",
    "Without a folder it opens on invented episodes. It listens on this machine alone unless --listen says otherwise; "
    "a "
    "proxy in front speaks TLS (--behind-proxy), or it does so itself (--certificate, --key). Started as root it "
    "becomes another user (--user). Other systems ask it by CDS Hooks at /cds-services: those of --systems, or of this "
    "machine. "
    "What others are to be told is carried to those of --receivers by a process of its own (docs/outbox.md). "
    "With --once it answers one request and stops. SIGTERM stops it when "
    "what was "
    "begun is done. A line of JSON for each reply goes to standard error, without a patient's words.",
    "listen workers on once certificate key user systems receivers behind-proxy phone emergency",
    0,
    1,
    run_serve};
