/* messages_lab.h - the sentences of the lab; part of messages.h. What every output of the lab must say stands first. */
#ifndef TDM_MESSAGES_LAB_H
#define TDM_MESSAGES_LAB_H

#define TDM_MESSAGES_LAB(X) \
    X(LAB_NOTICE, "Hypothesis, not evidence, not advice; nothing here is about a person.") \
    X(LAB_MODEL, "model {ref} {value}, digest {words}; {n} {n|patient|patients}, seed {of_n}") \
    X(LAB_STEPS, "{words}; a rate of it is fast: {n} steps in half a week, where one does for a slower one") \
    X(LAB_MISFIT, "calibration: root mean square z {value} over {n} fitted rows with {of_n} fitted parameters, worst {words}") \
    X(LAB_FITTED, "fitted parameters: {words}") \
    X(LAB_PRIOR, "of them the data said almost nothing about: {words}") \
    X(LAB_ROWS_HEAD, "Published rows beside the model") \
    X(LAB_SCEPTIC, "The last column is the same model with a product that has no biological effect.") \
    X(LAB_SHOWN, "Rows marked * were not fitted.") \
    X(LAB_MC, "Behind the sign \"+-\": one standard error, of the published figure (sampling and between studies) or of the simulation.") \
    X(STUDY_HEAD, "study {ref} {value}, digest {words}; {n} {n|patient|patients} an arm over {of_n} weeks, the same people in every arm") \
    X(STUDY_HEAD_APART, "study {ref} {value}, digest {words}; {n} {n|patient|patients} an arm over {of_n} weeks; arms of another grade have other people") \
    X(STUDY_LEVELS, "Where people stand: mean and error of the simulation, 5th to 95th percentile") \
    X(STUDY_WITHOUT, "- without") \
    X(STUDY_WITHOUT_TOLD, "Rows marked - without: the same people with a product that has no biological effect, where that differs.") \
    X(STUDY_CHANGES, "Change from being asked in to week {n}, and with a product that has no biological effect") \
    X(STUDY_PAIRS, "Differences between arms at week {n}, person by person under the same chance") \
    X(STUDY_PARTS, "Of what the change at week {n} is made: nothing done (regression to the mean and time), context, as the placebo arm has it, care (exercise and a longer context, with a product that does nothing), and the product") \
    X(STUDY_GATES, "Gates: who passed, when, and what held them") \
    X(STUDY_COURSE, "Courses: no response is less than {value} points of pain gained; after +- the error of the simulation; without the product's effect in brackets") \
    X(STUDY_STAYS, "No readout moves these, they stay at a stated value: {words}") \
    X(STUDY_LIMITS, "Every procedure counts as one standard dose of the same product, whatever the protocol names. Nobody drops out, falls ill or declines; screens find nothing; doses are not progressed; the virtual team does at its weekly visit whatever the standing allows.") \
    X(STUDY_SELDOM, "{ref}. Fewer than half of the people had the procedure that their protocol is about: {words}. What is told of them is of something else.") \
    X(STUDY_ASKED, "The engine was asked {n} times.") \
    X(STUDY_TRIALS, "How many people an arm a trial of two arms would need at week {n}: two-sided 5 %, the last visit adjusted for the first, {value} % lost before it") \
    X(STUDY_LOST, "{value} to {ref}") \
    X(STUDY_TOO_MANY, "over {n}") \
    X(STUDY_TRIED, "Power and chance: shares of {n} virtual trials of the size for 80 %, drawn again from these people, that find a difference in the direction of the fitted one; the standard error of a share is 1.6 points at most. By chance: two samples of one arm.") \
    X(STUDY_ASSURANCE, "Sceptical: the same trial of a product that has no biological effect. Assurance: the mean of the two powers, each scenario with the same weight. A trial that only the hypothesis makes succeed has little of it.") \
    X(STUDY_REVERSED, "If the product does nothing these differ the other way round, in brackets the share of the trials that would find that: {words}.") \
    X(STUDY_SWEEP, "Sweep {ref}: {words}; the arm {value} again and again") \
    X(STUDY_NEAR, "Marked *: within half a point of the best; ?: the error of the simulation leaves open whether it is. In brackets: how far from the best, person by person. Columns under \"without\" are of a product that has no biological effect.") \
    X(STUDY_SETS, "What is as good as the best, and how many people an arm could tell more apart (power 80 %)") \
    X(STUDY_AIM_OVER_TIME, "function over time") \
    X(STUDY_AIM_AT_END, "function at the end") \
    X(STUDY_AIM_STRUCTURE, "structure at the end") \
    X(STUDY_TELLS, "There is no best value here, only a set: what lies inside it is less than half a point apart, which nobody would notice and hardly any trial could tell.") \
    X(STUDY_OTHER_PEOPLE, "Each grade has people of its own.") \
    X(STUDY_PAGE_TITLE, "Virtual patients: {words}") \
    X(STUDY_PAGE_PLOT, "Mean of each arm by week") \
    X(STUDY_PAGE_PLOT_TOLD, "{words} by week, one line an arm: its mean; hollow dots: the same people if the product does nothing. The same figures stand in the table below.") \
    X(STUDY_PAGE_SPREAD, "How far people differ at week {n}") \
    X(STUDY_TOLD_PAIN, "Pain, 0 to 10: less is better") \
    X(STUDY_TOLD_FUNCTION, "Function (KOOS), 0 to 100: more is better") \
    X(STUDY_TOLD_STRENGTH, "Strength, percent of healthy") \
    X(STUDY_TOLD_STRUCTURE, "Structure, the model's score, 0 to 100") \
    X(CLAIMS_TITLE, "Claims about combined care") \
    X(CLAIMS_HEAD, "claims {ref} {value}, digest {words}; {n} {n|draw|draws} of the priors with {of_n} {of_n|patient|patients} each, the same people in every programme") \
    X(CLAIMS_OWN, "Under the model's own values, and with a term switched off: {n} patients. Left out: {of_n} {of_n|draw|draws} that the equations do not bear or that fill no cohort.") \
    X(CLAIMS_TABLE, "What is claimed, in what share of draws of the priors it holds, and the terms it stands on") \
    X(CLAIMS_FIGURES, "The figures behind it: the model's own values and the error of the simulation; a product without biological effect; the draws") \
    X(CLAIMS_BUILT_IN, "built in by the model") \
    X(CLAIMS_ALL_DRAWS, "holds in all {n} {n|draw|draws}") \
    X(CLAIMS_OPEN, "open") \
    X(CLAIMS_NEAR, "open: near its bound") \
    X(CLAIMS_FAILS, "fails") \
    X(CLAIMS_NONE_LEFT, "none") \
    X(CLAIMS_NOTE_BUILT_IN, "Built in by the model: the draws show that it holds in more than 99 of 100 (one-sided, at 95 %; 299 of 299 draws do, 298 of 298 do not). That is a property of the equations, and no result.") \
    X(CLAIMS_NOTE_ALL_DRAWS, "Holds in all draws: no draw speaks against it, but draws or people are too few to show that it is built in.") \
    X(CLAIMS_NOTE_FAILS, "Fails: under the model's own values it does not hold, clear of the bound by two errors, in whatever share of the draws it does.") \
    X(CLAIMS_NOTE_NEAR, "Open, near its bound: a figure under the model's own values is within two errors of its bound, so that neither that the claim holds nor that it fails can be said.") \
    X(CLAIMS_NOTE_STANDS, "Stands on: with that term switched off and all else as it is, less than half of the claim's distance from its bound is left, clear of a half by two errors (in brackets: what is left; none: it cannot be told from nothing, or the claim does not hold then). A claim with several figures: the one that loses most.") \
    X(CLAIMS_NOTE_ERROR, "What stands after +- is a standard error. That of a share is of the draws and of the people, who are the same in every draw: each draw is judged by 32 halves of them as well. The column \"without\" is of the same draws with a product that has no biological effect.") \
    X(CLAIMS_PLOT, "Share of draws of the priors in which each claim holds") \
    X(CLAIMS_PLOT_TOLD, "One bar a claim, from 0 to 100 percent of draws, and one standard error either way; the hollow dot is with a product that has no biological effect. The same figures stand in the table below.") \
    X(LAB_NOT_FITTED, "calibration: none, no published row was fitted; every number is a prior") \
    X(LAB_REFIT, "left out: root mean square z {value} over {n} rows, each read from one of {of_n} fits that did not have its trial, worst {words}") \
    X(LAB_REFIT_TOLD, "In brackets: z of the row after a fit without its trial.") \
    X(STUDY_AS_FITTED, "What stands after +- is the error of the simulation alone: the numbers of the model stay as fitted. `--draws N` lives the study again under others that the data allow, and tells how far each figure moves; `tandem lab claims` tells it of what is claimed.") \
    X(STUDY_DRAWN, "Other numbers of the model: {n} of {of_n} draws were lived, each the whole study; the rest lie outside the equations or fill no cohort. What nothing was fitted to is drawn from its range; under it the fitted numbers are fitted anew and drawn from what the published rows leave open. Against those rows the draws have a root mean square z of {value} to {words} (5th to 95th percentile), the model's own numbers of {ref} over the same people: where these are alike, published means cannot choose among them. If the equations themselves are wrong, no draw shows it.") \
    X(STUDY_DRAWN_CHANGES, "The change at week {n} under other numbers of the model: 5th to 95th percentile of the mean over the draws; standard deviations by draws (of that mean) and by people (inside a draw)") \
    X(STUDY_DRAWN_PAIRS, "Differences between arms at week {n} under other numbers of the model") \
    X(STUDY_DRAWN_SHARES, "Who does not respond, and who passed each gate, under other numbers of the model (percent of people)") \
    X(STUDY_DRAWN_TRIALS, "People an arm under other numbers of the model: for power 80 %; and the power that the size for 80 % as fitted then has, on average over the draws") \
    X(STUDY_DRAWN_SIZE, "A trial planned on the fitted numbers alone is a bet that they are right: what it has on average over the draws is its power as far as this model knows.") \
    X(STUDY_DRAWN_SWEEP, "In what share of the draws of the model's numbers each value is within half a point of the best") \
    X(STUDY_SHORT, "In short: what the arms differ by at week {n}, and if the product does nothing") \
    X(STUDY_SHORT_DRAWN, "In brackets: where the figure lies in nine of ten draws of the model's numbers. All of it has the error of the simulation too, here up to {value} of pain and {ref} of function.") \
    X(STUDY_SHORT_ERROR, "After +-: the error of the simulation alone.") \
    X(STUDY_SAYS, "Pain from 0 to 10, less is better; function from 0 to 100, more is better. This can say what two written protocols would do to the same invented people under one set of equations, and how many people a trial would need to see it. It cannot say that a product works, what happens to a person, or what is safe.") \
    X(STUDY_PAGE_PLOT_NOTE, "Upright strokes: twice the error of the simulation to either side.") \
    X(STUDY_PAGE_SPREAD_NOTE, "Change since asked in. Bar: from the 5th to the 95th percentile of people; the mean as a dot; below it, hollow, with a product that has no biological effect.") \
    X(STUDY_PAGE_PAIRS_NOTE, "The mean as a dot, its bar twice the error of the simulation to either side; below it, hollow, with a product that has no biological effect.") \
    X(STUDY_PAGE_BAND, "Pale: where the mean lies in nine of ten draws of the model's numbers.") \
    X(STUDY_PAGE_PAIRS, "What the arms differ by at week {n}") \
    X(STUDY_PAGE_THIN, "Thin: where that mean lies in nine of ten draws of the model's numbers.") \
    X(STUDY_PAGE_WHISKER, "Thin, above the bar: where the mean lies in nine of ten draws of the model's numbers.") \
    X(STUDY_PAIR, "{words} less {value}") \
    X(STUDY_BOUND, "{value} ({words} to {ref})") \
    X(STUDY_BOUND_TOLD, "In brackets after people: were the difference larger or smaller by twice the error of the simulation; more patients narrow it.") \
    X(STUDY_ANSWER_SWEEP, "In short, within half a point of the best lie: {words}. If the product does nothing: {ref}. No value is the best one: to tell the best from the worst by function at the end, a trial would need {value} people an arm.") \
    X(STUDY_ANSWER_ALONE, "In short, within half a point of the best lie: {words}. If the product does nothing: {ref}. To tell the best from the worst by function at the end, a trial would need {value} people an arm.") \
    X(STUDY_ANSWER_TRIALS, "In short: so many people an arm would a trial need to tell {ref} from another arm by function at week {n} (power 80 %), and in brackets if the product does nothing: {words}.") \
    X(STUDY_PAGE_TITLE_TRIALS, "How large a trial would have to be: {words}") \
    X(STUDY_PAGE_SWEPT, "How far each value is below the best") \
    X(STUDY_PAGE_SWEPT_NOTE, "The best value of each kind lies at 0; what reaches into the pale strip is as good. If the product does nothing, the best may be another value.") \
    X(STUDY_PAGE_TRIALS, "People an arm for power 80 %") \
    X(STUDY_PAGE_TRIALS_NOTE, "The scale goes by tens. What is beside no treatment stands in the table alone.") \
    X(STUDY_SWEPT_OVER_TIME, "Function over time") \
    X(STUDY_SWEPT_AT_END, "Function at the end") \
    X(STUDY_SWEPT_STRUCTURE, "Structure at the end") \
    X(STUDY_AXIS_BELOW, "points below the best value") \
    X(STUDY_AXIS_PEOPLE, "people an arm") \
    X(STUDY_AXIS_CHANGE_PAIN, "points; left of 0: less pain than at first") \
    X(STUDY_AXIS_CHANGE, "points; right of 0: more than at first") \
    X(STUDY_AXIS_LESS_PAIN, "points; left of 0: less pain in the first") \
    X(STUDY_AXIS_LESS, "points; right of 0: more in the first") \
    X(STUDY_KEY_MODEL, "mean, as the model has it") \
    X(STUDY_KEY_SIZE, "size, as the model has it") \
    X(STUDY_KEY_WITHOUT, "the same if the product does nothing") \
    X(STUDY_KEY_PEOPLE, "5th to 95th percentile of people") \
    X(STUDY_KEY_ERROR, "twice the error of the simulation") \
    X(STUDY_KEY_NEAR, "within half a point of the best")

#endif
