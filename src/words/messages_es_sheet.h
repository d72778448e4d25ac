/* messages_es_sheet.h - the patient's sheet, loads, programmes and the timeline in Spanish; part of messages_es.h. */
#ifndef TDM_MESSAGES_ES_SHEET_H
#define TDM_MESSAGES_ES_SHEET_H

#define TDM_MESSAGES_ES_SHEET(X) \
    X(SHEET_TITLE, "Su hoja para el {date}") \
    X(SHEET_FOR, "Para {who}: {site}") \
    X(SHEET_MAY, "Está permitido") \
    X(SHEET_MAY_NOT, "No está permitido") \
    X(SHEET_WHY, "Por qué") \
    X(SHEET_HOW, "Cómo") \
    X(SHEET_CHANGES, "Qué viene después, y por qué") \
    X(SHEET_TODO, "Pendiente") \
    X(SHEET_PHASE, "Su entrenamiento está desde el {date} en la parte que su equipo llama «{ref}».") \
    X(SHEET_PHASE_AIMS, "Su entrenamiento desde el {date} es para esto: {words}. Su equipo llama a esta parte «{ref}».") \
    X(SHEET_HEALING, "Su curación está desde el {date} en la parte que su equipo llama «{ref}».") \
    X(SHEET_WHY_UNKNOWN, "sin esto su equipo no puede saber si ya puede pasar a lo siguiente") \
    X(SHEET_NO_EXERCISE, "cualquier ejercicio") \
    X(SHEET_UNTIL_SEEN, "hasta que su equipo le haya visto y le diga que puede") \
    X(SHEET_OPEN_SIGN, "Hay una señal de alarma abierta desde el {date}: {ref}. Su equipo aún no ha respondido: no haga ejercicio antes de tener su respuesta. Vuelva a llamar a su equipo si la señal sigue o si no le han dicho nada.") \
    X(SHEET_LINGERS, "El tiempo previsto para esta parte ya pasó, y sus límites siguen valiendo para usted hasta que su equipo le diga que empieza la siguiente. Pregunte a su equipo si no sabe por qué.") \
    X(SHEET_HOLD, "Su plan está en pausa desde el {date}. Su equipo decide cuándo continúa. Vuelva a llamar si lo que lo paró vuelve o empeora.") \
    X(SHEET_HOLD_BECAUSE, "Su plan está en pausa desde el {date}: «{words}». Su equipo decide cuándo continúa. Vuelva a llamar si lo que lo paró vuelve o empeora.") \
    X(SHEET_NOTICE, "Esta hoja sigue el protocolo que eligió su equipo y lo que se anotó hasta el día que indica. Es información, no consejo médico, y no promete ningún resultado. Los resultados varían de una persona a otra. Si dice algo distinto de lo que le dijo su médico o su fisioterapeuta, pregúnteles antes de actuar. Esta traducción aún no la ha revisado ningún médico que hable español: si algo le parece raro o no lo entiende, pregunte antes de actuar.") \
    X(SHEET_STOP, "Pare y llame enseguida, de día o de noche, a su equipo o al número de emergencias, si tiene uno de estos signos: {words}.") \
    X(SHEET_DOSE, "Cuánto") \
    X(SHEET_TELL_SOON, "Avise a su equipo el mismo día, y haga una pausa hasta que le respondan: {words}. Si se suma uno de los signos por los que hay que parar y llamar enseguida, llame enseguida.") \
    X(SHEET_STOP_PLAIN, "Si algo le preocupa, pare y llame a su equipo.") \
    X(SHEET_DRAFT, "Este plan es un borrador que nadie ha aprobado todavía; su equipo lo eligió para usted.") \
    X(SHEET_DRAFT_MUCH, "Este plan es un borrador que nadie ha aprobado todavía; su equipo lo eligió para usted. Para la mayoría de los pasos de este plan no hay un estudio que haya probado justo ese paso; se apoyan en el juicio de quienes escribieron el plan. Su equipo puede decirle por qué lo sigue.") \
    X(SHEET_DRAFT_PART, "Este plan es un borrador que nadie ha aprobado todavía; su equipo lo eligió para usted. Para algunos pasos de este plan no hay un estudio que haya probado justo ese paso; se apoyan en el juicio de quienes escribieron el plan. Su equipo puede decirle por qué lo sigue.") \
    X(SHEET_PROCEDURE_DONE, "Procedimiento: {ref}; hecho el {date}, {n} {n|día|días} antes de esta hoja.") \
    X(SHEET_PROCEDURE_TODAY, "Procedimiento: {ref}; hecho el {date}, el día de esta hoja.") \
    X(SHEET_PROCEDURE_PLANNED, "Procedimiento: {ref}; previsto para el {date}, aún no hecho.") \
    X(SHEET_PROCEDURE_FROM, "{ref}, que se obtiene de {words}") \
    X(SHEET_FIRST_SIGN, "Hay una señal de alarma abierta: nada de esto hasta que su equipo le diga que puede hacerlo.") \
    X(SHEET_FIRST_HOLD, "Su plan está en pausa: nada de esto hasta que su equipo le diga que puede hacerlo.") \
    X(SHEET_FIRST_BOTH, "Hay una señal de alarma abierta y su plan está en pausa: nada de esto hasta que su equipo le diga que puede hacerlo.") \
    X(SHEET_DAILY_HEAD, "En la vida diaria") X(SHEET_DAILY, "Esto es parte de su día y no es entrenamiento: {words}. Hágalo como le dijo su equipo; pregunte antes de hacer más.") \
    X(SHEET_DAILY_DOSE, "como le dijo su equipo") \
    X(SHEET_NOT_SET, "En esta lista no está todo indicado. Pregunte a su fisioterapeuta antes de empezar: {words}.") X(SHEET_NOT_SET_OF, "{ref}: {words}") \
    X(SHEET_WHY_BARRED, "lleva lo que hoy no está permitido: {ref}") X(SHEET_ALL_OF, "todo esto: {words}") X(SHEET_ASK, "Pregunte antes a su fisioterapeuta") \
    X(SHEET_NOTHING_AGREED, "Todavía no se ha acordado ningún ejercicio con usted.") \
    X(SHEET_NOTHING_AGREED_ASK, "Todavía no se ha acordado ningún ejercicio con usted. Los que están bajo «{ref}» esperan hasta que su fisioterapeuta le haya dicho cuánto.") \
    X(SHEET_TELLS_FIRST, "Lo que dice su plan sobre esta fase (no es un permiso para empezar: el ejercicio espera hasta que su equipo le diga que puede hacerlo):") \
    X(SHEET_SCALE_PAIN, "Los números de 10: en el dolor, 0 es ningún dolor y 10 el peor dolor que pueda imaginar.") \
    X(SHEET_SCALE_EFFORT, "En el esfuerzo, 0 es ningún esfuerzo y 10 lo máximo que puede dar.") \
    X(SHEET_LEVELS, "Los niveles de ejercicio, de menos a más: {words}. Se refieren al ejercicio. Una caminata planificada como entrenamiento es ejercicio; en la vida diaria (como caminar, con muletas o sin ellas, estar de pie o cargar cosas) haga lo que le dijo su equipo. Lo que pesa una misma cosa cambia de una persona a otra: como orientación, la carga media es como subir escaleras o llevar una bolsa de la compra llena, y la carga pesada como levantar algo que solo puede levantar unas pocas veces.") \
    X(SHEET_LEVEL, "{n}. {class}") X(SHEET_LEVEL_PRESCRIBED, "esta cantidad está al nivel «{class}»") \
    X(SHEET_LEVEL_HEAD, "Nivel") X(SHEET_ELSEWHERE, "no se cuenta como carga sobre su {ref}") \
    X(SHEET_MAY_WITH, "{ref}, solo con {words}") X(SHEET_WHY_ABOVE, "su nivel, «{class}», pasa del límite de hoy, «{limit}»") \
    X(SHEET_MEDICINE_AS, "medicamentos de este tipo: {ref}, por ejemplo {words}") \
    X(SHEET_WAITS, "Ningún día permite nada por sí solo: espere a que su equipo se lo haya dicho, también cuando el día haya llegado.") \
    X(SHEET_PHONE_SCREEN, "Su clínica no ha puesto aquí su número de teléfono: pídalo hoy y téngalo a mano.") \
    X(SHEET_NO_NUMBERS_SCREEN, "Su clínica no ha puesto aquí su número de teléfono: pídalo hoy y téngalo a mano. Hasta que lo tenga, y en cualquier emergencia, llame al número de emergencias del lugar donde esté.") \
    X(SHEET_RESCUE_SCREEN, "En una emergencia llame al número de emergencias del lugar donde esté.") \
    X(SHEET_PHONE, "Teléfono de su equipo: {text}.") X(SHEET_PHONE_BLANK, "Teléfono de su equipo (escríbalo aquí): ________________") \
    X(SHEET_RESCUE, "Número de emergencias: {text}.") X(SHEET_RESCUE_BLANK, "Número de emergencias (escríbalo aquí): __________") \
    X(SHEET_TODO_BASELINE, "rellenar o medir, como primer valor para comparar después: {ref}") \
    X(SHEET_MAY_DOSE, "{ref}, como mucho al nivel «{class}»") \
    X(SHEET_NO_LOAD_ABOVE, "ejercicios que carguen su {ref} más que «{class}»") \
    X(SHEET_ATTRIBUTE, "{ref}") \
    X(SHEET_MEDICINE, "medicamentos de este tipo: {ref}") \
    X(SHEET_ACTIVITY, "{ref}") \
    X(SHEET_GLANCE, "Hoy, en breve") \
    X(SHEET_GLANCE_MAY, "Está permitido: {words}.") \
    X(SHEET_GLANCE_NOT, "No está permitido: {words}, {until}.") \
    X(SHEET_GLANCE_LIGHTER, "«{class}» es el nivel {n} de {of_n}; el nivel {from_n}, «{value}», es más ligero. Al final de esta hoja está cuáles son los niveles.") \
    X(SHEET_GLANCE_LEVEL, "«{class}» es el nivel {n} de {of_n}. Al final de esta hoja está cuáles son los niveles.") \
    X(SHEET_KEEP_TAKING, "Siga tomando lo que le recetaron para el corazón o la sangre; nunca lo deje por esta hoja. Pregunte a su médico. Para el dolor, pregunte a su equipo qué puede tomar, también antes de usar geles, parches o pastillas compradas sin receta. Si ha tomado un medicamento que no está permitido, avise a su equipo.") \
    X(SHEET_LIST_UNTIL, "hasta que su equipo le dé una nueva") X(SHEET_LIST_UNTIL_LATER, "hasta que su equipo le dé una nueva; puede ser {when} o después") \
    X(SHEET_MAY_LATER, "Estará permitido cuando su equipo se lo diga") X(SHEET_ASK_LATER, "Cuando su equipo se lo diga, pregunte a su fisioterapeuta") \
    X(SHEET_PRESCRIBED, "como se le indicó: {words}") \
    X(SHEET_UNTIL_GO_ON, "hasta que su equipo le diga que puede hacerlo") \
    X(SHEET_UNTIL_GO_ON_LATER, "hasta que su equipo le diga que puede hacerlo; puede decidirlo {when} o después") \
    X(SHEET_DOSE_LESS, "{words}; ahora solo {limit}") \
    X(SHEET_DOSE_LESS_ASK, "{words}; vuelve un paso atrás: pregunte a su fisioterapeuta antes de hacerlo otra vez") \
    X(SHEET_DOSE_LATER, "{words}; la próxima vez, no antes del {date}") \
    X(SHEET_POSSIBLE, "Haga esto como ejercicio solo cuando su fisioterapeuta le haya dicho cuánto: {words}.") \
    X(SHEET_ALL_UNTIL, "Esta lista vale {words}. Después puede cambiar.") \
    X(SHEET_OFFERED, "pregunte a su fisioterapeuta cuánto hacer") \
    X(SHEET_LIMIT_BY_TRAINING, "esta parte de su entrenamiento no permite más") X(SHEET_LIMIT_BY_HEALING, "esta parte de su curación no permite más") \
    X(SHEET_NOTHING_MAY, "Hoy no hay ningún ejercicio de este plan permitido.") \
    X(SHEET_NOTHING_MAY_NOT, "Hoy el protocolo no prohíbe nada.") \
    X(SHEET_BEFORE_ENROLMENT, "Ese día usted no está inscrito en el plan, así que esta hoja no tiene nada que decir.") \
    X(SHEET_AFTER_END, "Su episodio ha terminado. Pregunte a su equipo qué vale para usted ahora.") \
    X(SHEET_AFTER_DEATH, "Este episodio ha terminado; no hay hoja.") \
    X(SHEET_MADE_FROM, "Esta hoja se hizo con {words}.") \
    X(SHEET_WHY_NEVER, "según su plan, aún es demasiado pronto") \
    X(SHEET_WHY_STATEMENT, "su médico o su fisioterapeuta puso este límite para usted, se llame como se llame la fase") \
    X(SHEET_WHY_HOLD, "su equipo ha puesto el plan en pausa") \
    X(SHEET_WHY_FLAG, "una señal de alarma espera la respuesta de su equipo") \
    X(SHEET_DOSE_PRESCRIBED, "indicado para usted: haga lo que dice su indicación, no más") \
    X(SHEET_PHASE_END_BY_PERSON, "hasta que su equipo le diga que puede hacerlo; puede decidirlo {when} o después") \
    X(SHEET_WHEN_ON, "el {date}") X(SHEET_WHEN_TOMORROW, "mañana, {date},") \
    X(SHEET_PHASE_END_BY_PERSON_UNDATED, "hasta que su equipo le diga que puede hacerlo") \
    X(SHEET_LAST_DAY, "no antes del {until}; el {date} es el último día en que no está permitido") \
    X(SHEET_AT_LEAST, "al menos hasta el {date} inclusive; después pregunte a su equipo antes de empezar") \
    X(SHEET_PLAN_CHANGES, "hasta el {date} inclusive; después empieza la siguiente parte de su plan") \
    X(SHEET_PLANNED_PROCEDURE, "hasta el {date} inclusive según el plan de hoy; para el día del procedimiento, {until}, y los siguientes su equipo le dará una hoja nueva; si cambia la fecha del plan, cambian también estos días: pregunte a su equipo") \
    X(SHEET_PLANNED, "hasta el {date} inclusive según el plan de hoy; si cambia la fecha del plan, cambia también este día: pregunte a su equipo") \
    X(SHEET_EMERGENCY, "Llame enseguida a su equipo, de día o de noche: {ref}, anotado el {date}. No haga ejercicio hasta que le hayan visto.") \
    X(SHEET_OTHER_ABOVE, "ejercicios que carguen su {ref} más que «{class}»") \
    X(SHEET_OTHER_BARRED, "ejercicios con {words} que carguen su {ref}") \
    X(SHEET_OTHER_LIMIT, "ejercicios que carguen su {ref} más que «{class}», y los que lleven {words}") \
    X(SHEET_WHY_OTHER, "su otro tratamiento ({words}) aún no lo permite") \
    X(UNIT_DEGREES, "grados") X(UNIT_SECONDS, "segundos") X(UNIT_MINUTES, "minutos") X(UNIT_DEGREE, "grado") X(UNIT_SECOND, "segundo") X(UNIT_MINUTE, "minuto") \
    X(DOSE_SETS_OF, "{value} series de {limit}") X(DOSE_ONE_SET_OF, "{value} serie de {limit}") \
    X(DOSE_SETS, "{value} series") X(DOSE_ONE_SET, "{value} serie") \
    X(DOSE_REPS, "{value} repeticiones") X(DOSE_ONE_REP, "{value} repetición") \
    X(DOSE_MINUTES, "{value} minutos") X(DOSE_ONE_MINUTE, "{value} minuto") \
    X(DOSE_ASK_REPS, "cuántas repeticiones en cada serie") X(DOSE_ASK_SETS, "cuántas series") X(DOSE_NOT_SET, "{words}; sin indicar: {limit}") \
    X(DOSE_EFFORT, "esfuerzo {value} de 10") X(DOSE_SHARE, "el {value} de lo que puede levantar una vez") X(DOSE_HOLD, "mantenga {value}") X(DOSE_REST, "{value} de descanso después de cada serie") X(DOSE_TEMPO, "{value} en cada repetición") \
    X(DOSE_RESERVE, "pare cuando podría hacer {value} más") X(DOSE_BELOW, "{words} de menos de {value}") X(DOSE_AT_MOST, "{words} de como mucho {value}") \
    X(DOSE_EFFORT_BELOW, "esfuerzo de menos de {value} de 10") X(DOSE_EFFORT_AT_MOST, "esfuerzo de como mucho {value} de 10") \
    X(DOSE_ADDED, "peso añadido") X(DOSE_NO_WEIGHT, "sin peso añadido") X(DOSE_RM, "un peso que podría levantar {value} veces y ni una más") X(DOSE_ONE_RM, "un peso que podría levantar una vez y no una segunda") X(DOSE_LOAD, "{value}") X(DOSE_FIELD, "{ref}: {value}") \
    X(DOSE_ONCE_DAY, "una vez al día") X(DOSE_ONCE_WEEK, "una vez por semana") \
    X(DOSE_ASK_OFTEN, "cada cuánto") X(DOSE_ASK_LEVEL, "si esta cantidad está dentro de ese nivel") X(DOSE_ASK_HOLD, "cuánto tiempo mantener") X(DOSE_TIMES_DAY, "{n} veces al día") X(DOSE_TIMES_WEEK, "{n} veces por semana") \
    X(LOAD_ROW_HEAD, "Carga por semana") X(LOAD_ROW_ALLOWED, "  permitida") X(LOAD_ROW_PRESCRIBED, "  indicada") \
    X(LOAD_ROW_DONE, "  hecha") X(LOAD_ROW_STEPS, "{words}; un hueco: nada lo dice") \
    X(HEAD_LOADS, "Carga: permitida, indicada, hecha") X(LOAD_ALLOWED, "permitida: {class}") \
    X(LOAD_ALLOWED_ALL, "permitida: todas las cargas") \
    X(LOAD_PRESCRIBED, "indicado: {words}: {class}") X(LOAD_DONE, "hecho el {date}: {words}: {class}") \
    X(LOAD_NO_AMOUNT, "sin cantidad") X(LOAD_CLASS_UNTOLD, "no se puede saber su carga") \
    X(LOAD_OWN_MISSING, "{ref}: no consta, así que cuentan las otras reglas de su carga") \
    X(LOAD_OWN_STALE, "{ref}: {value} del {date} es de hace {n} {n|día|días}; solo cuenta hasta {of_n} {of_n|día|días}") \
    X(LOAD_OWN_KNOWN, "{ref}: {value} del {date}") \
    X(LOAD_SUM, "{value}") X(LOAD_SUM_BETWEEN, "entre {value} y {limit}") \
    X(LOAD_SUM_AT_LEAST, "al menos {value}; nada dice cuánto más") \
    X(LOAD_WEEK, "movido en los últimos 7 días (series x repeticiones x carga): {words}; {n} {n|sesión anotada|sesiones anotadas}") \
    X(LOAD_WEEK_OF, "movido en los últimos 7 días (series x repeticiones x carga): {words}; {n} de {of_n} sesiones previstas anotadas") \
    X(LOAD_RATIO, "carga aguda entre crónica: entre {value} y {limit}") \
    X(LOAD_RATIO_UNTOLD, "carga aguda entre crónica: no se puede saber, falta demasiado por anotar") \
    X(LOAD_RATIO_CRITICISM, "La relación entre carga aguda y crónica se muestra porque se pidió. Divide un número entre otro que lo contiene, sus bandas vienen del deporte y no se ha mostrado que eviten lesiones, y los huecos en lo anotado la mueven. Ninguna regla de un protocolo puede pedirla.") \
    X(LOAD_CHANGES, "{ref}: la próxima vez pasa de {value} a {limit}, porque {words}.") \
    X(LOAD_STAYS, "{ref}: sigue en {limit}, porque {words}.") X(LOAD_STAYS_PLAIN, "{ref}: sigue igual, porque {words}.") \
    X(LOAD_GOES_ON, "{ref}: puede avanzar; pregunte a su fisioterapeuta por el siguiente paso, porque {words}.") \
    X(LOAD_GOES_ON_BY_PLAN, "{ref}: avanza como dice su plan, porque {words}.") \
    X(LOAD_GOES_BACK, "{ref}: vuelve un paso atrás; pregunte a su fisioterapeuta a cuál, porque {words}.") \
    X(LOAD_STOPS, "{ref}: pare y espere a su equipo, porque {words}.") \
    X(LOAD_NOT_BEFORE, "Próxima sesión, no antes del {date}.") \
    X(LOAD_READING, "{ref}: {value} el {date}") X(LOAD_READING_UNKNOWN, "{ref}: no se puede saber ({words})") \
    X(LOAD_SETS_DONE, "se hicieron todas las series en {of_n|la última sesión|cada una de las últimas sesiones}") \
    X(LOAD_CHANGE, "{ref}: {value} más la mañana después del {date}") \
    X(LOAD_NO_CHANGE, "{ref}: no subió la mañana después del {date}") \
    X(LOAD_CHANGE_UNKNOWN, "{ref}: no se puede saber el cambio hasta la mañana siguiente ({words})") \
    X(LOAD_SESSIONS, "por ahora se {n|puede|pueden} juzgar {n} de {of_n} {of_n|sesión|sesiones} con esta carga") \
    X(LOAD_SIGN_OPEN, "hay una señal de alarma abierta") X(LOAD_RULE_SAYS, "así lo dice la regla") \
    X(TARGET_NO_RULE, "ninguna regla de esta fase habla de esto") \
    X(TARGET_NO_SESSION, "no hay ninguna sesión anotada desde que se indicó") \
    X(TARGET_TERMS, "{words}") \
    X(TARGET_ADVANCED_CAPPED, "{words}, y lo máximo es {limit} más que hace una semana") \
    X(TARGET_ADVANCED_CEILING, "{words}, y el límite de hoy es: {class}") \
    X(TARGET_OTHERWISE, "aún no está todo lo que se pide para avanzar: {words}") \
    X(TARGET_CAP, "lo máximo es {limit} más que hace una semana") \
    X(TARGET_CAP_UNKNOWN, "no se anotó cuánto era hace una semana, así que nadie puede saber si más pasaría de {limit} en una semana: pregunte a su fisioterapeuta") \
    X(TARGET_STEP_TOO_LARGE, "el siguiente peso, {value}, es más de {percent} mayor: decide su fisioterapeuta") \
    X(TARGET_NOT_REACHED, "aún no se ha hecho una sesión completa con eso") \
    X(TARGET_CEILING, "el límite de hoy es: {class}") \
    X(TARGET_CLASS_UNKNOWN, "nadie puede saber aún cuán intenso sería más: su fisioterapeuta tiene que medirlo") \
    X(TARGET_NO_BASE, "ninguna sesión completa dice con qué carga") \
    X(PLAN_WEEK, "{ref}: semana {n}, del {date} al {until}") X(PLAN_WEEK_OF, "{ref}: semana {n} de {of_n}, del {date} al {until}") \
    X(PLAN_PAST, "pasó su última semana: su fisioterapeuta decide qué sigue") \
    X(PLAN_ASK, "su fisioterapeuta le dice antes si hace algo de esto, y cuánto") \
    X(PLAN_LOAD, "{ref}: {value}") X(PLAN_LOAD_UNTOLD, "{ref}: no hay 1RM que cuente, así que no se puede decir un peso") \
    X(PLAN_DONE, "{n} {n|sesión|sesiones} esta semana") X(PLAN_DONE_OF, "{n} de {of_n} sesiones esta semana") \
    X(PLAN_REPEATED, "{again} {again|semana repetida, en pausa o sin sesión anotada|semanas repetidas, en pausa o sin sesión anotada}") \
    X(PLAN_NOT_BEFORE, "próxima sesión, no antes del {date}") \
    X(PLAN_MISSED, "la sesión prevista para el {until} no está anotada; ese día queda como estaba previsto") \
    X(PLAN_SLACK, "lo que queda cabe si empieza dentro de {slack} {slack|día|días}") \
    X(PLAN_NO_SLACK, "lo que queda ya no cabe en esta semana") X(PLAN_HELD, "en pausa") \
    X(TIMELINE_TITLE, "Línea de tiempo de {chart}") \
    X(TIMELINE_DESC, "Dos vías, una junto a otra, del {date} al {until}: fases según lo previsto y como ocurrieron, plazos con final incierto rayados, controles de paso, restricciones y sucesos; hoy es el {today}.") \
    X(TIMELINE_NOTICE, "No es consejo médico; no se promete ningún resultado.") \
    X(TIMELINE_MARK_PASSED, "{ref}, superado") X(TIMELINE_MARK_OPEN, "{ref}, se cumple") \
    X(TIMELINE_MARK_EARLIEST, "primer día posible de {ref}, si todo lo demás va bien") \
    X(TIMELINE_MARK_DEVIATION, "en contra del protocolo: {ref}") X(TIMELINE_MARK_FLAG, "señal de alarma: {ref}") \
    X(TIMELINE_MARK_PLANNED, "{ref}, previsto") X(TIMELINE_MARK_EVENT, "{ref}") \
    X(TIMELINE_TODAY, "hoy") X(TIMELINE_PLANNED, "previsto") X(TIMELINE_ACTUAL, "ocurrido") X(TIMELINE_UNCERTAIN, "final incierto") \
    X(TIMELINE_EVENTS, "Sucesos") X(TIMELINE_RESTRICTIONS, "No permitido") X(TIMELINE_HELD, "en pausa") \
    X(TIMELINE_TISSUE, "Tejido") X(TIMELINE_FUNCTION, "Función") X(TIMELINE_DEVIATION, "en contra del protocolo") \
    X(TIMELINE_SIGNED, "firmado: {ref}") X(TIMELINE_SIGNED_BUT, "firmado: {ref} ({why})") \
    X(TIMELINE_ENROLMENT, "inscripción") X(TIMELINE_PROCEDURE, "procedimiento") X(TIMELINE_END, "final") \
    X(TIMELINE_BAR, "{ref}: del {date} al {until}") X(TIMELINE_BAR_OPEN, "{ref}: del {date} al {until}, final abierto") \
    X(TIMELINE_BAR_HELD, "{ref} (en pausa)") \
    X(TIMELINE_LEGEND, "= ocurrido   - puede venir   ~ final incierto   # en pausa   x no permitido   < > sigue   | hoy") \
    X(LEGEND_TISSUE, "tejido, ocurrido") X(LEGEND_FUNCTION, "función, ocurrido") X(LEGEND_HELD, "en pausa") \
    X(LEGEND_PLAN, "puede venir") X(LEGEND_UNCERTAIN, "final incierto") X(LEGEND_NO, "no permitido") \
    X(LEGEND_EVENT, "ocurrido, firmado") X(LEGEND_PASSED, "control superado") X(LEGEND_EARLIEST, "control: primer día") \
    X(LEGEND_DEVIATION, "contra el protocolo, o señal de alarma") \
    X(LEGEND_BEYOND, ">  sigue más allá del borde")

#endif
