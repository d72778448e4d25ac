/* claimed_share.c - shares of draws: halves of the people, the error that sees that people are the same in every draw,
 * and the least that a share may be. Formulas: claimed.h. */
#include "biology/claimed.h"
#include "biology/people.h"

#include <math.h>

#define UNSURE        0.05     /* one-sided */
#define UNSURE_ERRORS 1.645    /* of a normal distribution: as much lies beyond */
#define LOG_LEAST     (-690.0) /* below, a probability is none */

/* ---- halves: groups 2p and 2p + 1 are a pair; half r has that one whose last bit is the parity of r and p + 1 */

uint32_t tdm_bio_half_group(uint32_t candidate) {
    return candidate / 2 % TDM_BIO_HALF_PAIRS * 2 + candidate % 2;
}

bool tdm_bio_half_has(uint32_t half, uint32_t group) {
    uint32_t bits = half & (group / 2 + 1), odd = 0;
    for (; bits != 0; bits >>= 1) odd ^= bits & 1;
    return odd == (group & 1);
}

/* ---- the bound */

/* P(at least `held` of `draws`), each with probability p: summed from all of them downward, in logarithms. */
static double at_least(uint32_t held, uint32_t draws, double p) {
    double one = (double)draws * tdm_bio_log(p), odds = tdm_bio_log((1.0 - p) / p), sum = 0.0;
    for (uint32_t missed = 0; missed <= draws - held; missed++) {
        if (missed > 0) one += odds + tdm_bio_log((double)(draws - missed + 1) / (double)missed);
        if (one > LOG_LEAST) sum += one < 0.0 ? tdm_bio_exp(one) : 1.0;
    }
    return sum;
}

double tdm_bio_share_least(uint32_t held, uint32_t draws) {
    double low = 0.0, high = 1.0;
    if (held == 0 || held > draws) return 0.0;
    for (int step = 0; step < 40; step++) {
        double middle = (low + high) / 2.0;
        if (at_least(held, draws, middle) > UNSURE)
            high = middle;
        else
            low = middle;
    }
    return low;
}

/* ---- the share */

struct tdm_bio_share tdm_bio_share_of(const struct tdm_bio_counted *counted, uint32_t draws) {
    if (draws == 0) return (struct tdm_bio_share){0.0, 1.0, 0.0};
    double n = (double)draws, share = (double)counted->held / n, people = 0.0;
    double middle = ((double)counted->held + 1.0) / (n + 2.0);
    for (uint32_t r = 0; r < TDM_BIO_HALVES; r++) {
        double apart = (double)counted->halves[r] / n - share;
        people += apart * apart / (double)TDM_BIO_HALVES;
    }
    double least = tdm_bio_share_least(counted->held, draws) - UNSURE_ERRORS * sqrt(people);
    return (struct tdm_bio_share){share, sqrt(middle * (1.0 - middle) / (n + 3.0) + people), least > 0.0 ? least : 0.0};
}
