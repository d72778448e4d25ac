/* messages_es_acts.h - the sentences of messages_acts.h in Spanish. */
#ifndef TDM_MESSAGES_ES_ACTS_H
#define TDM_MESSAGES_ES_ACTS_H

#define TDM_MESSAGES_ES_ACTS(X) \
    X(ACT_ABORTED, "comenzado e interrumpido") \
    X(ACT_ADVERSE, "Eventos adversos") \
    X(ACT_ADVERSE_INTRO, "Anote un evento, o valore de nuevo uno con el nombre que ya tiene. La primera anotación permanece.") \
    X(ACT_AMEND, "Seguir con otra versión") \
    X(ACT_AMEND_DAY, "Desde qué día") \
    X(ACT_AMEND_FROM_TO, "De la versión {value} a la versión {limit}") \
    X(ACT_AMEND_INTRO, "El tratamiento sigue con la versión de su protocolo que trae este programa. El texto anterior se conserva, y la situación se juzga según el texto fijado al comenzar hasta que este programa juzgue cada día según la versión de ese día.") \
    X(ACT_BECAUSE_IF, "Solo cuando el veredicto pide un motivo. Queda en la historia con su nombre, para siempre.") \
    X(ACT_CANCELLED, "cancelado") \
    X(ACT_COMPLETED, "completado") \
    X(ACT_DAY, "Día") \
    X(ACT_DECLINED, "el paciente no quiso seguir") \
    X(ACT_DIED, "el paciente murió") \
    X(ACT_END, "Terminar el tratamiento") \
    X(ACT_END_HOW, "Cómo terminó") \
    X(ACT_END_INTRO, "Después del final solo queda pendiente el plan de mantenimiento. Un final completo pide que el control de paso del alta esté abierto y que no quede ningún hallazgo.") \
    X(ACT_ENTER, "Entrar en una fase") \
    X(ACT_ENTER_INTRO, "Una fase comienza hoy, por su control de paso si lo tiene. Si está abierto se dice antes de anotar nada.") \
    X(ACT_ENTER_WHAT, "Qué fase") \
    X(ACT_FLUOROSCOPY, "fluoroscopia") \
    X(ACT_GUIDANCE, "Guiado por") \
    X(ACT_HOW_IT_WENT, "Cómo fue") \
    X(ACT_LOST, "se perdió el contacto") \
    X(ACT_MISSING, "Está vacío algo que tiene que estar. No se anotó nada.") \
    X(ACT_MORE, "Otros actos: medicina, señal de alarma, parada, declaración, consentimiento, corrección, procedimiento, control de paso, final") \
    X(ACT_MOVE, "Mover un plazo") \
    X(ACT_MOVE_BOUNDS, "{ref}: primer día {date}; el protocolo permite moverlo entre {value} y {until}.") \
    X(ACT_MOVE_HINT, "Fuera de los límites es una desviación: un día más temprano no tiene efecto, uno más tardío protege enseguida.") \
    X(ACT_MOVE_INTRO, "El primer día en que se puede firmar una autorización se puede mover dentro de los límites que declara el protocolo.") \
    X(ACT_MOVE_NO_BOUNDS, "{ref}: primer día {date}; el protocolo no declara límites, así que moverlo es siempre una desviación.") \
    X(ACT_MOVE_TO, "Nuevo primer día") \
    X(ACT_MOVE_WHAT, "Qué autorización") \
    X(ACT_NO_CLEARANCE, "Este protocolo no tiene autorizaciones, así que no hay plazo que mover.") \
    X(ACT_NO_DAY, "aún no se sabe") \
    X(ACT_NO_ENTRY, "Ninguna anotación de este tratamiento tiene un nombre con el que retirarla.") \
    X(ACT_NO_GATE, "Hoy no hay ningún control de paso cerrado.") \
    X(ACT_NO_GUIDANCE, "a mano, sin imagen") \
    X(ACT_NO_PHASE, "No queda ninguna fase en la que entrar.") \
    X(ACT_NO_PROCEDURE, "Este protocolo no tiene procedimiento: es solo terapia.") \
    X(ACT_NO_VERSION, "Este programa no trae otra versión del protocolo. `tandem amend` acepta un texto propio.") \
    X(ACT_OVERRIDE, "Pasar un control de paso cerrado") \
    X(ACT_OVERRIDE_INTRO, "Abre un solo control de paso, solo este día y no cambia ningún límite. Se use o no, queda a la vista, con su nombre.") \
    X(ACT_OVERRIDE_WHAT, "Qué control de paso") \
    X(ACT_PERFORMED, "realizado") \
    X(ACT_PLAN, "Planear un día") \
    X(ACT_PLAN_INTRO, "Un plan rige lo que está antes de su acontecimiento, y nada una vez que ha ocurrido.") \
    X(ACT_PLAN_ON, "El día") \
    X(ACT_PLAN_PROCEDURE, "Procedimiento") \
    X(ACT_PLAN_SESSION, "Sesión") \
    X(ACT_PLAN_VISIT, "Visita") \
    X(ACT_PLAN_WHAT, "Qué se planea") \
    X(ACT_PREPARATION, "Cómo se preparó") \
    X(ACT_PREPARATION_HINT, "Por ejemplo: concentrado en la misma sesión.") \
    X(ACT_PROCEDURE, "Anotar el procedimiento") \
    X(ACT_PROCEDURE_INTRO, "Solo un procedimiento realizado pone en marcha los plazos. Usted figura como quien lo hizo.") \
    X(ACT_REASON, "Tipo de motivo") \
    X(ACT_REASON_EQUIPMENT, "equipo") \
    X(ACT_REASON_JUDGEMENT, "criterio clínico") \
    X(ACT_REASON_OTHER, "otro") \
    X(ACT_REASON_SAFETY, "seguridad") \
    X(ACT_REASON_SCHEDULING, "fechas") \
    X(ACT_REASON_SIDE_EFFECT, "efecto secundario") \
    X(ACT_REASON_WISH, "deseo del paciente") \
    X(ACT_SHOW, "Mostrar qué pasaría") \
    X(ACT_SOURCE, "De dónde viene") \
    X(ACT_SOURCE_HINT, "Por ejemplo: médula ósea de la parte de atrás de la pelvis.") \
    X(ACT_TO_COME, "Ese día aún no ha llegado: lo que no ha ocurrido se planea, no se anota. No se anotó nada.") \
    X(ACT_TRANSFERRED, "pasó a otra clínica") \
    X(ACT_ULTRASOUND, "ecografía") \
    X(ACT_WITHDRAW, "Retirar una anotación") \
    X(ACT_WITHDRAW_INTRO, "Una anotación equivocada se retira y se anota de nuevo. Queda a la vista, con su nombre y el motivo; lo que dependía de ella se juzga sin ella.") \
    X(ACT_WITHDRAW_WHAT, "Qué anotación") \
    X(ACT_WITHDRAWN, "retirado por la clínica") \
    X(ACT_WORDS, "Con sus palabras") \
    X(ADVERSE_EVENT, "Evento") \
    X(ADVERSE_EVENT_HINT, "Un nombre corto de letras sin acento, cifras y guiones, como: joint-swelling. El mismo nombre es el mismo evento.") \
    X(ADVERSE_GRADE, "Grado") \
    X(ADVERSE_GRADE_1, "1: leve") \
    X(ADVERSE_GRADE_2, "2: moderado") \
    X(ADVERSE_GRADE_3, "3: intenso") \
    X(ADVERSE_GRADE_4, "4: con peligro para la vida") \
    X(ADVERSE_GRADE_5, "5: muerte") \
    X(ADVERSE_GRADE_N, "grado {n}") \
    X(ADVERSE_IS_SERIOUS, "grave") \
    X(ADVERSE_JUDGE, "Valorarlo") \
    X(ADVERSE_NOT_SERIOUS, "no grave") \
    X(ADVERSE_RELATEDNESS, "Qué relación tiene con el tratamiento") \
    X(ADVERSE_REL_DEFINITE, "segura") \
    X(ADVERSE_REL_POSSIBLE, "posible") \
    X(ADVERSE_REL_PROBABLE, "probable") \
    X(ADVERSE_REL_UNKNOWN, "sin valorar todavía") \
    X(ADVERSE_REL_UNLIKELY, "improbable") \
    X(ADVERSE_REL_UNRELATED, "ninguna") \
    X(ADVERSE_SERIOUS_ASK, "Si es grave") \
    X(LOAD_CHART_DESC, "Por semanas desde el comienzo: la línea gruesa es lo más que se permitía, las barras con borde lo indicado, los puntos lo hecho. En rojo, lo que pasa de la línea.") \
    X(LOAD_COL_ALLOWED, "permitida") \
    X(LOAD_COL_DONE, "hecha") \
    X(LOAD_COL_PRESCRIBED, "indicada") \
    X(SUMMARY_BLOCKS, "Qué mantiene cerrado un control de paso") \
    X(SUMMARY_DONE_ON, "{ref}, realizado {date}") \
    X(SUMMARY_NOT_DONE, "{ref}, ni realizado ni planeado") \
    X(SUMMARY_PDF, "En PDF") \
    X(SUMMARY_PDF_NONE, "Aquí no hay PDF") \
    X(SUMMARY_PDF_NONE_WORDS, "Este equipo no tiene lo que hace falta para hacer un PDF (las bibliotecas pango y cairo). El resumen se imprime bien desde el navegador.") \
    X(SUMMARY_PHASE_ENDED, "{ref}: {words}") \
    X(SUMMARY_PHASE_SINCE, "{ref} desde {date}") \
    X(SUMMARY_PLANNED, "{ref}, planeado para {date}") \
    X(WEB_GATE_NAMED, "«{ref}» (da paso a: {words})") X(WEB_GATE_OPENS, "da paso a: {ref}") X(WEB_BLOCKED, "control de paso {ref}, cerrado: {words}") \
    X(WEB_BLOCKED_ASK, "control de paso {ref}, cerrado: {words}; depende de: {who}") \
    X(WEB_NO_DECISION, "Ninguna decisión de este programa se refiere a esta enfermedad.") \
    X(WEB_OPTIONS, "Qué limita, y los caminos posibles") \
    X(WEB_SUMMARY, "Resumen en una página")

#endif
