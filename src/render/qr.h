/* qr.h - QR codes (ISO/IEC 18004) of short texts: byte mode, level M, versions 1 to 10. Pure; written for this program, so
 * that no library's licence comes with it. */
#ifndef TDM_QR_H
#define TDM_QR_H

#include "render/render.h"

#define TDM_QR_BYTES_MOST 213u
#define TDM_QR_SIZE_MOST 57u
struct tdm_qr {
    uint32_t version, mask, size;                         /* size: modules on a side */
    uint8_t dark[TDM_QR_SIZE_MOST][TDM_QR_SIZE_MOST];     /* [row][column]: 1 or 0 */
};
/* False: more than 213 bytes. */
bool tdm_qr_make(tdm_str text, struct tdm_qr *out) TDM_CHECKED;
/* As an <svg class="qr"> inside the page, with its quiet zone, in black on white whatever the theme. */
void tdm_qr_svg(struct tdm_html *h, const struct tdm_qr *qr, tdm_str title);

#endif
