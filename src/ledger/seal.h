/* seal.h - messages in a row, sealed with a password, for backups that lie where others could read them. Bytes in, bytes
 * out: who keeps them writes `head`, then each frame; and reads them back the same way. docs/ledger.md, section 15. */
#ifndef TDM_SEAL_H
#define TDM_SEAL_H

#include "base/base.h"

#define TDM_SEAL_SALT        16u
#define TDM_SEAL_HEAD        (16u + TDM_SEAL_SALT + 24u)
#define TDM_SEAL_MORE        (4u + 17u) /* bytes that a frame has more than its message: its length and its seal */
#define TDM_SEAL_MESSAGE_MAX ((size_t)64 << 20)

struct tdm_seal;
/* Fills `head`. The key takes 64 MiB for a moment. */
struct tdm_seal *tdm_seal_begin(struct tdm_arena *mem, tdm_str password, const uint8_t salt[TDM_SEAL_SALT],
                                char head[TDM_SEAL_HEAD]);
/* The next frame; the last one says that it is. */
tdm_str tdm_seal_message(struct tdm_arena *mem, struct tdm_seal *seal, tdm_str message, bool last);

bool tdm_seal_is(tdm_str head); /* by its first line */
bool tdm_unseal_begin(struct tdm_arena *mem, tdm_str password, const char head[TDM_SEAL_HEAD], struct tdm_seal **seal) TDM_CHECKED;
/* How many bytes follow the four that a frame begins with. False: they are no length. */
bool tdm_unseal_length(const char four[4], size_t *length) TDM_CHECKED;
/* What follows the four bytes. False: another password, or not the bytes that were sealed, here and in this order. */
bool tdm_unseal_message(struct tdm_arena *mem, struct tdm_seal *seal, tdm_str sealed, tdm_str *message, bool *last) TDM_CHECKED;

#endif
