/* messages_es_rest.h - record, roadmap, options, scores and the comparison of protocols in Spanish; part of messages_es.h. */
#ifndef TDM_MESSAGES_ES_REST_H
#define TDM_MESSAGES_ES_REST_H

#define TDM_MESSAGES_ES_REST(X) \
    X(HEAD_REGISTER, "Hallazgos y su curso") \
    X(REGISTER_LINE, "«{ref}»: {words}") X(REGISTER_AT, "«{ref}» ({value}): {words}") \
    X(REGISTER_STEP, "{words}, {date}, por {who}") \
    X(REGISTER_OPEN, "abierto desde el {date}") X(REGISTER_OVER, "terminado el {date}") \
    X(REGISTER_AGAIN, "abierto otra vez, después de resolverse el {date}") \
    X(REGISTER_DECLINED, "rechazado: queda a la vista, y no hay reeducación pendiente") \
    X(REGISTER_CAUSE, "se cree que viene de «{ref}»") \
    X(HEAD_HANDOFFS, "Traspasos") \
    X(HANDOFF_LINE, "{ref}: {words}") X(HANDOFF_ASKED, "de {who} a {by}, el {date}") X(HANDOFF_DUE, "hasta el {date}") \
    X(HANDOFF_WAITING, "sin respuesta anotada") X(HANDOFF_NOTED, "visto el {date} por {who}") \
    X(HANDOFF_SIGNED, "firmado el {date} por {who}") X(HANDOFF_DONE, "hecho el {date} por {who}") \
    X(HANDOFF_PARTLY, "hecho en parte el {date} por {who}") X(HANDOFF_COULD_NOT, "no se pudo hacer, dice {who} el {date}") \
    X(HANDOFF_DECLINED, "rechazado el {date} por {who}") X(HANDOFF_NOT_NEEDED, "no hace falta, dice {who} el {date}") \
    X(HANDOFF_BECAUSE, "porque: {words}") X(HANDOFF_LATE, "{n} {n|día|días} de retraso") \
    X(HANDOFF_WRITTEN, "a tiempo; anotado el {date}") \
    X(HEAD_MEASURES, "Medidas") \
    X(MEASURED_NOW, "{ref}: {value} el {date}") X(MEASURED_BASELINE, "valor inicial {value} del {date}") \
    X(MEASURED_CHANGE, "cambio {value}") \
    X(MEASURED_BEYOND, "no menor que {value}, lo mínimo que es más que el error de medida") \
    X(MEASURED_WITHIN, "menor que {value}, así que puede ser solo error de medida") \
    X(MEASURED_SIDE, "el otro lado, {value} el mismo día: {percent} de él") \
    X(MEASURED_SIDE_ZERO, "el otro lado, {value} el mismo día") \
    X(MEASURED_SIDE_UNKNOWN, "frente al otro lado: {words}") \
    X(MEASURED_MASS, "{value} con un peso corporal de {limit} del {date}") \
    X(MEASURED_MASS_MISSING, "por kilogramo: no consta el peso corporal") \
    X(MEASURED_MASS_STALE, "por kilogramo: el peso corporal {limit} del {date} es de hace {n} {n|día|días}; solo cuenta hasta {of_n}") \
    X(HEAD_BASELINE_FROZEN, "Valores iniciales: {n} de {of_n} conocidos antes del procedimiento del {date}; solo las correcciones los cambian") \
    X(HEAD_BASELINE_PLANNED, "Valores iniciales: {n} de {of_n} conocidos, contados hasta el procedimiento previsto para el {date}") \
    X(HEAD_BASELINE_TODAY, "Valores iniciales: {n} de {of_n} conocidos, contados hasta el {date}") \
    X(BASELINE_IS, "{ref}: {value} del {date}") X(BASELINE_OTHER_SIDE, "el otro lado {value}") \
    X(BASELINE_GAIN, "primero {value} el {date}; cambio en la preparación {limit}") \
    X(BASELINE_FIRST, "primero {value} el {date}") \
    X(BASELINE_IS_MISSING, "{ref}: falta") X(BASELINE_IS_OLD, "{ref}: demasiado antiguo, {value} del {date}") \
    X(BASELINE_DIFFERS, "{ref}: {value} y {limit}, de personas distintas, el {date}") \
    X(HEAD_ROADMAP, "Qué se sigue de ello") \
    X(ROADMAP_RETRAIN_LINE, "reeducar «{ref}», abierto desde el {date}") \
    X(ROADMAP_WATCH_LINE, "volver a mirar «{ref}», abierto desde el {date}") \
    X(ROADMAP_DEFICIT_LINE, "{ref}: {words}; el control de paso «{value}» pide «{clause}»") \
    X(ROADMAP_MEASURE_LINE, "medir: {ref}") X(ROADMAP_MEASURE_OLD, "medir otra vez: {ref}; {value} del {date} es demasiado antiguo") \
    X(ROADMAP_TRAINS, "para entrenar: {words}") X(ROADMAP_NO_VARIABLE, "el catálogo no nombra nada que entrenar para esto") \
    X(ROADMAP_NO_PHASE, "ninguna fase por venir lo busca ni ofrece un ejercicio para ello: el protocolo lo deja abierto") \
    X(ROADMAP_BY, "quién: {who}") X(ROADMAP_AIM, "es un objetivo suyo") \
    X(ROADMAP_OFFERS, "se ofrece: {words}") X(ROADMAP_IN, "fase «{ref}», {words}") X(ROADMAP_ASKED_IN, "se pide en") \
    X(ROADMAP_NOW, "ahora") X(ROADMAP_BEST, "lo más pronto el {date}") X(ROADMAP_UNDATED, "aún sin fecha") \
    X(ROADMAP_NOTHING_OPEN, "No falta ningún valor inicial, no hay déficit ni hallazgo abierto.") \
    X(OPTIONS_TITLE, "{chart}: {site}. {words}") \
    X(OPTIONS_DECISION, "Decisión {ref}; {n} de {of_n} cláusulas que piden una fuente son el juicio propio de su autor.") \
    X(OPTIONS_LIMITS, "Qué limita") X(OPTIONS_WAYS, "Caminos posibles, siempre los cuatro; ninguno se aconseja") \
    X(OPTIONS_FLIPS, "Qué lo cambiaría") X(OPTIONS_POSITIONS, "Qué dicen las guías") X(OPTIONS_LAWS, "Situación legal") \
    X(LIMITING_TISSUE, "tejido: los datos señalan el tejido, y no la fuerza ni el control") \
    X(LIMITING_NEUROMUSCULAR, "neuromuscular: los datos señalan la fuerza o el control, y no el tejido") \
    X(LIMITING_BOTH, "ambos: los datos señalan el tejido y la fuerza o el control") \
    X(LIMITING_CANNOT_TELL, "no se puede saber: no se conoce un dato que importa") \
    X(LIMITING_NEITHER, "no se puede saber: no se halló ninguno de los dos, busque en otra parte") \
    X(WAY_THERAPY_FIRST, "primero la terapia") X(WAY_CELL_PROCEDURE, "estudio para un procedimiento con células") \
    X(WAY_COMBINED, "ambos, combinados en orden") X(WAY_WATCHFUL, "esperar y observar") \
    X(AVAILABILITY_OPEN, "nada anotado lo impide") X(AVAILABILITY_CAUTION, "con precaución") \
    X(AVAILABILITY_ASK, "antes hay una pregunta; decide: {who}") \
    X(AVAILABILITY_UNKNOWN, "no se sabe si es posible: no se preguntó o no se midió todo") \
    X(AVAILABILITY_EXCLUDED, "excluido ahora") \
    X(AVAILABILITY_SHORT_OPEN, "abierto") X(AVAILABILITY_SHORT_CAUTION, "con precaución") \
    X(AVAILABILITY_SHORT_ASK, "antes una pregunta") X(AVAILABILITY_SHORT_UNKNOWN, "no se sabe si es posible") \
    X(AVAILABILITY_SHORT_EXCLUDED, "excluido ahora") \
    X(OPTION_FITS, "los datos de arriba hablan a su favor") X(OPTION_NEEDS, "se compone de: {words}") \
    X(OPTION_FOR, "a favor") X(OPTION_AGAINST, "en contra") X(OPTION_EXCLUDES, "lo excluiría") \
    X(OPTION_ASKS, "pregunta para: {who}") X(OPTION_CAUTIONS, "pide cuidado") \
    X(ARGUMENT_HOLDS, "vale") X(ARGUMENT_FAILS, "no") X(ARGUMENT_UNKNOWN, "no se sabe") \
    X(ARGUMENT_FACTOR, "lo que limita es: {words}") \
    X(FLIP_NONE, "ningún dato desconocido, y ninguno cerca de su límite, cambiaría la respuesta") \
    X(FLIP_TOGETHER, "lo que limita cambia con él junto con otros datos desconocidos") X(FLIP_ASK, "puede anotarlo: {who}") \
    X(FLIP_NEAR, "cerca de su límite: {words}") X(FLIP_IF, "{words}: {ref}") \
    X(FLIP_BELOW, "por debajo de {value}") X(FLIP_UP_TO, "hasta {value}") X(FLIP_ABOVE, "por encima de {value}") \
    X(FLIP_FROM, "desde {value}") X(FLIP_IS, "{value}") X(FLIP_THERE, "si es así") X(FLIP_NOT_THERE, "si no es así") \
    X(OF_OTHER_SIDE, "del otro lado") X(OF_BASELINE, "del valor inicial") X(OF_BASIS, "de aquello con lo que se compara") \
    X(EVIDENCE_TITLE, "{ref} versión {value}, {words}: en qué se apoyan sus cláusulas, a fecha de {date}") \
    X(EVIDENCE_SOURCE, "{words}, {ref}; {why}") X(EVIDENCE_DIRECT, "sobre este mismo tratamiento") X(EVIDENCE_INDIRECT, "sobre otro tratamiento") \
    X(EVIDENCE_WITHDRAWN, "RETIRADA el {date}: {why}. Lo que se apoya en ella necesita otra fuente, o es juicio propio del autor.") \
    X(EVIDENCE_NO_LOOK, "nadie ha anotado una revisión de esta fuente") X(EVIDENCE_OVERDUE, "revisada el {date}; otra revisión está pendiente desde el {until}") \
    X(EVIDENCE_CURRENT, "revisada el {date}, vale hasta el {until}") X(EVIDENCE_OWN, "Juicio propio del autor") \
    X(EVIDENCE_ORDER, "Solidez, de mayor a menor: {words}. «{ref}» dice lo que está permitido, nunca lo que ayuda. Lo estudiado en otro tratamiento pesa menos.") \
    X(EVIDENCE_SHARE, "{n} de {of_n} cláusulas que piden una fuente ({percent}%) son juicio propio del autor.") \
    X(EVIDENCE_LEANS, "Cláusulas que se apoyan en una fuente retirada: {n}; en una cuya revisión está pendiente: {of_n}; en una sin revisión: {from_n}.") \
    X(EVIDENCE_GUIDELINES, "Qué dicen las guías de su procedimiento, según su cabecera") \
    X(POSITION_LINE, "{words}, {n}: {ref}") X(LAW_LINE, "{ref}: desde {date}, {words}") X(LAW_NOT_KNOWN, "{ref}: no se sabe") \
    X(LAW_THIS, "del protocolo de este episodio") \
    X(OPTIONS_NOTICE, "Esto reúne argumentos para una conversación entre paciente, médico y fisioterapeuta; no aconseja ningún tratamiento.") \
    X(DECISION_READS, "lee: {words}") X(DECISION_NEAR, "cerca de un límite: a menos de {value}") X(DECISION_FOR, "para {words}") \
    X(DECISION_HEAD_FACTORS, "Factores") X(DECISION_HEAD_OPTIONS, "Opciones") X(DECISION_HEAD_SOURCES, "Fuentes") \
    X(CHANGE_RESPONDER, "responde: alcanza el menor cambio importante y el error de medida") \
    X(CHANGE_WITHIN_ERROR, "mejora, dentro del error de medida") \
    X(CHANGE_BELOW_MCID, "mejora, menos que el menor cambio importante") \
    X(CHANGE_ERROR_UNKNOWN, "mejora en el menor cambio importante; no se conoce el error de medida") \
    X(CHANGE_MCID_UNKNOWN, "mejora; no se conoce el menor cambio importante") \
    X(CHANGE_NONE, "sin cambio") X(CHANGE_WORSE_WITHIN_ERROR, "peor, dentro del error de medida") X(CHANGE_WORSE, "peor") \
    X(SCORE_HEAD, "{ref}: {words}, versión {value}") X(SCORE_RECALL, "periodo: {words}") \
    X(SCORE_NONE, "sin puntuación: {n} de {of_n} respondidas, hacen falta {from_n}") \
    X(SCORE_BEYOND, "sin puntuación: las respuestas quedan fuera de lo que se puede calcular") \
    X(SCORE_ANSWERED, "{n} de {of_n} respondidas") X(SCORE_ALIKE, "todas las respuestas iguales") \
    X(SCORE_WAY_HIGHER, "de {value} a {words}, más alto es mejor") X(SCORE_WAY_LOWER, "de {value} a {words}, más bajo es mejor") \
    X(SCORE_CHANGE_HEAD, "Qué cambió") X(SCORE_CHANGE, "{ref} ({words}): {value}, antes {until}: {who}") \
    X(SCORE_CHANGE_NOT, "{ref} ({words}): no se puede comparar, una de las dos no tiene puntuación") \
    X(SCORE_JUDGED, "juzgado por {ref}, que encaja mejor; {n} {n|otra fila dice|otras filas dicen} otra cosa") \
    X(SCORE_JUDGED_ALL, "juzgado por {ref}, que encaja mejor; ninguna fila dice otra cosa") \
    X(SCORE_ROW, "{ref} {value}: {words}") X(SCORE_REACHED, "alcanzado") X(SCORE_NOT_REACHED, "no alcanzado") \
    X(SCORE_NO_ROW, "no se conoce ningún umbral que encaje") \
    X(SCORE_ITEMS, "Preguntas, en orden") X(SCORE_SCORES, "Puntuaciones") X(SCORE_THRESHOLDS, "Umbrales") \
    X(SCORE_OLDER, "regla antigua, solo se calcula si se pide") \
    X(SCORE_NO_WORDING, "El texto de las preguntas no está aquí: pídalo a su titular.") \
    X(CHECK_RESTS, "si se respetan los plazos, nadie anula nada, y los criterios y las firmas llegan cada uno dentro de {n} {n|día|días} desde que se piden") \
    X(CHECK_RESTS_SAME_DAY, "si se respetan los plazos, nadie anula nada, y los criterios y las firmas llegan el día en que se piden") \
    X(CHECK_RESTS_EVER, "si se respetan los plazos y nadie anula nada, por tarde que lleguen los criterios y las firmas") \
    TDM_MESSAGES_ES_DIFF(X)

