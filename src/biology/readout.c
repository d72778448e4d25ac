/* readout.c - one figure of a readout, as it is and as it was seen on the day of asking in; and who fills in a number.
 */
#include "biology/model_int.h"

const tdm_str tdm_bio_measure_words[TDM_BIO_MEASURES] = {
    TDM_STR_INIT("pain"),      TDM_STR_INIT("koos-pain"),  TDM_STR_INIT("function"),    TDM_STR_INIT("strength"),
    TDM_STR_INIT("structure"), TDM_STR_INIT("activation"), TDM_STR_INIT("compensation")};

double bio_value_of(const struct tdm_bio_readout *r, enum tdm_bio_measure measure) {
    switch (measure) {
    case TDM_BIO_PAIN:
        return r->pain;
    case TDM_BIO_KOOS_PAIN:
        return r->koos_pain;
    case TDM_BIO_FUNCTION:
        return r->function;
    case TDM_BIO_STRENGTH_READ:
        return r->strength;
    case TDM_BIO_STRUCTURE:
        return r->structure;
    case TDM_BIO_ACTIVATION:
        return r->activation;
    case TDM_BIO_COMPENSATION:
        return r->compensation;
    case TDM_BIO_MEASURES:
        break;
    }
    TDM_UNREACHABLE();
}

/* As seen on the day of asking in: pain with that day's noise, the scores with their share of it. */
double bio_observed(const struct tdm_bio_spreads *s, const struct tdm_bio_person *person,
                    const struct tdm_bio_readout *first, enum tdm_bio_measure measure) {
    if (measure == TDM_BIO_PAIN) return person->screened_pain;
    if (measure == TDM_BIO_KOOS_PAIN) return first->koos_pain - s->shared_koos * s->noise_koos * person->screen_noise;
    if (measure == TDM_BIO_FUNCTION)
        return first->function - s->shared_function * s->noise_function * person->screen_noise;
    return bio_value_of(first, measure);
}
