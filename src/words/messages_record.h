/* messages_record.h - sentences of the findings register, the baseline, measures and the roadmap. Same form as messages.h. */
#ifndef TDM_MESSAGES_RECORD_H
#define TDM_MESSAGES_RECORD_H

#define TDM_MESSAGES_RECORD(X)                                                                                             \
    X(HEAD_REGISTER, "Findings and their course")                                                                          \
    X(REGISTER_LINE, "\"{ref}\": {words}") X(REGISTER_AT, "\"{ref}\" ({value}): {words}")                                  \
    X(REGISTER_STEP, "{words} {date} by {who}")                                                                            \
    X(REGISTER_OPEN, "open since {date}") X(REGISTER_OVER, "over on {date}")                                               \
    X(REGISTER_AGAIN, "open again, after it was resolved on {date}")                                                       \
    X(REGISTER_DECLINED, "declined: it stays in sight, and no retraining is owed")                                         \
    X(REGISTER_CAUSE, "thought to follow \"{ref}\"")                                                                       \
    X(HEAD_HANDOFFS, "Hand-offs")                                                                                          \
    X(HANDOFF_LINE, "{ref}: {words}") X(HANDOFF_ASKED, "{who} to {by} on {date}") X(HANDOFF_DUE, "until {date}")           \
    X(HANDOFF_WAITING, "no answer on record") X(HANDOFF_NOTED, "taken note of on {date} by {who}")                         \
    X(HANDOFF_SIGNED, "signed on {date} by {who}") X(HANDOFF_DONE, "done on {date} by {who}")                              \
    X(HANDOFF_PARTLY, "done in part on {date} by {who}") X(HANDOFF_COULD_NOT, "could not be done, says {who} on {date}")   \
    X(HANDOFF_DECLINED, "declined on {date} by {who}") X(HANDOFF_NOT_NEEDED, "not needed, says {who} on {date}")           \
    X(HANDOFF_BECAUSE, "because: {words}") X(HANDOFF_LATE, "{n} {n|day|days} late")                                        \
    X(HANDOFF_WRITTEN, "on time; written down on {date}")                                                                  \
    X(HEAD_MEASURES, "Measures")                                                                                           \
    X(MEASURED_NOW, "{ref}: {value} on {date}") X(MEASURED_BASELINE, "baseline {value} of {date}")                         \
    X(MEASURED_CHANGE, "change {value}")                                                                                   \
    X(MEASURED_BEYOND, "no smaller than {value}, the least that is more than error of measurement")                                                     \
    X(MEASURED_WITHIN, "smaller than {value}, so it may be error of measurement alone")                              \
    X(MEASURED_SIDE, "other side {value} the same day: {percent} of it")                                                   \
    X(MEASURED_SIDE_ZERO, "other side {value} the same day")                                                               \
    X(MEASURED_SIDE_UNKNOWN, "against the other side: {words}")                                                            \
    X(MEASURED_MASS, "{value} with a body mass of {limit} of {date}")                                                      \
    X(MEASURED_MASS_MISSING, "for each kilogram: body mass is not recorded")                                               \
    X(MEASURED_MASS_STALE, "for each kilogram: body mass {limit} of {date} is {n} {n|day|days} old; at most {of_n} count") \
    X(HEAD_BASELINE_FROZEN, "Baseline: {n} of {of_n} known before the procedure of {date}; only corrections change it")    \
    X(HEAD_BASELINE_PLANNED, "Baseline: {n} of {of_n} known, counted to the procedure planned for {date}")                 \
    X(HEAD_BASELINE_TODAY, "Baseline: {n} of {of_n} known, counted to {date}")                                             \
    X(BASELINE_IS, "{ref}: {value} of {date}") X(BASELINE_OTHER_SIDE, "other side {value}")                                \
    X(BASELINE_GAIN, "first {value} on {date}; change in preparation {limit}")                                             \
    X(BASELINE_FIRST, "first {value} on {date}")                                                                           \
    X(BASELINE_IS_MISSING, "{ref}: missing") X(BASELINE_IS_OLD, "{ref}: too old, {value} of {date}")                       \
    X(BASELINE_DIFFERS, "{ref}: {value} and {limit} by different people on {date}")                                        \
    X(HEAD_ROADMAP, "What follows from it")                                                                                \
    X(ROADMAP_RETRAIN_LINE, "retrain \"{ref}\", open since {date}")                                                        \
    X(ROADMAP_WATCH_LINE, "look again at \"{ref}\", open since {date}")                                                    \
    X(ROADMAP_DEFICIT_LINE, "{ref}: {words}; gate {value} asks for \"{clause}\"")                                          \
    X(ROADMAP_MEASURE_LINE, "measure {ref}") X(ROADMAP_MEASURE_OLD, "measure {ref} again: {value} of {date} is too old")   \
    X(ROADMAP_TRAINS, "to train: {words}") X(ROADMAP_NO_VARIABLE, "the catalogue names nothing to train for it")           \
    X(ROADMAP_NO_PHASE, "no phase to come aims at it or offers an exercise for it: the protocol leaves it open")           \
    X(ROADMAP_BY, "by: {who}") X(ROADMAP_AIM, "an aim of it")                                                              \
    X(ROADMAP_OFFERS, "offered: {words}") X(ROADMAP_IN, "phase {ref}, {words}") X(ROADMAP_ASKED_IN, "asked for in")        \
    X(ROADMAP_NOW, "now") X(ROADMAP_BEST, "at the earliest {date}") X(ROADMAP_UNDATED, "no date yet")                      \
    X(ROADMAP_NOTHING_OPEN, "Nothing is missing of the baseline, no deficit and no open finding.")

#endif
