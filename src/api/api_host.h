/* api_host.h - how a call of the library ends early: out of memory, or a mistake in Tandem itself. The program that called must
 * live on, so both come back to where the call entered, and what the call had allocated is released there. */
#ifndef TDM_API_HOST_H
#define TDM_API_HOST_H

#include "base/base.h"

#include <setjmp.h>

enum tdm_api_end { TDM_API_NO_MEMORY = 1, TDM_API_BUG = 2 };
struct tdm_api_call { /* one on its way, of this thread */
    jmp_buf back;
    char bug[300]; /* which mistake */
};
extern _Thread_local struct tdm_api_call *tdm_api_current; /* null: none */

#endif
