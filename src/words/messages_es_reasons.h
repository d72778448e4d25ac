/* messages_es_reasons.h - the reasons in Spanish; part of messages_es.h. */
#ifndef TDM_MESSAGES_ES_REASONS_H
#define TDM_MESSAGES_ES_REASONS_H

#define TDM_MESSAGES_ES_REASONS(X) \
    X(REASON_NONE, "sin motivo anotado") \
    X(REASON_WITHIN, "{value} el {date}") \
    X(REASON_WITHIN_MANY, "{value} en {n} mediciones hasta el {date}") \
    X(REASON_OUTSIDE_MANY, "{value} en {n} mediciones hasta el {date}") \
    X(REASON_OUTSIDE, "{value} el {date}") \
    X(REASON_MISSING, "nunca se anotó: {ref}") \
    X(REASON_STALE, "la última medición es del {date}, hace {n} {n|día|días}; solo cuentan las de hasta {of_n} {of_n|día|días}") \
    X(REASON_COVERAGE, "hay {n} de {of_n} mediciones necesarias, del {date} al {until}") \
    X(REASON_CONTRADICTORY, "las mediciones del {date} se contradicen") \
    X(REASON_OTHER_SIDE_MISSING, "no hay medición del otro lado") \
    X(REASON_OTHER_SIDE_AFFECTED, "el otro lado también está afectado y no sirve para comparar") \
    X(REASON_NOT_SAME_DAY, "los dos lados se midieron en días distintos, el {date} y el {until}") \
    X(REASON_NO_BASELINE, "falta el valor inicial, de antes del procedimiento: {ref}") \
    X(REASON_NO_BASIS, "no se anotó aquello con lo que se compara") \
    X(REASON_NO_SESSIONS, "se {n|puede|pueden} juzgar {n} de {of_n} sesiones") \
    X(REASON_SETS_DONE, "todas las series hechas en {of_n} {of_n|sesión, la última|sesiones, las últimas}") \
    X(REASON_SETS_NOT_DONE, "el {date} no se hicieron todas las series") \
    X(REASON_SETTLED, "calmado la mañana después del {date}") \
    X(REASON_NOT_SETTLED, "no calmado la mañana después del {date}") \
    X(REASON_SIGNED, "firma del {date}, cuenta hasta el {until} inclusive") \
    X(REASON_NOT_SIGNED, "sin firma") \
    X(REASON_TOO_EARLY, "hace falta una firma nueva: la del {date} fue antes del {until} y nunca cuenta") \
    X(REASON_EXPIRED, "firma del {date}, contaba hasta el {until} inclusive: vencida") \
    X(REASON_REVOKED, "retirada el {date}") \
    X(REASON_WRONG_ROLE, "firma del {date}, de alguien que no puede firmar esto") \
    X(REASON_SPENT, "firma del {date}, anterior al procedimiento que cuenta ahora") \
    X(REASON_TIME_REACHED, "el plazo se cumplió el {date}") \
    X(REASON_TOO_SOON, "no antes del {date}") \
    X(REASON_NOT_ANCHORED, "se cuenta desde algo que aún no ha ocurrido") \
    X(REASON_WINDOW_MOVED, "cambiado por una anotación firmada: no antes del {date}") \
    X(REASON_IS_OPEN, "sigue abierto desde el {date}: «{ref}»") \
    X(REASON_NONE_OPEN, "nada abierto; se preguntó por última vez el {date}") \
    X(REASON_NEVER_ASKED, "no hay nada anotado, y nadie ha preguntado") \
    X(REASON_SCREEN_STALE, "se preguntó por última vez el {date}, hace {n} {n|día|días}; solo cuenta hasta {of_n} {of_n|día|días}") \
    X(REASON_RECORD_FOUND, "anotado el {date}") \
    X(REASON_RECORD_UNKNOWN, "no se puede saber: nadie ha dicho qué contiene {words}, del {date}") \
    X(REASON_NO_RECORD, "nada anotado desde el {date}") \
    X(REASON_DENIED, "negado el {date}, para el tiempo desde el {until}") \
    X(REASON_NOT_DENIED, "nadie ha preguntado por el tiempo desde el {date}") \
    X(REASON_TAKING, "consta que lo toma, {date}") \
    X(REASON_NOT_TAKING, "no consta que lo tome") \
    X(REASON_ALWAYS, "vale para todos") \
    X(REASON_ALL_MET, "se {of_n|cumple|cumplen} {of_n} de {of_n}") \
    X(REASON_SOME_UNMET, "no se {n|cumple|cumplen} {n} de {of_n}") \
    X(REASON_SOME_UNKNOWN, "no se {n|sabe|saben} {n} de {of_n}") \
    X(REASON_OVERRIDDEN, "anulado por una anotación firmada del {date}") \
    X(REASON_BY_DATE, "por sus propias fechas, {date}") \
    X(REASON_BY_ENTRY, "anotado el {date}") \
    X(REASON_BY_CLEARANCE, "terminado con la firma del {date}") \
    X(REASON_BY_NEXT, "el {date} empezó: {ref}") \
    X(REASON_BY_END, "el episodio terminó el {date}") \
    X(REASON_HELD_BY_ENTRY, "en pausa desde el {date}") \
    X(REASON_HELD_BY_REVOCATION, "en pausa: su permiso se retiró el {date}") \
    X(REASON_HELD_BY_FLAG, "en pausa: sigue abierto desde el {date}: {ref}") \
    X(REASON_NO_PROCEDURE, "espera el procedimiento, que no se ha hecho") \
    X(REASON_PAST_LONGEST, "pasó de su duración máxima el {date}") \
    X(REASON_UNDER_CEILING, "{class}: no pasa del límite de hoy ({ceiling})") \
    X(REASON_ABOVE_CEILING, "{class}: pasa del límite de hoy ({ceiling})") \
    X(REASON_BARRED_ATTRIBUTE, "no está permitido hoy: {ref}") \
    X(REASON_CLASS_UNKNOWN, "la dosis no dice lo suficiente para conocer su carga") \
    X(REASON_NOT_AT_SITE, "no carga el lado tratado") \
    X(REASON_DEVIATION_LOAD, "{ref}: se hizo con {class}; el límite de ese día era {ceiling}") \
    X(REASON_DEVIATION_ATTRIBUTE, "una sesión tuvo algo no permitido ese día: {ref}") \
    X(REASON_DEVIATION_PRESCRIBED, "{ref}: se indicó con {class}; el límite de ese día era {ceiling}") \
    X(REASON_DEVIATION_PRESCRIBED_ATTRIBUTE, "una indicación tiene algo no permitido ese día: {ref}") \
    X(REASON_DEVIATION_SUBSTANCE, "{words}: se tomó durante {ref}, que dura hasta el {until} inclusive") \
    X(REASON_DEVIATION_SUBSTANCE_UNKNOWN, "no se puede saber si {words} afecta a {ref}: pregunte qué contiene y cómo se tomó") \
    X(REASON_DEVIATION_ORDERED, "{words}: está indicado durante {ref}, que dura hasta el {until} inclusive; no consta que se tomara") \
    X(REASON_DEVIATION_VITAL, "{words}: afecta a {ref}, pero puede ser vital: siga tomándolo; deciden el médico y quien lo recetó") \
    X(REASON_DEVIATION_GATE, "anotado aunque no se cumplía: {ref}") \
    X(REASON_DEVIATION_UNKNOWN_GATE, "anotado aunque no se podía saber si se cumplía: {ref}") \
    X(REASON_DEVIATION_COMPLETED, "terminado aunque no se cumplía: {ref}") \
    X(REASON_DEVIATION_COMPLETED_OPEN, "terminado con un hallazgo abierto: «{ref}», desde el {date}") \
    X(REASON_DEVIATION_EARLY_UNDATED, "{ref}: firma del {date}, antes de que ocurriera aquello desde lo que se cuenta: no cuenta nunca") \
    X(REASON_DEVIATION_EARLY_SIGNATURE, "{ref}: firma del {date}, antes del {until}: no cuenta nunca") \
    X(REASON_DEVIATION_SIGNER, "{ref}: firmó alguien que no puede firmar esto") \
    X(REASON_DEVIATION_BASELINE, "procedimiento hecho con {n} de {of_n} medidas iniciales conocidas") \
    X(REASON_DEVIATION_WRONG_SITE, "el procedimiento se anotó en un lugar distinto al de este episodio") \
    X(REASON_DEVIATION_OVERSTAYED, "{ref}: pasó de su duración máxima el {date}") \
    X(REASON_DEVIATION_NEVER, "{ref}: el protocolo lo excluye hasta el {until} (prohibición fija)") \
    X(REASON_DEVIATION_OVERRIDE, "anulado por una anotación firmada: {ref}") \
    X(REASON_DEVIATION_MOVER, "{ref}: lo cambió de fecha alguien que no puede hacerlo: queda como estaba") \
    X(REASON_DEVIATION_MOVE, "{ref}: se cambió de fecha más allá de lo que permite el protocolo") \
    X(REASON_DEVIATION_AFTER_END, "con fecha posterior al final del episodio, el {until}") \
    X(REASON_DEVIATION_FLAG_CLOSER, "{ref}: lo cerró alguien que no puede cerrarlo: sigue abierto") \
    X(REASON_DEVIATION_RAISED, "{ref}: se hizo con {value}; el objetivo era {limit}, y ninguna regla lo había subido") \
    X(REASON_DEVIATION_LATE_FACT, "{ref}: se firmó sin un dato que se anotó después; quien firmó debe volver a mirarlo") \
    X(REASON_OWED_REPEAT, "cada {n} {n|día|días}; última vez el {date}") \
    X(REASON_OWED_WINDOW, "entre el {date} y el {until}") \
    X(REASON_OWED_NEVER_DONE, "aún no hecho; el plazo empezó el {date}") \
    X(REASON_OWED_UNKNOWN, "sin esto no se puede saber: {ref}") \
    X(REASON_OWED_DECISION, "se puede firmar desde el {date}") \
    X(REASON_OWED_FLAG, "sigue abierto y espera respuesta: {ref}") \
    X(REASON_OWED_NEVER_MET, "no se cumple, y el plazo más largo terminó; desde el {date}: {ref}") \
    X(REASON_OWED_RULE, "por lo que dice desde el {date} de: {ref}") \
    X(REASON_OWED_PRESCRIBER, "un medicamento que puede ser vital: pregunte a quien lo recetó") \
    X(REASON_OWED_FINDING, "hallazgo abierto que hay que reeducar") \
    X(REASON_OWED_FIELDS, "en el registro del procedimiento {n|falta|faltan} {n} {n|dato|datos}") \
    X(REASON_OWED_JUDGEMENT, "evento adverso del {date}, grado {n}; nadie ha juzgado su relación con el tratamiento") \
    X(REASON_OWED_PLAN_PASSED, "previsto para el {date}, y no hay nada anotado desde entonces") \
    X(REASON_OWED_PARTLY, "hecho en parte el {date}, porque: {why}") \
    X(REASON_OWED_COULD_NOT, "no se pudo hacer el {date}, porque: {why}") \
    X(REASON_OWED_ACKNOWLEDGE, "entregado el {date}, aún sin acuse de recibo") \
    X(REASON_OWED_REVIEW, "algo anotado después habla en contra; quien firmó debe volver a mirarlo")

#endif
