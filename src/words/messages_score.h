/* messages_score.h - the sentences of scores and of what a change means; part of messages.h. The verdicts stand in the order
 * of enum tdm_change_verdict (scoring/scoring.h). */
#ifndef TDM_MESSAGES_SCORE_H
#define TDM_MESSAGES_SCORE_H

#define TDM_MESSAGES_SCORE(X) \
    X(CHANGE_RESPONDER, "responder: reaches both the smallest important change and the measurement error") \
    X(CHANGE_WITHIN_ERROR, "improved, within measurement error") \
    X(CHANGE_BELOW_MCID, "improved, less than the smallest important change") \
    X(CHANGE_ERROR_UNKNOWN, "improved by the smallest important change; the measurement error is not known") \
    X(CHANGE_MCID_UNKNOWN, "improved; the smallest important change is not known") \
    X(CHANGE_NONE, "unchanged") \
    X(CHANGE_WORSE_WITHIN_ERROR, "worse, within measurement error") \
    X(CHANGE_WORSE, "worse") \
    X(SCORE_HEAD, "{ref}: {words}, version {value}") \
    X(SCORE_RECALL, "recall: {words}") \
    X(SCORE_NONE, "no score: {n} of {of_n} answered, {from_n} are needed") \
    X(SCORE_BEYOND, "no score: the answers are outside what can be computed") \
    X(SCORE_ANSWERED, "{n} of {of_n} answered") \
    X(SCORE_ALIKE, "all answers alike") \
    X(SCORE_WAY_HIGHER, "{value} to {words}, higher is better") X(SCORE_WAY_LOWER, "{value} to {words}, lower is better") \
    X(SCORE_CHANGE_HEAD, "What changed") \
    X(SCORE_CHANGE, "{ref} ({words}): {value}, was {until}: {who}") \
    X(SCORE_CHANGE_NOT, "{ref} ({words}): cannot be compared, one of the two has no score") \
    X(SCORE_JUDGED, "judged by {ref}, which fits best; {n} {n|other row says|other rows say} otherwise") \
    X(SCORE_JUDGED_ALL, "judged by {ref}, which fits best; no row says otherwise") \
    X(SCORE_ROW, "{ref} {value}: {words}") X(SCORE_REACHED, "reached") X(SCORE_NOT_REACHED, "not reached") \
    X(SCORE_NO_ROW, "no threshold that fits is known") \
    X(SCORE_ITEMS, "Items, in order") X(SCORE_SCORES, "Scores") X(SCORE_THRESHOLDS, "Thresholds") \
    X(SCORE_OLDER, "older rule, computed only when asked for") \
    X(SCORE_NO_WORDING, "The wording of the items is not here: take it from the holder.")

#endif
