/* ledger_fuzz.c - any bytes as an entry of a chain, as a signed head, as a key: refused with a place, or written as the
 * same bytes. */
#include "fuzz.h"
#include "ledger/ledger.h"

static void told(const struct tdm_problem *problem) {
    TDM_ASSERT(problem->code != NULL && problem->what[0] != '\0' && problem->fix[0] != '\0');
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    struct tdm_chained link;
    struct tdm_signed_head head;
    tdm_secret_key key;
    struct tdm_problem problem = {0};
    struct tdm_buf again;
    tdm_buf_init(&again, mem, SIZE_MAX);
    if (tdm_chained_read(mem, TDM_STR("fuzz"), input, &link, &problem)) {
        tdm_chained_write(&again, &link);
        TDM_ASSERT(tdm_str_equal(tdm_buf_str(&again), input));
    } else {
        told(&problem);
    }
    again.len = 0;
    if (tdm_head_read(mem, TDM_STR("fuzz"), input, &head, &problem)) {
        tdm_head_write(&again, &head);
        TDM_ASSERT(tdm_str_equal(tdm_buf_str(&again), input));
    } else {
        told(&problem);
    }
    if (!tdm_secret_read(TDM_STR("fuzz"), input, &key, &problem)) told(&problem);
}
