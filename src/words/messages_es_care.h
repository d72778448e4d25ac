/* messages_es_care.h - the sentences of the therapist's and patient's pages in Spanish; part of messages_es.h. */
#ifndef TDM_MESSAGES_ES_CARE_H
#define TDM_MESSAGES_ES_CARE_H

#define TDM_MESSAGES_ES_CARE(X) \
    X(CARE_ALL_DONE, "hechos como consta") \
    X(CARE_ALL_REST, "Todos los ejercicios, si abajo no se dice otra cosa") \
    X(CARE_ASSESS, "Valoración") \
    X(CARE_ASSESS_BEST, "{n} {n|intento|intentos}: escríbalos todos separados por espacios, cuenta el mejor, o solo el resultado") \
    X(CARE_ASSESS_BOTH, "{ref}: hay un valor y un motivo de no haberlo hecho; solo uno puede ser") \
    X(CARE_ASSESS_HINT, "Lo que el protocolo pide hoy a su función. Lo que deje vacío no se anota.") \
    X(CARE_ASSESS_IN, "en {words}") \
    X(CARE_ASSESS_LEFT, "Izquierda") \
    X(CARE_ASSESS_LIMITS, "de {value} a {limit}") \
    X(CARE_ASSESS_MEAN, "{n} {n|intento|intentos}: escríbalos todos separados por espacios, cuenta la media, o solo el resultado") \
    X(CARE_ASSESS_MORE, "Todo lo demás que mide el protocolo") \
    X(CARE_ASSESS_NOTHING, "Hoy no hay nada pendiente de su función. Todo lo que mide el protocolo está abajo.") \
    X(CARE_ASSESS_NOT_DONE, "No hecho, porque") \
    X(CARE_ASSESS_NO_NUMBER, "{ref}: «{value}» no es un número") \
    X(CARE_ASSESS_OWED, "Pedido hoy") \
    X(CARE_ASSESS_RIGHT, "Derecha") \
    X(CARE_ASSESS_TREATED, "{words} (tratada)") \
    X(CARE_ASSESS_TRIES, "{ref}: escriba un número, o los {n} de los intentos") \
    X(CARE_ASSESS_USUAL, "habitualmente de {value} a {limit}") \
    X(CARE_ASSESS_VALUE, "Valor") \
    X(CARE_ASSESS_WHOLE, "números enteros") \
    X(CARE_CALENDAR, "Calendario") \
    X(CARE_CALENDAR_DEFAULT_TODO, "Por hacer") \
    X(CARE_CALENDAR_DEFAULT_VISIT, "Cita") \
    X(CARE_CALENDAR_ENDED, "El enlace ha terminado: ya nadie puede leerlo.") \
    X(CARE_CALENDAR_LINK, "Su enlace, que se muestra solo esta vez. Cópielo en el calendario de su teléfono:") \
    X(CARE_CALENDAR_MAKE, "Crear un enlace secreto") \
    X(CARE_CALENDAR_REVOKE, "Terminar el enlace") \
    X(CARE_CALENDAR_THERE, "Hay un enlace desde el {date}. Al crear otro, este termina.") \
    X(CARE_CALENDAR_TODO, "Palabras para algo que rellenar o hacer") \
    X(CARE_CALENDAR_TOO_LONG, "Escriba de una a sesenta letras para cada una.") \
    X(CARE_CALENDAR_VISIT, "Palabras para una cita") \
    X(CARE_CALENDAR_WORDS, "Sus citas y lo que se le pide, en el calendario de su teléfono. Quien tenga el enlace puede leerlo; por eso no dice nada de su salud: solo las palabras que elija aquí.") \
    X(CARE_COL_DAY, "Día") \
    X(CARE_COL_DIFFERENCE, "Frente al primero") \
    X(CARE_COL_FINDING, "Hallazgo") \
    X(CARE_COL_SINCE, "Desde") \
    X(CARE_COL_STATE, "Estado") \
    X(CARE_COL_STEPS, "Curso") \
    X(CARE_COL_VALUE, "Valor") \
    X(CARE_COMPENSATION, "compensación") \
    X(CARE_FINDING, "Hallazgo") \
    X(CARE_FINDINGS, "Hallazgos") \
    X(CARE_FINDINGS_NONE, "No hay ningún hallazgo anotado.") \
    X(CARE_FINDING_ADD, "Añadir un hallazgo") \
    X(CARE_FINDING_AT, "Dónde, si no es en el sitio tratado") \
    X(CARE_FINDING_CHANGE, "Anotar para {ref}") \
    X(CARE_FINDING_DECLINED, "la persona no quiere reeducarlo") \
    X(CARE_FINDING_FOLLOWS, "Se cree que sigue a") \
    X(CARE_FINDING_NO_CHOICE, "Elija un hallazgo y qué ha sido de él.") \
    X(CARE_FINDING_OPEN, "abierto") \
    X(CARE_FINDING_OPENED, "abierto") \
    X(CARE_FINDING_OVER, "terminado") \
    X(CARE_FINDING_RELAPSED, "ha vuelto") \
    X(CARE_FINDING_RESOLVED, "resuelto") \
    X(CARE_FINDING_RETRAINING, "en reeducación") \
    X(CARE_FINDING_SIDE, "Lado") \
    X(CARE_FINDING_STATE, "Qué ha sido de él") \
    X(CARE_FINDING_WORDS, "Con sus palabras") \
    X(CARE_GO_ON, "Ha vuelto a entrar") \
    X(CARE_GO_ON_BUTTON, "Continuar con lo que había escrito") \
    X(CARE_GO_ON_WORDS, "No se ha anotado nada. Lo que había escrito se conserva: continúe, léalo y anótelo.") \
    X(CARE_HANDOFFS, "Traspasos") \
    X(CARE_HANDOFFS_NONE, "No hay nada traspasado.") \
    X(CARE_HANDOFFS_SELF, "Lo que se le pide") \
    X(CARE_HANDOFF_ACKNOWLEDGE, "Me doy por enterado") \
    X(CARE_HANDOFF_ANSWER, "Su respuesta") \
    X(CARE_HANDOFF_COULD_NOT, "no se pudo") \
    X(CARE_HANDOFF_DECLINED, "rechazado") \
    X(CARE_HANDOFF_DONE, "hecho") \
    X(CARE_HANDOFF_DUE, "respuesta hasta el {date}") \
    X(CARE_HANDOFF_FROM, "de {who} a {ref}, el {date}") \
    X(CARE_HANDOFF_LATE, "{n} {n|día|días} de retraso") \
    X(CARE_HANDOFF_NEW, "Traspasar algo") \
    X(CARE_HANDOFF_NONE_SUCH, "Ese traspaso ya no está abierto.") \
    X(CARE_HANDOFF_NOTED, "recibido") \
    X(CARE_HANDOFF_NOT_NEEDED, "no hace falta") \
    X(CARE_HANDOFF_NO_REASON, "Diga por qué: una respuesta que no sea hecho o recibido lleva un motivo.") \
    X(CARE_HANDOFF_NO_WHAT, "Diga qué se traspasa y a quién.") \
    X(CARE_HANDOFF_PARTLY, "hecho en parte") \
    X(CARE_HANDOFF_REASON, "Por qué") \
    X(CARE_HANDOFF_SIGNED, "firmado") \
    X(CARE_HANDOFF_TO, "A") \
    X(CARE_HANDOFF_UNTIL, "Respuesta hasta") \
    X(CARE_HANDOFF_WAITING, "aún sin respuesta") \
    X(CARE_HANDOFF_WHAT, "Qué, en pocas palabras") \
    X(CARE_HANDOFF_WORDS, "Lo que deben saber") \
    X(CARE_INVITE, "Invitar a la persona") \
    X(CARE_INVITE_BUTTON, "Crear la invitación") \
    X(CARE_INVITE_LINK, "Entréguelo a esa persona y a nadie más. Se muestra una vez y termina en siete días:") \
    X(CARE_INVITE_THERE, "Esta persona ya eligió una contraseña, o no puede entrar. Quien lleva este ordenador puede crear otro enlace.") \
    X(CARE_INVITE_WORDS, "Un enlace con el que elegirá una contraseña, una sola vez, en siete días. Imprímalo o deje que se fotografíe; quien lo tenga primero entra aquí como esa persona.") \
    X(CARE_PAPER, "Versión en papel") \
    X(CARE_PAPER_CODE, "Código") \
    X(CARE_PAPER_COLUMNS, "Columnas: {words}") \
    X(CARE_PAPER_COULD_NOT, "Si un día no pudo hacer los ejercicios, escriba aquí por qué:") \
    X(CARE_PAPER_COUNT, "Línea {n}: hay {of_n} columnas; escriba un número o - para cada una") \
    X(CARE_PAPER_DONE, "¿Ejercicios hechos?") \
    X(CARE_PAPER_FUTURE, "Línea {n}: el día de {value} aún no ha llegado") \
    X(CARE_PAPER_KEY, "Pasar una hoja de papel") \
    X(CARE_PAPER_KEY_WORDS, "Una línea por fila: su código y luego los números en el orden de las columnas, separados por espacios; - para una casilla vacía. El código reconoce la persona, el día y las columnas.") \
    X(CARE_PAPER_NOTHING, "El protocolo no pide diario.") \
    X(CARE_PAPER_NO_CODE, "Línea {n}: «{value}» no es el código de ninguna fila de la hoja de esta persona; mírelo otra vez") \
    X(CARE_PAPER_NUMBER, "Línea {n}: «{value}» no es un número de 0 a 10") \
    X(CARE_PAPER_PRINTED, "impreso el {date}") \
    X(CARE_PAPER_ROWS, "Filas") \
    X(CARE_PAPER_TITLE, "Diario en papel") \
    X(CARE_PAPER_TWICE, "Línea {n}: la fila {value} está dos veces") \
    X(CARE_PAPER_WORDS, "Escriba un número en cada casilla, cada día. Deje vacía la casilla si no lo sabe. Traiga la hoja a su próxima cita.") \
    X(CARE_PRINT_LARGE, "Letra grande") \
    X(CARE_PRINT_USUAL, "Letra normal") \
    X(CARE_PROGRESS, "Su progreso") \
    X(CARE_PROGRESSION, "Progresión") \
    X(CARE_PROGRESSION_NONE, "Ninguna regla habla hoy de un ejercicio.") \
    X(CARE_PROGRESSION_WORDS, "Lo que dicen hoy las reglas del protocolo de cada ejercicio, y por qué. Una persona decide y prescribe.") \
    X(CARE_PROGRESS_BAND, "más o menos {value} está dentro de la medición") \
    X(CARE_PROGRESS_BETTER, "mejor que al principio, más de lo que puede variar la medición") \
    X(CARE_PROGRESS_DESC, "Del {date} al {until}: {words}.") \
    X(CARE_PROGRESS_FIRST, "un solo valor hasta ahora") \
    X(CARE_PROGRESS_FROM, "primer valor {value}, el {date}") \
    X(CARE_PROGRESS_KEY_BAND, "Franja con borde de puntos: lo que varía por sí solo al medir otra vez; dentro de ella no se puede decir nada.") \
    X(CARE_PROGRESS_KEY_BASE, "Línea de trazos: el primer valor.") \
    X(CARE_PROGRESS_KEY_EVENT, "Línea vertical: el procedimiento.") \
    X(CARE_PROGRESS_NONE, "Aún no hay nada que comparar.") \
    X(CARE_PROGRESS_SAME, "ninguna diferencia que la medición pueda mostrar") \
    X(CARE_PROGRESS_STAFF, "Progreso frente al valor inicial") \
    X(CARE_PROGRESS_UNSURE, "no se puede decir si es un cambio, porque nadie ha fijado cuánto varía la medición por sí sola") \
    X(CARE_PROGRESS_WORDS, "Cada medida frente a su propio primer valor. La banda es lo que puede variar solo por volver a medir: dentro de ella no se puede decir nada.") \
    X(CARE_PROGRESS_WORSE, "peor que al principio, más de lo que puede variar la medición") \
    X(CARE_QR_ALT, "Código para la cámara del teléfono: {words}") \
    X(CARE_QUESTIONS, "Cuestionarios") \
    X(CARE_QUESTIONS_AS, "Pasa al registro como: {words}") \
    X(CARE_QUESTIONS_BETWEEN, "de {value} a {limit}") \
    X(CARE_QUESTIONS_COULD_NOT, "No se pudo contestar, porque") \
    X(CARE_QUESTIONS_KEY, "El texto no es libre y no se incluye: que se rellene en papel, y pase las respuestas por sus códigos.") \
    X(CARE_QUESTIONS_NONE, "Aquí no se puede anotar ningún cuestionario.") \
    X(CARE_QUESTIONS_NOT_SCORED, "{ref}: hay muy pocas respuestas para un resultado, por eso no se anotó nada.") \
    X(CARE_QUESTIONS_PAPER, "En papel: su clínica se lo da y pasa las respuestas.") \
    X(CARE_QUESTIONS_RECALL, "Pregunta por: {words}") \
    X(CARE_QUESTIONS_RESULT, "Resultado anotado: {value}") \
    X(CARE_QUESTIONS_SIDE, "Qué lado") \
    X(CARE_QUESTIONS_WORDS, "Sus resultados pasan al registro como un valor cada uno.") \
    X(CARE_QUESTIONS_WRONG, "{ref}: «{value}» no es una respuesta; escriba {words}") \
    X(CARE_ROADMAP, "Hoja de ruta") \
    X(CARE_ROADMAP_WORDS, "Lo que muestra la valoración inicial y lo que se sigue de ella: qué se reeduca o se mide, en qué fase y quién.")

#endif
