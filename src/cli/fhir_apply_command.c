/* fhir_apply_command.c - `tandem fhir apply`: what the protocol asks of a chart on a day, as a CarePlan. */
#include "cli/fhir_command.h"
#include "fhir/fhir.h"
#include "views/views.h"

struct applying {
    struct tdm_view view;
    const struct tdm_standing *standing;
};

static tdm_str words(void *context, const struct tdm_reason *reason) {
    const struct applying *a = context;
    return tdm_view_reason(&a->view, a->standing, reason);
}

enum tdm_exit tdm_apply_fhir(struct tdm_request *request) {
    enum { BYTES_MAX = 256 << 20 };
    struct tdm_loaded file = {0};
    struct tdm_episode episode;
    struct tdm_fhir_out out;
    struct tdm_buf text;
    request->arguments++; /* the word `apply` */
    request->argument_count--;
    if (!tdm_load_episode(request, &episode, &file)) return tdm_request_fail_all(request, file.file, file.text);
    struct applying a = {tdm_request_view(request), tdm_episode_standing(request, &episode)};
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 30), *scratch = tdm_arena_open((size_t)1 << 30);
    tdm_buf_init(&text, mem, BYTES_MAX);
    tdm_fhir_out_begin(&out, mem, &text, TDM_FHIR_COLLECTION);
    tdm_fhir_out_applied(scratch, &out, &(struct tdm_fhir_apply){a.standing, &episode.zone, words, &a});
    tdm_fhir_out_end(&out);
    tdm_buf_add(&request->out, tdm_buf_str(&text));
    tdm_arena_close(scratch);
    tdm_arena_close(mem);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}
