/* tidy_int.h - cells that the tables share. */
#ifndef TDM_TIDY_INT_H
#define TDM_TIDY_INT_H

#include "exchange/tidy.h"

void tidy_date(struct tdm_table_writer *w, tdm_date date); /* empty for none */
void tidy_yes(struct tdm_table_writer *w, bool truth);     /* yes, no */
void tidy_side(struct tdm_table_writer *w, enum tdm_side side);
void tidy_count(struct tdm_table_writer *w, bool known, int64_t number);

#endif
