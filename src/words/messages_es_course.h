/* messages_es_course.h - the same in Spanish; part of messages_es.h. */
#ifndef TDM_MESSAGES_ES_COURSE_H
#define TDM_MESSAGES_ES_COURSE_H

#define TDM_MESSAGES_ES_COURSE(X) \
    X(ACT_ANSWER, "Responder a lo que se pregunta") \
    X(ACT_ANSWERED, "respondido, como dicen mis palabras") \
    X(ACT_ANSWER_INTRO, "Una regla del protocolo que avisa a alguien, y la pregunta por una medicina que puede ser vital, esperan una respuesta. Lo que se hizo en parte o no se pudo hacer sigue pendiente. A las entregas se responde en su propia página.") \
    X(ACT_ANSWER_WHAT, "A qué se responde") \
    X(ACT_ANSWER_WHY, "Por qué no, o no del todo") \
    X(ACT_ANSWER_WHY_HINT, "Una respuesta que no sea hecho tiene un motivo.") \
    X(ACT_CLOSE, "Cerrar una señal de alarma") \
    X(ACT_CLOSE_INTRO, "Solo la cierra la función que nombra el protocolo; hasta entonces sigue parado lo que ella para. Diga qué se averiguó.") \
    X(ACT_CLOSE_WHAT, "Qué señal de alarma") \
    X(ACT_CLOSE_WORDS, "Qué se averiguó") \
    X(ACT_CONSENT, "Anotar un consentimiento") \
    X(ACT_CONSENT_GIVEN, "dado") \
    X(ACT_CONSENT_INTRO, "Cuenta la última palabra sobre cada uno. Sin consentimiento al tratamiento no se prescribe ni se planea nada en las pantallas; lo que pasó se sigue anotando.") \
    X(ACT_CONSENT_IS_GIVEN, "{ref}: dado el {date}") \
    X(ACT_CONSENT_IS_WITHDRAWN, "{ref}: retirado el {date}") \
    X(ACT_CONSENT_NOW, "Lo que vale hoy") \
    X(ACT_CONSENT_REGISTRY, "participar en un registro de tratamientos") \
    X(ACT_CONSENT_SELF, "Mi consentimiento") \
    X(ACT_CONSENT_SHARING, "compartir la historia con otros que tratan") \
    X(ACT_CONSENT_STATE, "Está") \
    X(ACT_CONSENT_TREATMENT, "el tratamiento") \
    X(ACT_CONSENT_UNKNOWN, "{ref}: no se dijo nada") \
    X(ACT_CONSENT_WHAT, "A qué") \
    X(ACT_CONSENT_WITHDRAWN, "retirado") \
    X(ACT_CORRECT, "Corregir un valor") \
    X(ACT_CORRECT_INTRO, "El valor que se escribió primero queda en la historia, con la corrección, su nombre y el motivo al lado. Lo que se apoyaba en él se juzga de nuevo. Lo que deje como está queda como está.") \
    X(ACT_CORRECT_NOW, "Ahora dice {value}.") \
    X(ACT_CORRECT_SELF, "Corregir lo que escribí") \
    X(ACT_CORRECT_WHICH, "Qué anotación") \
    X(ACT_CORRECT_WHY, "Qué estaba mal") \
    X(ACT_FLAG, "Dar una señal de alarma") \
    X(ACT_FLAG_INTRO, "Lo que usted ve o le cuentan. Se avisa a las funciones que nombra el protocolo, y lo que ella para se para enseguida.") \
    X(ACT_FLAG_WHAT, "Qué señal de alarma") \
    X(ACT_HOLD, "Parar una fase") \
    X(ACT_HOLD_BUTTON, "Parar") \
    X(ACT_HOLD_INTRO, "Cualquiera del equipo puede parar una fase. Vuelven a valer los límites de antes hasta que siga; los días parados no cuentan.") \
    X(ACT_HOLD_MEANS, "Hasta que su equipo haya hablado con usted, la carga permitida es: {words}.") \
    X(ACT_HOLD_SELF, "Parar por ahora") \
    X(ACT_HOLD_SELF_INTRO, "Puede parar en cualquier momento. Su hoja dice entonces lo que puede hacer hasta que su equipo haya hablado con usted.") \
    X(ACT_HOLD_WHY, "Qué le hace parar") \
    X(ACT_MEDICINE, "Anotar una medicina") \
    X(ACT_MEDICINE_AGAINST, "Su plan le pide dejar esas medicinas en ese tiempo. Anote de todos modos lo que tomó: su equipo tiene que saberlo. Si se la recetó un médico, no la cambie por su cuenta: pregúntele antes.") \
    X(ACT_MEDICINE_AMOUNT, "Cuánto") \
    X(ACT_MEDICINE_CANNOT_TELL, "Por su nombre nadie puede decir qué contiene {words}. Anótela de todos modos; su equipo preguntará.") \
    X(ACT_MEDICINE_DAY_HINT, "El día en que se tomó. Si no se tomó: desde qué día.") \
    X(ACT_MEDICINE_DENIED, "se preguntó, y no se tomó desde ese día") \
    X(ACT_MEDICINE_FOR, "Para qué era") \
    X(ACT_MEDICINE_INTRO, "Lo que el protocolo dice de ella se muestra antes de guardarla. Lo que se tomó es un hecho y nunca se rechaza; contra un plazo pide un motivo.") \
    X(ACT_MEDICINE_I_DENY, "no la tomé desde ese día") \
    X(ACT_MEDICINE_I_STOPPED, "ya no la tomo") \
    X(ACT_MEDICINE_I_TOOK, "la tomé") \
    X(ACT_MEDICINE_NOTHING, "Nada en su plan habla hoy de {words}. Eso no es un consejo de tomarla.") \
    X(ACT_MEDICINE_NO_LAST, "un día que aún no se sabe") \
    X(ACT_MEDICINE_ORDERED, "indicada, aún no tomada") \
    X(ACT_MEDICINE_PRESCRIBED, "Con receta") \
    X(ACT_MEDICINE_ROUTE, "Cómo se tomó") \
    X(ACT_MEDICINE_SAY_HOW, "Depende de cómo se tomó {words}. Dígalo abajo si puede; si no, anótela de todos modos y su equipo preguntará.") \
    X(ACT_MEDICINE_SELF, "Una medicina que tomé") \
    X(ACT_MEDICINE_SELF_INTRO, "También lo que compró sin receta, gotas, cremas y plantas. Verá lo que su plan dice de ella antes de guardarla.") \
    X(ACT_MEDICINE_STATE, "Qué pasó con ella") \
    X(ACT_MEDICINE_STOPPED, "tomada hasta entonces, y terminada") \
    X(ACT_MEDICINE_TAKEN, "tomada") \
    X(ACT_MEDICINE_UNIT, "Unidad") \
    X(ACT_MEDICINE_WHAT, "Medicina, como está en la caja") \
    X(ACT_MEDICINE_WINDOW, "Dentro del plazo \"{ref}\", que dura hasta el {date} incluido.") \
    X(ACT_MEDICINE_WINDOW_MAYBE, "No se puede decir si pertenece al plazo \"{ref}\", que dura hasta el {date} incluido.") \
    X(ACT_NO_ACTIVE, "No hay ninguna fase en curso que se pueda parar.") \
    X(ACT_NO_ANSWER, "Ninguna regla ni medicina espera una respuesta.") \
    X(ACT_NO_FLAG, "No hay ninguna señal de alarma abierta.") \
    X(ACT_NO_HELD, "No hay ninguna fase parada.") \
    X(ACT_NO_VALUES, "Ninguna anotación con valores tiene un nombre por el que se pueda corregir.") \
    X(ACT_ON_PRESCRIPTION, "recetada por un médico") \
    X(ACT_REASON_DATA, "mal anotado") \
    X(ACT_RESUME, "Seguir con una fase") \
    X(ACT_RESUME_IDLE, "Tal como está, esto no levantaría nada: corresponde a quien la paró o a quien firma por la fase, y después de una revocación a quien firma.") \
    X(ACT_RESUME_INTRO, "Qué está parado, y por qué. Sigue con una anotación propia, nunca por el paso del tiempo.") \
    X(ACT_SCREEN, "Preguntar por señales de alarma") \
    X(ACT_SCREEN_FINDINGS, "hallazgos") \
    X(ACT_SCREEN_FLAGS, "señales de alarma") \
    X(ACT_SCREEN_FOUND, "Qué se encontró") \
    X(ACT_SCREEN_INTRO, "Marque lo que encontró al preguntar por todo, o que no había nada. Lo que a nadie se preguntó sigue sin saberse.") \
    X(ACT_SCREEN_NONE, "no se encontró nada de esto") \
    X(ACT_SELF_LOOK, "Léalo otra vez. Se anota cuando pulse el botón de abajo.") \
    X(ACT_STATEMENT, "Hacer una declaración") \
    X(ACT_STATEMENT_INTRO, "Lo que debe saber todo el equipo y, si lo pone, un límite de carga que entonces forma parte del techo. Solo puede bajarlo.") \
    X(ACT_STATEMENT_LIMIT, "Límite de carga") \
    X(ACT_STATEMENT_NO_LIMIT, "sin límite") \
    X(ACT_STATEMENT_UNTIL, "Último día") \
    X(ACT_STATEMENT_UNTIL_HINT, "Sin él vale hasta que se retire.") \
    X(ACT_STATEMENT_WORDS, "Qué declara") \
    X(ACT_UNIT_G, "g") \
    X(ACT_UNIT_MG, "mg") \
    X(ACT_UNIT_ML, "mL") \
    X(ACT_UNIT_UG, "microgramos") \
    X(ACT_VITAL_ASK, "Entregar la pregunta a quien la receta") \
    X(ACT_VITAL_KEEP, "{words} puede ser vital: siga tomándola. Se pregunta al médico y a quien la receta.") \
    X(ACT_VITAL_STOPPED, "{words} puede ser vital. Hable hoy con quien la receta y con el médico: a ellos les toca decir si se vuelve a tomar.") \
    X(ACT_WITHDRAW_SELF, "Retirar lo que escribí")

#endif
