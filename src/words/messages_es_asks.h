/* messages_es_asks.h - what gates ask for, and days, in Spanish; part of messages_es.h. A day is told so that "de" and "a"
 * before it need no contraction. */
#ifndef TDM_MESSAGES_ES_ASKS_H
#define TDM_MESSAGES_ES_ASKS_H

#define TDM_MESSAGES_ES_ASKS(X) \
    X(ASKS_ALL, "todo lo siguiente") X(ASKS_ANY, "algo de lo siguiente") X(ASKS_SOME, "al menos {n} de lo siguiente") \
    X(ASKS_NOT, "que no se cumpla:") \
    X(ASKS_CLEARANCE, "firma «{ref}»") X(ASKS_SIGNATURE, "firma «{ref}»") X(ASKS_NOT_BEFORE, "no antes de {words}") \
    X(ASKS_OPEN_FLAG, "alguna señal de alarma abierta") X(ASKS_OPEN_FINDING, "algún hallazgo abierto") \
    X(ASKS_OPEN_COMPENSATION, "alguna compensación abierta") X(ASKS_OPEN, "abierto: {ref}") \
    X(ASKS_NO_OPEN_FLAG, "ninguna señal de alarma abierta") X(ASKS_NO_WARNING, "ninguna señal de alarma abierta") X(ASKS_WARNING, "alguna señal de alarma abierta") X(ASKS_NO_OPEN_FINDING, "ningún hallazgo abierto") \
    X(ASKS_NO_OPEN_COMPENSATION, "ninguna compensación abierta") X(ASKS_NO_OPEN, "no abierto: {ref}") \
    X(ASKS_NO_RECORD, "sin constancia de: {ref}") X(ASKS_RECORD, "constancia de: {ref}") X(ASKS_NONE, "ninguna vez: {ref}") \
    X(ASKS_TAKING, "toma ahora: {ref}") X(ASKS_SETS, "todas las series hechas") \
    X(ASKS_SETTLED, "calmado a la mañana siguiente") X(ASKS_ALWAYS, "siempre") \
    X(ASKS_THING_FLAG, "señal de alarma") X(ASKS_THING_FINDING, "hallazgo") X(ASKS_THING_COMPENSATION, "compensación") \
    X(ASKS_THING_OF_FINDING, "{ref}") X(ASKS_THING_CLASS, "{ref}") \
    X(ASKS_THING_SUBSTANCE, "{ref}") X(ASKS_THING_PROCEDURE, "{ref}") X(ASKS_THING_EVENT, "{ref}") \
    X(ASKS_SCREENED, ", según lo preguntado en los últimos {span}") X(ASKS_SINCE, " desde {words}") \
    X(ASKS_WITHIN, " en los últimos {span}") \
    X(ASKS_LATEST, "la última medición") X(ASKS_MEAN, "el promedio") X(ASKS_WORST, "la peor medición") \
    X(ASKS_BEST, "la mejor medición") X(ASKS_EVERY, "cada medición") \
    X(ASKS_OVER_WITHIN, ", {words} en los últimos {span}") X(ASKS_OVER_OF, ", {words} de {span}") \
    X(ASKS_OVER_SESSIONS, ", en {n|la última sesión|las últimas sesiones} ({n})") \
    X(ASKS_READINGS, ", al menos {n} {n|medición|mediciones}") \
    X(ASKS_RISE_NEXT, "aumento desde antes de una sesión hasta la mañana siguiente ({ref})") \
    X(ASKS_CHANGE_OF, "cambio ({ref})") X(ASKS_MEASURE, "{ref}: {words}") X(ASKS_BETTER, "{ref}: mejor que {value} por {words}") \
    X(ASKS_WORSE, "{ref}: peor que {value} por {words}") X(ASKS_PERCENT, "{ref}: {words} en comparación con {value}") \
    X(ASKS_DIFFERENCE, "{ref}: {words} de diferencia con {value}") X(ASKS_APART, "{ref}: {words} de diferencia con {value}") \
    X(BASIS_OTHER_SIDE, "el otro lado") X(BASIS_BASELINE, "el valor de partida") X(BASIS_BEST, "la mejor marca") \
    X(BASIS_NORM, "la norma") X(BASIS_LAST_WEEK, "la semana pasada") \
    X(DAY_ENROLMENT, "la inscripción") X(DAY_PROCEDURE, "la fecha del procedimiento") X(DAY_DISCHARGE, "la fecha del alta") \
    X(DAY_START_OF, "la fecha en que comienza «{ref}»") X(DAY_END_OF, "la fecha en que termina «{ref}»") \
    X(DAY_OF_GATE, "la fecha en que se abre «{ref}»") \
    X(DAY_AFTER, "{span} después de {words}") X(DAY_BEFORE, "{span} antes de {words}") \
    X(FROM_DAY, "desde {words}") X(UNTIL_DAY, "hasta {words}") X(UNTIL_CLEARANCE, "hasta la firma «{ref}»") \
    X(UNTIL_CLEARANCE_AT_MOST, "hasta la firma «{ref}», como mucho {words}") X(WITHOUT_END, "sin fin") \
    X(VALID_FOR, "vale {span}") X(ESCALATE_TO, "avisar a: {who}; plazo: {span}") \
    X(TOUCHES_ROUTE, "{ref}, por esta vía: {words}") X(TOUCHES_LOAD, "carga por encima de: {class}") \
    X(OFTEN_WEEK, "{n} {n|vez|veces} por semana") X(OFTEN_DAY, "{n} {n|vez|veces} al día") \
    X(OFTEN_APART, "con {span} de por medio como mínimo") X(OFTEN_SETS, "{n} {n|serie|series}") \
    X(OFTEN_REST, "descanso de {value} a {limit} {words}") X(ROW_WEEK, "semana {n}: {words}") \
    X(ROW_WEEKS, "semanas {n} a {of_n}: {words}") \
    X(THRESHOLD_AFTER, "tras {span}") X(THRESHOLD_FROM, "con valores de partida de {value} a {limit}") \
    X(THRESHOLD_PEOPLE, "{n} {n|persona|personas}") X(THRESHOLD_CONFIDENCE, "confianza del {n}%") \
    X(ITEM_VALUES, "{value} a {limit}") X(ITEM_BETWEEN, "{value} a {limit}, también intermedios") X(THRESHOLD_RANGE, "{value} a {limit}") X(METHOD_ANCHOR, "por comparación con una pregunta de cambio") X(METHOD_ROC, "curva ROC") \
    X(METHOD_DISTRIBUTION, "por la dispersión")

#endif
