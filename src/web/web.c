/* web.c - serving: what is read before the processes part, and what each opens for itself. */
#include "web/many.h"
#include "web/systems.h"

#include <sys/mman.h>

struct serving {
    const struct tdm_web_setting *setting;
    struct web_shelf shelf;
    struct web_counts *counts;
    struct web_trust trust;
    struct web_carrying *carrying; /* null: nobody is told */
};

/* A worker reads the store and the accounts; the writer writes both; who does what takes long reads the store alone. */
void *web_begin(void *context, enum tdm_http_process process, struct tdm_http_door *door) {
    struct serving *s = context;
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 30);
    struct web *web = TDM_NEW(mem, struct web);
    struct tdm_problem problem = {0};
    bool writes = process == TDM_HTTP_WRITER; /* the accounts */
    *web = (struct web){
        .setting = s->setting, .process = process, .door = door, .mem = mem, .shelf = &s->shelf, .counts = s->counts};
    web->pictures = TDM_NEW(mem, struct tdm_pictures);
    web->pictures->mem = mem;
    web->trust = &s->trust;
    web->carrying = s->carrying;
    web->people_mem = tdm_arena_open((size_t)256 << 20);
    web->people_scratch = tdm_arena_open((size_t)1 << 20);
    web->clinic_mem = tdm_arena_open((size_t)256 << 20);
    if (tdm_accounts_open(mem, s->setting->folder, writes, &web->accounts, &problem) &&
        (!writes || tdm_shown_forget(web->accounts, tdm_clock_now())))
        return web;
    struct tdm_buf line;
    tdm_buf_init(&line, mem, 4096);
    tdm_problem_show(&line, &problem, (tdm_str){0});
    (void)!tdm_error_write(tdm_buf_str(&line));
    exit(3);
}

/* Anew for each question: what a clinic has read once it keeps, and a key that is trusted no longer must be so on the
 * next page. */
bool web_open_clinic(struct web *web) {
    struct tdm_problem problem = {0};
    bool writes = web->process == TDM_HTTP_WRITER || web->process == TDM_HTTP_COURIER;
    tdm_clinic_close(web->clinic);
    web->clinic = NULL;
    tdm_arena_reset(web->clinic_mem);
    if (tdm_clinic_open(web->clinic_mem, web->setting->folder, writes ? TDM_STORE_WRITE : TDM_STORE_READ, &web->clinic,
                        &problem))
        return true;
    web->clinic = NULL;
    return false;
}

static void ready(void *context, tdm_str address) {
    struct serving *s = context;
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 16);
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 200);
    tdm_buf_format(&text, "%s://%.*s", s->setting->certificate_text.len > 0 ? "https" : "http", TDM_FMT(address));
    s->setting->ready(tdm_buf_str(&text));
    tdm_arena_close(mem);
}

#define PEM_MAX ((size_t)256 << 10)

static bool read_tls(struct tdm_arena *mem, struct tdm_web_setting *setting, struct tdm_problem *problem) {
    if (setting->certificate.len == 0 && setting->key.len == 0) return true;
    if (setting->certificate.len == 0 || setting->key.len == 0) {
        (void)tdm_fail(problem, TDM_WHY_MISSING, "S032", (struct tdm_place){.file = TDM_STR("command line")},
                       "`--certificate` and `--key` go together, and one of them is missing");
        tdm_problem_fix(problem, "name both files: --certificate site.pem --key site.key");
        return false;
    }
    struct tdm_http_setting http = {0};
    if (!tdm_file_read(mem, setting->certificate, PEM_MAX, &setting->certificate_text, problem) ||
        !tdm_file_read(mem, setting->key, PEM_MAX, &setting->key_text, problem))
        return false;
    setting->certificate_text = http.certificate = tdm_arena_str(mem, setting->certificate_text);
    setting->key_text = http.key = tdm_arena_str(mem, setting->key_text);
    if (http.certificate.len == 0) http.certificate = TDM_STR(" "); /* an empty file never means "without TLS" */
    return tdm_http_tls_check(&http, problem);
}

bool tdm_web_begin(struct tdm_arena *mem, struct tdm_web_setting *setting, struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    bool good = read_tls(mem, setting, &problem) &&
                tdm_http_listen(mem, setting->listen, &setting->listener, &problem) &&
                (setting->user.len == 0 || tdm_http_become(mem, setting->user, &problem));
    return good || web_keep(problems, &problem);
}

/* Everything is tried here once, where it can be told; the processes open it again for themselves. */
static bool can_open(struct tdm_arena *mem, const struct tdm_web_setting *setting, struct tdm_problems *problems) {
    struct tdm_clinic *clinic;
    struct tdm_accounts *accounts;
    struct tdm_account_list people;
    struct tdm_problem problem = {0};
    if (!tdm_clinic_open(mem, setting->folder, TDM_STORE_WRITE, &clinic, &problem)) return web_keep(problems, &problem);
    tdm_clinic_close(clinic);
    if (!tdm_accounts_open(mem, setting->folder, true, &accounts, &problem)) return web_keep(problems, &problem);
    bool good = tdm_accounts_list(mem, accounts, &people, &problem);
    tdm_accounts_close(accounts);
    if (good && people.count == 0) {
        good = tdm_fail(&problem, TDM_WHY_MISSING, "S004", (struct tdm_place){.file = setting->folder},
                        "nobody has an account here, so nobody could log in");
        tdm_problem_fix(&problem, "add one: tandem account %.*s add physician-a physician", TDM_FMT(setting->folder));
    }
    return good || web_keep(problems, &problem);
}

bool tdm_web_serve(struct tdm_arena *mem, const struct tdm_web_setting *setting, struct tdm_problems *problems) {
    struct serving *s = TDM_NEW(mem, struct serving);
    struct tdm_problem problem = {0};
    s->setting = setting;
    if (!can_open(mem, setting, problems) || !web_shelf_read(mem, &s->shelf, problems) ||
        !web_pack_read(&s->shelf, setting->folder, problems) || !web_trust_read(mem, setting, &s->trust, problems) ||
        !web_receivers_read(mem, setting, &s->carrying, problems))
        return false;
    problems->count = problems->errors = 0; /* notes on the shipped data are not for those who serve it */
    s->counts = mmap(NULL, sizeof *s->counts, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (s->counts == MAP_FAILED) tdm_host_out_of_memory(sizeof *s->counts);
    struct tdm_http_host host = {.context = s,
                                 .begin = web_begin,
                                 .take = web_take,
                                 .hear = web_hear,
                                 .spare = web_spare,
                                 .work = web_work,
                                 .rest = web_rest,
                                 .carry = web_carry,
                                 .told = web_told};
    struct tdm_http_setting http = {.listen = setting->listen,
                                    .listener = setting->listener,
                                    .certificate = setting->certificate_text,
                                    .key = setting->key_text,
                                    .workers = setting->workers,
                                    .slow = setting->slow,
                                    .json_under = TDM_STR(WEB_SYSTEMS_PATH),
                                    .once = setting->once,
                                    .behind_proxy = setting->behind_proxy,
                                    .courier = s->carrying != NULL,
                                    .ready = ready};
    return tdm_http_serve(mem, &http, &host, &problem) || web_keep(problems, &problem);
}
