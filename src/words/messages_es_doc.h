/* messages_es_doc.h - standing, why, verdicts, differences, work list, small words in Spanish; part of messages_es.h. */
#ifndef TDM_MESSAGES_ES_DOC_H
#define TDM_MESSAGES_ES_DOC_H

#define TDM_MESSAGES_ES_DOC(X) \
    X(NEEDS_READING, "falta una medición: {ref}") \
    X(NEEDS_SIGNATURE, "falta la firma de: {who}") \
    X(NEEDS_PROCEDURE, "nunca, si no se hace el procedimiento") \
    X(NEEDS_CLOSING, "nunca, si no se cierra «{ref}»") \
    X(NEEDS_PERSON, "nunca, si no lo cambia una persona") \
    X(VERDICT_FINE, "bien: nada lo impide") \
    X(VERDICT_NEEDS_REASON, "hace falta un motivo firmado: va en contra del protocolo, y con un motivo se puede anotar") \
    X(VERDICT_REFUSED, "así se rechaza") \
    X(VERDICT_TERM, "lo fija: {words}") \
    X(VERDICT_ANSWERED, "lo sostiene el motivo dado; queda a la vista") \
    X(VERDICT_TOLD, "para saberlo; no impide nada a nadie") \
    X(VERDICT_WAY_SIGN, "se puede firmar desde el {until}") \
    X(VERDICT_WAY_SIGNER, "puede firmarlo: {who}") \
    X(VERDICT_WAY_REASON, "escriba `because \"...\"`, por alguien del equipo") \
    X(VERDICT_WAY_OVERRIDE, "espere a que se cumpla el control de paso, o anote `override {ref}` con un motivo el mismo día") \
    X(VERDICT_WAY_NEVER, "ningún motivo permite una carga más allá de esta cláusula, que vale hasta el {until}: indique menos") \
    X(VERDICT_WAY_FINDING, "anótelo como resuelto cuando lo esté, o como rechazado si el paciente no quiere reeducarlo") \
    X(VERDICT_WAY_SITE, "este registro es de otro lugar del cuerpo: anótelo en el registro de ese lugar, o corrija el lugar; anotado aquí, los límites de protección empezarían de nuevo") \
    X(HEAD_CHANGED, "Qué ha cambiado") \
    X(HEAD_DIFFERENCES, "Qué cambiaría") \
    X(DIFFERENCE_NONE, "nada") \
    X(DIFFERENCE_STATE, "{ref}: {words}, antes {value}") \
    X(DIFFERENCE_EARLIEST, "{ref}: lo más pronto el {until}, antes el {date}") \
    X(DIFFERENCE_LATEST, "{ref}: lo más tarde el {until}, antes el {date}") \
    X(DIFFERENCE_END, "{ref}: termina lo más tarde el {until}, antes el {date}") \
    X(DIFFERENCE_FROM, "{ref}: se puede firmar desde el {until}, antes desde el {date}") \
    X(DIFFERENCE_LAST, "{ref}: último día el {until}, antes el {date}") \
    X(DIFFERENCE_CRITERION, "{ref}, {clause}: {words}, antes {value}") \
    X(DIFFERENCE_CEILING, "carga permitida: {words}, antes {value}") \
    X(DIFFERENCE_BARRED, "ahora no permitido: {words}") \
    X(DIFFERENCE_UNBARRED, "ya no prohibido: {words}") \
    X(DIFFERENCE_OWED_NEW, "ahora pendiente de {who}: {words}") \
    X(DIFFERENCE_OWED_GONE, "ya no pendiente de {who}: {words}") \
    X(DIFFERENCE_DEVIATION_NEW, "ahora anotado en contra del protocolo: {words}") \
    X(DIFFERENCE_DEVIATION_GONE, "ya no en contra del protocolo: {words}") \
    X(DIFFERENCE_OPEN_NEW, "ahora abierto: {words}") \
    X(DIFFERENCE_OPEN_GONE, "ya no abierto: {words}") \
    X(DIFFERENCE_NO_DATE, "sin fecha") \
    X(DIFFERENCE_NO_LIMIT, "ningún límite dicho") \
    X(ASSUMED_REST, "Si no se anota nada más. Las fechas futuras son el mejor caso: todo lo que se pide se cumple.") \
    X(OTHER_MISSING, "No se tuvo a mano otro registro de esta persona ({words}): aquí no se dicen sus límites.") \
    X(HEAD_SIGNS, "Señales de alarma") \
    X(SIGNS_OPEN, "abiertas: {words}") \
    X(SIGNS_NOT_FOUND, "se preguntó por ellas y no se hallaron el {date}: {words}") \
    X(SIGNS_NOT_ASKED, "no se preguntó por ellas: {words}") \
    X(HEAD_ADVERSE, "Eventos adversos") \
    X(ADVERSE_LINE, "{date}: {words}, grado {n}") \
    X(ADVERSE_SERIOUS, "grave") \
    X(ADVERSE_JUDGED, "relación con el tratamiento: {value}, según {who}") \
    X(ADVERSE_SAID, "relación con el tratamiento: {value}, según lo anotado; aún sin juzgar") \
    X(ADVERSE_OPEN, "relación con el tratamiento: aún sin juzgar") \
    X(HEAD_OTHERS, "Otros episodios de esta persona") \
    X(OTHER_LINE, "{ref}: {words}") \
    X(OTHER_PLANNED, "procedimiento previsto para el {date}") \
    X(CONFLICT_EXERCISE, "{ref}: no lo permite {words}; avise a todos: {who}") \
    X(CONFLICT_PLANNED, "{ref}: carga el lugar del procedimiento que {words} prevé para el {date}; avise a todos: {who}") \
    X(CONFLICT_SUBSTANCE, "{ref}: vale en los dos episodios, aquí {value}, en {words} {class}; cuenta el final más tardío; avise a todos: {who}") \
    X(WORK_TITLE, "{n} {n|asunto pendiente|asuntos pendientes} en {of_n} {of_n|registro|registros}, {date}") \
    X(WORK_EMERGENCY, "Emergencia: responder ahora") X(WORK_LATE_BLOCK, "Con retraso, y alguien lo espera") \
    X(WORK_BLOCK, "Alguien lo espera") X(WORK_LATE, "Con retraso") X(WORK_DUE, "Toca ahora") X(WORK_SOON, "Pronto") \
    X(WORK_WAITS, "Aún no se puede hacer") \
    X(WORK_BLOCKS, "lo espera el control de paso: {ref}") X(WORK_HOLDS, "mantiene en pausa la fase: {ref}") \
    X(TRUTH_MET, "cumple") X(TRUTH_UNMET, "no cumple") X(TRUTH_UNKNOWN, "no se sabe") \
    X(GATE_OPEN, "abierto") X(GATE_CLOSED, "cerrado") X(GATE_CANNOT_TELL, "no se puede saber") \
    X(GATE_NOT_APPLICABLE, "no corresponde") X(GATE_PASSED, "superado el {date}") X(GATE_OVERRIDDEN, "anulado") \
    X(PHASE_NOT_YET, "aún no") X(PHASE_ACTIVE, "en curso") X(PHASE_HELD, "en pausa") X(PHASE_ENDED, "terminada") \
    X(PHASE_NOT_APPLICABLE, "no corresponde") X(PHASE_LINGERING, "terminada, sus límites siguen") \
    X(PHASE_OVERDUE, "fuera de plazo desde el {date}") \
    X(RESTRICTION_NOT_YET, "desde el {date}") X(RESTRICTION_IN_FORCE, "hasta el {date} inclusive") \
    X(RESTRICTION_OVER, "ya no vale, desde el {date}") X(RESTRICTION_NO_DATE, "sin fecha fijada") \
    X(RESTRICTION_OPEN_END, "sin final fijado") \
    X(RESTRICTION_BY_PERSON, "hasta que le den permiso, el {date} o después (decide: {who})") \
    X(RESTRICTION_BY_PERSON_UNDATED, "hasta que le den permiso (decide: {who})") \
    X(OWED_UPCOMING, "desde el {date}") X(OWED_DUE, "a más tardar el {date}") X(OWED_OVERDUE, "atrasado desde el {date}") \
    X(OWED_WAITING, "en espera") X(OWED_DUE_NOW, "para hoy") \
    X(KIND_ASSESSMENT, "medir: {ref}") X(KIND_BASELINE, "valor inicial: {ref}") X(KIND_SIGNATURE, "decidir: {ref}") \
    X(KIND_DIARY, "diario de síntomas") X(KIND_MEASURE, "anotar: {ref}") X(KIND_ESCALATION, "responder al aviso: «{ref}»") \
    X(KIND_ANSWER, "responder a lo que se entregó: {ref}") X(KIND_SCREEN, "preguntar por señales de alarma") \
    X(KIND_SCREEN_FINDINGS, "buscar hallazgos") X(KIND_RULE, "responder a la regla: «{ref}»") \
    X(KIND_DECISION, "decidir cómo seguir sin «{ref}»: {words}") \
    X(KIND_PRESCRIBER_QUESTION, "preguntar a quien lo recetó: {words}") X(KIND_REVIEW, "volver a mirar: {ref}") \
    X(KIND_RETRAINING, "reeducar: «{ref}»") X(KIND_RECORD, "completar el registro: {ref}") \
    X(KIND_JUDGEMENT, "juzgar el evento adverso: «{ref}»") \
    X(THEN_KNOWN, "se sabía entonces") X(THEN_LATER, "se supo después") X(NOW_GONE, "ya no es así, por lo que se sabe ahora") \
    X(STANDING_TITLE, "{chart}: {site}, {title}") X(STANDING_ASOF, "El {date}") \
    X(STANDING_KNOWN_ALL, "todo lo anotado en el registro") X(STANDING_KNOWN, "lo anotado hasta {known}") \
    X(STANDING_NOT_ENROLLED, "No está inscrito ese día.") X(STANDING_ENDED, "El episodio terminó el {date}: {words}.") \
    X(STANDING_DAY, "día {n} después del procedimiento del {date}") \
    X(STANDING_PLANNED, "procedimiento previsto para el {date}, aún no hecho") \
    X(STANDING_NO_PROCEDURE, "ningún procedimiento hecho ni previsto") \
    X(STANDING_SYNTHETIC, "Ejemplo inventado, no es una persona.") \
    X(STANDING_PUBLISHED, "Copiado de un caso publicado: {words}") \
    X(STANDING_ENTRIES, "{n} de {of_n} anotaciones conocidas") \
    X(STANDING_ON_BY, "El {date}, según {words}.") \
    X(STANDING_PROTOCOL, "Protocolo {ref} {value} ({class}); {words}.") \
    X(CEILING_HELD, "{words}, porque está en pausa desde el {date}: {ref}") \
    X(HEAD_EMERGENCY, "EMERGENCIA") X(HEAD_TRACKS, "Dónde está") X(HEAD_GATES, "Controles de paso") \
    X(HEAD_CEILING, "Carga permitida hoy") X(HEAD_RESTRICTIONS, "No permitido") X(HEAD_OWED, "Pendiente") \
    X(HEAD_DEVIATIONS, "Anotado en contra del protocolo") X(HEAD_OPEN, "Señales y hallazgos abiertos") \
    X(HEAD_CHANGES, "Qué dicen las reglas de progresión") X(HEAD_EXERCISES, "Ejercicios") X(HEAD_NEXT, "Qué viene después") \
    X(EMERGENCY_LINE, "{ref}, desde el {date}: {who}, en un plazo de {words}. Nada de carga hasta que se cierre.") \
    X(EMERGENCY_LINE_PLAIN, "{ref}, desde el {date}. Nada de carga hasta que se cierre.") \
    X(CEILING_IS, "como mucho: {class}") X(CEILING_ALL, "todas las cargas") \
    X(CEILING_NONE, "ninguna cláusula pone aún un límite") X(CEILING_BARRED, "no: {words}") \
    X(CEILING_SET_BY, "lo fija: {words}") X(CEILING_ALSO, "también vale: {words}") \
    X(GATE_EARLIEST, "podría abrirse el {date} como muy pronto, si se cumple todo lo que pide") \
    X(GATE_EARLIEST_TOMORROW, "podría abrirse mañana, {date}, como muy pronto, si se cumple todo lo que pide") \
    X(GATE_EARLIEST_TODAY, "podría abrirse hoy, si se cumple todo lo que pide") X(GATE_NO_DATE, "no se puede decir una fecha") \
    X(GATE_TODAY, "hoy: {ref}") \
    X(TRACK_TISSUE, "tejido") X(TRACK_FUNCTION, "función") X(TRACK_NONE, "sin empezar") \
    X(SINCE, "desde el {date}") X(SINCE_UNTIL, "del {date} al {until}") X(NEXT_PHASE, "después: {ref}") \
    X(NEXT_FROM, "{ref}, desde el {date}") X(NEXT_NOT_BEFORE, "{ref}, el {date} o después, no por sí solo") \
    X(NEXT_PLANNED, "{ref}, previsto para el {date}") X(NEXT_BETWEEN, "{ref}, entre el {date} y el {until}") \
    X(NEXT_UNDATED, "{ref}: aún sin fecha") \
    X(NOTICE, "Para el equipo que atiende; no es consejo médico. No decide nada y no promete ningún resultado; un médico decide si un tratamiento es apropiado. Un clínico que hable español aún no ha revisado esta traducción.") \
    X(NOTHING, "nada") X(ANYBODY, "cualquiera del equipo") \
    X(WHY_GATE, "control de paso «{ref}»: {words}") X(WHY_CLAUSE, "{file}, línea {n}: {words}") \
    X(WHY_SOURCE, "fuente: {words}") X(WHY_OWN, "fuente: el juicio del propio autor") \
    X(WHY_ENTRY, "anotación del {date}: {words}") X(WHY_CHANGES, "podría cambiar el {date}") \
    X(WHY_CHANGES_TODAY, "podría cambiar hoy") X(WHY_ASK, "preguntar a: {who}") \
    X(WHY_BARE, "solo pide una firma, nada más") \
    X(WHY_ENTRY_BY, "{words}, por {who}") X(WHY_ENTRY_NAMED, "{words}, por {who}, nombre {ref}") \
    X(WHY_CLEARANCE, "permiso «{ref}»: {words}") X(WHY_PHASE, "fase «{ref}» ({value}): {words}") \
    X(WHY_RESTRICTION, "restricción «{ref}»: {words}") X(WHY_LOAD, "carga permitida: {ref}") \
    X(WHY_NO_LIMIT, "ningún límite dicho") X(WHY_BINDING, "manda: {ref}") X(WHY_IN_FORCE, "vale: {ref}") \
    X(WHY_MAY, "{ref}: permitido") X(WHY_MAY_UP_TO, "{ref}: permitido, hasta el límite") X(WHY_MAY_NOT, "{ref}: no permitido") \
    X(PART_UNTRANSLATED, "{words} (en inglés)") X(PART_OR, " o ") X(PART_NEXT, "; ") X(PART_AND, ", y además ") X(PART_IT, "eso") \
    X(PART_FLAG, "una señal de alarma") X(PART_FINDING, "un hallazgo") X(PART_TEAM, "su equipo") \
    X(PART_DIFFERENCE, "una diferencia de {ref}") \
    X(PART_COUNTS, "de {of_n}: se {n|cumple|cumplen} {n}, no se {left_n|cumple|cumplen} {left_n}, no se {from_n|sabe|saben} {from_n}") \
    X(PART_GATE, "control de paso «{ref}»") X(PART_RESTRICTION, "restricción «{ref}»") \
    X(PART_RIGHT, "{ref}, lado derecho") X(PART_LEFT, "{ref}, lado izquierdo") \
    X(PART_STEP, "escalón {n}") X(PART_STARTS, "empieza") X(PART_ENDS, "termina") \
    X(PART_BEST, "mejor marca") X(PART_BODY_MASS, "peso corporal") X(PART_NOT_WHOLE, ", no completo") \
    X(TERM_PHASE, "fase «{ref}» (línea {n})") X(TERM_NEVER, "prohibición fija del protocolo (línea {n})") X(TERM_FIXED, "prohibición fija del protocolo (línea {n})") \
    X(TERM_RESTRICTION, "restricción «{ref}» (línea {n})") X(TERM_STATEMENT, "límite anotado el {date}") \
    X(TERM_HOLD, "pausa del {date}") X(TERM_FLAG, "señal de alarma del {date}") \
    X(OPEN_FLAG, "señal de alarma, {ref}: {words} desde el {date}") \
    X(CHANGE_STOP, "parar") X(CHANGE_BACK, "volver atrás") X(CHANGE_STAY, "seguir igual") X(CHANGE_ON, "avanzar")

#endif
