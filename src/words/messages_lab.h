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
    X(LAB_MC, "Behind the sign \"+-\": one standard error, of the published figure (sampling and between studies) or of the simulation.")

#endif
