/* messages_es_web.h - the sentences of the screens in Spanish; part of messages_es.h. */
#ifndef TDM_MESSAGES_ES_WEB_H
#define TDM_MESSAGES_ES_WEB_H

#define TDM_MESSAGES_ES_WEB(X) \
    X(WEB_ACTIONS, "Qué hacer") \
    X(WEB_ALL_EPISODES, "Todos sus episodios") \
    X(WEB_AS_TABLE, "Lo mismo en una tabla") \
    X(WEB_AT_CLINIC, "en la clínica") \
    X(WEB_AT_HOME, "en casa") \
    X(WEB_AUDIT_CUT, "Para estas se repasaron las {n} entradas más recientes de la clínica.") \
    X(WEB_AUDIT_WORDS, "Las 200 anotaciones más recientes de los episodios de cuyo equipo forma parte, tal como están en el libro. Nada de él se puede cambiar ni quitar; cada anotación nombra la huella de la anterior.") \
    X(WEB_BACK, "Volver al episodio") \
    X(WEB_BACK_HOME, "Volver a la primera página") \
    X(WEB_BECAUSE, "Porque") \
    X(WEB_BECAUSE_HINT, "Queda en el registro con su nombre, para siempre.") \
    X(WEB_BINDS, "fija el límite:") \
    X(WEB_BORN, "nacimiento: {date}") \
    X(WEB_BUSY, "Demasiado ocupado") \
    X(WEB_BUSY_WORDS, "No se anotó nada. Vuelva atrás e inténtelo otra vez dentro de un momento.") \
    X(WEB_CANNOT_SIGN, "Tal como está todo, esta firma nunca contaría; por eso no se acepta. Los motivos están arriba.") \
    X(WEB_CHAIN_BROKEN, "Algo no está bien en las cadenas ({value} anotaciones leídas). Avise ahora a quien lleva este ordenador.") \
    X(WEB_CHAIN_WHOLE, "Comprobado ahora mismo: {value} anotaciones; cada una tiene su huella y sigue a la anterior.") \
    X(WEB_CODE, "Código de su autenticador") \
    X(WEB_CODE_HINT, "Solo si su cuenta tiene un segundo paso.") \
    X(WEB_COL_BASELINE, "Valor inicial") \
    X(WEB_COL_CHANGE, "Cambio") \
    X(WEB_COL_EPISODE, "Episodio") \
    X(WEB_COL_FROM, "Desde") \
    X(WEB_COL_HASH, "Lugar, número, huella") \
    X(WEB_COL_LAST_DAY, "Último día") \
    X(WEB_COL_UNTIL, "Fin") \
    X(WEB_COL_LATEST, "Último valor") \
    X(WEB_COL_LIMIT, "Permite") \
    X(WEB_COL_OTHER_SIDE, "Otro lado") \
    X(WEB_COL_RECORDED, "Anotado") \
    X(WEB_COL_STATE, "Previsto o real") \
    X(WEB_COL_TERM, "Fijado por") \
    X(WEB_COL_TRACK, "Línea") \
    X(WEB_COL_WHAT, "Qué") \
    X(WEB_COL_WHEN, "Cuándo") \
    X(WEB_COL_WHO, "Quién") \
    X(WEB_COL_WHY, "Por qué") \
    X(WEB_COULD_NOT, "no pudo ser") \
    X(WEB_DECLINED, "no quiso") \
    X(WEB_DIARY, "Diario de síntomas") \
    X(WEB_DIARY_HINT, "Toque un número en cada fila. Lo que deje sin marcar no se anota.") \
    X(WEB_DONE, "hecho") \
    X(WEB_DONE_AGAINST, "Esto fue más de lo que permite el protocolo, o va en contra de él. Si pasó, diga por qué; se anota tal como fue.") \
    X(WEB_DOSE_FIELDS, "Por ejemplo 3x12, 40 kg, 3 times a week. Admite: {words}.") \
    X(WEB_EPISODE_ENDED, "Este episodio terminó.") \
    X(WEB_EXAMPLE, "Episodios inventados para mirar. Nada de esto trata de una persona real. El día que se muestra es el {date}.") \
    X(WEB_EXAMPLE_PEOPLE, "Personas del ejemplo") \
    X(WEB_FIND, "Buscar") \
    X(WEB_FIND_EPISODE, "Buscar un episodio, por una parte de su nombre o del de su persona") \
    X(WEB_FORGED, "Este formulario no viene de aquí") \
    X(WEB_FORGED_WORDS, "No se anotó nada. Abra la página otra vez y rellene el formulario allí.") \
    X(WEB_FOUND_NONE, "Ninguno de sus episodios se llama así.") \
    X(WEB_GLASS_BECAUSE_HINT, "Una frase. El equipo y el paciente la leerán, con su nombre.") \
    X(WEB_GLASS_EPISODE_HINT, "Como lo nombra el equipo o un informe.") \
    X(WEB_GLASS_LINK, "En una emergencia: entrar en un episodio de otro equipo") \
    X(WEB_GLASS_NO_REASON, "Nadie entra sin un motivo. No se anotó nada.") \
    X(WEB_GLASS_OPEN, "Entrar en el episodio") \
    X(WEB_GLASS_REFUSED, "No se le dejó entrar. O no existe ese episodio, o usted no consta hoy en la lista de esta clínica como: {ref}.") \
    X(WEB_GLASS_TITLE, "Entrar en un episodio de otro equipo, en una emergencia") \
    X(WEB_GLASS_TOLD, "{who} ({ref}) no era del equipo y entró por su cuenta, del {date} al {until}. Porque: {words}") \
    X(WEB_GLASS_WORDS, "Puede entrar hoy y mañana, como: {ref}. Su nombre y su motivo quedan en el episodio para siempre, y se avisa al equipo.") \
    X(WEB_HOW_DONE, "Cómo fue") \
    X(WEB_IF_NOT_WHY, "Si no fue como se indicó: por qué") \
    X(WEB_INVITED, "Elija una contraseña para el nombre {who}. Desde ahora entra con los dos.") \
    X(WEB_I_EXERCISED, "Hice mis ejercicios") \
    X(WEB_LESS_URGENT, "Menos urgentes") \
    X(WEB_LIMIT_SET, "Lo fija: {ref}. Su fin: {until}.") \
    X(WEB_LEVEL, "{words} (nivel {n} de {of_n})") \
    X(WEB_LEVEL_ENDS, "Los niveles van de 1, {words}, a {n}, {class}.") \
    X(WEB_LINE_OF, "línea {n} del protocolo") \
    X(WEB_LOG_IN, "Entrar") \
    X(WEB_LOG_IN_WRONG, "El nombre, la contraseña o el código no es correcto.") \
    X(WEB_LOG_OUT, "Salir") \
    X(WEB_LOG_SESSION, "Anotar una sesión") \
    X(WEB_LOOK_AGAIN, "Volver a mirar") \
    X(WEB_MAY_NOT_TODAY, "Hoy no está permitido.") \
    X(WEB_MEANWHILE, "Otra persona escribió sobre esto desde que se le mostró la página; por eso aún no se anotó nada. Mire lo que está abajo. Lo que escribió sigue ahí: si todavía vale, anótelo otra vez.") \
    X(WEB_MORE, "Más del registro") \
    X(WEB_MORE_URGENT, "Más urgentes") \
    X(WEB_NAV, "Páginas") \
    X(WEB_NAV_AUDIT, "Auditoría") \
    X(WEB_NAV_LIBRARY, "Biblioteca") \
    X(WEB_NAV_TODAY, "Hoy") \
    X(WEB_NAV_WORK, "Lista de trabajo") \
    X(WEB_FROM_TODAY, "desde hoy") \
    X(WEB_FROM_TOMORROW, "desde mañana, {date}") \
    X(WEB_FROM_DAY, "desde el {date}") \
    X(WEB_ASKS_ALL, "pide todo lo siguiente") \
    X(WEB_NEEDS_SIGN, "se puede firmar {when}") \
    X(WEB_NEEDS_VALUE, "un valor nuevo cuenta {when}") \
    X(WEB_NEEDS_ANSWER, "una respuesta nueva cuenta {when}") \
    X(WEB_SIGNED_ALONE, "por sí sola no abre nada") \
    X(WEB_NEXT_GATE, "empieza cuando se abre el control de paso «{ref}»: {words}") \
    X(WEB_NEXT_SIGNED, "empieza cuando se firma «{ref}» ({who}), {when} o después") \
    X(WEB_NEXT_SIGNED_UNTIL, "empieza cuando se firma «{ref}» ({who}), {when} o después, previsto hasta el {until}") \
    X(WEB_PHASE_ON_HOLD, "en pausa desde el {date}") \
    X(WEB_PHASE_HOLD_LIMITS, "Hasta que se deje continuar valen los límites de estas fases: {words}.") \
    X(WEB_PHASE_LINGERS, "sus días previstos terminaron el {date}; sus límites valen hasta que empiece la fase siguiente") \
    X(WEB_BARRED_HEAD, "Nada de esto, con ninguna carga:") \
    X(WEB_BARRED, "nada de: {words}") \
    X(WEB_FLAG_OPEN, "Señal de alarma abierta desde el {date}: {ref}") \
    X(WEB_SIGNED, "firmada") X(WEB_SIGNED_VOID, "firmada, no cuenta") X(WEB_UNSIGNED, "sin firmar") \
    X(WEB_NO_PHONE, "Los pacientes leen en sus páginas que esta clínica no ha puesto su teléfono. Lo pone quien lleva el servidor: tandem serve --phone NÚMERO --emergency NÚMERO.") \
    X(WEB_NEEDS_BELOW, "sigue cerrado hasta que se cierre la señal o el hallazgo que se nombra abajo") \
    X(WEB_NEW_PASSWORD, "Su contraseña nueva") \
    X(WEB_NEW_PASSWORD_HINT, "Al menos {n} caracteres. Vale bien juntar tres o cuatro palabras que nadie juntaría.") \
    X(WEB_NOTHING_OWED, "No hay nada pendiente.") \
    X(WEB_NOTHING_PRESCRIBED, "Ahora no hay ningún ejercicio indicado; no hay sesión que anotar.") \
    X(WEB_NOTHING_SAID, "no se rellenó nada; no hay nada que anotar") \
    X(WEB_NOTHING_TO_REVOKE, "Nada que revocar") \
    X(WEB_NOTHING_TO_REVOKE_WORDS, "Ahora no cuenta ninguna firma que se pueda revocar aquí.") \
    X(WEB_NOT_RECORDED, "No se anotó") \
    X(WEB_NOT_SAID, "sin decir") \
    X(WEB_NOT_SAME, "Las dos contraseñas no son iguales.") \
    X(WEB_NOT_THERE, "No está") \
    X(WEB_NOT_THERE_WORDS, "No existe esa página, o no es para usted.") \
    X(WEB_NOT_TODAY, "Lo que hoy no está permitido, y por qué") \
    X(WEB_NOT_YOURS, "Esto lo hace otra persona del equipo") \
    X(WEB_NOT_YOURS_WORDS, "Usted es del equipo, pero este acto corresponde a otra función.") \
    X(WEB_NO_EPISODES, "Aquí no consta ningún episodio suyo.") \
    X(WEB_NO_INVITATION, "Esta invitación no sirve") \
    X(WEB_NO_INVITATION_WORDS, "Ya se usó, tiene más de una semana o no se copió entera. Pida otra a su clínica.") \
    X(WEB_NO_PHASE, "aún ninguna fase") \
    X(WEB_OTHER_DAY, "El día que se muestra es el {date}, no hoy.") \
    X(WEB_PARTIAL, "en parte") \
    X(WEB_PAGES_MORE, "Más páginas: hallazgos, cuestionarios, progreso, hoja de ruta, papel") \
    X(WEB_PART_OF, "{from} a {until} de {n}") \
    X(WEB_PASSWORD, "Contraseña") \
    X(WEB_PASSWORD_AGAIN, "Su contraseña otra vez") \
    X(WEB_PASSWORD_AGAIN_HINT, "La firma es suya: nadie más ante esta pantalla puede darla.") \
    X(WEB_PASSWORD_TWICE, "La misma otra vez") \
    X(WEB_PASSWORD_WRONG, "Esa contraseña no es correcta. No se anotó nada.") \
    X(WEB_PATIENT_SHEET, "La hoja del paciente") \
    X(WEB_PERSON, "Nombre") \
    X(WEB_PERSON_HINT, "El que le dio su clínica.") \
    X(WEB_PHASE_LATE, "Pasó de su duración máxima desde el {date}.") \
    X(WEB_PHASE_NEXT, "después: {ref}") \
    X(WEB_PHASE_SINCE, "{words}, desde el {date}") \
    X(WEB_PRESCRIBE, "Indicar ejercicios") \
    X(WEB_PRESCRIBE_HINT, "Ejercicios que ofrecen las fases actuales. Lo que deje vacío no se indica.") \
    X(WEB_PROTOCOL, "El protocolo") \
    X(WEB_PROVE, "Comprobar ahora las cadenas") \
    X(WEB_RECORD, "Anotar") \
    X(WEB_RECORDED, "Anotado.") \
    X(WEB_REVOKE, "Revocar") \
    X(WEB_REVOKE_TITLE, "Revocar: {ref}") \
    X(WEB_SAVE, "Guardar") \
    X(WEB_SCALE_HINT, "0 es nada, 10 es lo peor que pueda imaginar.") \
    X(WEB_SESSION_OVER, "Se cerró su sesión") \
    X(WEB_SESSION_OVER_WORDS, "No se anotó nada. Lo que había escrito se conserva: entre, y estará otra vez en su formulario.") \
    X(WEB_SET_PASSWORD, "Poner esta contraseña") \
    X(WEB_SIGN, "Firmar") \
    X(WEB_SIGNATURES, "Firmas") \
    X(WEB_SIGN_FROM, "Se puede firmar {when}. Antes una firma no contaría nunca, y no se toma.") \
    X(WEB_SIGN_NO_DAY, "Aún no se puede firmar: su primer día no se puede saber todavía.") \
    X(WEB_GATE_IS_PASSED, "su control de paso está superado") X(WEB_SIGN_GATE_PASSED, "La pedía el control de paso {ref}, que está superado.") X(WEB_SIGN_EARLIER, "La firma que consta no cuenta: {words}. Abajo está lo que haría una nueva.") \
    X(WEB_SIGN_FOR_GATE, "La pide el control de paso {ref}.") \
    X(WEB_SIGN_TITLE, "Firmar: {ref}") \
    X(WEB_SIGN_WORDS, "Lo que dice con ella") \
    X(WEB_SIGN_WORDS_HINT, "Puede quedar vacío. La hoja del paciente no lo muestra.") \
    X(WEB_SKIP, "Ir al contenido") \
    X(WEB_STALE, "El episodio cambió desde que se le mostró esta página; por eso no se anotó nada. Mire qué cambió; si aún lo quiere, hágalo otra vez abajo.") \
    X(WEB_THANKS, "Gracias, quedó anotado.") \
    X(WEB_TIMELINE, "Línea de tiempo") \
    X(WEB_UNREAD, "Esta lista aún no está completa: {n} {n|episodio se está leyendo|episodios se están leyendo} todavía, y lo pendiente de {n|él|ellos} falta aquí. Tarda unos segundos.") \
    X(WEB_UNTIL_OPEN, "abierto") \
    X(WEB_UNTIL_PERSON, "sin día fijado (decide: {who})") \
    X(WEB_UNTIL_PERSON_LATER, "{when} o después (decide: {who})") \
    X(WEB_WHO_TEAM, "el equipo") \
    X(WEB_UP_TO, "Algunas cantidades pasan del límite de hoy: {words}.") \
    X(WEB_WAIT, "Demasiados intentos. Espere {n} {n|minuto|minutos} e inténtelo otra vez.") \
    X(WEB_WAY_BECAUSE, "alguien del equipo dice por qué, en «Porque»") \
    X(WEB_WAY_OVERRIDE, "espere a que se cumpla el control de paso, o páselo cerrado el mismo día, con un motivo") \
    X(WEB_WELCOME, "Le damos la bienvenida") \
    X(WEB_WHAT_DONE, "Qué se hizo") \
    X(WEB_WHAT_FOLLOWS, "Qué pasaría") \
    X(WEB_WHERE, "Dónde") \
    X(WEB_WORK_ALL, "de todos") \
    X(WEB_WORK_MINE, "de mi función") \
    X(WEB_YOUR_EPISODES, "Sus tratamientos")

#endif