#define TDM_MESSAGES_ES_DIFF(X) \
    X(MEANS_EXISTS, "quitado o nuevo") X(MEANS_CONDITION, "es para {value}") X(MEANS_PROCEDURE, "va con el procedimiento {value}") \
    X(MEANS_TARGET, "se dirige a {value}") X(MEANS_STATUS, "es {value}") X(MEANS_SERIES, "el reloj empieza en {value}") \
    X(MEANS_EARLIEST, "lo más pronto {value}") X(MEANS_LATEST, "empieza lo más tarde {value}") \
    X(MEANS_BARRED_FROM, "no permitido desde {value}") X(MEANS_BARRED_UNTIL, "no permitido hasta {value}") \
    X(MEANS_NEVER_BEFORE, "nunca antes de {value}") X(MEANS_TRACK, "está en {value}") X(MEANS_INTENT, "su intención es {value}") \
    X(MEANS_FROM, "empieza {value}") X(MEANS_UNTIL, "dura hasta {value}") X(MEANS_LENGTH, "dura {value}") \
    X(MEANS_ENDS_BY, "termina con el permiso {value}") X(MEANS_CEILING, "carga como mucho {value}") X(MEANS_BARS, "prohíbe {value}") \
    X(MEANS_OFFERS, "ofrece {value}") X(MEANS_AIMS, "busca {value}") X(MEANS_SIGNED_BY, "lo firma {value}") \
    X(MEANS_NOT_BEFORE, "no antes de {value}") X(MEANS_VALID, "cuenta durante {value}") \
    X(MEANS_MAY_MOVE, "su primer día se puede cambiar desde {value}") X(MEANS_OPENS, "abre {value}") X(MEANS_ASKS, "pide {value}") \
    X(MEANS_ASKS_HOW, "pide {value} sus líneas") X(MEANS_ASSESSED, "en la fase «{ref}», {value}") X(MEANS_RAISED, "lo levanta {value}") \
    X(MEANS_RAISED_HOW, "lo levanta {value} sus líneas") X(MEANS_ESCALATES, "va a {value}") \
    X(MEANS_HOLDS, "mientras está abierto, {value}") X(MEANS_FOR, "para {value}") X(MEANS_IN, "en {value}") X(MEANS_DOES, "{value}") \
    X(MEANS_WHEN, "{ref} cuando {value}") X(MEANS_WHEN_HOW, "{ref} cuando {value} sus líneas valen") \
    X(MEANS_OTHERWISE, "si no, {value}") X(MEANS_OFTEN, "{value}") X(MEANS_WEEK, "semana {ref}: {value}") \
    X(MEANS_OWED_BY, "pendiente de {value}") X(MEANS_EVERY, "cada {value}") X(MEANS_OWED_FROM, "pendiente desde {value}") \
    X(MEANS_OWED_UNTIL, "pendiente hasta {value}") X(MEANS_OWES, "pide {value}") \
    X(MEANS_OTHER_SIDE, "si el otro lado está afectado, se compara con {value}") X(MEANS_FRESH, "una medición cuenta durante {value}") \
    X(MEANS_TOPIC_FRAME, "El protocolo") X(MEANS_TOPIC_LOAD, "Carga") X(MEANS_TOPIC_ATTRIBUTE, "Qué tiene una carga además de su clase") \
    X(MEANS_TOPIC_ACTIVITY, "Actividades") X(MEANS_TOPIC_SUBSTANCE, "Sustancias") X(MEANS_TOPIC_PHASE, "Fases") \
    X(MEANS_TOPIC_ROLE, "Quién firma, y cuándo") X(MEANS_TOPIC_GATE, "Controles de paso") X(MEANS_TOPIC_ASSESS, "Mediciones") \
    X(MEANS_TOPIC_FLAG, "Señales de alarma") X(MEANS_TOPIC_PROGRESS, "De sesión a sesión") X(MEANS_TOPIC_PLAN, "Programas") \
    X(MEANS_TOPIC_OWE, "Pendiente una y otra vez") X(MEANS_TOPIC_MEASURE, "Cómo se leen las medidas") \
    X(MEANS_SIDE, "{ref}: {words}, versión {value}") \
    X(MEANS_COUNTED, "Los días se cuentan desde el procedimiento, y son el mejor caso: cada criterio cumplido, cada firma en su primer día.") \
    X(MEANS_COUNTED_ENROLMENT, "Los días se cuentan desde la inscripción, y son el mejor caso: cada criterio cumplido, cada firma en su primer día.") \
    X(MEANS_NONE, "ninguna diferencia de significado") X(MEANS_DAY, "día {n}") X(MEANS_AGAINST, "{value} frente a {words}") \
    X(MEANS_AGAINST_LONG, "{value}, frente a {words}") X(MEANS_LINE, "{ref}: {words}") X(MEANS_GONE, "quitado: {words}") \
    X(MEANS_NEW, "nuevo: {words}") X(MEANS_STRICTER, "más estricto") X(MEANS_LOOSER, "menos estricto") X(MEANS_TOWARD, "{words} ({value})") \
    X(MEANS_TOLD, "{n|diferencia|diferencias} de significado: {n}. B es más estricto en {of_n}, menos estricto en {from_n}.") \
    X(MEANS_NOT_COMPARED, "No se compara: títulos, motivos, frases para el paciente, fuentes, comentarios, el orden de las cláusulas.")

#endif
