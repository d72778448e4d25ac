/* proof.h - what is proved of a protocol before anybody is put on it: that it can be carried out and keeps its own
 * promises, or the dated story of how it does not. Pure; knows no patient. Codes L001... */
#ifndef TDM_PROOF_H
#define TDM_PROOF_H

#include "engine/engine.h"

/* Every lint and every promise of a protocol that was read and whose windows hold together. false when any error was
 * found. */
bool tdm_proof_check(struct tdm_arena *mem, const struct tdm_protocol *protocol,
                     struct tdm_problems *problems) TDM_CHECKED;

#endif
