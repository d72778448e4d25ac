/* pdf.h - a short document as PDF: headings, facts, points and rows of a table, as much smaller as it takes to stand on one
 * sheet of A4. Set by pango and cairo, which are loaded when they are there; nothing else of the program needs them. */
#ifndef TDM_PDF_H
#define TDM_PDF_H

#include "base/base.h"

/* A line of the document: its kind, then its text. Cells of a row and of a fact are apart by a tab. */
enum tdm_pdf_kind {
    TDM_PDF_TITLE = 'T',
    TDM_PDF_HEAD = 'H',
    TDM_PDF_TEXT = 'P',
    TDM_PDF_SMALL = 'S',
    TDM_PDF_POINT = 'B',
    TDM_PDF_ROW_HEAD = 'h',
    TDM_PDF_ROW = 'r'
};
/* Puts a line; line ends and other control characters in the text become blanks, a tab too when it is in a cell. */
void tdm_pdf_line(struct tdm_buf *lines, enum tdm_pdf_kind kind, const tdm_str *cells, size_t count);

bool tdm_pdf_begin(void); /* loads the libraries; false: they are not here. Done once, also by tdm_pdf_make */
/* `day` as 2025-03-18: when it says it was made, so that the same document has the same bytes. False: not made. */
bool tdm_pdf_make(tdm_str lines, tdm_str day, struct tdm_buf *out) TDM_CHECKED;

#endif
