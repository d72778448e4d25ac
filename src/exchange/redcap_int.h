/* redcap_int.h - names that the writer and the reader of REDCap files share. */
#ifndef TDM_REDCAP_INT_H
#define TDM_REDCAP_INT_H

#include "exchange/redcap.h"

/* The columns of a data dictionary, in its own words and order. */
enum redcap_column {
    REDCAP_FIELD,
    REDCAP_FORM,
    REDCAP_SECTION,
    REDCAP_TYPE,
    REDCAP_LABEL,
    REDCAP_CHOICES,
    REDCAP_NOTE,
    REDCAP_VALIDATION,
    REDCAP_MIN,
    REDCAP_MAX,
    REDCAP_IDENTIFIER,
    REDCAP_BRANCHING,
    REDCAP_REQUIRED,
    REDCAP_ALIGNMENT,
    REDCAP_QUESTION,
    REDCAP_MATRIX,
    REDCAP_RANKING,
    REDCAP_ANNOTATION,
    REDCAP_COLUMNS
};
extern const char *const redcap_columns[REDCAP_COLUMNS];

#define REDCAP_RECORD    "record_id"
#define REDCAP_REPEAT    "redcap_repeat_instrument"
#define REDCAP_INSTANCE  "redcap_repeat_instance"
#define REDCAP_OBSERVED  "observations"
#define REDCAP_DAY       "obs_day"
#define REDCAP_TIME      "obs_time"
#define REDCAP_BY        "obs_by"
#define REDCAP_KIND      "obs_kind"
#define REDCAP_ANNOTATED "tandem: " /* then the measure, its side or `-`, its unit or `-` */

#endif
