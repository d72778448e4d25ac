/* messages_lab.h - the sentences of the lab; part of messages.h. What every output of the lab must say stands first. */
#ifndef TDM_MESSAGES_LAB_H
#define TDM_MESSAGES_LAB_H

#define TDM_MESSAGES_LAB(X) \
    X(LAB_NOTICE, "Hypothesis, not evidence, not advice; nothing here is about a person.") \
    X(LAB_MODEL, "model {ref} {value}, digest {words}; {n} {n|patient|patients}, seed {of_n}") \
    X(LAB_MISFIT, "calibration: root mean square z {value} over {n} fitted rows with {of_n} fitted parameters, worst {words}") \
    X(LAB_FITTED, "fitted parameters: {words}") \
    X(LAB_PRIOR, "of them the data said almost nothing about: {words}") \
    X(LAB_ROWS_HEAD, "Published rows beside the model") \
    X(LAB_SCEPTIC, "The last column is the same model with a product that has no biological effect.") \
    X(LAB_SHOWN, "Rows marked * were not fitted.") \
    X(LAB_MC, "Behind the sign \"+-\": one standard error, of the published figure (sampling and between studies) or of the simulation.") \
    X(STUDY_HEAD, "study {ref} {value}, digest {words}; {n} {n|patient|patients} an arm over {of_n} weeks, the same people in every arm") \
    X(STUDY_LEVELS, "Where people stand: mean and error of the simulation, 5th to 95th percentile") \
    X(STUDY_CHANGES, "Change from being asked in to week {n}, and with a product that has no biological effect") \
    X(STUDY_PAIRS, "Differences between arms at week {n}, person by person under the same chance") \
    X(STUDY_PARTS, "Of what the change at week {n} is made: nothing done (regression to the mean and time), context, the rest") \
    X(STUDY_GATES, "Gates: who passed, when, and what held them") \
    X(STUDY_COURSE, "Courses: no response is less than {value} points of pain gained; figures without the product's effect in brackets") \
    X(STUDY_STAYS, "No readout moves these, they stay at a stated value: {words}") \
    X(STUDY_LIMITS, "Nobody drops out, falls ill or declines; screens find nothing; doses are not progressed; the virtual team does at its weekly visit whatever the standing allows.") \
    X(STUDY_ASKED, "The engine was asked {n} times.")

#endif
