/* reasons.c - ids and meanings of reasons, from the one list in reasons.h. */
#include "engine/reasons.h"

#include "base/base.h"

static const struct {
    const char *id, *meaning;
} rows[TDM_REASON_CODE_COUNT] = {
#define X(name, id, meaning) [TDM_REASON_##name] = {id, meaning},
    TDM_REASONS(X)
#undef X
};

const char *tdm_reason_id(enum tdm_reason_code code) {
    TDM_ASSERT(code < TDM_REASON_CODE_COUNT);
    return rows[code].id;
}

const char *tdm_reason_meaning(enum tdm_reason_code code) {
    TDM_ASSERT(code < TDM_REASON_CODE_COUNT);
    return rows[code].meaning;
}
